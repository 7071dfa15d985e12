"""The folder that the browser opens: page, workers, runtimes and models, over http from this computer."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from benchmarks.engines.prepare import Prepared

Json = dict[str, Any]

CHECKOUT = Path(__file__).resolve().parents[2]
PAGE = Path(__file__).resolve().parent / "page"
SITE_MODULES = CHECKOUT / "site_template" / "node_modules"
RIVAL_MODULES = CHECKOUT / "benchmarks" / "rivals" / "node_modules"
BUNDLE = CHECKOUT / "site_template" / "bundle"

HTML = (
    '<!doctype html><meta charset="utf-8"><title>engines</title><link rel="icon" href="data:,">'
    '<script src="page.js"></script>\n'
)
TRANSFORMERS = RIVAL_MODULES / "@huggingface" / "transformers"
# What each program fetches beside itself, by the folder it is served in; Chromium is given asyncify by transformers.js.
RUNTIMES = {
    "tfjs": [SITE_MODULES / "@tensorflow" / "tfjs-backend-wasm" / "dist" / "tfjs-backend-wasm-simd.wasm"],
    "ort": [RIVAL_MODULES / "onnxruntime-web" / "dist" / f"ort-wasm-simd-threaded.{end}" for end in ("mjs", "wasm")],
    "transformers": [
        TRANSFORMERS / "node_modules" / "onnxruntime-web" / "dist" / f"ort-wasm-simd-threaded.asyncify.{end}"
        for end in ("mjs", "wasm")
    ],
}
ELVIT = ("worker.js", "tfjs-backend-wasm-simd.wasm")


def write_site(folder: Path, bundle: Path = BUNDLE) -> None:
    """Bundles page and workers, and puts the runtimes beside them.

    Args:
        folder: made anew.
        bundle: elvit's own program, as site_template's build leaves it.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(HTML)
    bundle_script(PAGE / "page.js", folder / "page.js", "iife")
    for name, runtime in RUNTIMES.items():
        bundle_script(PAGE / f"{name}.js", folder / f"{name}.js", "esm")
        for file in runtime:
            _link(file, folder / name / file.name)
    for name in ELVIT:
        _link(bundle / name, folder / "elvit" / name)


def add_model(folder: Path, prepared: Prepared) -> None:
    """Puts a model's files there, for the browser to fetch."""
    for source in prepared.folder.rglob("*"):
        if source.is_file():
            _link(source, folder / "models" / prepared.folder.name / source.relative_to(prepared.folder))


def start(engine: str, prepared: Prepared) -> tuple[str, Json]:
    """Which side of the page starts an engine, and with what: addresses are those of the folder."""
    model = f"/models/{prepared.folder.name}"
    if engine == "elvit":
        shards = [{"url": f"{model}/graph-model/{shard['file']}", **shard} for shard in prepared.shards()]
        hooks = [{"name": hook, "shape": []} for hook in prepared.hooks()]
        files = {"worker": "/elvit/worker.js", "wasm": "/elvit/tfjs-backend-wasm-simd.wasm"}
        return "elvit", {**files, "graph": f"{model}/graph-model/model.json", "shards": shards, "hooks": hooks}
    rivals: dict[str, Json] = {
        "tfjs": {"worker": "/tfjs.js", "graph": f"{model}/graph-model/model.json", "runtime": "/tfjs/"},
        "ort-fp32": {"worker": "/ort.js", "onnx": f"{model}/hub/onnx/{prepared.onnx.name}", "runtime": "/ort/"},
        "ort-int8": {"worker": "/ort.js", "onnx": f"{model}/hub/onnx/{prepared.quantised.name}", "runtime": "/ort/"},
        "transformers": {
            "worker": "/transformers.js",
            "models": "/models/",
            "name": f"{prepared.folder.name}/hub",
            "runtime": "/transformers/",
        },
    }
    return "rival", {"shape": prepared.facts["shape"], **rivals[engine]}


def bundle_script(source: Path, target: Path, form: str) -> None:
    """One script of all that another imports, for a current browser.

    Args:
        source: the script.
        target: where the bundle goes.
        form: "iife" or "esm".
    """
    node_path = os.pathsep.join((str(SITE_MODULES), str(RIVAL_MODULES)))
    command = [str(SITE_MODULES / ".bin" / "esbuild"), str(source), f"--outfile={target}", "--bundle", "--minify"]
    flags = [f"--format={form}", "--target=es2022", "--log-level=error", '--define:process.env.NODE_ENV="production"']
    subprocess.run([*command, *flags], check=True, env={**os.environ, "NODE_PATH": node_path})


def _link(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:  # another file system
        shutil.copyfile(source, target)

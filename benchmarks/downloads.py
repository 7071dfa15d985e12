"""What a visitor downloads before a model can run, weights left out; `python -m benchmarks.downloads`."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import click
from elvit.output.pack import Packer
from elvit.resources import site_files
from elvit.site.pages import write_engine
from rich.console import Console

from benchmarks.engines.__main__ import WORK
from benchmarks.engines.site import CHECKOUT, RIVAL_MODULES, RUNTIMES, SITE_MODULES, bundle_script, write_site
from benchmarks.report.results import record
from benchmarks.report.stamp import node_versions, stamp
from benchmarks.report.tables import kilobytes

SECTION = "downloads"
CLIENT = CHECKOUT / "site_template" / "src" / "engine" / "client.ts"


@click.command()
def main() -> None:
    """Measure, show, and keep for the page of results."""
    site = WORK / "site"
    write_site(site)
    made = stamp(["-m", "benchmarks.downloads"], versions())
    runtimes = {"elvit": elvit(WORK / "runtime")}
    runtimes |= {name: [site / f"{name}.js", *sorted((site / name).iterdir())] for name in RUNTIMES}
    for name, files in runtimes.items():
        sizes = {file.name: [file.stat().st_size, gzipped(file)] for file in files}
        record(SECTION, name, {"files": sizes}, made)
        Console().print(f"{name}: {kilobytes(sum(size for _, size in sizes.values()))} gzip")


def elvit(folder: Path) -> list[Path]:
    """The page's side of the engine, and the worker and its WebAssembly in the files that a site carries them in."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    bundle_script(CLIENT, folder / "client.js", "esm")
    engine = write_engine(site_files(), Packer(folder))
    # The programs for graphics cards come after the first answer, where there is a card to try.
    chunks = [folder / chunk["file"] for name in ("worker", "wasm") for chunk in engine[name]["chunks"]]
    return [folder / "client.js", *chunks]


def gzipped(file: Path) -> int:
    """Bytes after gzip at its usual level, as servers send them."""
    return len(gzip.compress(file.read_bytes(), 6))


def versions() -> dict[str, str]:
    """Of what is downloaded."""
    tfjs = node_versions(SITE_MODULES, "@tensorflow/tfjs-core", "@tensorflow/tfjs-backend-wasm", "esbuild")
    return tfjs | node_versions(RIVAL_MODULES, "onnxruntime-web", "@huggingface/transformers")


if __name__ == "__main__":
    main()

"""The pages: templates filled in, scripts and styles under names that change with their content."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from elvit import __version__
from elvit.config import TITLE
from elvit.content.facts import ModelFacts
from elvit.content.pages import write_concept_pages
from elvit.content.texts import Texts
from elvit.output.json import compact
from elvit.output.pack import Packer, digest
from elvit.output.templates import page_templates
from elvit.resources import NOTICES, SiteFiles
from elvit.site.words import description
from elvit.survey.findings import Findings, write_findings

Json = dict[str, Any]


def write_engine(files: SiteFiles, packer: Packer) -> Json:
    """Packs the workers, by backend, and TensorFlow.js' wasm binary; returns the manifest's `engine`."""
    names = {"worker": "worker.js", "wasm": "tfjs-backend-wasm-simd.wasm"}
    names |= {backend: f"{backend}.js" for backend in ("cpu", "webgl", "webgpu")}
    # Base64 would hide from a server's own compression what is alike in them.
    deflated = {name: zlib.compress((files.bundle / file).read_bytes(), 9) for name, file in names.items()}
    return {name: packer.add(name, [data]) for name, data in deflated.items()}


def write_code(files: SiteFiles, site: Path) -> list[str]:
    """Writes the parts of the page's program that are loaded when they are wanted; returns the manifest's `code`.

    The program names them itself; their names change with their content already.
    """
    names = sorted(path.name for path in (files.bundle / "code").iterdir())
    (site / "code").mkdir()
    for name in names:
        (site / "code" / name).write_bytes((files.bundle / "code" / name).read_bytes())
    return [f"code/{name}" for name in names]


def write_pages(
    files: SiteFiles,
    site: Path,
    manifest: Json,
    texts: Texts,
    facts: Sequence[ModelFacts],
    findings: Sequence[Findings[Any]],
) -> None:
    """Writes manifest, scripts, styles, index.html, the plain pages of the texts and those of the findings."""
    every = {
        "root": "../",
        "measured": [(found.kind.title, found.first) for found in findings if found.first],
        "title": manifest["title"],
        "wordmark": "elvit" if manifest["title"] == TITLE else manifest["title"],
        "version": __version__,
        "fonts_file": _copied(files, site, "fonts.css"),
        "pages_file": _copied(files, site, "pages.css"),
    }
    page = {
        **every,
        "description": description([model["title"] for model in manifest["models"]]),
        "manifest_file": _named(site, "manifest.js", f"globalThis.elvitManifest={compact(manifest)};\n".encode()),
        "app_file": _copied(files, site, "app.js"),
        "style_file": _copied(files, site, "app.css"),
        "models": manifest["models"],
        "spec": facts[0].spec,
        "pictures": manifest["images"],
        "predictions": _predictions(manifest),
    }
    environment = page_templates(files.templates)
    (site / "index.html").write_text(environment.get_template("index.html.j2").render(page), encoding="utf-8")
    write_concept_pages(texts, facts, manifest["images"][0]["title"], site, environment, every)
    for found in findings:
        write_findings(found, site, environment, {**every, "concepts": [concept.id for concept in texts.concepts]})
    (site / NOTICES).write_bytes((files.bundle / NOTICES).read_bytes())
    (site / ".nojekyll").write_bytes(b"")


def _named(site: Path, name: str, data: bytes) -> str:
    stem, suffix = name.rsplit(".", 1)
    file = f"{stem}.{digest(data)}.{suffix}"
    (site / file).write_bytes(data)
    return file


def _copied(files: SiteFiles, site: Path, name: str) -> str:
    return _named(site, name, (files.bundle / name).read_bytes())


def _predictions(manifest: Mapping[str, Any]) -> dict[str, list[tuple[str, float]]]:
    """By picture id: label and probability of the first model's answer, highest first."""
    model = manifest["models"][0]
    return {
        picture: [(model["labels"][index], probability) for index, probability in found]
        for picture, found in model["predictions"].items()
    }

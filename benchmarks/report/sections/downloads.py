"""Bytes of each runtime."""

from __future__ import annotations

from pathlib import Path

from benchmarks.report.results import Json
from benchmarks.report.tables import kilobytes, table, verdict

TITLES = {
    "elvit": "elvit",
    "tfjs": "TensorFlow.js as it comes",
    "ort": "onnxruntime-web",
    "transformers": "transformers.js",
}
BOUND = 320_000

INTRO = """Script and WebAssembly that are downloaded before a model can run, without its weights: minified, and after
gzip. elvit's are in the form in which a site carries them, WebAssembly as text in stylesheets so that it loads from a
folder on disk too. The others are bundled from what their packages export, with the one WebAssembly file that they
ask for in Chromium without a GPU."""


def write(entries: Json, folder: Path) -> str:
    """The section; it has no plot."""
    known = {name: entries[name]["files"].values() for name in TITLES if name in entries}
    totals = {name: [sum(column) for column in zip(*sizes, strict=True)] for name, sizes in known.items()}
    rows = [[TITLES[name], *map(kilobytes, total)] for name, total in totals.items()]
    parts = [INTRO, table(["", "bytes", "after gzip"], rows)]
    if "elvit" in totals:
        parts.append(f"- elvit: {verdict(totals['elvit'][1] / 1e3, BOUND / 1e3, ' kB', digits=0)}.")
    return "\n\n".join(parts)

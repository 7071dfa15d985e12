"""Files of raw results: one a section, in it one entry for whatever was measured by itself, each with its stamp."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from benchmarks.report.stamp import Stamp

Json = dict[str, Any]

DOCS = Path(__file__).resolve().parents[2] / "docs"
FOLDER = DOCS / "performance"

_NUMBERS = re.compile(r"\[[-+.,eE\d\s]+\]")


def record(section: str, entry: str, measured: Json, stamp: Stamp, folder: Path = FOLDER) -> None:
    """Adds one entry, or puts it in the place of an older one; the others stay.

    Args:
        section: the file, without its ending.
        entry: what was measured.
        measured: raw results.
        stamp: where, when and with what.
        folder: where the files are.
    """
    folder.mkdir(parents=True, exist_ok=True)
    entries = read(section, folder) | {entry: {"made": stamp.manifest(), **measured}}
    text = json.dumps(entries, indent=1, sort_keys=True, ensure_ascii=False)
    (folder / f"{section}.json").write_text(f"{_on_one_line(text)}\n", encoding="utf-8")


def read(section: str, folder: Path = FOLDER) -> Json:
    """Entries by name; none where there is no file yet."""
    path = folder / f"{section}.json"
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else {}


def _on_one_line(text: str) -> str:
    """Lists of plain numbers as one line each."""
    return _NUMBERS.sub(lambda found: " ".join(found[0].split()).replace("[ ", "[").replace(" ]", "]"), text)

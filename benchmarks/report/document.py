"""Puts the sections that there are results for one below the other; `python -m benchmarks.report` does it anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.report.results import DOCS, FOLDER, Json, read

HEAD = """# Performance

Written by the benchmarks in [benchmarks/](../benchmarks) from what they measured; the raw results are in
[docs/performance/](performance). `make bench` measures everything anew, `python -m benchmarks.report` only writes this
page. Numbers are of one machine: ratios travel better than milliseconds.
"""


@dataclass(frozen=True)
class Section:
    """A part of the page.

    Args:
        name: of its file of results.
        title: its heading.
        write: entries of that file, and a folder for its plots -> markdown.
    """

    name: str
    title: str
    write: Callable[[Json, Path], str]


def write_document(sections: Sequence[Section], results: Path = FOLDER, page: Path = DOCS / "performance.md") -> None:
    """Writes the page, and the plots beside the results; a section without results is left out."""
    parts = [HEAD]
    for section in sections:
        entries = read(section.name, results)
        if entries:
            parts.append(f"## {section.title}\n\n{section.write(entries, results).strip()}\n\n{measured(entries)}\n")
    page.write_text("\n".join(parts), encoding="utf-8")


def measured(entries: Json) -> str:
    """Where, when and with what: a paragraph for each way that differs, the entries it holds for at its head."""
    told: dict[str, list[str]] = {}
    for name, entry in entries.items():
        made = entry["made"]
        versions = ", ".join(f"{package} {number}" for package, number in sorted(made["versions"].items()))
        text = f"`{made['command']}`, {made['date']}, elvit at {made['commit']}, on {made['machine']}; {versions}."
        told.setdefault(text, []).append(name)
    if len(told) == 1:
        return f"<sub>Measured by {next(iter(told))}</sub>"
    return "<br>\n".join(f"<sub>{', '.join(names)}: measured by {text}</sub>" for text, names in told.items())

"""Memory of the page with a large model in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks.report.plots import BLUE, FAINT, plot
from benchmarks.report.results import Json
from benchmarks.report.tables import megabytes, table, verdict

PLOT = "memory.svg"
BOUND = 1.2e9
FEW = 10  # runs that are taken together, so that one collection of garbage more or less does not matter

INTRO = """All that is resident of the page's process, Chromium's own code with it, while a site of this model runs
again and again: every tensor of the last run stays at hand. An empty page is what there is before."""


def write(entries: Json, folder: Path) -> str:
    """The section; its plot goes into the folder."""
    draw(entries, folder / PLOT)
    alt = "Resident memory of the page after each run."
    return "\n\n".join([INTRO, _table(entries), f"![{alt}]({folder.name}/{PLOT})", _verdicts(entries)])


def ends(runs: Sequence[int]) -> tuple[float, float]:
    """Median of the first few runs after the first, and of the last few."""
    return median(runs[1 : FEW + 1]), median(runs[-FEW:])


def _table(entries: Json) -> str:
    head = [
        "",
        "empty page",
        "tensors kept",
        f"runs 2 to {FEW + 1}",
        f"the last {FEW} runs",
        "at most ever, loading too",
    ]
    rows = []
    for entry in entries.values():
        values = [entry["empty"], entry["kept"], *ends(entry["runs"]), entry["peak"]]
        rows.append([f"{entry['title']}, {len(entry['runs'])} runs", *map(megabytes, values)])
    return table(head, rows)


def _verdicts(entries: Json) -> str:
    lines = []
    for entry in entries.values():
        early, late = ends(entry["runs"])
        lines.append(
            f"- {entry['title']}, most after any run: {verdict(max(entry['runs']) / 1e9, BOUND / 1e9, ' GB')}."
        )
        lines.append(
            f"- From the first runs to the last, {entry['title']}'s page changed by {(late - early) / 1e6:+.1f} MB."
        )
    return "\n".join(lines)


def draw(entries: Json, path: Path) -> None:
    """Memory over runs, from zero, with the bound."""
    with plot(path, 9, 2.6) as [axes]:
        for entry in entries.values():
            runs = entry["runs"]
            axes.plot(range(1, len(runs) + 1), [run / 1e6 for run in runs], color=BLUE, label=entry["title"])
        axes.axhline(BOUND / 1e6, color=FAINT, linestyle=(0, (4, 3)), linewidth=1)
        axes.annotate("wanted: below this", (1, BOUND / 1e6), (0, 4), textcoords="offset points", fontsize=8)
        axes.set_ylim(0, BOUND / 1e6 * 1.15)
        axes.set_xlabel("run")
        axes.set_ylabel("resident, MB")
        axes.grid(axis="y")
        axes.legend(loc="lower right")

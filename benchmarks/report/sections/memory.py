"""Memory of the page with a large model in it."""

from __future__ import annotations

from pathlib import Path

from benchmarks.report.plots import BLUE, FAINT, ORANGE, plot
from benchmarks.report.results import Json
from benchmarks.report.tables import megabytes, table, verdict

PLOT = "memory.svg"
BOUND = 1.2e9

INTRO = """All that is resident of the page's process, Chromium's own code with it, while a site of this model runs
again and again as fast as it can: every tensor of the last run stays at hand. An empty page is what there is
before. The browser collects garbage when it likes; what is left once it has been made to says whether anything is
held for good."""


def write(entries: Json, folder: Path) -> str:
    """The section; its plot goes into the folder."""
    draw(entries, folder / PLOT)
    alt = "Resident memory of the page after each run."
    return "\n\n".join([INTRO, _table(entries), f"![{alt}]({folder.name}/{PLOT})", _verdicts(entries)])


def growth(entry: Json) -> float:
    """Bytes by which what is held grew from the first run to the last, garbage collected both times."""
    first, last = entry["collected"]
    return float(last - first)


def _table(entries: Json) -> str:
    head = ["resident", "empty page", "tensors kept", "after one run", "after all", "garbage collected", "at most ever"]
    rows = []
    for entry in entries.values():
        runs, (first, last) = entry["runs"], map(megabytes, entry["collected"])
        sizes = [*map(megabytes, (entry["empty"], entry["kept"], runs[0], runs[-1])), f"{first}, then {last}"]
        rows.append([f"{entry['title']}, {len(runs)} runs", *sizes, megabytes(max(entry["peak"], *runs))])
    return table(head, rows)


def _verdicts(entries: Json) -> str:
    lines = []
    for entry in entries.values():
        most = max(entry["collected"])
        lines.append(f"- {entry['title']}, garbage collected: {verdict(most / 1e9, BOUND / 1e9, ' GB')}.")
        lines.append(f"- {entry['title']}, with garbage: {verdict(max(entry['runs']) / 1e9, BOUND / 1e9, ' GB')}.")
        lines.append(f"- What {entry['title']}'s page holds changed by {growth(entry) / 1e6:+.1f} MB over all runs.")
    return "\n".join(lines)


def draw(entries: Json, path: Path) -> None:
    """Memory over runs, from zero, with the bound."""
    most = max(len(entry["runs"]) for entry in entries.values())
    with plot(path, 9, 2.6) as [axes]:
        for entry in entries.values():
            runs = entry["runs"]
            axes.plot(range(1, len(runs) + 1), [run / 1e6 for run in runs], color=BLUE, label=entry["title"])
            held = [size / 1e6 for size in entry["collected"]]
            axes.plot([0, len(runs) + 1], held, "o", color=ORANGE, label="garbage collected")
        axes.axhline(BOUND / 1e6, color=FAINT, linestyle=(0, (4, 3)), linewidth=1)
        axes.annotate(
            "wanted: below this", (most / 2, BOUND / 1e6), (0, -11), textcoords="offset points", ha="center", fontsize=8
        )
        axes.set_ylim(0, max(BOUND, *(max(entry["runs"]) for entry in entries.values())) / 1e6 * 1.15)
        axes.set_xlabel("run")
        axes.set_ylabel("resident, MB")
        axes.grid(axis="y")
        axes.legend(loc="lower right")

"""How the time of a run grows with tokens and with width."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.ticker import LogLocator, NullLocator, ScalarFormatter

from benchmarks.engines.ways import ELVIT, ORT, Way
from benchmarks.report.numbers import power, spread
from benchmarks.report.plots import BLUE, ORANGE, plot
from benchmarks.report.results import Json
from benchmarks.report.tables import milliseconds, table

PLOT = "growth.svg"
MARKS = {ELVIT.name: (BLUE, "o"), ORT.name: (ORANGE, "s")}

INTRO = """Models of {blocks} encoder blocks with random weights, MLPs four times as wide as the tokens and heads 64
wide, measured as above. A block multiplies and adds {formula} times for n tokens of width d: the first part grows
with the tokens and the square of the width, the second, which is attention, with the square of the tokens and the
width. The rate counts these alone, two operations each."""
FORMULA = "12 n d² + 2 n² d"


def write(entries: Json, folder: Path) -> str:
    """The section; its plot goes into the folder."""
    points = sorted(entries.values(), key=lambda point: (point["tokens"], point["width"]))
    rows = {axis: varied(points, axis) for axis in ("tokens", "width")}
    draw(rows, folder / PLOT)
    parts = [INTRO.format(blocks=points[0]["blocks"], formula=FORMULA)]
    parts.append(f"![Time of a run over tokens and over width, elvit and onnxruntime-web.]({folder.name}/{PLOT})")
    parts += [_exponents(rows), _table(points)]
    return "\n\n".join(parts)


def varied(points: Sequence[Json], axis: str) -> list[Json]:
    """The points that differ in one size alone: those of the commonest other size."""
    other = "width" if axis == "tokens" else "tokens"
    sizes = [point[other] for point in points]
    common = max(set(sizes), key=lambda size: (sizes.count(size), -size))
    return sorted((point for point in points if point[other] == common), key=lambda point: int(point[axis]))


def operations(point: Json) -> int:
    """Floating-point operations of the products in all blocks: an addition and a multiplication each."""
    n, d = point["tokens"], point["width"]
    return int(2 * point["blocks"] * (12 * n * d * d + 2 * n * n * d))


def median(point: Json, way: Way) -> float:
    """Milliseconds."""
    return spread(point["times"][way.name]).median


def _exponents(rows: dict[str, list[Json]]) -> str:
    lines = []
    for axis, points in rows.items():
        if len(points) < 2:
            continue
        sizes = [point[axis] for point in points]
        fits = (f"{way.title} {power(sizes, [median(point, way) for point in points]):.2f}" for way in (ELVIT, ORT))
        least, most = min(sizes), max(sizes)
        lines.append(f"- From {least} to {most} in {axis}, time grows as the power: {', '.join(fits)}.")
    return "\n".join(lines)


def _table(points: Sequence[Json]) -> str:
    head = ["tokens × width", *(f"{way.title}, {unit}" for way in (ELVIT, ORT) for unit in ("ms", "GFLOP/s"))]
    rows = []
    for point in points:
        row = [f"{point['tokens']} × {point['width']}"]
        for way in (ELVIT, ORT):
            time = median(point, way)
            row += [milliseconds(time), f"{operations(point) / time / 1e6:.0f}"]
        rows.append(row)
    return table(head, rows)


def draw(rows: dict[str, list[Json]], path: Path) -> None:
    """Time over tokens, and over width, both axes logarithmic."""
    with plot(path, 9, 3.6, columns=2) as axes:
        for place, (part, (axis, points)) in enumerate(zip(axes, rows.items(), strict=True)):
            _curves(part, axis, points)
            part.set_ylabel("" if place else "time of a run, ms")
        axes[0].legend(loc="upper left")


def _curves(axes: Axes, axis: str, points: Sequence[Json]) -> None:
    sizes = [point[axis] for point in points]
    for way in (ELVIT, ORT):
        colour, mark = MARKS[way.name]
        spreads = [spread(point["times"][way.name]) for point in points]
        axes.fill_between(
            sizes, [s.low for s in spreads], [s.high for s in spreads], color=colour, alpha=0.2, linewidth=0
        )
        axes.plot(sizes, [s.median for s in spreads], mark, linestyle="-", color=colour, markersize=5, label=way.title)
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xticks(sizes, [str(size) for size in sizes])
    axes.xaxis.set_minor_locator(NullLocator())
    axes.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axes.yaxis.set_major_formatter(ScalarFormatter())
    axes.yaxis.set_minor_locator(NullLocator())
    other = "width" if axis == "tokens" else "tokens"
    axes.set_xlabel(f"{axis} ({other}: {points[0][other]})")
    axes.grid(alpha=0.25)

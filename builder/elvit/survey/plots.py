"""Line plots with intervals, by block or over an axis, as SVG that takes its colours from the page's style sheet."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup, escape
from numpy.typing import NDArray

from elvit.output.ticks import nice_ticks
from elvit.survey.intervals import Interval
from elvit.survey.words import MINUS, amount

_GAP = 15  # least distance of two labels at the ends of curves


@dataclass(frozen=True)
class Curve:
    """One line of a plot.

    Args:
        title: what its end is labelled with, and its points.
        values: a mean with its interval for each block.
        role: whose colour it has.
        dashed: whether the line is.
        mark: the shape of its points: circle, square, diamond, triangle or cross.
    """

    title: str
    values: Sequence[Interval]
    role: str
    dashed: bool = False
    mark: str = "circle"


@dataclass(frozen=True)
class Level:
    """A height to compare the curves with, such as chance."""

    title: str
    value: float
    kind: str


@dataclass(frozen=True)
class Axis:
    """What runs along the foot of a plot, where that is not the number of the block.

    Args:
        title: at its end, and in the titles of points.
        places: where each value of a curve stands.
        labels: what is written there.
    """

    title: str
    places: Sequence[float]
    labels: Sequence[str]


@dataclass(frozen=True)
class Frame:
    """The size of a plot, in px, and whether curves are labelled at their ends (else a legend does it)."""

    width: int
    height: int
    labelled: bool = False

    @property
    def right(self) -> int:
        """Where the blocks end."""
        return self.width - (182 if self.labelled else 14)


_LEFT, _TOP, _BOTTOM = 44, 14, 34


def line_plot(
    frame: Frame,
    curves: Sequence[Curve],
    levels: Sequence[Level],
    says: str,
    kind: str = "",
    axis: Axis | None = None,
) -> Markup:
    """A plot of curves.

    Args:
        frame: its size.
        curves: of the same number of values.
        levels: horizontal lines.
        says: the plot in a sentence, for those who do not see it.
        kind: a class of the SVG element.
        axis: of the values; they are the blocks' where it is None.
    """
    scale = _Scale.of(frame, curves, levels, axis)
    parts = [*_axes(scale), *(_level(scale, level, curves) for level in levels)]
    for number, curve in enumerate(curves):
        parts += _curve(scale, curve, (number - (len(curves) - 1) / 2) * min(3.0, scale.step / (len(curves) + 2)))
    if frame.labelled:
        parts += _ends(scale, curves)
    size = f'viewBox="0 0 {frame.width} {frame.height}" width="{frame.width}" height="{frame.height}"'
    head = f'<svg class="plot {kind}" {size} role="img" aria-label="{escape(says)}">'
    return Markup(f"{head}{''.join(parts)}</svg>")


@dataclass(frozen=True)
class _Scale:
    frame: Frame
    blocks: int
    ticks: Sequence[float]
    axis: Axis

    @classmethod
    def of(cls, frame: Frame, curves: Sequence[Curve], levels: Sequence[Level], axis: Axis | None) -> _Scale:
        ends = [end for curve in curves for value in curve.values for end in value if math.isfinite(end)]
        ends += [level.value for level in levels]
        ticks = nice_ticks(min(ends), max(ends), 6 if frame.height > 260 else 4)
        blocks = range(len(curves[0].values))
        return cls(frame, len(blocks), ticks, axis or Axis("block", blocks, [str(block) for block in blocks]))

    @property
    def step(self) -> float:
        return (self.frame.right - _LEFT - 24) / max(1, self.blocks - 1)

    def x(self, number: int) -> float:
        """Of a value by its number; the middle where there is one only."""
        low, high = min(self.axis.places), max(self.axis.places)
        share = (self.axis.places[number] - low) / (high - low) if high > low else 0.5
        return _LEFT + 12 + share * (self.frame.right - _LEFT - 24)

    def y(self, value: float) -> float:
        low, high = self.ticks[0], self.ticks[-1]
        return _TOP + (high - value) / (high - low) * (self.frame.height - _TOP - _BOTTOM)


def _axes(scale: _Scale) -> Iterator[str]:
    frame = scale.frame
    for value in scale.ticks:
        y = scale.y(value)
        yield f'<line class="grid" x1="{_LEFT}" x2="{frame.right}" y1="{_n(y)}" y2="{_n(y)}"/>'
        label = f"{value:g}".replace("-", MINUS)
        yield f'<text class="tick end" x="{_LEFT - 7}" y="{_n(y + 4)}">{label}</text>'
    every = next(e for e in (1, 2, 4, 6, 12, 24, 48, 96) if e * scale.step >= 22 or e * 2 > scale.blocks)
    foot = frame.height - _BOTTOM
    for block in range(0, scale.blocks, every):
        yield f'<text class="tick middle" x="{_n(scale.x(block))}" y="{foot + 16}">{scale.axis.labels[block]}</text>'
    yield f'<text class="tick end" x="{frame.right}" y="{frame.height - 3}">{escape(scale.axis.title)}</text>'


def _level(scale: _Scale, level: Level, curves: Sequence[Curve]) -> str:
    """A line, its title at the end where the curves are farther away."""
    y = scale.y(level.value)
    line = f'<line class="level {level.kind}" x1="{_LEFT}" x2="{scale.frame.right}" y1="{_n(y)}" y2="{_n(y)}"/>'
    width = len(level.title) * 6.2
    ends = _LEFT + 2, scale.frame.right - 2 - width
    places = [(x, y + dy) for dy in (-4, 13) for x in (*ends, *np.linspace(*ends, 7)[1:-1])]  # the ends first
    x, baseline = max(places, key=lambda place: _clear(scale, curves, place[0], width, place[1] - 4))
    if x == ends[1]:
        return line + _text_at(x + width, baseline, level.title, f"level-title {level.kind} end")
    return line + _text_at(x, baseline, level.title, f"level-title {level.kind}")


def _clear(scale: _Scale, curves: Sequence[Curve], x: float, width: float, y: float) -> float:
    """How far the nearest curve passes from the middle of a title; 20 px are as good as more."""
    along = np.linspace(x, x + width, 9)
    at = np.array([scale.x(block) for block in range(scale.blocks)])
    order = np.argsort(at)
    heights = [np.interp(along, at[order], _heights(scale, curve)[order]) for curve in curves]
    return min(20.0, float(np.abs(np.array(heights) - y).min()))


def _heights(scale: _Scale, curve: Curve) -> NDArray[np.float64]:
    return np.array([scale.y(value.mean) for value in curve.values])


def _curve(scale: _Scale, curve: Curve, aside: float) -> Iterator[str]:
    """Line, then intervals, then points; a little aside of the others', so that intervals do not hide each other."""
    known = [(scale.x(block) + aside, value) for block, value in enumerate(curve.values) if math.isfinite(value.mean)]
    path = "M" + "L".join(f"{_n(x)} {_n(scale.y(value.mean))}" for x, value in known)
    yield f'<g class="curve role-{curve.role}{" dashed" if curve.dashed else ""}">'
    yield f'<path class="line" d="{path}"/>' if len(known) > 1 else ""
    for x, value in known:
        yield f'<path class="interval" d="M{_n(x)} {_n(scale.y(value.low))}V{_n(scale.y(value.high))}"/>'
    for block, (x, value) in enumerate(known):
        where = f"{scale.axis.title} {scale.axis.labels[block]}"
        said = f"{curve.title}, {where}: {amount(value.mean)} ({amount(value.low)} to {amount(value.high)})"
        yield f'<path class="mark" d="{mark(curve.mark, x, scale.y(value.mean))}"><title>{escape(said)}</title></path>'
    yield "</g>"


def _ends(scale: _Scale, curves: Sequence[Curve]) -> Iterator[str]:
    """Titles at the ends of curves, pushed apart where they would overlap."""
    known = [curve for curve in curves if math.isfinite(curve.values[-1].mean)]
    wanted = sorted(((scale.y(curve.values[-1].mean), curve) for curve in known), key=lambda end: end[0])
    places = spaced([y for y, _ in wanted], _GAP, _TOP + 4, scale.frame.height - _BOTTOM)
    x = scale.frame.right + 8
    for (y, curve), place in zip(wanted, places, strict=True):
        lead = f'<path class="lead" d="M{scale.frame.right - 6} {_n(y)}L{x - 3} {_n(place)}"/>'
        title = _text_at(x, place + 4, curve.title, "curve-title")
        yield f'<g class="curve role-{curve.role}">{lead}{title}</g>'


def spaced(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Ascending places as near as may be to those wanted, at least `gap` apart, within `low` and `high`."""
    places = list(wanted)
    for i in range(len(places)):
        places[i] = max(places[i], low if i == 0 else places[i - 1] + gap)
    for i in reversed(range(len(places))):
        places[i] = min(places[i], high if i == len(places) - 1 else places[i + 1] - gap)
    return places


def mark(shape: str, x: float, y: float, size: float = 3.6) -> str:
    """The path of a point's shape."""

    def at(*offsets: tuple[float, float]) -> str:
        return "M" + "L".join(f"{_n(x + dx * size)} {_n(y + dy * size)}" for dx, dy in offsets)

    match shape:
        case "square":
            return at((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)) + "Z"
        case "diamond":
            return at((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)) + "Z"
        case "triangle":
            return at((0, -1.25), (1.2, 0.9), (-1.2, 0.9)) + "Z"
        case "cross":
            return at((-1, -1), (1, 1)) + at((1, -1), (-1, 1))
    r = _n(size)
    return f"M{_n(x - size)} {_n(y)}a{r} {r} 0 1 0 {_n(2 * size)} 0a{r} {r} 0 1 0 {_n(-2 * size)} 0Z"


def swatch(curve: Curve) -> Markup:
    """A piece of the curve for a legend."""
    dashed = " dashed" if curve.dashed else ""
    line, point = '<path class="line" d="M1 7L33 7"/>', f'<path class="mark" d="{mark(curve.mark, 17, 7)}"/>'
    group = f'<g class="curve role-{curve.role}{dashed}">{line}{point}</g>'
    return Markup(f'<svg class="swatch" viewBox="0 0 34 14" width="34" height="14" aria-hidden="true">{group}</svg>')


def _text_at(x: float, y: float, text: str, kind: str) -> str:
    return f'<text class="{kind}" x="{_n(x)}" y="{_n(y)}">{escape(text)}</text>'


def _n(value: float) -> str:
    """A coordinate without digits that nobody sees."""
    return f"{value:.1f}".removesuffix(".0")

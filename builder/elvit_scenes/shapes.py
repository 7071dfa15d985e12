"""Outlines as SVG path data: smooth closed shapes, curves, limbs that taper, discs."""

from __future__ import annotations

import math
from collections.abc import Sequence

Point = tuple[float, float]


def _at(point: Point) -> str:
    return f"{point[0]:.2f} {point[1]:.2f}"


def polygon(points: Sequence[Point]) -> str:
    """A closed outline with straight edges."""
    return "M" + "L".join(_at(point) for point in points) + "Z"


def polyline(points: Sequence[Point]) -> str:
    """An open line with straight pieces."""
    return "M" + "L".join(_at(point) for point in points)


def _bends(points: Sequence[Point], closed: bool) -> str:
    """Cubic pieces of a Catmull-Rom spline (Catmull and Rom 1974) through the points."""
    count = len(points)
    pieces = []
    for index in range(count if closed else count - 1):
        around = [index - 1, index, index + 1, index + 2]
        if closed:
            before, start, end, after = (points[i % count] for i in around)
        else:
            before, start, end, after = (points[min(max(i, 0), count - 1)] for i in around)
        first = (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6)
        second = (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6)
        pieces.append(f"C{_at(first)} {_at(second)} {_at(end)}")
    return "".join(pieces)


def blob(points: Sequence[Point]) -> str:
    """A smooth closed outline through the points."""
    return f"M{_at(points[0])}{_bends(points, closed=True)}Z"


def curve(points: Sequence[Point]) -> str:
    """A smooth open line through the points."""
    return f"M{_at(points[0])}{_bends(points, closed=False)}"


def disc(x: float, y: float, across: float, down: float | None = None) -> str:
    """A circle, or an ellipse when the second radius differs."""
    down = across if down is None else down
    arc = f"a{across:.2f} {down:.2f} 0 1 0 "
    return f"M{_at((x - across, y))}{arc}{2 * across:.2f} 0{arc}{-2 * across:.2f} 0Z"


def limb(points: Sequence[Point], widths: Sequence[float]) -> str:
    """A rounded shape around a centre line, as wide at each point as `widths` says."""
    left: list[Point] = []
    right: list[Point] = []
    count = len(points)
    for index, (x, y) in enumerate(points):
        before, after = points[max(index - 1, 0)], points[min(index + 1, count - 1)]
        along = (after[0] - before[0], after[1] - before[1])
        half = widths[index] / 2 / (math.hypot(*along) or 1.0)
        left.append((x - along[1] * half, y + along[0] * half))
        right.append((x + along[1] * half, y - along[0] * half))
    return blob(
        [_beyond(points[1], points[0], widths[0]), *left, _beyond(points[-2], points[-1], widths[-1]), *reversed(right)]
    )


def _beyond(before: Point, end: Point, width: float) -> Point:
    """A point past the end of a line, for a round cap."""
    length = math.hypot(end[0] - before[0], end[1] - before[1]) or 1.0
    reach = width * 0.4 / length
    return end[0] + (end[0] - before[0]) * reach, end[1] + (end[1] - before[1]) * reach


def mirrored(points: Sequence[Point]) -> list[Point]:
    """The points with left and right exchanged, about x = 0."""
    return [(-x, y) for x, y in points]


def moved(points: Sequence[Point], dx: float, dy: float = 0.0) -> list[Point]:
    """The points shifted."""
    return [(x + dx, y + dy) for x, y in points]

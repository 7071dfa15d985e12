"""Hair and soft shading: strokes that follow a body, patches that fade out, locks of a mane."""

from __future__ import annotations

import math
from collections.abc import Sequence
from random import Random

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import channels, darker, lighter, varied
from elvit_scenes.shapes import Point, disc, limb


def along(line: Sequence[Point], share: float) -> Point:
    """The point at a share, 0 to 1, of a line with equal pieces."""
    index, rest = _piece(line, share)
    (x0, y0), (x1, y1) = line[index], line[index + 1]
    return x0 + (x1 - x0) * rest, y0 + (y1 - y0) * rest


def _piece(line: Sequence[object], share: float) -> tuple[int, float]:
    place = share * (len(line) - 1)
    index = min(int(place), len(line) - 2)
    return index, place - index


def soft(
    canvas: Canvas, x: float, y: float, across: float, down: float, tone: str, strength: float = 0.4, turn: float = 0.0
) -> None:
    """A patch of light, shade or colour that fades out towards its edge; a muscle, a hollow, a blush."""
    if canvas.flat:
        return
    paint = canvas.radial((0, 0), 10, [(0, tone, strength), (0.5, tone, strength * 0.65), (1, tone, 0.0)])
    place = f"translate({x:.1f} {y:.1f}) rotate({turn:.0f}) scale({across / 10:.3f} {down / 10:.3f})"
    with canvas.group(transform=place):
        canvas.fill(disc(0, 0, 10), paint)


def strokes(
    rng: Random,
    line: Sequence[Point],
    widths: Sequence[float],
    count: int,
    length: float,
    width: float,
    spread: float = 50.0,
) -> str:
    """Pointed hairs around a centre line, each along it and, away from the middle, outwards by `spread` degrees."""
    pieces = []
    for _ in range(count):
        index, rest = _piece(line, rng.random())
        (x0, y0), (x1, y1) = line[index], line[index + 1]
        aside = rng.uniform(-0.48, 0.48)
        out = aside * (widths[index] + (widths[index + 1] - widths[index]) * rest)
        way = math.atan2(y1 - y0, x1 - x0)
        x, y = x0 + (x1 - x0) * rest - math.sin(way) * out, y0 + (y1 - y0) * rest + math.cos(way) * out
        way += math.radians(aside * spread + rng.uniform(-14, 14))
        reach = length * rng.uniform(0.6, 1.3)
        dx, dy = math.cos(way), math.sin(way)
        pieces.append(
            f"M{x:.1f} {y:.1f}l{dx * reach:.1f} {dy * reach:.1f} {-dx * reach - dy * width:.1f} "
            f"{-dy * reach + dx * width:.1f}"
        )
    return "".join(pieces)


def comb(
    canvas: Canvas,
    rng: Random,
    line: Sequence[Point],
    widths: Sequence[float],
    coat: str,
    count: int,
    length: float,
    width: float = 0.45,
    strength: float = 0.5,
    spread: float = 50.0,
) -> None:
    """Fur over a limb or a trunk: dark and light hairs that run along its centre line; a shadow needs none."""
    rng = Random(rng.random())
    if canvas.flat or (width * strength < 0.3 and not canvas.fine):
        return
    deep = 0.55 - 0.3 * sum(channels(coat)) / 765
    for tone in (darker(coat, deep), lighter(coat, 0.32)):
        canvas.fill(strokes(rng, line, widths, count, length * 1.2, width * 1.5, spread), tone, strength)


def draw_hair(
    canvas: Canvas, rng: Random, roots: Sequence[Point], tips: Sequence[Point], tone: str, width: float, count: int
) -> None:
    """Locks of hair that fall from a line of roots to a line of tips."""
    shades = (tone, tone, lighter(tone, 0.14), darker(tone, 0.25))
    for index in range(count):
        share = index / max(1, count - 1)
        start, end = along(roots, share), along(tips, share)
        end = (end[0] + rng.uniform(-2, 2), end[1] + rng.uniform(-3, 3))
        middle = ((start[0] + end[0]) / 2 + rng.uniform(-1.5, 1.5), start[1] * 0.45 + end[1] * 0.55 - 1.5)
        canvas.fill(limb([start, middle, end], [width, width * 0.9, width * 0.15]), varied(rng, rng.choice(shades), 7))

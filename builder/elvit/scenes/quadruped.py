"""What the four-legged side views share: legs in a stride, a body lit from above, hooves and paws."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from elvit.scenes.canvas import Canvas, Stop
from elvit.scenes.colour import darker, lighter, varied
from elvit.scenes.light import furry
from elvit.scenes.shapes import Point, bent, blob, disc, limb, moved, polygon


def coat_paint(canvas: Canvas, coat: str, back: float, belly: float, pale: float = 0.0) -> str:
    """A coat lit from above: light on the back, dark below, or pale below as on deer and dogs."""
    under = lighter(coat, pale) if pale else darker(coat, 0.42)
    stops: list[Stop] = [(0, lighter(coat, 0.16)), (0.4, coat), (0.8, darker(coat, 0.2) if not pale else coat),
                         (1, under)]
    return canvas.linear((0, back), (0, belly), stops)


def fur(canvas: Canvas, length: float, grain: float, roundness: float = 4.0, relief: float = 6.5) -> str:
    """The filter of a coat; short hair for a horse, long for a cat."""
    return furry(canvas, roundness, relief, length, grain)


def draw_leg(canvas: Canvas, points: Sequence[Point], widths: Sequence[float], paint: str, foot: str,
             hoof: bool = True) -> None:
    """One leg from shoulder or hip to the ground, with a hoof or a paw."""
    canvas.fill(limb(points, widths), paint)
    x, y = points[-1]
    half = widths[-1] / 2
    if hoof:
        canvas.fill(polygon([(x - half * 0.9, y), (x + half, y), (x + half * 1.7, y + half * 1.9),
                             (x - half * 1.2, y + half * 1.9)]), foot)
    else:
        canvas.fill(blob([(x - half, y - half * 0.6), (x + half * 0.8, y - half * 0.7),
                          (x + half * 2.2, y + half * 0.5),
                          (x + half * 1.9, y + half * 1.1), (x - half, y + half * 1.1)]), foot)


def stride(rng: Random, reach: float) -> tuple[float, float, float, float]:
    """How far each leg swings: near fore, near hind, far fore, far hind; 0 stands still."""
    swing = rng.uniform(0.6, 1.0) * reach
    sign = rng.choice((1, -1))
    small = [rng.uniform(-1.2, 1.2) for _ in range(4)]
    return (swing * sign + small[0], -swing * 0.9 * sign + small[1], -swing * sign + small[2],
            swing * 0.9 * sign + small[3])


def far_leg(points: Sequence[Point], shift: float, swing: float) -> list[Point]:
    """The same leg on the far side: shifted, a little higher on the ground, swung its own way."""
    return moved(bent(points, swing), shift, -1.6)


def draw_hair(canvas: Canvas, rng: Random, roots: Sequence[Point], tips: Sequence[Point], tone: str, width: float,
              count: int) -> None:
    """Locks of hair that fall from a line of roots to a line of tips."""
    for index in range(count):
        share = index / max(1, count - 1)
        start, end = _along(roots, share), _along(tips, share)
        end = (end[0] + rng.uniform(-2, 2), end[1] + rng.uniform(-3, 3))
        middle = ((start[0] + end[0]) / 2 + rng.uniform(-1.5, 1.5), start[1] * 0.45 + end[1] * 0.55 - 1.5)
        shade = varied(rng, rng.choice((tone, tone, lighter(tone, 0.14), darker(tone, 0.25))), 7)
        canvas.fill(limb([start, middle, end], [width, width * 0.9, width * 0.2]), shade)


def _along(line: Sequence[Point], share: float) -> Point:
    place = share * (len(line) - 1)
    index = min(int(place), len(line) - 2)
    rest = place - index
    (x0, y0), (x1, y1) = line[index], line[index + 1]
    return x0 + (x1 - x0) * rest, y0 + (y1 - y0) * rest


def draw_eye(canvas: Canvas, x: float, y: float, size: float, iris: str = "#20130b") -> None:
    """A dark eye with a spark."""
    canvas.fill(disc(x, y, size * 1.25, size), "#0b0806")
    canvas.fill(disc(x, y, size * 0.9, size * 0.8), iris)
    canvas.fill(disc(x + size * 0.3, y - size * 0.35, size * 0.3), "#f4f6f8")

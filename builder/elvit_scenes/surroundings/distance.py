"""What stands far away: hills, a line of trees, single trees, all in haze."""

from __future__ import annotations

from random import Random

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import darker, lighter
from elvit_scenes.light import blurred, ruffled
from elvit_scenes.scene import SIDE
from elvit_scenes.shapes import Point, blob, disc, limb

WOODS = ("#43542f", "#59633d", "#6a6a48", "#3f5530", "#55603c", "#6f6a3c")


def draw_hills(canvas: Canvas, rng: Random, base: float, height: float, colour: str) -> None:
    """A far, hazy ridge, and one still farther behind it."""
    for share, tone in ((1.0, lighter(colour, 0.25)), (0.6, colour)):
        start = rng.uniform(-40, -10)
        points: list[Point] = [(-40.0, base + 4)]
        points += [(start + step * 47, base - height * share * rng.uniform(0.3, 1.0)) for step in range(8)]
        points.append((SIDE + 60, base + 4))
        canvas.fill(blob(points), canvas.linear((0, base - height), (0, base), [(0, tone), (1, lighter(tone, 0.3))]))


def draw_treeline(canvas: Canvas, rng: Random, base: float, height: float, colour: str, blur: float = 1.5) -> None:
    """A far row of tree crowns standing on the height `base`: lit above, dark below, gaps at times."""
    crowns, lit = "", ""
    x = -10.0
    while x < SIDE + 10:
        wide, tall = height * rng.uniform(0.22, 0.5), height * rng.uniform(0.6, 1.0)
        crowns += disc(x, base - tall * 0.5, wide, tall * 0.55)
        for _ in range(2):
            lit += disc(
                x + (canvas.sun * 0.3 + rng.uniform(-0.6, 0.6)) * wide,
                base - tall * rng.uniform(0.45, 0.88),
                wide * rng.uniform(0.2, 0.45),
                tall * rng.uniform(0.06, 0.16),
            )
        x += max(3.0, wide * rng.uniform(0.9, 1.7))
    with canvas.group(ruffled(canvas, min(9.0, height * 0.3), blur, rng.randrange(900))):
        canvas.fill(crowns, canvas.linear((0, base - height), (0, base), [(0, colour), (1, darker(colour, 0.5))]))
        canvas.fill(lit, lighter(colour, 0.16), 0.5)


def draw_tree(
    canvas: Canvas, rng: Random, x: float, base: float, height: float, colour: str, blur: float = 1.2
) -> None:
    """One broad tree, a little out of focus."""
    wide = height * rng.uniform(0.3, 0.46)
    crown, lit = disc(x, base - height * 0.62, wide * 0.7, height * 0.28), ""
    for _ in range(9):
        dx, dy, radius = rng.uniform(-0.7, 0.7) * wide, rng.uniform(0.4, 0.86) * height, wide * rng.uniform(0.35, 0.55)
        crown += disc(x + dx, base - dy, radius, radius * 0.85)
        for _ in range(2):
            lit += disc(
                x + dx + (canvas.sun * 0.4 + rng.uniform(-0.4, 0.4)) * radius,
                base - dy - radius * rng.uniform(0.0, 0.6),
                radius * rng.uniform(0.2, 0.45),
                radius * 0.2,
            )
    with canvas.group(blurred(canvas, blur, 0.05)):
        canvas.fill(
            limb([(x, base + 1), (x, base - height * 0.7)], [height * 0.09, height * 0.06]), darker(colour, 0.6)
        )
    with canvas.group(ruffled(canvas, min(10.0, height * 0.12), blur, rng.randrange(900))):
        canvas.fill(
            crown, canvas.linear((0, base - height), (0, base - height * 0.3), [(0, colour), (1, darker(colour, 0.5))])
        )
        canvas.fill(lit, lighter(colour, 0.18), 0.55)


def draw_firs(canvas: Canvas, rng: Random, base: float, height: float, colour: str, snow: str = "") -> None:
    """A far row of firs, white on top in winter."""
    trees, tops = "", ""
    x = rng.uniform(-8, 0)
    while x < SIDE + 8:
        tall = height * rng.uniform(0.5, 1.0)
        half, top = tall * 0.2, base - tall
        trees += f"M{x:.1f} {top:.1f}L{x + half:.1f} {base:.1f}L{x - half:.1f} {base:.1f}Z"
        tops += f"M{x:.1f} {top:.1f}L{x + half * 0.6:.1f} {top + tall * 0.6:.1f}L{x - half * 0.1:.1f} {base:.1f}Z"
        x += half * rng.uniform(0.7, 2.2)
    with canvas.group(blurred(canvas, 1.3, 0.05)):
        canvas.fill(trees, canvas.linear((0, base - height), (0, base), [(0, colour), (1, darker(colour, 0.4))]))
        canvas.fill(tops, snow or lighter(colour, 0.2), 0.6 if snow else 0.3)

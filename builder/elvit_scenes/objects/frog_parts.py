"""What every view of a frog needs: eyes like domes, toes, blotches, the wet shine of the skin."""

from __future__ import annotations

import math
from random import Random

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import darker, lighter, mix, varied
from elvit_scenes.fur import soft
from elvit_scenes.light import rounded
from elvit_scenes.shapes import Point, disc, limb


def draw_foot(
    canvas: Canvas, at: Point, angles: tuple[float, ...], length: float, paint: str, pads: float = 0.0
) -> None:
    """Toes that spread from an ankle, in degrees from straight right; a tree frog's end in pads."""
    toes, tips = [], []
    for index, angle in enumerate(angles):
        reach = length * (1.0 if index in (1, 2) else 0.75)
        dx, dy = math.cos(math.radians(angle)) * reach, math.sin(math.radians(angle)) * reach
        bend = (at[0] + dx * 0.5, at[1] + dy * 0.5 - 0.5)
        toes.append(limb([at, bend, (at[0] + dx, at[1] + dy)], [3.2, 2, 1.5]))
        tips.append(disc(at[0] + dx, at[1] + dy, 1.0 + pads, 0.9 + pads * 0.8))
    canvas.fill("".join(toes), paint)
    canvas.fill("".join(tips), lighter(paint, 0.12))


def draw_blotches(canvas: Canvas, rng: Random, coat: str, box: tuple[float, float, float, float], count: int) -> None:
    """Dark blotches with soft pale rims and small warts, strewn over left, top, right, bottom."""
    left, top, right, bottom = box
    rims, marks = [], []
    for _ in range(count):
        x, y, across = rng.uniform(left, right), rng.uniform(top, bottom), rng.uniform(1.2, 3.6)
        squash = rng.uniform(0.6, 0.9)
        rims.append(disc(x, y, across * 1.35, across * squash * 1.4))
        marks.append(disc(x, y, across, across * squash))
    canvas.fill("".join(rims), lighter(coat, 0.2), 0.4)
    canvas.fill("".join(marks), varied(rng, darker(coat, 0.55), 8), 0.75)
    warts = "".join(
        disc(rng.uniform(left, right), rng.uniform(top, bottom), rng.uniform(0.4, 0.9)) for _ in range(count)
    )
    canvas.fill(warts, lighter(coat, 0.3), 0.5)


def draw_shine(canvas: Canvas, rng: Random, places: list[tuple[float, float, float]]) -> None:
    """Wet highlights: a soft glow and a few sharp specks at each place with its reach."""
    specks = []
    for x, y, reach in places:
        soft(canvas, x, y, reach, reach * 0.4, "#ffffff", 0.5, rng.uniform(-20, 0))
        for _ in range(3):
            specks.append(disc(x + rng.uniform(-0.6, 0.6) * reach, y + rng.uniform(-1, 1), rng.uniform(0.3, 1.0), 0.4))
    canvas.fill("".join(specks), "#ffffff", 0.75)


def draw_dome(canvas: Canvas, x: float, y: float, size: float, coat: str, iris: str, share: float = 1.0) -> None:
    """An eye that stands out of the head: lid, golden iris, level pupil, a wet spark; `share` narrows it."""
    with canvas.group(rounded(canvas, 2.0, 5)):
        canvas.fill(disc(x, y + 0.8, size * (0.4 + 0.6 * share), size * 0.95), coat)
    wide = size * share
    canvas.fill(disc(x, y - 0.2, wide * 0.72, size * 0.7), "#14100c")
    canvas.fill(
        disc(x, y - 0.2, wide * 0.62, size * 0.6),
        canvas.linear(
            (0, y - size * 0.6),
            (0, y + size * 0.6),
            [(0, darker(iris, 0.35)), (0.45, iris), (1, mix(iris, "#f6e6a0", 0.4))],
        ),
    )
    canvas.fill(disc(x, y - 0.3, wide * 0.42, size * 0.27), "#070606")
    canvas.fill(disc(x - wide * 0.2, y - size * 0.32, size * 0.13), "#ffffff")
    canvas.line(
        f"M{x - wide * 0.7:.1f} {y - size * 0.1:.1f}Q{x:.1f} {y - size * 1.05:.1f} {x + wide * 0.7:.1f} "
        f"{y - size * 0.1:.1f}",
        darker(coat, 0.35),
        size * 0.16,
        0.8,
    )

"""Street: house fronts out of focus, trees, parked cars and lamps before them, a pavement, asphalt."""

from __future__ import annotations

from random import Random

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import darker, lighter, varied
from elvit_scenes.light import blurred
from elvit_scenes.scene import SIDE, Scene
from elvit_scenes.shapes import blob, disc, polygon
from elvit_scenes.surroundings.distance import WOODS, draw_tree, draw_treeline
from elvit_scenes.surroundings.fronts import draw_row
from elvit_scenes.surroundings.heavens import draw_sky
from elvit_scenes.surroundings.parts import rectangle
from elvit_scenes.surroundings.road import ASPHALT, draw_asphalt

PAINTS = ("#7a2c2a", "#2f4a6a", "#8f9499", "#d6d6d2", "#2b2d31", "#5a6a4a", "#b08a3a")


def draw_street(canvas: Canvas, scene: Scene) -> None:
    """Houses side by side, or a park, behind a pavement."""
    rng = Random(scene.seed)
    foot = scene.horizon + 12
    draw_sky(canvas, rng, foot, rng.choice(("clear", "overcast", "fair")))
    wood = rng.choice(WOODS)
    if rng.random() < 0.85:
        with canvas.group(blurred(canvas, rng.uniform(0.8, 2.2), 0.03)):
            draw_row(canvas, rng, foot)
    else:
        draw_treeline(canvas, rng, foot + 2, foot * rng.uniform(0.4, 0.9), wood, 2.2)
    for _ in range(rng.choice((0, 0, 1, 2))):
        draw_tree(canvas, rng, rng.uniform(0, SIDE), foot + 4, rng.uniform(60, 110), wood, 1.8)
    if rng.random() < 0.5:
        _draw_parked(canvas, rng, foot + 6)
    if rng.random() < 0.35:
        _draw_lamp(canvas, rng.uniform(10, 246), foot + 8)
    kerb = foot + _draw_pavement(canvas, rng, foot)
    draw_asphalt(canvas, rng, kerb, varied(rng, rng.choice(ASPHALT), 8))
    if rng.random() < 0.25:
        _draw_crossing(canvas, rng, kerb)


def _draw_pavement(canvas: Canvas, rng: Random, foot: float) -> float:
    """Slabs, a kerb stone and its shadow; gives their depth."""
    stone, deep = varied(rng, rng.choice(("#aaa59b", "#b8b0a4", "#989692")), 10), rng.uniform(9, 20)
    bottom = foot + deep
    canvas.fill(
        rectangle(foot, bottom),
        canvas.linear((0, foot), (0, bottom), [(0, darker(stone, 0.3)), (0.4, stone), (1, lighter(stone, 0.1))]),
    )
    if canvas.fine:
        joints = "".join(
            polygon([(x, foot), (x + 0.8, foot), (128 + (x - 128) * 1.1 + 1, bottom), (128 + (x - 128) * 1.1, bottom)])
            for x in range(-10, 270, 22)
        )
        canvas.fill(joints, darker(stone, 0.4), 0.4)
    canvas.fill(rectangle(bottom - 2, bottom + 0.5), lighter(stone, 0.3))
    canvas.fill(rectangle(bottom + 0.5, bottom + 3.5), darker(stone, 0.5))
    return deep + 3


def _draw_parked(canvas: Canvas, rng: Random, ground: float) -> None:
    """A car or two at the far kerb, small and out of focus."""
    with canvas.group(blurred(canvas, 2.2, 0.2)):
        for _ in range(rng.randint(1, 2)):
            x, size, paint = rng.uniform(0, SIDE), rng.uniform(52, 66), varied(rng, rng.choice(PAINTS), 10)
            body = [
                (-0.5, -0.06),
                (-0.49, -0.17),
                (-0.36, -0.2),
                (-0.24, -0.31),
                (0.08, -0.32),
                (0.22, -0.2),
                (0.46, -0.16),
                (0.5, -0.06),
            ]
            glass = [(-0.3, -0.2), (-0.21, -0.285), (0.06, -0.29), (0.16, -0.2)]
            canvas.fill(blob([(x + size * dx, ground + size * dy) for dx, dy in body]), paint)
            canvas.fill(polygon([(x + size * dx, ground + size * dy) for dx, dy in glass]), "#2a3138")
            wheels = "".join(disc(x + size * dx, ground - size * 0.07, size * 0.075) for dx in (-0.3, 0.3))
            canvas.fill(wheels, "#1a1b1d")


def _draw_lamp(canvas: Canvas, x: float, foot: float) -> None:
    canvas.fill(
        rectangle(foot - 96, foot, x - 1.3, x + 1.3) + rectangle(foot - 98, foot - 95, x - 1.3, x + 14), "#33373b", 0.9
    )
    canvas.fill(disc(x + 13, foot - 94.5, 5, 2), "#d9d6c4")


def _draw_crossing(canvas: Canvas, rng: Random, kerb: float) -> None:
    start, deep = rng.uniform(20, 120), SIDE - kerb
    bars = ""
    for step in range(5):
        near = (step + 0.4) / 5.2
        top, thick = kerb + deep * near**1.4, deep * 0.07 * (0.35 + near)
        wide = 70 + 90 * near
        bars += rectangle(top, top + thick, start + 60 - wide / 2, start + 60 + wide / 2)
    canvas.fill(bars, "#e6e3da", 0.7)

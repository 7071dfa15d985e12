"""Water: the sea or a lake, waves smaller towards the horizon, a far coast at times."""

from __future__ import annotations

from random import Random

from elvit.scenes.canvas import Canvas
from elvit.scenes.colour import darker, lighter, mix, varied
from elvit.scenes.light import blurred, speckled
from elvit.scenes.scene import SIDE, Placed, Scene
from elvit.scenes.shapes import Point, blob
from elvit.scenes.surroundings.parts import draw_hills, draw_sky, draw_treeline, rectangle

SEAS = ("#3f6f8f", "#2f5a7a", "#4f7f8a", "#5f7f8f", "#3a6a72", "#6d8291", "#28506e")


def _sea(scene: Scene) -> str:
    rng = Random(scene.seed + 7)
    return varied(rng, rng.choice(SEAS), 10)


def draw_water(canvas: Canvas, scene: Scene) -> None:
    """Sky, perhaps a coast, and water with waves."""
    rng = Random(scene.seed)
    horizon = scene.horizon
    low = draw_sky(canvas, rng, horizon)
    if rng.random() < 0.55:
        draw_hills(canvas, rng, horizon, rng.uniform(10, 44), darker(low, 0.3))
    if rng.random() < 0.3:
        draw_treeline(canvas, rng, horizon + 1, rng.uniform(6, 22), "#4f5f48", 1.2)
    sea = _sea(scene)
    far, near = mix(sea, low, 0.45), darker(sea, 0.12)
    bounds = (horizon, horizon + (SIDE - horizon) * 0.2, horizon + (SIDE - horizon) * 0.5, SIDE)
    for index, scale in enumerate((2.4, 1.3, 0.7)):
        top, bottom = bounds[index], bounds[index + 1]
        first, second = mix(far, near, index / 3), mix(far, near, (index + 1) / 3)
        waves = speckled(canvas, darker(second, 0.45), mix(second, low, 0.75), (0.02 * scale, 0.16 * scale),
                         rng.randrange(900), 3.4)
        with canvas.group(waves):
            canvas.fill(rectangle(top, bottom + 0.5, 0, SIDE),
                        canvas.linear((0, top), (0, bottom), [(0, first), (1, second)]))
    with canvas.group(blurred(canvas, 1.2)):
        canvas.fill(rectangle(horizon - 0.5, horizon + 1.5), lighter(far, 0.25), 0.7)


def front_water(canvas: Canvas, scene: Scene, placed: Placed) -> None:
    """Foam and dark water along the waterline."""
    rng = Random(scene.seed + 1)
    half, y = placed.size * 0.46, placed.y
    ripple: list[Point] = []
    for step in range(13):
        ripple.append((placed.x - half + half * step / 6, y + rng.uniform(-1.6, 0.6)))
    lower = [(x, y + 3.5 + rng.uniform(0, 2.5)) for x, _ in reversed(ripple)]
    canvas.fill(blob([*ripple, *lower]), mix(_sea(scene), "#e8eef0", 0.5), 0.75)
    for _ in range(7):
        x = placed.x + rng.uniform(-1, 1) * half
        canvas.fill(blob([(x - 9, y + 4), (x, y + 2.4), (x + 9, y + 4), (x, y + 5.4)]), "#eef3f4", 0.7)

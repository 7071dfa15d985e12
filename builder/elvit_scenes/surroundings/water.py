"""Water: the sea or a lake, waves smaller towards the horizon, a far coast at times."""

from __future__ import annotations

from random import Random

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import darker, lighter, mix, varied
from elvit_scenes.scene import SIDE, Placed, Scene
from elvit_scenes.shapes import Point, blob
from elvit_scenes.surroundings.distance import draw_hills, draw_treeline
from elvit_scenes.surroundings.heavens import draw_sky
from elvit_scenes.surroundings.parts import lens, own, rectangle, spot

SEAS = ("#3f6f8f", "#2f5a7a", "#4f7f8a", "#5f7f8f", "#3a6a72", "#6d8291", "#28506e")


def _sea(scene: Scene) -> str:
    rng = Random(scene.seed + 7)
    return varied(rng, rng.choice(SEAS), 10)


def draw_water(canvas: Canvas, scene: Scene) -> None:
    """Sky, perhaps a coast, and water with waves."""
    rng = Random(scene.seed)
    horizon = scene.horizon
    low = draw_sky(canvas, rng, horizon)
    if rng.random() < 0.5:
        draw_hills(canvas, rng, horizon + 1, rng.uniform(8, 40), darker(low, 0.3))
    if rng.random() < 0.3:
        draw_treeline(canvas, rng, horizon + 1, rng.uniform(6, 22), "#4f5f48", 1.2)
    draw_sea(canvas, rng, horizon, SIDE + 4, _sea(scene), low, rng.choice((0.25, 0.6, 1.0)))


def draw_sea(canvas: Canvas, rng: Random, top: float, bottom: float, sea: str, sky: str, rough: float) -> None:
    """Water between two heights: the sky's light far out, its own colour near, waves between calm streaks.

    Args:
        canvas: where to draw.
        rng: chance.
        top: the horizon.
        bottom: the near end.
        sea: colour of the water itself.
        sky: colour of the sky above the horizon.
        rough: 0 a mirror, 1 a windy day.
    """
    far, near = mix(sea, sky, 0.55), darker(sea, 0.15)
    canvas.fill(
        rectangle(top, bottom), canvas.linear((0, top), (0, bottom), [(0, far), (0.3, mix(far, near, 0.55)), (1, near)])
    )
    for index in range(6):
        y = top + (bottom - top) * rng.uniform(0.05, 0.95)
        spot(
            canvas,
            rng.uniform(0, SIDE),
            y,
            rng.uniform(60, 150),
            min(y - top, 2 + 0.06 * (y - top)),
            mix(sea, sky, 0.8) if index % 2 else darker(sea, 0.45),
            0.4,
        )
    if rng.random() < 0.4:
        spot(canvas, SIDE / 2 + 80 * canvas.sun, (top + bottom) / 2, 60, (bottom - top) / 2, lighter(sky, 0.5), 0.55)
    crests, troughs, rng = "", "", own(rng)
    for _ in range(round((140 if canvas.fine else 60) * (0.3 + 0.7 * rough))):
        depth = rng.random() ** (1.6 if canvas.fine else 1.1)
        x, y = rng.uniform(-10, 266), top + 1 + (bottom - top) * depth
        across, down = (2 + 20 * depth) * rng.uniform(0.5, 1.3), (0.3 + 1.9 * depth) * (0.35 + 0.65 * rough)
        if y + 2 * down < bottom:
            troughs += lens(x, y, across, down)
            crests += lens(x + across * 0.1, y - down * 1.1, across * 0.75, down * 0.45)
    canvas.fill(troughs, darker(sea, 0.45), 0.45)
    canvas.fill(crests, mix(mix(sea, sky, 0.6), "#ffffff", 0.25), 0.6)


def front_water(canvas: Canvas, scene: Scene, placed: Placed) -> None:
    """Foam and dark water along the waterline."""
    rng = Random(scene.seed + 1)
    half, y = placed.size * 0.46, placed.y
    ripple: list[Point] = []
    for step in range(13):
        ripple.append((placed.x - half + half * step / 6, y + rng.uniform(-1.6, 0.6)))
    lower = [(x, y + 3.5 + rng.uniform(0, 2.5)) for x, _ in reversed(ripple)]
    canvas.fill(blob([*ripple, *lower]), mix(_sea(scene), "#e8eef0", 0.5), 0.75)
    foam = "".join(lens(placed.x + rng.uniform(-1, 1) * half, y + rng.uniform(3.4, 5), 9, 0.8) for _ in range(7))
    canvas.fill(foam, "#eef3f4", 0.7)

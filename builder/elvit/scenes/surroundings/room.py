"""Room: a wall out of focus and a carpet, a wooden floor or a blanket."""

from __future__ import annotations

from random import Random

from elvit.scenes.canvas import Canvas
from elvit.scenes.colour import darker, lighter, varied
from elvit.scenes.light import blurred
from elvit.scenes.scene import SIDE, Scene
from elvit.scenes.surroundings.parts import draw_ground, rectangle

WALLS = ("#c9bfae", "#a9b4b8", "#b98f6a", "#8f7f78", "#d8d2c4", "#7c8a76", "#6a5548", "#b5a58a")
FLOORS = ("#9a6f48", "#b58f66", "#8a8578", "#7a4f3c", "#a59c8c", "#5f6b7c", "#92454a")


def draw_room(canvas: Canvas, scene: Scene) -> None:
    """Light falls from the side of the sun onto the wall."""
    rng = Random(scene.seed)
    horizon = scene.horizon
    wall, floor = varied(rng, rng.choice(WALLS), 12), varied(rng, rng.choice(FLOORS), 12)
    bright, dark = lighter(wall, 0.2), darker(wall, 0.35)
    ends = (0.0, SIDE) if scene.sun < 0 else (SIDE, 0.0)
    canvas.fill(rectangle(-8, horizon + 1),
                canvas.linear((ends[0], 0), (ends[1], horizon), [(0, bright), (1, dark)]))
    with canvas.group(blurred(canvas, 3.5, 0.1), inside=rectangle(-8, horizon + 1)):
        for _ in range(rng.randint(1, 3)):
            left, top = rng.uniform(-40, 220), rng.uniform(-30, horizon * 0.7)
            tone = varied(rng, rng.choice((*WALLS, "#3c4650", "#5a4636", "#e9e2cf")), 14)
            bottom = rng.choice((top + 70, horizon + 4))
            canvas.fill(rectangle(top, bottom, left, left + rng.uniform(40, 130)), tone, 0.85)
    canvas.fill(rectangle(horizon - 5, horizon + 1), darker(wall, 0.3), 0.8)
    grain = rng.choice(((0.02, 0.3), (0.25, 0.25), (0.12, 0.2)))
    draw_ground(canvas, rng, horizon, darker(floor, 0.22), floor, grain, 2.4)

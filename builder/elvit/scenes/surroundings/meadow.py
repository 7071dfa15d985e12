"""Meadow: grass under trees or sky, with blades that stand before the feet."""

from __future__ import annotations

from random import Random

from elvit.scenes.canvas import Canvas
from elvit.scenes.colour import darker, lighter, varied
from elvit.scenes.scene import SIDE, Placed, Scene
from elvit.scenes.shapes import disc
from elvit.scenes.surroundings.parts import (
    draw_blades,
    draw_bokeh,
    draw_ground,
    draw_hills,
    draw_sky,
    draw_treeline,
)

GRASS = ("#6f8f3c", "#7d9a4a", "#8a9a55", "#5d7f38", "#98995a", "#a89d62", "#4f7a34")


def _grass(scene: Scene) -> str:
    rng = Random(scene.seed + 7)
    return varied(rng, rng.choice(GRASS), 10)


def draw_meadow(canvas: Canvas, scene: Scene) -> None:
    """Sky and trees, or a blur of leaves, above textured grass with a few flowers."""
    rng = Random(scene.seed)
    grass, horizon = _grass(scene), scene.horizon
    if rng.random() < 0.45:
        tones = (darker(grass, 0.5), darker(grass, 0.25), lighter(grass, 0.25), "#c9cf9a", "#48563a")
        draw_bokeh(canvas, rng, horizon + 4, darker(grass, 0.25), tones)
    else:
        low = draw_sky(canvas, rng, horizon)
        draw_hills(canvas, rng, horizon, rng.uniform(10, 40), darker(low, 0.3))
        draw_treeline(canvas, rng, horizon + 3, rng.uniform(14, 60), rng.choice(("#3f5530", "#4c5e38", "#55603c")))
    draw_ground(canvas, rng, horizon, lighter(grass, 0.12), darker(grass, 0.22), (0.3, 0.34), 2.4)
    for _ in range(18):
        y = horizon + (SIDE - horizon) * rng.random() ** 0.6
        near = (y - horizon) / (SIDE - horizon)
        draw_blades(canvas, rng, rng.uniform(0, SIDE), y, 8, 5 + 14 * near, grass, 7)
    if rng.random() < 0.4:
        tone = rng.choice(("#f2efe0", "#e7cf4a", "#c98bb8"))
        for _ in range(22):
            y = rng.uniform(horizon + 10, SIDE)
            canvas.fill(disc(rng.uniform(0, SIDE), y, 0.8 + 2.2 * (y - horizon) / (SIDE - horizon)),
                        varied(rng, tone))


def front_meadow(canvas: Canvas, scene: Scene, placed: Placed) -> None:
    """Grass before the feet."""
    rng = Random(scene.seed + 1)
    grass = _grass(scene)
    draw_blades(canvas, rng, placed.x, placed.y + 3, placed.size * 0.3, placed.size * 0.09, grass, 46)

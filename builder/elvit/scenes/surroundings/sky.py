"""Sky: for what flies, with or without a strip of land below."""

from __future__ import annotations

from random import Random

from elvit.scenes.canvas import Canvas
from elvit.scenes.scene import SIDE, Scene
from elvit.scenes.surroundings.parts import draw_hills, draw_sky, draw_treeline


def draw_sky_surroundings(canvas: Canvas, scene: Scene) -> None:
    """Clouds, and land along the lower edge when the horizon lies inside the picture."""
    rng = Random(scene.seed)
    draw_sky(canvas, rng, SIDE, rng.choice((0.05, 0.25, 0.45, 0.65, 0.8)))
    if scene.horizon < SIDE:
        draw_hills(canvas, rng, scene.horizon + 12, 30, "#7f93a3")
        draw_treeline(canvas, rng, SIDE + 6, SIDE + 6 - scene.horizon,
                      rng.choice(("#54663f", "#6b6a4a", "#48583f")), 1)

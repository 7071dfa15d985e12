"""Sky: for what flies, with or without a strip of land below."""

from __future__ import annotations

from random import Random

from elvit_scenes.canvas import Canvas
from elvit_scenes.scene import SIDE, Scene
from elvit_scenes.surroundings.distance import WOODS, draw_hills, draw_treeline
from elvit_scenes.surroundings.heavens import draw_sky


def draw_sky_surroundings(canvas: Canvas, scene: Scene) -> None:
    """Clouds or none, and land along the lower edge when the horizon lies low in the picture."""
    rng = Random(scene.seed)
    low = draw_sky(canvas, rng, SIDE, rng.choice(("clear", "clear", "fair", "fair", "streaks", "overcast", "evening")))
    if SIDE - 60 < scene.horizon < SIDE:
        draw_hills(canvas, rng, scene.horizon + 16, 26, low)
        draw_treeline(canvas, rng, SIDE + 6, SIDE + 6 - scene.horizon, rng.choice(WOODS), 1.2)

"""Road: asphalt between verges, with fields, trees and sky behind it."""

from __future__ import annotations

from random import Random

from elvit.scenes.canvas import Canvas
from elvit.scenes.colour import darker, lighter, mix, varied
from elvit.scenes.scene import SIDE, Scene
from elvit.scenes.shapes import polygon
from elvit.scenes.surroundings.parts import draw_ground, draw_hills, draw_sky, draw_treeline


def draw_road(canvas: Canvas, scene: Scene) -> None:
    """A road across the picture, seen from its edge."""
    rng = Random(scene.seed)
    horizon = scene.horizon
    low = draw_sky(canvas, rng, horizon)
    draw_hills(canvas, rng, horizon + 2, rng.uniform(12, 46), darker(low, 0.32))
    draw_treeline(canvas, rng, horizon + 4, rng.uniform(12, 70), rng.choice(("#43542f", "#59633d", "#6a6a48")), 1.8)
    grass = varied(rng, rng.choice(("#7c8c4a", "#9a9660", "#6b8440", "#a39a72")), 10)
    edge = horizon + (SIDE - horizon) * rng.uniform(0.12, 0.28)
    draw_ground(canvas, rng, horizon, lighter(grass, 0.15), grass, (0.25, 0.4), 2.2)
    asphalt = varied(rng, rng.choice(("#7d7f82", "#8f8d88", "#6a6b6f", "#a09c94")), 9)
    draw_ground(canvas, rng, edge, lighter(asphalt, 0.12), darker(asphalt, 0.14), (0.35, 0.6), 1.3)
    canvas.fill(polygon([(-5, edge), (261, edge - 1), (261, edge + 2), (-5, edge + 4)]), mix(grass, "#d9cfb4", 0.5),
                0.8)
    _draw_markings(canvas, rng, edge)


def _draw_markings(canvas: Canvas, rng: Random, edge: float) -> None:
    """A white line along the far side and dashes along the near one."""
    white = rng.choice(("#e9e7de", "#e4dcae"))
    line = edge + (SIDE - edge) * 0.14
    canvas.fill(polygon([(-5, line), (261, line), (261, line + 1.8), (-5, line + 1.8)]), white, 0.75)
    dash = edge + (SIDE - edge) * rng.uniform(0.84, 0.95)
    start = rng.uniform(-90, 0)
    while start < SIDE:
        canvas.fill(polygon([(start, dash), (start + 62, dash), (start + 56, dash + 6), (start - 6, dash + 6)]),
                    white, 0.75)
        start += 118

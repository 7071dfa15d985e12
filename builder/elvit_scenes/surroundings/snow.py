"""Snow: a white field with blue shade, firs or bare woods, at times flakes in the air."""

from __future__ import annotations

from random import Random

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import lighter, mix, varied
from elvit_scenes.scene import SIDE, Placed, Scene
from elvit_scenes.shapes import disc
from elvit_scenes.surroundings.distance import draw_firs, draw_hills, draw_treeline
from elvit_scenes.surroundings.heavens import draw_sky
from elvit_scenes.surroundings.parts import draw_plane, draw_tufts, lens, on_ground, spot


def draw_snow(canvas: Canvas, scene: Scene) -> None:
    """Sky, wood and field in winter."""
    rng = Random(scene.seed)
    horizon = scene.horizon
    low = draw_sky(canvas, rng, horizon, rng.choice(("overcast", "clear", "evening", "fair")))
    if rng.random() < 0.5:
        draw_hills(canvas, rng, horizon + 1, rng.uniform(16, 50), mix("#aebccb", low, 0.4))
    if rng.random() < 0.6:
        draw_firs(canvas, rng, horizon + 5, rng.uniform(30, 90), mix("#3d4f4a", low, 0.25), "#eef3f6")
    else:
        draw_treeline(canvas, rng, horizon + 4, rng.uniform(20, 60), mix("#6f6a66", low, 0.4), 2)
    white = varied(rng, "#e9eef3", 6)
    shade = mix("#9fb2cc", low, 0.3)
    draw_plane(canvas, rng, horizon, mix(white, low, 0.35), white, 0)
    _draw_drifts(canvas, rng, horizon, shade, white)
    draw_tufts(canvas, rng, horizon + 5, "#8d7f60", rng.choice((0, 6, 14)), 16)
    if rng.random() < 0.3:
        flakes = "".join(disc(rng.uniform(0, SIDE), rng.uniform(0, SIDE), rng.uniform(0.5, 1.7)) for _ in range(50))
        canvas.fill(flakes, "#ffffff", 0.75)


def _draw_drifts(canvas: Canvas, rng: Random, top: float, shade: str, white: str) -> None:
    """Soft hollows and crests of the snow."""
    for _ in range(9):
        y, near = on_ground(rng, top + 3)
        spot(canvas, rng.uniform(-20, 276), y, 30 + 90 * near, min(y - top, 2 + 14 * near), shade, 0.5)
    crests = "".join(
        lens(rng.uniform(-10, 266), y, 10 + 40 * near, 0.3 + 1.4 * near)
        for y, near in (on_ground(rng, top + 3) for _ in range(12))
    )
    canvas.fill(crests, lighter(white, 0.6), 0.7)


def front_snow(canvas: Canvas, scene: Scene, placed: Placed) -> None:
    """A little snow before what stands in it."""
    rng = Random(scene.seed + 1)
    heaps = "".join(
        lens(placed.x + rng.uniform(-0.45, 0.45) * placed.size, placed.y + rng.uniform(1.5, 4), rng.uniform(6, 14), 1.2)
        for _ in range(9)
    )
    canvas.fill(heaps, "#f3f6f9", 0.9)

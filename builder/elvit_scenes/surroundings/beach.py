"""Beach: dry and wet sand, a breaking wave, the sea behind it."""

from __future__ import annotations

from random import Random

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import darker, lighter, mix, varied
from elvit_scenes.scene import SIDE, Scene
from elvit_scenes.shapes import Point, blob
from elvit_scenes.surroundings.distance import draw_hills
from elvit_scenes.surroundings.heavens import draw_sky
from elvit_scenes.surroundings.parts import draw_pebbles, draw_plane, lens, on_ground
from elvit_scenes.surroundings.water import SEAS, draw_sea

SANDS = ("#d8c39a", "#cdb58a", "#e0d2b0", "#bfa985", "#c9b9a0")


def draw_beach(canvas: Canvas, scene: Scene) -> None:
    """Sky, sea and foam, then sand with ripples and a few shells."""
    rng = Random(scene.seed)
    horizon = scene.horizon
    low = draw_sky(canvas, rng, horizon)
    if rng.random() < 0.35:
        draw_hills(canvas, rng, horizon + 1, rng.uniform(8, 30), darker(low, 0.3))
    sand = varied(rng, rng.choice(SANDS), 8)
    shore = horizon + (SIDE - horizon) * rng.uniform(0.16, 0.42)
    draw_sea(canvas, rng, horizon, shore + 6, varied(rng, rng.choice(SEAS), 10), low, 0.7)
    draw_plane(canvas, rng, shore, lighter(sand, 0.1), darker(sand, 0.1), 8)
    wet = (SIDE - shore) * 0.2
    _draw_edge(canvas, rng, shore, wet, mix(darker(sand, 0.35), low, 0.3), 0.85)
    _draw_edge(canvas, rng, shore - 2, wet * 0.45, "#f4f5f2", 0.95)
    draw_ripples(canvas, rng, shore + wet, sand, 40)
    draw_pebbles(canvas, rng, shore + wet, mix(sand, "#8f8578", 0.5), rng.choice((4, 12)), 4)


def _draw_edge(canvas: Canvas, rng: Random, y: float, deep: float, colour: str, opacity: float) -> None:
    """What the last wave reached: a strip with a wandering lower edge."""
    lower: list[Point] = [(x, y + deep * rng.uniform(0.5, 1.0)) for x in range(280, -40, -36)]
    canvas.fill(blob([(-30, y), (128, y - 1), (286, y), *lower]), colour, opacity)


def draw_ripples(canvas: Canvas, rng: Random, top: float, ground: str, count: int) -> None:
    """Low ripples that wind and water leave, closer together far away."""
    shades, lights = "", ""
    for _ in range(count):
        y, near = on_ground(rng, top)
        x, across, down = rng.uniform(-10, 266), (5 + 34 * near) * rng.uniform(0.6, 1.4), 0.25 + 1.3 * near
        shades += lens(x, y, across, down)
        lights += lens(x + 2, y - down * 1.2, across * 0.8, down * 0.6)
    canvas.fill(shades, darker(ground, 0.4), 0.25)
    canvas.fill(lights, lighter(ground, 0.5), 0.4)

"""Desert: dunes one behind the other, or dry earth with stones and a few shrubs."""

from __future__ import annotations

from random import Random

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import darker, lighter, mix, varied
from elvit_scenes.scene import Scene
from elvit_scenes.shapes import Point, blob
from elvit_scenes.surroundings.beach import draw_ripples
from elvit_scenes.surroundings.distance import draw_hills
from elvit_scenes.surroundings.heavens import draw_sky
from elvit_scenes.surroundings.parts import draw_pebbles, draw_plane, draw_tufts

SANDS = ("#cfa56e", "#d8b98a", "#c0905c", "#b98a68", "#d6c49c")


def draw_desert(canvas: Canvas, scene: Scene) -> None:
    """A wide sky, hills or dunes, and calm ground with ripples of sand."""
    rng = Random(scene.seed)
    horizon, sand = scene.horizon, varied(rng, rng.choice(SANDS), 10)
    low = draw_sky(canvas, rng, horizon, rng.choice(("clear", "clear", "streaks", "evening")))
    dunes = rng.random() < 0.5
    if dunes:
        for height, tone in ((36.0, mix(sand, low, 0.5)), (20.0, mix(sand, low, 0.2))):
            _draw_dune(canvas, rng, horizon + 4, height, tone)
    else:
        draw_hills(canvas, rng, horizon + 1, rng.uniform(14, 44), mix(darker(sand, 0.3), low, 0.35))
    draw_plane(canvas, rng, horizon, mix(lighter(sand, 0.15), low, 0.2), darker(sand, 0.08), 9)
    draw_ripples(canvas, rng, horizon + 8, sand, 50 if dunes else 14)
    if not dunes:
        draw_pebbles(canvas, rng, horizon + 6, mix(sand, "#7a6a5c", 0.5), 22, 5)
        draw_tufts(canvas, rng, horizon + 4, mix(sand, "#6f7348", 0.6), 12, 15)


def _draw_dune(canvas: Canvas, rng: Random, base: float, height: float, tone: str) -> None:
    """A ridge with a lit side and a shaded one."""
    peak = rng.uniform(40, 216)
    top = base - height * rng.uniform(0.7, 1.0)
    ridge: list[Point] = [
        (-40, base + 4),
        (-20, base - height * 0.2),
        (peak - 60, base - height * 0.4),
        (peak, top),
        (peak + 70, base - height * 0.35),
        (290, base - height * 0.1),
        (300, base + 4),
    ]
    canvas.fill(blob(ridge), lighter(tone, 0.14))
    side = -canvas.sun
    canvas.fill(
        blob(
            [
                (peak, top),
                (peak + side * 34, base - height * 0.55),
                (peak + side * 120, base + 4),
                (peak + side * 24, base + 4),
                (peak + side * 6, base - height * 0.4),
            ]
        ),
        darker(tone, 0.25),
        0.8,
    )

"""Airfield: a runway or an apron between mown grass, hangars and a tower far behind."""

from __future__ import annotations

from random import Random

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import darker, lighter, mix, varied
from elvit_scenes.light import blurred
from elvit_scenes.scene import SIDE, Scene
from elvit_scenes.shapes import polygon
from elvit_scenes.surroundings.distance import WOODS, draw_hills, draw_treeline
from elvit_scenes.surroundings.heavens import draw_sky
from elvit_scenes.surroundings.parts import draw_plane, rectangle
from elvit_scenes.surroundings.road import draw_asphalt


def draw_airfield(canvas: Canvas, scene: Scene) -> None:
    """A wide sky, a low skyline, grass, and concrete with painted lines."""
    rng = Random(scene.seed)
    horizon = scene.horizon
    low = draw_sky(canvas, rng, horizon)
    if rng.random() < 0.4:
        draw_hills(canvas, rng, horizon + 1, rng.uniform(8, 30), darker(low, 0.3))
    draw_treeline(canvas, rng, horizon + 3, rng.uniform(5, 20), mix(rng.choice(WOODS), low, 0.3), 1.8)
    if rng.random() < 0.6:
        _draw_hangars(canvas, rng, horizon + 4, low)
    grass = varied(rng, rng.choice(("#7f9150", "#98995a", "#6f8848", "#a09a68")), 10)
    draw_plane(canvas, rng, horizon, lighter(mix(grass, low, 0.2), 0.12), grass, 5)
    edge = horizon + (SIDE - horizon) * rng.uniform(0.1, 0.4)
    draw_asphalt(canvas, rng, edge, varied(rng, rng.choice(("#8f9092", "#a8a59e", "#77797d", "#b5b1a8")), 8))
    _draw_lines(canvas, rng, edge)


def _draw_hangars(canvas: Canvas, rng: Random, foot: float, low: str) -> None:
    """Flat halls with rounded roofs, and a tower."""
    with canvas.group(blurred(canvas, 1.6, 0.05)):
        x = rng.uniform(-30, 60)
        for _ in range(rng.randint(1, 3)):
            wide, tall = rng.uniform(40, 80), rng.uniform(14, 24)
            wall = mix(varied(rng, rng.choice(("#c9ccce", "#8f9aa3", "#b0a89a")), 10), low, 0.25)
            canvas.fill(
                f"M{x:.1f} {foot:.1f}V{foot - tall * 0.6:.1f}Q{x + wide / 2:.1f} {foot - tall * 1.4:.1f} "
                f"{x + wide:.1f} {foot - tall * 0.6:.1f}V{foot:.1f}Z",
                wall,
            )
            canvas.fill(rectangle(foot - tall * 0.55, foot, x + wide * 0.15, x + wide * 0.85), darker(wall, 0.4))
            x += wide + rng.uniform(2, 30)
        if rng.random() < 0.5:
            tower = mix("#d6d3cb", low, 0.25)
            canvas.fill(rectangle(foot - 40, foot, x - 4, x + 4), tower)
            canvas.fill(
                polygon([(x - 9, foot - 52), (x + 9, foot - 52), (x + 6, foot - 39), (x - 6, foot - 39)]),
                mix("#46525e", low, 0.2),
            )


def _draw_lines(canvas: Canvas, rng: Random, edge: float) -> None:
    """Edge line, and dashes or a yellow curve to taxi along."""
    deep = SIDE - edge
    canvas.fill(rectangle(edge + deep * 0.06, edge + deep * 0.06 + 1.4), "#e9e7de", 0.75)
    if rng.random() < 0.5:
        y, start = edge + deep * rng.uniform(0.35, 0.6), rng.uniform(-60, 0)
        dashes = "".join(
            polygon([(x, y), (x + 44, y), (x + 42, y + 3.5), (x - 2, y + 3.5)])
            for x in (start + 74 * step for step in range(5))
        )
        canvas.fill(dashes, "#e9e7de", 0.75)
    else:
        x = rng.uniform(20, 236)
        canvas.line(
            f"M{x:.1f} {SIDE + 4:.1f}Q{x + 10:.1f} {edge + deep * 0.4:.1f} {x + 150 * canvas.sun:.1f} "
            f"{edge + deep * 0.24:.1f}",
            "#d8b13c",
            2.2,
            0.75,
        )

"""Meadow: grass under trees or sky, with blades that stand before the feet."""

from __future__ import annotations

from random import Random

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import darker, lighter, mix, varied
from elvit_scenes.scene import SIDE, Placed, Scene
from elvit_scenes.shapes import disc
from elvit_scenes.surroundings.distance import WOODS, draw_hills, draw_tree, draw_treeline
from elvit_scenes.surroundings.heavens import draw_sky
from elvit_scenes.surroundings.parts import draw_blades, draw_bokeh, draw_plane, draw_sward, draw_tufts, on_ground

GRASS = ("#6f8f3c", "#7d9a4a", "#8a9a55", "#5d7f38", "#98995a", "#a89d62", "#4f7a34")


def _grass(scene: Scene) -> str:
    rng = Random(scene.seed + 7)
    return varied(rng, rng.choice(GRASS), 10)


def draw_meadow(canvas: Canvas, scene: Scene) -> None:
    """Sky and trees, or a blur of leaves, above a lawn or tall grass with a few flowers."""
    rng = Random(scene.seed)
    grass, horizon = _grass(scene), scene.horizon
    melt = _draw_behind(canvas, rng, grass, horizon)
    tall = rng.choice((6, 12, 22))
    draw_plane(canvas, rng, horizon, lighter(mix(grass, "#c9c98a", 0.2), 0.14), darker(grass, 0.2), 10, melt=melt)
    draw_sward(canvas, rng, horizon, grass)
    draw_tufts(canvas, rng, horizon, grass, rng.randint(30, 60), tall)
    if rng.random() < 0.35:
        _draw_flowers(canvas, rng, horizon)


def _draw_behind(canvas: Canvas, rng: Random, grass: str, horizon: float) -> float:
    """Gives how softly the grass begins before it."""
    if rng.random() < 0.4:
        tones = (darker(grass, 0.5), darker(grass, 0.25), lighter(grass, 0.25), "#c9cf9a", "#48563a")
        draw_bokeh(canvas, rng, horizon + 4, darker(grass, 0.25), tones)
        return 14.0
    low = draw_sky(canvas, rng, horizon)
    if rng.random() < 0.6:
        draw_hills(canvas, rng, horizon + 1, rng.uniform(10, 40), darker(low, 0.3))
    wood = rng.choice(WOODS)
    if rng.random() < 0.75:
        draw_treeline(canvas, rng, horizon + 3, rng.uniform(10, 60), wood)
    if rng.random() < 0.4:
        draw_tree(canvas, rng, rng.uniform(0, SIDE), horizon + 4, rng.uniform(50, 110), wood)
    return 0.0


def _draw_flowers(canvas: Canvas, rng: Random, top: float) -> None:
    """Flowers in drifts, each a few petals near and a dot far away."""
    drifts = [rng.uniform(0, SIDE) for _ in range(3)]
    heads, hearts = "", ""
    for _ in range(26):
        y, near = on_ground(rng, top + 6)
        x, size = rng.gauss(rng.choice(drifts), 34), 0.7 + 2.0 * near
        heads += disc(x, y, size, size * 0.75)
        hearts += disc(x, y - size * 0.1, size * 0.4, size * 0.3)
    tone = rng.choice(("#f2efe0", "#e7cf4a", "#c98bb8", "#e9e6f2", "#d8574a"))
    canvas.fill(heads, varied(rng, tone))
    canvas.fill(hearts, darker(tone, 0.35), 0.8)


def front_meadow(canvas: Canvas, scene: Scene, placed: Placed) -> None:
    """Grass before the feet."""
    rng = Random(scene.seed + 1)
    draw_blades(canvas, rng, placed.x, placed.y + 3, placed.size * 0.3, placed.size * 0.085, _grass(scene), 46)

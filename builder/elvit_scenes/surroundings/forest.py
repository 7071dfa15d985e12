"""Forest: trunks and leaves in haze, light that falls between them, a floor of moss, grass and dead leaves."""

from __future__ import annotations

from random import Random

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import darker, lighter, mix, varied
from elvit_scenes.light import blurred
from elvit_scenes.scene import SIDE, Placed, Scene
from elvit_scenes.shapes import disc, limb, polygon
from elvit_scenes.surroundings.parts import (
    draw_blades,
    draw_bokeh,
    draw_leaves,
    draw_plane,
    draw_tufts,
    on_ground,
    spot,
)

FLOORS = ("#5b6a34", "#6e6a3e", "#77613f", "#4f6032", "#6a5a3c", "#8a6a40")
SHADES = ("#2f3d24", "#3d4c2c", "#26331f", "#4a5436", "#5c6a44", "#57502f")


def _floor(scene: Scene) -> str:
    rng = Random(scene.seed + 7)
    return varied(rng, rng.choice(FLOORS), 8)


def draw_forest(canvas: Canvas, scene: Scene) -> None:
    """Leaves in the light, trunks before them, the farther the paler, the floor in front."""
    rng = Random(scene.seed)
    floor, horizon = _floor(scene), scene.horizon
    base = varied(rng, rng.choice(SHADES), 8)
    haze = mix(lighter(base, 0.25), "#c9d2a4", rng.uniform(0.1, 0.6))
    tones = (darker(base, 0.4), lighter(base, 0.2), "#7f9450", "#a9b878", darker(base, 0.2), "#56693a")
    draw_bokeh(canvas, rng, horizon + 6, base, tones)
    spot(canvas, rng.uniform(30, 226), horizon * 0.75, 130, horizon * 0.6, haze, 0.8)
    draw_plane(canvas, rng, horizon, mix(mix(floor, base, 0.35), haze, 0.3), darker(floor, 0.25), 7, melt=10.0)
    trunks = rng.choice((0.35, 0.7, 1.0))
    bark = varied(rng, rng.choice(("#5a4a3a", "#40372f", "#82796c", "#6b4f3c")), 10)
    for depth, count in ((0.2, 6), (0.5, 3), (1.0, 2)):
        foot = horizon + (SIDE - horizon) * 0.16 * depth
        _draw_undergrowth(canvas, rng, foot, base, haze, depth)
        for _ in range(round(count * trunks) or (depth == 0.2)):
            _draw_trunk(canvas, rng, rng.uniform(0, SIDE), foot, 4 + 15 * depth, mix(haze, bark, 0.3 + 0.7 * depth))
    if rng.random() < 0.6:
        _draw_rays(canvas, rng, horizon)
    _draw_ground(canvas, rng, horizon, floor)


def _draw_ground(canvas: Canvas, rng: Random, horizon: float, floor: str) -> None:
    for _ in range(5):
        y, near = on_ground(rng, horizon + 8)
        spot(canvas, rng.uniform(0, SIDE), y, 20 + 50 * near, 2 + 9 * near, "#e3dc96", 0.4)
    litter = [
        (rng.uniform(0, SIDE), y, 1.2 + 8 * near)
        for y, near in (on_ground(rng, horizon + 8) for _ in range(rng.choice((8, 24, 44))))
    ]
    if not canvas.fine:
        litter = [place for place in litter if place[2] > 2.5]
    draw_leaves(canvas, rng, litter, ("#8a6236", "#a37c48", "#6f4d2c"))
    draw_tufts(canvas, rng, horizon, mix(floor, "#6c8a3a", 0.6), rng.choice((10, 26, 40)), 13)


def _draw_trunk(canvas: Canvas, rng: Random, x: float, foot: float, width: float, bark: str) -> None:
    lit, dark = lighter(bark, 0.16), darker(bark, 0.5)
    across = [(0.0, lit), (1.0, dark)] if canvas.sun < 0 else [(0.0, dark), (1.0, lit)]
    lean, width = rng.uniform(-9, 9), width * rng.uniform(0.6, 1.1)
    path = limb(
        [(x, foot + width * 0.2), (x + lean * 0.1, foot - width), (x + lean, -12)], [width * 1.5, width, width * 0.75]
    )
    with canvas.group(blurred(canvas, 1.2, 0.1)):
        canvas.fill(path, canvas.linear((x - width / 2, 0), (x + width / 2, 0), across))


def _draw_undergrowth(canvas: Canvas, rng: Random, foot: float, base: str, haze: str, depth: float) -> None:
    """Low bushes and ferns that hide where the far ground begins."""
    path, x = "", -10.0
    while x < SIDE + 10:
        wide = (7 + 12 * depth) * rng.uniform(0.6, 1.6)
        path += disc(x, foot, wide, (4 + 8 * depth) * rng.uniform(0.4, 1.2))
        x += wide * rng.uniform(1.0, 2.0 + 4 * depth)
    with canvas.group(blurred(canvas, 2 - depth, 0.1)):
        canvas.fill(path, mix(mix(base, "#5f7838", 0.45), haze, 0.55 - 0.5 * depth), 0.85)


def _draw_rays(canvas: Canvas, rng: Random, horizon: float) -> None:
    """Shafts of sun, slanting away from it."""
    slant = -60 * canvas.sun
    fade = canvas.linear((0, 0), (0, horizon + 40), [(0, "#fff6cf", 0.22), (1, "#fff6cf", 0)])
    path = ""
    for _ in range(4):
        x, wide = rng.uniform(-20, 276) - slant / 2, rng.uniform(8, 26)
        path += polygon(
            [(x, -4), (x + wide, -4), (x + wide * 1.7 + slant, horizon + 40), (x - wide * 0.4 + slant, horizon + 40)]
        )
    with canvas.group(blurred(canvas, 2, 0.05)):
        canvas.fill(path, fade)


def front_forest(canvas: Canvas, scene: Scene, placed: Placed) -> None:
    """Grass and stalks before the feet."""
    rng = Random(scene.seed + 1)
    tone = mix(_floor(scene), "#6c8a3a", 0.5)
    draw_blades(canvas, rng, placed.x, placed.y + 3, placed.size * 0.3, placed.size * 0.08, tone, 36)

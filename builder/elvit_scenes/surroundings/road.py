"""Road: asphalt between verges, across the picture or away to the horizon, with fields and trees behind it."""

from __future__ import annotations

from random import Random

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import darker, lighter, mix, varied
from elvit_scenes.scene import SIDE, Scene
from elvit_scenes.shapes import polygon
from elvit_scenes.surroundings.distance import WOODS, draw_hills, draw_tree, draw_treeline
from elvit_scenes.surroundings.heavens import draw_sky
from elvit_scenes.surroundings.parts import draw_plane, draw_tufts, own, rectangle, spot

ASPHALT = ("#7d7f82", "#8f8d88", "#6a6b6f", "#a09c94", "#5c5e63")
VERGES = ("#7c8c4a", "#9a9660", "#6b8440", "#a39a72")


def draw_road(canvas: Canvas, scene: Scene) -> None:
    """Sky, hills and trees, a verge, and the road before them."""
    rng = Random(scene.seed)
    horizon = scene.horizon
    low = draw_sky(canvas, rng, horizon)
    if rng.random() < 0.6:
        draw_hills(canvas, rng, horizon + 2, rng.uniform(12, 46), darker(low, 0.32))
    wood = rng.choice(WOODS)
    draw_treeline(canvas, rng, horizon + 4, rng.uniform(8, 66), wood, 1.8)
    if rng.random() < 0.3:
        draw_tree(canvas, rng, rng.uniform(0, SIDE), horizon + 6, rng.uniform(50, 100), wood, 2)
    grass = varied(rng, rng.choice(VERGES), 10)
    draw_plane(canvas, rng, horizon, lighter(grass, 0.2), grass, 4)
    asphalt = varied(rng, rng.choice(ASPHALT), 9)
    white = rng.choice(("#e9e7de", "#e4dcae"))
    if rng.random() < 0.6:
        _draw_across(canvas, rng, horizon + (SIDE - horizon) * rng.uniform(0.1, 0.26), asphalt, grass, white)
    else:
        _draw_away(canvas, rng, horizon, asphalt, grass, white)


def draw_asphalt(canvas: Canvas, rng: Random, edge: float, asphalt: str) -> None:
    """Asphalt from `edge` down: paler far away, worn along the wheels' ways, with spots of oil and light."""
    draw_plane(canvas, rng, edge, lighter(asphalt, 0.16), darker(asphalt, 0.16), 6)
    deep = SIDE - edge
    for share in (0.3, 0.44, 0.66, 0.85):
        y = edge + deep * share
        spot(canvas, SIDE / 2 + rng.uniform(-50, 50), y, 230, 2 + 7 * share, darker(asphalt, 0.5), 0.3)
    _draw_crack(canvas, own(rng), edge, asphalt)


def _draw_crack(canvas: Canvas, rng: Random, edge: float, asphalt: str) -> None:
    """A fine crack, at times."""
    if not canvas.fine or rng.random() < 0.4:
        return
    x, y = rng.uniform(0, SIDE), edge + (SIDE - edge) * rng.uniform(0.3, 0.8)
    path = f"M{x:.1f} {y:.1f}"
    for _ in range(7):
        x, y = x + rng.uniform(6, 16), y + rng.uniform(-3, 4)
        path += f"L{x:.1f} {y:.1f}"
    canvas.line(path, darker(asphalt, 0.5), 0.8, 0.6)


def _draw_across(canvas: Canvas, rng: Random, edge: float, asphalt: str, grass: str, white: str) -> None:
    """The road runs from side to side: a line along its far side, dashes along the near one."""
    draw_tufts(canvas, rng, edge - 12, grass, 8, 8)
    draw_asphalt(canvas, rng, edge, asphalt)
    canvas.fill(rectangle(edge - 1, edge + 2.5), mix(grass, "#d9cfb4", 0.5), 0.8)
    line = edge + (SIDE - edge) * 0.12
    if rng.random() < 0.7:
        canvas.fill(rectangle(line, line + 1.6), white, 0.7)
    if rng.random() < 0.6:
        dash = edge + (SIDE - edge) * rng.uniform(0.84, 0.95)
        start = rng.uniform(-90, 0)
        path = ""
        while start < SIDE:
            path += polygon([(start, dash), (start + 62, dash), (start + 56, dash + 6), (start - 6, dash + 6)])
            start += 118
        canvas.fill(path, white, 0.75)


def _draw_away(canvas: Canvas, rng: Random, horizon: float, asphalt: str, grass: str, white: str) -> None:
    """The road runs away to a point on the horizon and widens towards the viewer."""
    end = rng.uniform(20, 236)

    def at(side: float, near: float) -> tuple[float, float]:
        """A place on the road; `side` -1 is its left edge, 1 its right, `near` 0 the horizon."""
        return end + (128 - end) * near + side * (3 + 235 * near), horizon + (SIDE + 4 - horizon) * near

    def strip(left: float, right: float, first: float = 0.0, last: float = 1.0) -> str:
        return polygon([at(left, first), at(right, first), at(right, last), at(left, last)])

    canvas.fill(strip(-1.12, 1.12), mix(grass, "#cfc4a6", 0.6))
    with canvas.group(inside=strip(-1, 1)):
        draw_asphalt(canvas, rng, horizon, asphalt)
    tracks = "".join(strip(side - 0.09, side + 0.09) for side in (-0.72, -0.28, 0.28, 0.72))
    canvas.fill(tracks, darker(asphalt, 0.4), 0.16)
    lines = strip(-0.94, -0.9) + strip(0.9, 0.94)
    near = 0.04
    while near < 0.95:
        lines += strip(-0.025, 0.025, near, near * 1.35)
        near *= 1.9
    canvas.fill(lines, white, 0.75)

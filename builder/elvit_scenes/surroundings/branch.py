"""Branch: a bough across the picture for a perched bird, leaves and light behind it out of focus."""

from __future__ import annotations

from random import Random

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import darker, lighter, varied
from elvit_scenes.light import furry
from elvit_scenes.scene import SIDE, Placed, Scene
from elvit_scenes.shapes import blob, limb
from elvit_scenes.surroundings.heavens import draw_sky
from elvit_scenes.surroundings.parts import draw_bokeh

BACKDROPS = ("#6f8a4a", "#8a9a5c", "#a8b48a", "#5d7350", "#9fb4bd", "#a59a78", "#4f6340")


def draw_branch(canvas: Canvas, scene: Scene) -> None:
    """The bough lies where the feet of the first thing are, or at the horizon when that is lower."""
    rng = Random(scene.seed)
    if rng.random() < 0.25:
        draw_sky(canvas, rng, SIDE, rng.choice(("clear", "overcast", "fair")))
    else:
        base = varied(rng, rng.choice(BACKDROPS), 14)
        tones = (darker(base, 0.35), lighter(base, 0.3), darker(base, 0.15), "#d6d9a8", lighter(base, 0.15))
        draw_bokeh(canvas, rng, SIDE, base, tones, 12)
    y = max(scene.horizon, scene.placed[0].y)
    _draw_bough(canvas, rng, y, rng.uniform(14, 24), scene.placed[0].x)
    _draw_leaves(canvas, rng, y, 7)


def _draw_bough(canvas: Canvas, rng: Random, y: float, thick: float, foot: float) -> None:
    bark = varied(rng, rng.choice(("#5a4636", "#7a6a58", "#4a3d30", "#8f8478")), 8)
    rise = rng.uniform(-22, 22)
    middle = y + thick * 0.42
    points = [
        (-20.0, middle + rise),
        (foot - 50, middle + rise * 0.3),
        (foot + 30, middle - rise * 0.1),
        (276.0, middle - rise),
    ]
    rough = furry(canvas, 3, 7, 0.7, 0.6, seed=rng.randrange(90), frequency=(0.05, 0.3))
    with canvas.group(rough if canvas.fine else ""):
        canvas.fill(
            limb(points, [thick, thick * 0.95, thick * 0.9, thick * 0.6]),
            canvas.linear((0, y - 4), (0, y + thick), [(0, lighter(bark, 0.12)), (1, darker(bark, 0.45))]),
        )


def _draw_leaves(canvas: Canvas, rng: Random, y: float, count: int, between: tuple[float, float] = (0.0, SIDE)) -> None:
    green = rng.choice(("#6f8f3c", "#8a9a45", "#54752f", "#b58a3a"))
    for _ in range(count):
        x, down, turn = rng.uniform(*between), y + rng.uniform(-34, 22), rng.uniform(-7, 7)
        tone = varied(rng, green, 14)
        size = rng.uniform(0.7, 1.5)
        leaf = [
            (x, down),
            (x + 9 * size, down - 6 * size + turn),
            (x + 20 * size, down + turn),
            (x + 9 * size, down + 5 * size + turn),
        ]
        canvas.fill(
            blob(leaf), canvas.linear((x, down - 6), (x, down + 6), [(0, lighter(tone, 0.25)), (1, darker(tone, 0.25))])
        )


def front_branch(canvas: Canvas, scene: Scene, placed: Placed) -> None:
    """A leaf or two before the branch."""
    rng = Random(scene.seed + 1)
    side = rng.choice((-1, 1))
    _draw_leaves(canvas, rng, placed.y + 22, 2, (placed.x + side * 60, placed.x + side * 110))

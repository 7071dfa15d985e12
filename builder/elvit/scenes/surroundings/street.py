"""Street: house fronts out of focus, a pavement, asphalt."""

from __future__ import annotations

from random import Random

from elvit.scenes.canvas import Canvas
from elvit.scenes.colour import darker, lighter, varied
from elvit.scenes.light import blurred, speckled
from elvit.scenes.scene import SIDE, Scene
from elvit.scenes.shapes import polygon
from elvit.scenes.surroundings.parts import draw_ground, draw_sky, draw_treeline, rectangle

WALLS = ("#b9a58c", "#a87760", "#c8c0b0", "#8f8a84", "#9c5f4c", "#d3c4a0", "#7f8790", "#b08f6c")


def draw_street(canvas: Canvas, scene: Scene) -> None:
    """Houses side by side behind a pavement."""
    rng = Random(scene.seed)
    foot = scene.horizon + 12
    draw_sky(canvas, rng, foot, 0.4)
    with canvas.group(blurred(canvas, rng.uniform(0.6, 2.4), 0.05)):
        x = rng.uniform(-70, -10)
        while x < SIDE:
            width = rng.uniform(60, 120)
            _draw_house(canvas, rng, x, x + width, foot - rng.uniform(0.6, 1.25) * foot, foot)
            x += width + rng.choice((0, 0, 3))
    if rng.random() < 0.4:
        draw_treeline(canvas, rng, foot + 2, rng.uniform(12, 34), "#4d5d38", 2)
    stone = varied(rng, "#aaa59b", 10)
    canvas.fill(rectangle(foot, foot + 14),
                canvas.linear((0, foot), (0, foot + 14), [(0, darker(stone, 0.25)), (1, stone)]))
    canvas.fill(rectangle(foot + 12, foot + 15), darker(stone, 0.4))
    asphalt = varied(rng, rng.choice(("#77787b", "#8a8884", "#64666b")), 8)
    draw_ground(canvas, rng, foot + 15, darker(asphalt, 0.1), asphalt, (0.35, 0.5), 1.3)


def _draw_house(canvas: Canvas, rng: Random, left: float, right: float, top: float, foot: float) -> None:
    wall = varied(rng, rng.choice(WALLS), 12)
    plaster = speckled(canvas, darker(wall, 0.3), lighter(wall, 0.2), (0.06, 0.12), rng.randrange(900), 1.8, 2)
    with canvas.group(plaster):
        canvas.fill(rectangle(top, foot, left, right),
                    canvas.linear((0, top), (0, foot), [(0, lighter(wall, 0.1)), (1, darker(wall, 0.18))]))
    canvas.fill(rectangle(top - 4, top + 3, left - 2, right + 2), darker(wall, 0.45))
    columns, storey = rng.randint(2, 4), rng.uniform(34, 48)
    step = (right - left) / columns
    y = foot - storey
    while y > top - storey * 0.4:
        for column in range(columns):
            middle = left + step * (column + 0.5)
            _draw_window(canvas, rng, middle - step * 0.27, y + storey * 0.2, middle + step * 0.27,
                         y + storey * 0.82)
        y -= storey


def _draw_window(canvas: Canvas, rng: Random, left: float, top: float, right: float, bottom: float) -> None:
    glass = rng.choice(("#2c3540", "#46525e", "#202730", "#6d7f8e"))
    canvas.fill(rectangle(top - 1.5, bottom + 2, left - 1.5, right + 1.5), "#d9d4c8")
    canvas.fill(rectangle(top, bottom, left, right),
                canvas.linear((left, top), (right, bottom), [(0, lighter(glass, 0.25)), (0.6, glass)]))
    middle = (left + right) / 2
    canvas.fill(polygon([(middle - 0.6, top), (middle + 0.6, top), (middle + 0.6, bottom), (middle - 0.6, bottom)]),
                "#d9d4c8")

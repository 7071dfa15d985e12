"""House fronts: rows of windows, shops with awnings, glass blocks, garden walls."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import darker, lighter, mix, varied
from elvit_scenes.scene import SIDE
from elvit_scenes.shapes import disc, polygon
from elvit_scenes.surroundings.parts import rectangle

WALLS = ("#b9a58c", "#a87760", "#c8c0b0", "#8f8a84", "#9c5f4c", "#d3c4a0", "#7f8790", "#b08f6c", "#cfd0cb")
GLASS = ("#2c3540", "#46525e", "#202730", "#6d7f8e")
AWNINGS = ("#8f3b32", "#3f6a54", "#3d5678", "#c0a25a", "#6f4a6a", "#d8d2c4")


def _draw_wall(canvas: Canvas, wall: str, left: float, right: float, top: float, foot: float) -> None:
    bright, dark = lighter(wall, 0.12), darker(wall, 0.22)
    canvas.fill(rectangle(top, foot, left, right), canvas.linear((0, top), (0, foot), [(0, bright), (1, dark)]))


def _draw_panes(canvas: Canvas, rng: Random, panes: list[tuple[float, float, float, float]], frame: str) -> None:
    """Windows (left, top, right, bottom): pale frames, dark glass, the sky in its upper part."""
    outer = "".join(rectangle(top - 1.4, bottom + 2, left - 1.4, right + 1.4) for left, top, right, bottom in panes)
    inner = "".join(rectangle(top, bottom, left, right) for left, top, right, bottom in panes)
    sky = "".join(
        polygon([(left, top), (right, top), (left, top + (bottom - top) * rng.uniform(0.2, 0.7))])
        for left, top, right, bottom in panes
    )
    glass = rng.choice(GLASS)
    canvas.fill(outer, frame)
    canvas.fill(inner, glass)
    canvas.fill(sky, lighter(glass, 0.35), 0.7)
    if canvas.fine:
        bars = "".join(
            rectangle(top, bottom, (left + right) / 2 - 0.6, (left + right) / 2 + 0.6)
            for left, top, right, bottom in panes
        )
        canvas.fill(bars, frame)


def _grid(
    left: float, right: float, top: float, foot: float, columns: int, storey: float, wide: float = 0.5
) -> list[tuple[float, float, float, float]]:
    """Places of windows, whole storeys from the foot up."""
    step = (right - left) / columns
    half = step * wide / 2
    count = int((foot - max(top, -storey)) / storey)
    return [
        (
            left + step * (column + 0.5) - half,
            foot - storey * (row + 0.8),
            left + step * (column + 0.5) + half,
            foot - storey * (row + 0.25),
        )
        for row in range(count)
        for column in range(columns)
    ]


def draw_house(canvas: Canvas, rng: Random, left: float, right: float, top: float, foot: float) -> None:
    """A town house with a door."""
    wall = varied(rng, rng.choice(WALLS), 12)
    _draw_wall(canvas, wall, left, right, top, foot)
    canvas.fill(rectangle(top - 4, top + 2, left - 1, right + 1), darker(wall, 0.45))
    panes = _grid(left, right, top, foot, max(2, round((right - left) / 28)), rng.uniform(32, 44))
    door = rng.randrange(len(panes)) if panes else 0
    _draw_panes(canvas, rng, panes, lighter(wall, 0.45))
    if panes:
        middle = (panes[door][0] + panes[door][2]) / 2
        canvas.fill(
            rectangle(foot - 26, foot, middle - 8, middle + 8),
            darker(rng.choice(("#6a3a2c", "#2f4a3f", "#33415a")), 0.1),
        )


def draw_shop(canvas: Canvas, rng: Random, left: float, right: float, top: float, foot: float) -> None:
    """A shop: windows above, an awning and a lit pane below."""
    draw_house(canvas, rng, left, right, top, foot)
    ceiling, colour = foot - rng.uniform(30, 38), varied(rng, rng.choice(AWNINGS), 10)
    canvas.fill(rectangle(ceiling, foot, left + 3, right - 3), darker(colour, 0.65))
    canvas.fill(
        rectangle(ceiling + 10, foot - 5, left + 7, right - 7),
        canvas.linear((0, ceiling), (0, foot), [(0, "#e8cf9a"), (0.5, "#8a7a60"), (1, "#2c3036")]),
    )
    goods = "".join(
        rectangle(foot - rng.uniform(10, 18), foot - 5, x, x + 5)
        for x in (left + 10, left + 20, right - 24, right - 14)
    )
    canvas.fill(goods, rng.choice(("#c25a48", "#d7c7a0", "#4f7a8a")), 0.7)
    canvas.fill(
        polygon([(left + 4, ceiling), (right - 4, ceiling), (right, ceiling + 11), (left, ceiling + 11)]), colour
    )
    if rng.random() < 0.5:
        wide = (right - left) / 9
        stripes = "".join(
            rectangle(ceiling, ceiling + 11, left + wide * step, left + wide * (step + 1)) for step in range(1, 8, 2)
        )
        canvas.fill(stripes, "#f1ece0", 0.75)


def draw_block(canvas: Canvas, rng: Random, left: float, right: float, top: float, foot: float) -> None:
    """An office with bands of glass that mirror the sky."""
    wall = varied(rng, rng.choice(("#aeb4b8", "#c6c4bc", "#7d858c", "#9a948a")), 10)
    _draw_wall(canvas, wall, left, right, top - 12, foot)
    storey = rng.uniform(20, 30)
    bands = "".join(
        rectangle(foot - storey * (row + 0.85), foot - storey * (row + 0.25), left, right)
        for row in range(int((foot + 20) / storey))
    )
    canvas.fill(bands, canvas.linear((left, 0), (right, foot), [(0, "#9fb6c6"), (0.4, "#516473"), (1, "#2b353f")]))
    step = rng.uniform(12, 22)
    posts = "".join(
        rectangle(top - 12, foot, left + step * index - 0.7, left + step * index + 0.7)
        for index in range(int((right - left) / step) + 1)
    )
    canvas.fill(posts, lighter(wall, 0.2))


def draw_garden(canvas: Canvas, rng: Random, left: float, right: float, top: float, foot: float) -> None:
    """A low house with a roof behind a hedge."""
    wall, roof = varied(rng, rng.choice(WALLS), 12), varied(rng, rng.choice(("#6a4238", "#4a4c52", "#7a5a48")), 8)
    eaves = foot - min(48.0, foot * 0.6)
    _draw_wall(canvas, wall, left + 10, right - 10, eaves, foot)
    canvas.fill(
        polygon([(left + 4, eaves + 2), (left + 20, eaves - 26), (right - 20, eaves - 26), (right - 4, eaves + 2)]),
        canvas.linear((0, eaves - 26), (0, eaves), [(0, lighter(roof, 0.12)), (1, roof)]),
    )
    _draw_panes(canvas, rng, _grid(left + 14, right - 14, eaves, foot - 6, 3, 40, 0.45), "#ebe8df")
    green = varied(rng, rng.choice(("#4c6234", "#5a6f3c", "#3f5530")), 8)
    hedge = "".join(
        disc(x + rng.uniform(-3, 3), foot - 4, 9, rng.uniform(8, 13)) for x in range(int(left), int(right) + 6, 10)
    )
    canvas.fill(hedge, canvas.linear((0, foot - 16), (0, foot), [(0, lighter(green, 0.1)), (1, darker(green, 0.45))]))


def draw_garage(canvas: Canvas, rng: Random, left: float, right: float, top: float, foot: float) -> None:
    """A plain wall with a roller door, as behind many a parked car."""
    wall = varied(rng, rng.choice(WALLS), 12)
    _draw_wall(canvas, wall, left, right, top - 20, foot)
    door, ceiling = mix(wall, rng.choice(("#e6e4dd", "#4a4f56", "#7a3f34")), 0.7), foot - min(56.0, foot * 0.75)
    canvas.fill(rectangle(ceiling, foot, left + 9, right - 9), door)
    slats = "".join(rectangle(ceiling + step * 7, ceiling + step * 7 + 1.4, left + 9, right - 9) for step in range(8))
    canvas.fill(slats, darker(door, 0.4), 0.6)


Front = Callable[[Canvas, Random, float, float, float, float], None]

ROWS: tuple[tuple[Front, ...], ...] = (
    (draw_house, draw_house),
    (draw_shop, draw_house, draw_shop),
    (draw_block, draw_block),
    (draw_garden,),
    (draw_garage, draw_garden),
    (draw_house, draw_block, draw_shop),
)
"""What may stand side by side."""


def draw_row(canvas: Canvas, rng: Random, foot: float) -> None:
    """Fronts from side to side, with a gap at times where the sky shows."""
    row = rng.choice(ROWS)
    x = rng.uniform(-60, -10)
    while x < SIDE:
        front = rng.choice(row)
        width = rng.uniform(70, 130)
        front(canvas, rng, x, x + width, foot - rng.uniform(0.55, 1.3) * max(foot, 70.0), foot)
        x += width + rng.choice((0, 0, 0, 16))

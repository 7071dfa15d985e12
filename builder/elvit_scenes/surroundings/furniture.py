"""Furniture along a wall, each piece standing or hanging at a place: drawn simply, for it is out of focus."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import darker, lighter, varied
from elvit_scenes.shapes import disc, polygon
from elvit_scenes.surroundings.parts import blade, rectangle

FABRICS = ("#7a6a5c", "#5f6f7f", "#8a5a4a", "#6f7a68", "#a3967f", "#4a4f58")
TIMBER = ("#6a4a34", "#8a6a4a", "#4a382c", "#b39472", "#e3ddd0")


def draw_sofa(canvas: Canvas, rng: Random, x: float, floor: float) -> None:
    """Back, seat, arms, a cushion."""
    cloth = varied(rng, rng.choice(FABRICS), 12)
    back, seat = floor - 74, floor - 38
    canvas.fill(
        rectangle(back, floor - 6, x - 86, x + 86),
        canvas.linear((0, back), (0, floor), [(0, lighter(cloth, 0.15)), (1, darker(cloth, 0.35))]),
    )
    canvas.fill(
        rectangle(seat, floor - 14, x - 78, x - 1) + rectangle(seat, floor - 14, x + 1, x + 78), lighter(cloth, 0.1)
    )
    canvas.fill(rectangle(seat + 14, floor - 8, x - 78, x + 78), darker(cloth, 0.25))
    canvas.fill(
        rectangle(floor - 56, floor - 4, x - 98, x - 76) + rectangle(floor - 56, floor - 4, x + 76, x + 98),
        darker(cloth, 0.1),
    )
    canvas.fill(
        polygon([(x - 70, seat + 1), (x - 66, seat - 27), (x - 36, seat - 24), (x - 40, seat + 1)]),
        varied(rng, rng.choice(("#c9a24a", "#b8503c", "#d8d2c4", "#4f7a7a")), 12),
    )


def draw_shelf(canvas: Canvas, rng: Random, x: float, floor: float) -> None:
    """A bookcase whose books are coloured strips."""
    wood, half, top = varied(rng, rng.choice(TIMBER), 8), rng.uniform(34, 52), floor - rng.uniform(110, 190)
    canvas.fill(rectangle(top, floor, x - half, x + half), wood)
    rows = ""
    books = dict.fromkeys(("#8a3f34", "#3f5a6a", "#c2b48a", "#5a6a4a", "#d8d0bc"), "")
    y = top + 4
    while y + 30 < floor:
        rows += rectangle(y, y + 30, x - half + 4, x + half - 4)
        place = x - half + 5
        while place < x + half - 10:
            wide = rng.uniform(4, 9)
            books[rng.choice(tuple(books))] += rectangle(y + rng.uniform(5, 14), y + 30, place, place + wide)
            place += wide + rng.choice((0.5, 0.5, 7))
        y += 35
    canvas.fill(rows or "M0 0", darker(wood, 0.6))
    for tone, path in books.items():
        canvas.fill(path or "M0 0", tone)


def draw_window(canvas: Canvas, rng: Random, x: float, floor: float) -> None:
    """A bright window with curtains."""
    top, sill, half = floor - rng.uniform(150, 200), floor - rng.uniform(50, 70), rng.uniform(34, 48)
    canvas.fill(rectangle(top, sill, x - half - 5, x + half + 5), "#efece4")
    canvas.fill(
        rectangle(top + 5, sill - 5, x - half, x + half),
        canvas.linear((0, top), (0, sill), [(0, "#dfeaf2"), (0.6, "#f2f4ee"), (1, "#a8b88a")]),
    )
    ledge = rectangle(sill, sill + 6, x - half - 10, x + half + 10)
    canvas.fill(rectangle(top, sill, x - 2, x + 2) + ledge, "#e6e2d8")
    cloth = varied(rng, rng.choice(("#d9cbb0", "#9aa5a8", "#a8604a", "#e8e2d6")), 10)
    for side in (-1, 1):
        outer, inner = x + side * (half + 18), x + side * (half - 8)
        canvas.fill(
            polygon([(outer, top - 8), (inner, top - 8), (inner + side * 8, sill + 36), (outer, sill + 36)]),
            canvas.linear((outer, 0), (inner, 0), [(0, darker(cloth, 0.25)), (0.5, cloth), (1, darker(cloth, 0.3))]),
        )


def draw_picture(canvas: Canvas, rng: Random, x: float, floor: float) -> None:
    """A framed picture on the wall."""
    y, wide, tall = floor - rng.uniform(100, 130), rng.uniform(18, 34), rng.uniform(20, 30)
    tone = varied(rng, rng.choice(("#7f9aa8", "#a8b48a", "#c9a884", "#54606c")), 14)
    canvas.fill(rectangle(y - tall, y + tall, x - wide, x + wide), rng.choice(TIMBER))
    canvas.fill(rectangle(y - tall + 4, y + tall - 4, x - wide + 4, x + wide - 4), "#efeae0")
    canvas.fill(
        rectangle(y - tall + 9, y + tall - 9, x - wide + 9, x + wide - 9),
        canvas.linear((0, y - tall), (0, y + tall), [(0, lighter(tone, 0.4)), (1, darker(tone, 0.3))]),
    )


def draw_plant(canvas: Canvas, rng: Random, x: float, floor: float) -> None:
    """A pot with long leaves."""
    pot, green = varied(rng, rng.choice(("#a8603f", "#d8d2c6", "#4f5a60")), 10), varied(rng, "#55753c", 14)
    for tone in (darker(green, 0.35), green, lighter(green, 0.2)):
        leaves = "".join(blade(rng, x + rng.gauss(0, 5), floor - 24, 78) for _ in range(6))
        canvas.fill(leaves, tone)
    canvas.fill(
        polygon([(x - 15, floor - 28), (x + 15, floor - 28), (x + 11, floor), (x - 11, floor)]),
        canvas.linear((x - 15, 0), (x + 15, 0), [(0, lighter(pot, 0.2)), (1, darker(pot, 0.4))]),
    )


def draw_cabinet(canvas: Canvas, rng: Random, x: float, floor: float) -> None:
    """A low cabinet with drawers and a lamp on it."""
    wood, half, top = varied(rng, rng.choice(TIMBER), 8), rng.uniform(34, 60), floor - rng.uniform(46, 64)
    feet = rectangle(floor - 8, floor, x - half + 3, x - half + 8)
    canvas.fill(feet + rectangle(floor - 8, floor, x + half - 8, x + half - 3), darker(wood, 0.5))
    canvas.fill(
        rectangle(top, floor - 6, x - half, x + half),
        canvas.linear((0, top), (0, floor), [(0, lighter(wood, 0.15)), (1, darker(wood, 0.3))]),
    )
    canvas.fill(
        rectangle(top + 16, top + 17.5, x - half, x + half) + rectangle(top + 2, floor - 8, x - 0.8, x + 0.8),
        darker(wood, 0.55),
    )
    canvas.fill(
        rectangle(top - 22, top, x + half * 0.5 - 1.5, x + half * 0.5 + 1.5) + disc(x + half * 0.5, top, 8, 2),
        "#8a7a60",
    )
    canvas.fill(
        polygon(
            [
                (x + half * 0.5 - 9, top - 44),
                (x + half * 0.5 + 9, top - 44),
                (x + half * 0.5 + 16, top - 20),
                (x + half * 0.5 - 16, top - 20),
            ]
        ),
        "#f0e2bc",
    )


FURNITURE: tuple[Callable[[Canvas, Random, float, float], None], ...] = (
    draw_sofa,
    draw_shelf,
    draw_window,
    draw_picture,
    draw_plant,
    draw_cabinet,
)
"""All there is, for chance to choose from."""

"""Cabs of trucks: the flat-fronted one over its engine, and the long-nosed one behind it."""

from __future__ import annotations

import math
from functools import lru_cache
from random import Random

import numpy as np

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import darker, lighter
from elvit_scenes.loft import Loft
from elvit_scenes.scene import Look
from elvit_scenes.shapes import disc, polygon, polyline
from elvit_scenes.solid import Point3, View
from elvit_scenes.surface import box, decal, paint_surface, sky_in_glass

HALF = 1.22
CHROME = "#c9cdd1"
AMBER = "#e59a2c"
GLASS = (("#171c22", "#7d92a2"), ("#20282f", "#a4b8c5"))


def _glass(canvas: Canvas, view: View, x: float, low: float, high: float, rng: Random) -> str:
    top, foot = view.at((x, HALF, high)), view.at((x, HALF, low))
    return sky_in_glass(canvas, (0, top[1]), (0, foot[1]), rng.choice(GLASS))


def draw_flat_cab(canvas: Canvas, view: View, look: Look, rng: Random, x: tuple[float, float], high: float) -> None:
    """A cab over its engine, between two places, up to a height."""
    back, front = x
    skin = _flat_cab(back, front, high)
    paint_surface(canvas, view, skin.grid, look.coat, 0.5, cap=True)
    glass = _glass(canvas, view, front, 1.75, high - 0.4, rng)
    decal(canvas, view, skin.side(back + 0.62, front - 0.36, 1.78, high - 0.46, 3), glass)
    decal(canvas, view, skin.front(-0.9, 0.9, 1.74, high - 0.42, 8), glass)
    if canvas.flat:
        _draw_mirrors(canvas, view, front - 0.1, 2.05)
        return
    decal(canvas, view, skin.front(-0.2, 0.3, 1.74, high - 0.42, 3), "#dfeaf2", 0.16)
    decal(canvas, view, skin.front(-0.92, 0.92, high - 0.44, high - 0.34, 8), darker(look.coat, 0.55))
    for side in (-0.45, 0.45):
        wiper = view.flat(np.array([skin.front(side + 0.3, side - 0.2, 1.78, 1.92, 1)[row, row] for row in (0, 1)]))
        canvas.line(polyline(wiper), "#0c0d0f", max(0.25, view.units(0.03)))
    decal(canvas, view, skin.front(-0.78, 0.78, 1.02, 1.55, 6), "#15161a")
    for step in range(5):
        low = 1.08 + step * 0.095
        decal(canvas, view, skin.front(-0.75, 0.75, low, low + 0.035, 4), rng.choice((CHROME, "#8d9298")), 0.9)
    decal(canvas, view, skin.front(-0.12, 0.12, 1.24, 1.4, 1), "#e6e9eb")
    decal(canvas, view, skin.front(-1, 1, 0.52, 0.92, 12), rng.choice(("#2a2c30", "#b9bcc0", darker(look.coat, 0.25))))
    decal(canvas, view, skin.front(-0.25, 0.25, 0.6, 0.74, 2), "#e9e6da")
    for side in (-1, 1):
        inner, outer = sorted((side * 0.55, side * 0.92))
        decal(canvas, view, skin.front(inner, outer, 0.64, 0.86, 4), "#3a3e43")
        for share in (0.64, 0.8):
            decal(canvas, view, skin.front(side * share - 0.07, side * share + 0.07, 0.67, 0.83, 2), "#f7f4e2")
        place = view.at((front - 0.5, side * 0.5, high - 0.06))
        canvas.fill(disc(*place, view.units(0.07), view.units(0.05)), AMBER)
    _draw_door(canvas, view, look, skin, (back + 0.55, front - 0.3), (0.95, high - 0.42))
    decal(canvas, view, skin.side(back + 0.1, back + 0.3, 0.62, 1.0), "#1b1c1f", 0.8)
    _draw_mirrors(canvas, view, front - 0.1, 2.05)


def _draw_door(
    canvas: Canvas, view: View, look: Look, skin: Loft, x: tuple[float, float], z: tuple[float, float]
) -> None:
    dark = darker(look.coat, 0.6)
    for at in x:
        decal(canvas, view, skin.side(at, at + 0.035, *z), dark, 0.8)
    decal(canvas, view, skin.side(x[0], x[1], z[0], z[0] + 0.035), dark, 0.8)
    decal(canvas, view, skin.side(x[0] + 0.08, x[0] + 0.28, 1.5, 1.56), lighter(look.coat, 0.5))


def _draw_mirrors(canvas: Canvas, view: View, x: float, z: float) -> None:
    """Tall mirrors on arms at both sides."""
    for side in (-1, 1) if view.yaw > 30 else (1,):
        y = side * (HALF + 0.16)
        arm: list[Point3] = [(x - 0.1, side * (HALF - 0.05), z + 0.34), (x, y, z + 0.3)]
        canvas.line(polyline(view.flat(arm)), "#1a1b1e", max(0.3, view.units(0.05)))
        place = view.at((x, y, z))
        wide = view.units(0.04 + 0.1 * math.sin(math.radians(abs(view.yaw))))
        tall = view.units(0.3)
        canvas.fill(
            polygon(
                [
                    (place[0] - wide, place[1] - tall),
                    (place[0] + wide, place[1] - tall),
                    (place[0] + wide, place[1] + tall),
                    (place[0] - wide, place[1] + tall),
                ]
            ),
            "#1f2024",
        )


def draw_long_nose(canvas: Canvas, view: View, look: Look, rng: Random, x: tuple[float, float]) -> None:
    """A cab behind its bonnet, with mudguards, upright grille, exhaust stacks and a sleeper."""
    back, front = x
    door, nose = front - 3.1, front - 1.75
    for side in (-1, 1):
        stack: list[Point3] = [(back + 0.15, side * 1.05, 1.0), (back + 0.15, side * 1.05, 3.55)]
        if side < 0 or view.yaw > 0:
            canvas.line(polyline(view.flat(stack)), CHROME, view.units(0.16))
            canvas.line(polyline(view.flat([(px - 0.04, py, pz) for px, py, pz in stack])), "#6d7277", view.units(0.05))
    box(canvas, view, back, front - 0.5, 0.9, -0.9, 0.5, 0.95, "#1d1e21")
    far, near = (_guard(front, side) for side in (-1, 1))
    paint_surface(canvas, view, far.grid, look.coat, 0.6, cap=True)
    sleeper, cab, hood = _long_nose(back, front)
    for part in (sleeper, cab, hood):
        paint_surface(canvas, view, part.grid, look.coat, 0.6, cap=True)
        if part is cab:
            glass = _glass(canvas, view, nose, 1.8, 2.45, rng)
            for left, right in ((-0.88, -0.05), (0.05, 0.88)):
                decal(canvas, view, cab.front(left, right, 1.84, 2.42, 5), glass)
            decal(canvas, view, cab.side(door + 0.25, nose - 0.3, 1.8, 2.42, 2), glass)
            _draw_door(canvas, view, look, cab, (door + 0.15, nose - 0.12), (0.95, 1.75))
    if rng.random() < 0.7:
        tone = rng.choice(("#e8e6df", look.accent, darker(look.coat, 0.5)))
        for part, start, end in ((sleeper, back + 0.3, door), (cab, door + 0.05, nose), (hood, nose, front - 0.15)):
            decal(canvas, view, part.side(start, end, 1.3, 1.44, 3), tone)
    decal(canvas, view, hood.front(-0.96, 0.96, 0.88, 1.66, 8), CHROME)
    decal(canvas, view, hood.front(-0.84, 0.84, 0.94, 1.6, 8), "#1a1b1f")
    for step in range(9):
        share = (step - 4) * 0.18
        decal(canvas, view, hood.front(share - 0.03, share + 0.03, 0.94, 1.6, 1), "#a3a8ad")
    paint_surface(canvas, view, near.grid, look.coat, 0.6, cap=True)
    for side, guard in ((-1, far), (1, near)):
        spot = guard.front(-0.55, 0.5, 1.0, 1.2, 2)
        decal(canvas, view, spot, "#d3d8db")
        decal(canvas, view, guard.front(-0.4, 0.35, 1.03, 1.17, 2), "#fbf6e0")
        place = view.at((nose - 0.6, side * 0.6, 2.66))
        canvas.fill(disc(*place, view.units(0.07), view.units(0.05)), AMBER)
    box(canvas, view, front - 0.05, front + 0.12, HALF, -HALF, 0.42, 0.75, CHROME, 0.8)
    tank = Loft([(door - 1.3, 0.5, 1.0, 1.0, 0.24, 2.5), (door + 1.0, 0.5, 1.0, 1.0, 0.24, 2.5)], "x", 20)
    paint_surface(canvas, view, tank.grid, CHROME, 0.9)
    _draw_mirrors(canvas, view, nose - 0.2, 2.0)


@lru_cache(maxsize=64)
def _flat_cab(back: float, front: float, high: float) -> Loft:
    return Loft(
        [
            (0.5, back, front - 0.08, 0, HALF - 0.04, 9),
            (0.62, back, front, 0, HALF, 9),
            (1.72, back, front - 0.02, 0, HALF, 9),
            (high - 0.4, back, front - 0.2, 0, HALF - 0.05, 8),
            (high - 0.12, back + 0.02, front - 0.34, 0, HALF - 0.12, 6),
            (high, back + 0.1, front - 0.6, 0, HALF - 0.3, 5),
        ],
        around=40,
        smooth=2,
    )


@lru_cache(maxsize=64)
def _long_nose(back: float, front: float) -> tuple[Loft, Loft, Loft]:
    """Sleeper, cab and bonnet."""
    door, nose = front - 3.1, front - 1.75
    sleeper = Loft(
        [
            (0.85, back + 0.3, door + 0.1, 0, 1.16, 10),
            (2.75, back + 0.3, door + 0.1, 0, 1.16, 10),
            (3.1, back + 0.4, door - 0.1, 0, 1.05, 7),
            (3.2, back + 0.6, door - 0.4, 0, 0.85, 5),
        ],
        around=32,
    )
    cab = Loft(
        [
            (0.85, door, nose, 0, 1.1, 10),
            (1.75, door, nose, 0, 1.1, 9),
            (2.45, door, nose - 0.28, 0, 1.02, 8),
            (2.68, door, nose - 0.5, 0, 0.86, 6),
        ],
        around=32,
    )
    hood = Loft(
        [
            (0.85, nose, front - 0.1, 0, 0.72, 9),
            (1.5, nose, front - 0.08, 0, 0.8, 8),
            (1.75, nose - 0.1, front - 0.2, 0, 0.74, 6),
            (1.88, nose - 0.2, front - 0.7, 0, 0.5, 4),
        ],
        around=32,
        smooth=2,
    )
    return sleeper, cab, hood


@lru_cache(maxsize=64)
def _guard(front: float, side: int) -> Loft:
    """The mudguard over a front wheel."""
    middle = side * (HALF - 0.22)
    return Loft(
        [
            (0.7, front - 1.75, front, middle, 0.22, 8),
            (1.15, front - 1.6, front - 0.02, middle, 0.22, 6),
            (1.28, front - 1.4, front - 0.2, middle, 0.2, 4),
        ],
        around=24,
    )

"""Large ships: passenger ship, container ship and coaster, tanker, warship."""

from __future__ import annotations

from random import Random

import numpy as np

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import darker, lighter, mix, varied
from elvit_scenes.loft import Loft
from elvit_scenes.scene import Look
from elvit_scenes.shapes import disc, polyline
from elvit_scenes.solid import Point3, View
from elvit_scenes.surface import box, paint_surface
from elvit_scenes.vehicles.hull import (
    Hull,
    deck_house,
    draw_foam,
    draw_funnel,
    draw_hull,
    draw_mast,
    draw_portholes,
)

CARGO = ("#a33b2a", "#2f5d8a", "#4d7a4a", "#c48a34", "#8a8f94", "#6e3a52", "#b9b4a6", "#d8d8d2")
RUST, DECK = "#7a2b22", "#8a8069"


def draw_liner(canvas: Canvas, view: View, look: Look, rng: Random) -> None:
    """A passenger ship: white storeys, lifeboats, one or two funnels; old or modern."""
    white = varied(rng, "#e6e7e4", 6)
    modern = rng.random() < 0.5
    hull = Hull(100, 15, 8, 3.0, 0.5, 9 if modern else 6, 0.32)
    storeys, tall = (rng.randint(4, 6), 2.5) if modern else (rng.randint(2, 4), 2.8)
    draw_hull(canvas, view, hull, look.coat, RUST, DECK, 2, rng.choice(("", look.accent, white)))
    draw_portholes(canvas, view, hull, 0.5, 18)
    front, step = (36.0, 1.6) if modern else (31.0, 3.5)
    for index in range(storeys):
        low = 8.0 + tall * index
        deck_house(
            canvas,
            view,
            (-42 + step * 0.8 * index, front - step * index),
            7.0 - 0.3 * index,
            (low, low + tall),
            white,
            22 - 2 * index,
            0.8,
            band=modern and index == storeys - 1,
        )
        if index == 1 and not canvas.flat:
            _draw_lifeboats(canvas, view, low, -30, front - 16)
    roof = 8.0 + tall * storeys
    bridge = front - step * storeys
    deck_house(canvas, view, (bridge - 12, bridge - 1), 6.5, (roof, roof + 2.6), white, 0, 0.8, band=True)
    count = 1 if modern else rng.choice((1, 2, 2))
    for number in range(count):
        x = bridge - 34 - 2 * count + 17 * number
        draw_funnel(
            canvas,
            view,
            x,
            (roof, roof + rng.uniform(7, 9)),
            6.5,
            look.accent,
            1.5,
            white if rng.random() < 0.4 else "",
        )
    draw_mast(canvas, view, bridge - 6, (roof + 2.6, roof + 11))
    draw_foam(canvas, view, hull, rng, 0.6)


def _draw_lifeboats(canvas: Canvas, view: View, z: float, back: float, front: float) -> None:
    """A row of boats that hang at the side."""
    for x in np.linspace(back, front, 7):
        boat = Loft(
            [
                (z + 0.2, float(x) - 1.6, float(x) + 1.6, 7.2, 0.4, 2),
                (z + 1.0, float(x) - 2.2, float(x) + 2.2, 7.2, 0.7, 2),
            ],
            around=14,
        )
        paint_surface(canvas, view, boat.grid, "#d9772a", 0.3, cap=True)


def draw_freighter(canvas: Canvas, view: View, look: Look, rng: Random) -> None:
    """A freighter: stacks of containers, or hatches between cranes; its house at the stern."""
    white = varied(rng, "#dcdbd4", 8)
    hull = Hull(100, 15, 7.5, 2.5, 0.6, 6, 0.24)
    draw_hull(canvas, view, hull, look.coat, RUST, "#6f4a3a", 3)
    _draw_house(canvas, view, look, white)
    if rng.random() < 0.65:
        for column in range(10):
            rows = rng.randint(2, 5)
            x, y = -29 + column * 7.0, 6.6 if column < 9 else 5.2
            box(canvas, view, x, x + 6.6, y, -y, 7.5, 7.5 + 2.6 * rows, varied(rng, rng.choice(CARGO), 12))
            for row in range(rows):
                _draw_crate(canvas, view, x, y + 0.05, 7.5 + 2.6 * row, varied(rng, rng.choice(CARGO), 12))
    else:
        for x in (-18, 4, 26):
            box(canvas, view, x - 9, x + 7, 5, -5, 7.5, 9.6, darker(look.accent, 0.25))
            draw_mast(canvas, view, x + 9, (7.5, 24), "#b08a3c", 0.5, False)
            boom: list[Point3] = [(x + 9, 0, 10), (x - 2, 3, 20)]
            canvas.line(polyline(view.flat(boom)), "#b08a3c", max(0.6, view.units(0.7)))
    draw_mast(canvas, view, 44, (9.5, 18))
    draw_foam(canvas, view, hull, rng, 0.6)


def _draw_crate(canvas: Canvas, view: View, x: float, y: float, z: float, tone: str) -> None:
    """The side of one container with its ribs."""
    face: list[Point3] = [(x, y, z + 0.1), (x, y, z + 2.5), (x + 6.6, y, z + 2.5), (x + 6.6, y, z + 0.1)]
    canvas.fill(view.face(face), tone)
    if not canvas.flat:
        ribs = "".join(polyline(view.flat([(x + at, y, z + 0.2), (x + at, y, z + 2.4)])) for at in (1.3, 2.6, 4.0, 5.3))
        canvas.line(ribs, darker(tone, 0.5), 0.18, 0.7)


def _draw_house(canvas: Canvas, view: View, look: Look, white: str) -> None:
    """The storeys above the engine with the bridge on top, the funnel behind."""
    draw_funnel(canvas, view, -45.5, (7.5, 24), 4.5, look.accent, 0.3)
    for index in range(4):
        deck_house(canvas, view, (-43 + 0.4 * index, -33), 6.2, (7.5 + 3 * index, 10.5 + 3 * index), white, 5)
    deck_house(canvas, view, (-41.5, -32.4), 7.2, (19.5, 22.6), white, 0, 0.6, band=True)
    draw_mast(canvas, view, -38, (22.6, 31))


def draw_tanker(canvas: Canvas, view: View, look: Look, rng: Random) -> None:
    """A tanker: a long low hull, pipes and a crane amidships."""
    white = varied(rng, "#e2e1db", 8)
    hull = Hull(100, 17, 6.0, 2.0, 0.4, 3.5, 0.2, 0.95)
    deck, tone = rng.choice(("#8a4a3a", "#5d7a5a", "#7f6a52")), rng.choice(("#b5b0a4", "#9a5a44", "#c9c6bb"))
    draw_hull(canvas, view, hull, look.coat, "#8c2f27", deck, rng.choice((2, 3, 4)))
    _draw_house(canvas, view, look, white)
    for y in (-1.5, 0.0, 1.5):
        pipe: list[Point3] = [(-30, y, 7.4), (38, y, 7.4)]
        canvas.line(polyline(view.flat(pipe)), tone, max(0.35, view.units(0.5)))
    for x in np.linspace(-26, 36, 9):
        canvas.line(polyline(view.flat([(float(x), 0, 6), (float(x), 0, 8.4)])), "#c9c6bb", 0.5)
    draw_mast(canvas, view, 4, (6, 17), "#c9c6bb", 0.2)
    boom: list[Point3] = [(4, 0, 15), (-8, 3, 13)]
    canvas.line(polyline(view.flat(boom)), "#d4a13a", max(0.5, view.units(0.6)))
    draw_mast(canvas, view, 44, (8, 15))
    draw_foam(canvas, view, hull, rng, 0.5)


def draw_warship(canvas: Canvas, view: View, look: Look, rng: Random) -> None:
    """A warship in grey: a sharp bow, sloping storeys, gun, masts with radars, a number at the bow."""
    grey = mix(look.coat, varied(rng, rng.choice(("#8b949b", "#7a848c", "#9aa3a8")), 6), 0.9)
    hull = Hull(100, 12, 5.5, 4.0, 0.0, 10, 0.5, 0.8)
    draw_hull(canvas, view, hull, grey, "#3a2a2a", darker(grey, 0.35), 2)
    draw_portholes(canvas, view, hull, 0.62, 12, (0.2, 0.7))
    light = lighter(grey, 0.1)
    deck_house(canvas, view, (-26, -10), 4.6, (5.5, 9), light, 0, 0.6)
    deck_house(canvas, view, (-8, 22), 5.4, (5.5, 9.5), light, 6, 2.0)
    draw_funnel(canvas, view, -16, (9, 15), 7, grey, 0.8)
    deck_house(canvas, view, (4, 19), 4.8, (9.5, 12.5), light, 0, 1.4)
    deck_house(canvas, view, (8, 18), 5.2, (12.5, 15), light, 0, 1.0, band=True)
    for x, low, high in ((9, 15, 30), (-4, 9, 24)):
        for spread in (-1.6, 1.6):
            canvas.line(polyline(view.flat([(x + spread, 0, low), (x, 0, high)])), darker(grey, 0.35), 0.6)
        draw_mast(canvas, view, x, (low + 2, high), darker(grey, 0.35), 0.7)
    dome = view.at((-22, 0, 11))
    canvas.fill(disc(*dome, view.units(2.2)), lighter(grey, 0.4))
    turret = Loft([(6.6, 29, 35, 0, 2.2, 4), (8.8, 29.5, 33.5, 0, 1.6, 3)], around=20)
    paint_surface(canvas, view, turret.grid, light, 0.3, cap=True)
    barrel: list[Point3] = [(33.5, 0, 8.0), (40, 0, 9.2)]
    canvas.line(polyline(view.flat(barrel)), darker(grey, 0.4), max(0.6, view.units(0.6)))
    if not canvas.flat:
        for at in (0.83, 0.855, 0.88):
            strokes = view.flat(np.array([hull.side(at, 0.45), hull.side(at, 0.75)]))
            canvas.line(polyline(strokes), "#e9ebec", 0.8, 0.9)
    draw_foam(canvas, view, hull, rng, 0.9)

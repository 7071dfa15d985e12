"""Small craft: motor yacht, speedboat, sailing yacht, three-masted ship, tug, fishing boat."""

from __future__ import annotations

from random import Random

import numpy as np

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import darker, lighter, varied
from elvit_scenes.loft import Loft
from elvit_scenes.scene import Look
from elvit_scenes.shapes import disc, polyline
from elvit_scenes.solid import Point3, View
from elvit_scenes.surface import decal, paint_surface
from elvit_scenes.vehicles.hull import (
    Hull,
    deck_house,
    draw_foam,
    draw_funnel,
    draw_hull,
    draw_mast,
    draw_portholes,
    draw_sail,
)

TEAK, GLASS = "#a98a5e", "#1d2832"


def draw_yacht(canvas: Canvas, view: View, look: Look, rng: Random) -> None:
    """A motor yacht with two flowing storeys of dark glass."""
    white = varied(rng, "#eff0ef", 5)
    hull = Hull(24, 5.8, 2.3, 1.0, 0.0, 3.6, 0.5, 0.8)
    paint = white if rng.random() < 0.75 else look.coat
    draw_hull(canvas, view, hull, paint, "#274b6b", TEAK, 2, rng.choice(("", look.accent)))
    draw_portholes(canvas, view, hull, 0.62, 5, (0.35, 0.7))
    main = Loft(
        [
            (2.2, -8.6, 5.4, 0, 2.2, 4),
            (3.1, -8.6, 4.2, 0, 2.1, 4),
            (3.9, -8.4, 1.6, 0, 1.9, 4),
            (4.1, -8.8, 0.8, 0, 1.8, 4),
        ],
        around=32,
        smooth=2,
    )
    top = Loft(
        [
            (4.1, -6.6, 0.2, 0, 1.5, 4),
            (4.9, -6.4, -1.4, 0, 1.35, 4),
            (5.3, -7.2, -2.0, 0, 1.4, 5),
            (5.5, -7.2, -2.2, 0, 1.35, 5),
        ],
        around=28,
        smooth=2,
    )
    for part, low, high in ((main, 2.85, 3.75), (top, 4.3, 4.95)):
        paint_surface(canvas, view, part.grid, white, 0.7, cap=True, depth=0.5)
        decal(canvas, view, part.patch(-60, 148, low, high, 14), GLASS)
        decal(canvas, view, part.patch(84, 90, low, high, 3), "#8fa6b6", 0.6)
        decal(canvas, view, part.patch(116, 120, low, high, 3), white)
    draw_mast(canvas, view, -5, (5.5, 8.2), "#c9cdd0", 0.2)
    rail = [hull.side(float(share), 1.0) + np.array([0, 0, 0.7]) for share in np.linspace(0.62, 0.98, 7)]
    canvas.line(polyline(view.flat(np.array(rail))), "#d6dadc", 0.35)
    draw_foam(canvas, view, hull, rng, 1.2)


def draw_speedboat(canvas: Canvas, view: View, look: Look, rng: Random) -> None:
    """An open boat at speed, its bow up, spray at its sides."""
    hull = Hull(8, 2.7, 1.2, 0.25, 0.0, 2.0, 0.6, 0.75)
    with canvas.group(transform=f"rotate({-rng.uniform(1.5, 4):.1f} -20 0)"):
        draw_hull(canvas, view, hull, look.coat, "#ecedec", "#e4e1d6", 3, look.accent)
        screen: list[Point3] = [
            (1.5, 0.9, 1.2),
            (0.7, 0.85, 2.0),
            (0.5, 0.0, 2.05),
            (0.7, -0.85, 2.0),
            (1.5, -0.9, 1.2),
            (1.9, 0.0, 1.2),
        ]
        canvas.line(
            polyline(view.flat(np.array([hull.side(float(at), 0.68) for at in np.linspace(0.02, 0.97, 9)]))),
            look.accent,
            max(0.5, view.units(0.12)),
        )
        for x, y in ((-1.5, 0.3), (-0.2, -0.45)):
            body = Loft(
                [
                    (1.1, x - 0.25, x + 0.2, y, 0.28, 3),
                    (1.6, x - 0.2, x + 0.1, y, 0.24, 3),
                    (1.7, x - 0.1, x + 0.05, y, 0.1, 2),
                ],
                around=16,
            )
            shirt = varied(rng, rng.choice(("#c23b2a", "#2f5d8a", "#e0d7c0")), 14)
            paint_surface(canvas, view, body.grid, shirt, 0.1, cap=True)
            canvas.fill(disc(*view.at((x, y, 1.86)), view.units(0.15)), varied(rng, "#b98a68", 14))
        canvas.fill(view.face(screen), "#43596a", 0.8)
        canvas.line(polyline(view.flat(screen[:5])), "#d6dadc", 0.5)
        engine = Loft([(0.2, -4.5, -4.0, 0, 0.22, 3), (1.6, -4.6, -3.9, 0, 0.32, 3)], around=16)
        paint_surface(canvas, view, engine.grid, "#232529", 0.5, cap=True)
    draw_foam(canvas, view, hull, rng, 1.8)
    wake: list[Point3] = [
        (-3.2, 1.5, 0),
        (-3.6, 1.3, 0.35),
        (-4.2, 0, 0.55),
        (-4.9, 0, 0.4),
        (-5.8, 0.3, 0.12),
        (-6.2, 1.2, 0),
        (-5, 1.8, -0.05),
    ]
    canvas.fill(view.face(wake), "#f2f6f7", 0.85)


def draw_sailing(canvas: Canvas, view: View, look: Look, rng: Random) -> None:
    """A sailing yacht under main sail and jib, or spinnaker, leaning a little."""
    cloth = varied(rng, rng.choice(("#f1efe6", "#f4f2ec", "#e9ece9", "#f4f2ec", "#c98a5a")), 6)
    second = rng.choice((cloth, cloth, look.accent))
    hull = Hull(12, 3.4, 1.15, 0.4, 0.1, 1.5, 0.6, 0.75)
    tall = rng.uniform(13.5, 17)
    with canvas.group(transform=f"rotate({rng.uniform(-4, 4):.1f})"):
        draw_hull(canvas, view, hull, look.coat, look.accent, TEAK, 2, rng.choice(("", look.accent)))
        cabin = Loft(
            [(1.1, -2.4, 2.4, 0, 0.9, 4), (1.55, -2.3, 1.7, 0, 0.8, 4), (1.65, -2.1, 1.2, 0, 0.6, 3)], around=24
        )
        paint_surface(canvas, view, cabin.grid, "#eceae4", 0.4, cap=True, depth=0.5)
        decal(canvas, view, cabin.side(-1.8, 1.3, 1.25, 1.45, 3), GLASS)
        top: Point3 = (0.6, 0, tall)
        for end in ((6.0, 0.0, 1.5), (-5.9, 0.0, 1.3)):
            canvas.line(polyline(view.flat([top, end])), "#6d7277", 0.22, 0.8)
        canvas.line(polyline(view.flat([(0.6, 0, 1.1), top])), "#8d8f90" if rng.random() < 0.6 else "#6b4f33", 1.0)
        swing = rng.uniform(0.5, 1.6)
        draw_sail(
            canvas,
            view,
            ((0.5, 0, 2.2), (0.5, 0, tall - 0.4), (0.2, swing * 0.2, tall - 0.5), (-4.8, swing, 2.0)),
            0.9,
            cloth,
        )
        boom: list[Point3] = [(0.5, 0, 2.1), (-4.9, swing, 1.9)]
        canvas.line(polyline(view.flat(boom)), "#77797b", 0.9)
        jib: tuple[Point3, Point3, Point3, Point3] = (
            (5.8, 0, 1.7),
            (0.9, 0, tall * 0.86),
            (0.7, 0.1, tall * 0.84),
            (-0.4, swing * 0.9, 2.2),
        )
        draw_sail(canvas, view, jib, 0.8, second)
    draw_foam(canvas, view, hull, rng, 0.7)


def draw_tall_ship(canvas: Canvas, view: View, look: Look, rng: Random) -> None:
    """A three-masted ship with square sails, jibs and rigging."""
    cloth = varied(rng, rng.choice(("#efeadb", "#e6dcc2", "#f1efe8")), 6)
    wood = rng.choice(("#4a3524", "#2b2624", "#6b4428", "#e4e1d8"))
    hull = Hull(50, 9.5, 5, 2.0, 2.2, 4, 0.3, 0.9, 0.8)
    draw_hull(canvas, view, hull, wood, "#5b3a24", TEAK, 2, rng.choice(("#d9cfae", "#c9a03a", "")))
    draw_portholes(canvas, view, hull, 0.6, 12)
    sprit: list[Point3] = [(24, 0, 6.6), (34, 0, 10)]
    canvas.line(polyline(view.flat(sprit)), "#5b4330", 0.9)
    masts = ((-15.0, 31.0), (0.0, 37.0), (14.0, 34.0))
    for x, high in masts:
        canvas.line(polyline(view.flat([(x, 0, 5), (x, 0, high)])), "#5b4330", 0.9)
        shrouds: list[Point3] = [(x - 4, 4.4, 5.5), (x, 0, high * 0.8), (x - 1.5, 4.4, 5.5)]
        canvas.line(polyline(view.flat(shrouds)), "#2e2a26", 0.22, 0.8)
        level = 8.0
        for number, tall in enumerate((8.5, 7.0, 5.5, 4.0)):
            if level + tall > high:
                break
            wide = 7.2 - 1.3 * number
            turn = 0.75  # yards braced round, so that sails show from the side
            ends = [(x + way * wide * turn, -way * wide * 0.5) for way in (-1, 1)]
            draw_sail(
                canvas,
                view,
                ((*ends[0], level), (*ends[0], level + tall), (*ends[1], level + tall), (*ends[1], level)),
                1.8,
                cloth,
                2,
            )
            canvas.line(polyline(view.flat([(*ends[0], level + tall), (*ends[1], level + tall)])), "#4a3626", 0.5)
            level += tall + 0.5
    for start, high in ((26.0, 26.0), (30.0, 22.0)):
        draw_sail(
            canvas,
            view,
            ((start, 0, 9.0), (15.0, 0, high), (14.8, 0.2, high - 0.3), (start - 9, 1.4, 9.5)),
            1.0,
            cloth,
            2,
        )
    draw_foam(canvas, view, hull, rng, 0.6)


def draw_tug(canvas: Canvas, view: View, look: Look, rng: Random) -> None:
    """A tug: high bow, wheelhouse with glass all round, funnel, tyres along the side."""
    white = varied(rng, "#e4e2da", 6)
    hull = Hull(28, 9.5, 2.6, 2.2, 0.4, 1.5, 0.4, 0.95, 0.9)
    draw_hull(canvas, view, hull, look.coat, "#7a2b22", "#6f5a48", 2, rng.choice((look.accent, "#17181a")))
    deck_house(canvas, view, (-5, 8), 3.4, (2.6, 5.4), white, 5, 0.4)
    for y in (-2.4, 2.4):
        with canvas.group():
            funnel = Loft([(5.4, -4.2, -2.4, y, 0.8, 2.5), (9.2, -4.5, -2.7, y, 0.75, 2.5)], around=18)
            paint_surface(canvas, view, funnel.grid, look.accent, 0.4)
            decal(canvas, view, funnel.patch(-90, 180, 8.3, 9.2, 8), "#18191b")
    deck_house(canvas, view, (0, 6.6), 2.7, (5.4, 8.6), white, 4, 0.8, band=rng.random() < 0.6)
    draw_mast(canvas, view, 1.5, (8.6, 15), "#5a6168", 0.25)
    for share in np.linspace(0.1, 0.92, 9):
        place = view.flat(np.array([hull.side(float(share), 0.62)]))[0]
        canvas.fill(disc(*place, view.units(0.75)), "#141416")
        canvas.fill(disc(*place, view.units(0.36)), darker(look.coat, 0.2))
    draw_foam(canvas, view, hull, rng, 0.7)


def draw_fishing(canvas: Canvas, view: View, look: Look, rng: Random) -> None:
    """A fishing boat: wheelhouse, mast with booms, gallows for the net, a drum."""
    white = varied(rng, "#ecebe4", 6)
    hull = Hull(22, 6.6, 1.9, 2.0, 0.6, 2.0, 0.5, 0.85, 0.8)
    draw_hull(canvas, view, hull, look.coat, look.accent, "#8d7a58", 2, rng.choice(("#e9e7df", look.accent, "")))
    ahead = rng.random() < 0.5
    x = 2.5 if ahead else -7.5
    for y in (-2.2, 2.2):
        gallows: list[Point3] = [(-9.2, y, 2), (-9.2, y, 6.2)]
        canvas.line(polyline(view.flat(gallows)), "#c0682c", 0.9)
    canvas.line(polyline(view.flat([(-9.2, -2.2, 6.2), (-9.2, 2.2, 6.2)])), "#c0682c", 0.9)
    deck_house(canvas, view, (x, x + 5.2), 2.3, (1.9, 4.2), white, 3, 0.3)
    deck_house(canvas, view, (x + 0.8, x + 4.6), 2.0, (4.2, 6.4), white, 3, -0.4 if rng.random() < 0.4 else 0.4)
    deck_house(canvas, view, (x + 0.5, x + 5.0), 2.2, (6.4, 6.7), look.accent)
    mast = -2.2 if ahead else 2.2
    draw_mast(canvas, view, mast, (1.9, 12), "#d9c9a0", 0.55, False)
    for way in (-1, 1):
        boom: list[Point3] = [(mast, 0, 3.0), (mast + way * 4.5, 1.0, 9.0)]
        canvas.line(polyline(view.flat(boom)), "#d9c9a0", 0.7)
    if not ahead:
        draw_funnel(canvas, view, x - 0.9, (1.9, 5.4), 1.0, lighter(look.accent, 0.1), 0.0)
    for at in np.linspace(-4.5, -1.0, 3):
        canvas.fill(disc(*view.at((float(at), 1.6, 2.3)), view.units(0.55)), varied(rng, "#d9772a", 20))
    draw_foam(canvas, view, hull, rng, 0.7)

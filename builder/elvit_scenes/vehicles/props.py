"""Small planes with a propeller: high-winged, low-winged, and the biplane."""

from __future__ import annotations

import math
from random import Random

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import darker
from elvit_scenes.loft import Loft
from elvit_scenes.scene import Look
from elvit_scenes.solid import Point3, View
from elvit_scenes.surface import decal
from elvit_scenes.vehicles.aircraft import (
    Part,
    assemble,
    draw_joint,
    draw_leg,
    draw_propeller,
    fin,
    round_tube,
    struts,
    tube,
    wing,
)

HIGH = tube(
    (
        (-4.4, 0.0, 0.35, 0.06),
        (-2.6, -0.3, 0.5, 0.28),
        (-1.0, -0.6, 0.75, 0.5),
        (0.2, -0.7, 1.1, 0.58),
        (0.9, -0.7, 1.1, 0.58),
        (1.6, -0.65, 0.55, 0.56),
        (2.6, -0.55, 0.4, 0.5),
        (3.2, -0.4, 0.3, 0.36),
        (3.3, -0.3, 0.2, 0.25),
    ),
    around=32,
    smooth=2,
    power=3.2,
)
LOW = tube(
    (
        (-4.2, 0.0, 0.35, 0.06),
        (-2.6, -0.3, 0.5, 0.3),
        (-0.8, -0.55, 0.65, 0.52),
        (1.4, -0.6, 0.6, 0.55),
        (2.6, -0.5, 0.45, 0.48),
        (3.2, -0.35, 0.3, 0.34),
        (3.3, -0.25, 0.2, 0.25),
    ),
    around=32,
    smooth=2,
    power=2.8,
)
CABIN = tube(
    (
        (-1.3, 0.3, 0.6, 0.15),
        (-0.7, 0.3, 0.9, 0.4),
        (0.3, 0.3, 1.06, 0.45),
        (1.0, 0.3, 0.86, 0.44),
        (1.7, 0.3, 0.5, 0.2),
    ),
    around=24,
    smooth=2,
)
ROUND = tube(
    (
        (-3.8, 0.0, 0.3, 0.05),
        (-2.2, -0.35, 0.4, 0.26),
        (-0.4, -0.55, 0.55, 0.45),
        (1.4, -0.6, 0.5, 0.5),
        (1.9, -0.65, 0.6, 0.62),
        (2.6, -0.62, 0.58, 0.6),
        (2.75, -0.5, 0.45, 0.48),
    ),
    around=28,
    smooth=2,
)
TAIL = ((0.1, -4.4, -3.3, 0.2, 0.12), (1.7, -4.4, -3.7, 0.2, 0.06))
FIN = ((0.2, -4.4, -2.9, 0.0, 0.12), (1.0, -4.6, -3.6, 0.0, 0.1), (1.5, -4.7, -4.1, 0.0, 0.06))


def _wings(
    canvas: Canvas,
    view: View,
    root: float,
    span: float,
    x: float,
    z: float,
    lift: float,
    chord: float,
    paint: str,
    tip: str,
) -> list[Part]:
    """A pair of wings, their tips in another colour."""
    parts = []
    for side in (-1, 1):
        skin = wing(
            (
                (root, x - chord, x, z, 0.2),
                (span * 0.55, x - chord, x, z + lift * 0.55, 0.18),
                (span, x - chord * 0.86, x - 0.12 * chord, z + lift, 0.08),
            ),
            side,
        )

        def finish(skin: Loft = skin, side: int = side) -> None:
            draw_joint(canvas, view, skin, side * (root + 0.5), side * span * 0.95, -0.5, darker(paint, 0.7))
            low, high = sorted((side * span * 0.86, side * span))
            for start, end in ((6, 174), (186, 354)):
                decal(canvas, view, skin.patch(start, end, low, high, 4), tip, 0.9)

        parts.append(Part(skin, paint, 0.45, finish))
    return parts


def draw_propeller_plane(canvas: Canvas, view: View, look: Look, rng: Random) -> None:
    """A sports plane; its wing lies above the cabin or below it."""
    high = rng.random() < 0.55
    hull, paint, stripe = (HIGH if high else LOW), look.coat, look.accent
    turn, floor = rng.uniform(0, math.pi), -1.45

    def finish() -> None:
        decal(canvas, view, hull.patch(84, 104, -4.0, 3.1, 4), stripe, 0.95)
        decal(canvas, view, hull.patch(-50, 92, 2.6, 3.28, 8), stripe, 0.9)
        if high:
            for start, end, low, top in ((48, 76, -0.75, 0.1), (40, 76, 0.18, 0.95)):
                decal(canvas, view, hull.patch(start, end, low, top, 3), "#232d36")
            decal(canvas, view, hull.patch(-52, 52, 1.0, 1.5, 6), "#2c3944")
            decal(canvas, view, hull.patch(10, 30, 1.05, 1.45, 2), "#b5cad8", 0.6)

    parts = [Part(hull, paint, 0.6, finish), Part(fin(FIN), stripe, 0.4)]
    parts += [Part(wing(TAIL, side), paint, 0.3) for side in (-1, 1)]
    if high:
        parts += _wings(canvas, view, 0.3, 5.2, 1.35, 1.12, 0.15, 1.5, paint, stripe)
    else:
        parts += _wings(canvas, view, 0.4, 4.8, 1.2, -0.45, 0.5, 1.5, paint, stripe)

        def frames() -> None:
            for place in (-0.75, 0.2, 0.95):
                decal(canvas, view, CABIN.patch(-80, 90, place, place + 0.1, 8), paint)
            decal(canvas, view, CABIN.patch(20, 50, 0.3, 0.9, 3), "#c9dae5", 0.5)

        parts.append(Part(CABIN, "#33424f", 1.0, frames, 0.2))
    legs: list[tuple[Point3, Point3]] = [((0.4, side * 0.5, -0.5), (0.5, side * 1.15, floor)) for side in (-1, 1)]
    draw_leg(canvas, view, *legs[0], 0.27)
    draw_leg(canvas, view, (2.5, 0, -0.4), (2.6, 0, floor), 0.24)
    assemble(canvas, view, parts)
    draw_leg(canvas, view, *legs[1], 0.27)
    if high:
        struts(canvas, view, [((0.7, side * 0.55, -0.4), (0.6, side * 2.8, 1.12)) for side in (1,)], paint, 0.09)
    draw_propeller(canvas, view, 3.4, -0.03, 1.0, turn, darker(stripe, 0.2))


def draw_biplane(canvas: Canvas, view: View, look: Look, rng: Random) -> None:
    """Two wings one above the other, braced, a round engine, an open cockpit."""
    paint, second = look.accent, rng.choice((look.coat, "#e3b22e", "#e9e6da"))

    def finish() -> None:
        decal(canvas, view, ROUND.patch(-100, 200, 1.75, 1.95, 10), darker(paint, 0.5))
        decal(canvas, view, ROUND.patch(86, 102, -3.6, 1.7, 4), second)
        decal(canvas, view, ROUND.patch(-48, 48, -0.75, 0.0, 6), "#17181b")
        screen: list[Point3] = [(0.1, 0.3, 0.5), (-0.1, 0.24, 0.85), (-0.1, -0.24, 0.85), (0.1, -0.3, 0.5)]
        canvas.fill(view.face(screen), "#c4d4de", 0.7)

    parts = [Part(ROUND, paint, 0.6, finish), Part(fin(FIN), second, 0.3)]
    parts += [Part(wing(TAIL, side), second, 0.3) for side in (-1, 1)]
    parts += _wings(canvas, view, 0.3, 3.9, 1.0, -0.5, 0.1, 1.2, second, paint)
    pilot = round_tube(((-0.6, 0.03), (-0.5, 0.16), (-0.3, 0.17), (-0.2, 0.03)), 0.0, 0.68, 12)
    parts.append(Part(pilot, "#5b3a22", 0.3))
    draw_leg(canvas, view, (1.1, -0.4, -0.5), (1.3, -0.75, -1.6), 0.32)
    assemble(canvas, view, parts)
    braces: list[tuple[Point3, Point3]] = []
    for side in (-1, 1):
        for x in (0.15, 1.1):
            braces += [
                ((x - 0.2, side * 2.7, -0.45), (x + 0.1, side * 2.7, 1.1)),
                ((x - 0.2, side * 0.4, 0.4), (x + 0.1, side * 0.6, 1.1)),
            ]
    struts(canvas, view, braces, "#6b4a2c", 0.07)
    wires: list[tuple[Point3, Point3]] = [((0.6, 0.5, -0.45), (0.6, 2.7, 1.1)), ((0.6, 2.7, -0.45), (0.6, 0.5, 1.1))]
    struts(canvas, view, wires, "#8a8f94", 0.02)
    assemble(canvas, view, _wings(canvas, view, 0.0, 4.2, 1.3, 1.12, 0.05, 1.3, second, paint))
    draw_leg(canvas, view, (1.1, 0.4, -0.5), (1.3, 0.75, -1.6), 0.32)
    draw_propeller(canvas, view, 2.9, 0.0, 1.15, rng.uniform(0, math.pi), "#b9bcc0")

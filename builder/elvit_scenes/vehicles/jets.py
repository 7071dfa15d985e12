"""Jets: the airliner with its livery, and the fighter."""

from __future__ import annotations

from random import Random

import numpy as np

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import darker, lighter, mix
from elvit_scenes.loft import Loft
from elvit_scenes.scene import Look
from elvit_scenes.shapes import polygon
from elvit_scenes.solid import View
from elvit_scenes.surface import decal, paint_surface
from elvit_scenes.vehicles.aircraft import (
    Part,
    assemble,
    draw_intake,
    draw_joint,
    draw_leg,
    draw_windows,
    fin,
    from_below,
    round_tube,
    tube,
    wing,
)

HULL = tube(
    (
        (-19, 1.3, 1.9, 0.2),
        (-16, 0.2, 2.0, 0.85),
        (-12, -0.95, 2.0, 1.5),
        (-8, -1.75, 1.98, 1.9),
        (-4, -1.95, 1.95, 1.95),
        (10, -1.95, 1.95, 1.95),
        (14, -1.92, 1.85, 1.86),
        (16.6, -1.65, 1.35, 1.45),
        (18.2, -1.2, 0.5, 0.85),
        (18.85, -0.75, 0.0, 0.4),
        (19.0, -0.4, -0.3, 0.05),
    ),
    around=36,
    smooth=2,
)
WING = (
    (1.4, -5.6, 4.2, -1.25, 1.0),
    (6.0, -4.6, 0.5, -0.85, 0.55),
    (16.6, -8.2, -6.5, 0.35, 0.2),
    (17.0, -8.5, -7.4, 0.6, 0.15),
    (17.3, -9.2, -8.4, 1.9, 0.1),
)
TAILPLANE = ((0.5, -18.2, -14.6, 1.1, 0.4), (6.2, -19.6, -18.1, 1.7, 0.15))
FIN = ((1.4, -18.4, -11.0, 0.0, 0.5), (2.6, -18.6, -13.8, 0.0, 0.45), (7.6, -20.2, -17.5, 0.0, 0.2))
GEAR_DOWN = ("takeoff", "ground")


def draw_airliner(canvas: Canvas, view: View, look: Look, rng: Random) -> None:
    """An airliner with engines under its wings or at its tail."""
    skin, tail = look.coat, look.accent
    at_tail, metal = rng.random() < 0.2, mix(look.coat, "#aab2b9", 0.55)
    pod = rng.choice((skin, tail, metal))
    livery = rng.choice(("stripe", "stripe", "belly", "tail", "plain"))
    down = look.pose in GEAR_DOWN
    parts = [
        Part(HULL, skin, 0.5, lambda: _finish_hull(canvas, view, look, livery)),
        Part(fin(FIN), tail, 0.3, lambda: _finish_fin(canvas, view, tail, rng)),
    ]
    for side in (-1, 1):
        skins = wing(WING, side)

        def joint(skins: Loft = skins, side: int = side) -> None:
            draw_joint(canvas, view, skins, side * 2.2, side * 15.5, -0.5, darker(metal, 0.6))

        parts += [Part(skins, metal, 0.4, joint), Part(wing(TAILPLANE, side), metal, 0.3)]
        x, y, z = (-11.5, 2.9 * side, 0.7) if at_tail else (2.0, 5.6 * side, -2.1)
        engine = round_tube(((x - 2.4, 0.5), (x - 1.6, 0.8), (x, 1.08), (x + 1.6, 1.05), (x + 1.9, 0.95)), y, z)

        def mouth(x: float = x, y: float = y, z: float = z) -> None:
            draw_intake(canvas, view, x + 1.9, y, z, 0.97, "#dfe3e6")

        under = 0.1 if from_below(view) else -0.1
        parts.append(Part(engine, pod, 0.6, mouth) if at_tail else Part(engine, pod, 0.6, mouth, under, skins))
    if down:
        draw_leg(canvas, view, (-2.4, -2.6, -1.5), (-2.4, -2.7, -4.3), 0.62, 2)
    if down and view.pitch < 0:
        _draw_near_gear(canvas, view)
    assemble(canvas, view, parts)
    if down and view.pitch >= 0:
        _draw_near_gear(canvas, view)


def _draw_near_gear(canvas: Canvas, view: View) -> None:
    draw_leg(canvas, view, (14.2, 0, -1.8), (14.4, 0, -4.3), 0.5)
    draw_leg(canvas, view, (-2.4, 2.6, -1.7), (-2.4, 2.7, -4.3), 0.62, 2)


def _finish_hull(canvas: Canvas, view: View, look: Look, livery: str) -> None:
    """Livery, windows, doors, the cockpit."""
    stripe = look.accent
    if livery == "stripe":
        decal(canvas, view, HULL.patch(84, 104, -18.4, 18.2, 3), stripe, 0.92)
    elif livery == "belly":
        decal(canvas, view, HULL.patch(108, 250, -18, 18.0, 6), stripe, 0.85)
    elif livery == "tail":
        for start, end in ((-20, 70), (70, 180)):
            low = np.linspace(-11, -14, 6) if start < 0 else np.linspace(-14, -17.5, 6)
            decal(canvas, view, HULL.patch(start, end, -18.8, low, 5), stripe)
    draw_windows(canvas, view, HULL, [-12.5 + 0.82 * step for step in range(33)], 74, 0.42, 15)
    for x in (-14.2, 15.0):
        decal(canvas, view, HULL.patch(66, 104, x, x + 0.9, 2), darker(look.coat, 0.5), 0.55)
        decal(canvas, view, HULL.patch(69, 101, x + 0.14, x + 0.76, 2), look.coat)
    for start, end in ((6, 32), (36, 66), (-66, -36), (-32, -6)):
        decal(canvas, view, HULL.patch(start, end, 16.7, 17.55, 2), "#161b21")
    decal(canvas, view, HULL.patch(38, 52, 16.8, 17.3, 1), "#8fa6b6", 0.7)


def _finish_fin(canvas: Canvas, view: View, tail: str, rng: Random) -> None:
    """A badge on the fin, and the joint of the rudder."""
    tone = rng.choice((lighter(tail, 0.75), lighter(tail, 0.4), "#e6c23c"))
    if rng.random() < 0.6:
        canvas.fill(view.ring(-17.2, 0.25, 4.4, 1.05), tone, 0.95)
    else:
        band = [(-18.5, 0.25, 2.6), (-15.4, 0.25, 2.6), (-17.2, 0.25, 4.6), (-19.1, 0.25, 4.6)]
        canvas.fill(view.face(band), tone, 0.9)
    canvas.fill(
        view.face([(-18.0, 0.24, 2.4), (-17.85, 0.24, 2.4), (-19.35, 0.2, 7.2), (-19.5, 0.2, 7.2)]),
        darker(tail, 0.5),
        0.5,
    )


FIGHTER = tube(
    (
        (-7.4, -0.5, 0.5, 0.6),
        (-6.0, -0.6, 0.65, 0.85),
        (-2.0, -0.7, 0.8, 1.0),
        (1.5, -0.7, 0.8, 0.95),
        (3.5, -0.55, 0.7, 0.62),
        (5.6, -0.4, 0.45, 0.42),
        (7.2, -0.22, 0.15, 0.2),
        (8.0, -0.05, 0.0, 0.03),
    ),
    around=28,
    smooth=2,
)
CANOPY = tube(
    (
        (0.6, 0.6, 0.72, 0.15),
        (1.6, 0.5, 1.2, 0.38),
        (3.0, 0.4, 1.25, 0.4),
        (4.2, 0.3, 0.85, 0.3),
        (4.9, 0.3, 0.5, 0.08),
    ),
    around=20,
    smooth=2,
)
SWEPT = ((0.8, -4.6, 2.2, 0.05, 0.3), (4.6, -4.6, -3.2, 0.0, 0.12))
DELTA = ((0.8, -6.0, 2.6, -0.1, 0.3), (4.2, -5.8, -4.6, -0.1, 0.1))


def draw_fighter(canvas: Canvas, view: View, look: Look, rng: Random) -> None:
    """A fighter with one or two fins, canopy, intakes, missiles at the wing tips."""
    grey = mix(look.coat, rng.choice(("#8b949b", "#6d757c", "#a2a9ae", "#7c8068")), 0.8)
    dark = darker(grey, 0.25)
    delta, twin = rng.random() < 0.4, rng.random() < 0.5
    plan = DELTA if delta else SWEPT
    parts = [Part(FIGHTER, grey, 0.35), Part(CANOPY, "#39495a", 1.0, nearer=0.3)]
    for side in (-1, 1):
        skins = wing(plan, side)

        def joint(skins: Loft = skins, side: int = side) -> None:
            draw_joint(canvas, view, skins, side * 1.2, side * 4.0, -0.6, darker(grey, 0.6))

        parts.append(Part(skins, dark, 0.25, joint))
        if not delta:
            parts.append(Part(wing(((0.7, -8.0, -5.4, 0.0, 0.2), (2.9, -8.4, -7.4, 0.0, 0.1)), side), dark, 0.2))
        tip = plan[1]
        parts.append(
            Part(
                round_tube(
                    ((tip[1] - 0.3, 0.1), (tip[2] + 0.6, 0.1), (tip[2] + 1.1, 0.02)), side * (tip[0] + 0.1), tip[3], 12
                ),
                "#c9cdd0",
                0.4,
            )
        )
        box_in = tube(
            ((-3.0, -0.65, 0.45, 0.3), (1.8, -0.65, 0.5, 0.34), (2.0, -0.6, 0.45, 0.32)), side * 0.95, 16, power=5.0
        )

        def mouth(box_in: Loft = box_in) -> None:
            if view.yaw > 4:
                canvas.fill(view.face(box_in.grid[-1]), "#16181c")

        parts.append(Part(box_in, grey, 0.3, mouth))
        if twin:
            parts.append(
                Part(fin(((0.5, -7.0, -4.0, 0.0, 0.2), (2.7, -7.7, -6.2, side * 0.5, 0.1)), side * 0.8), dark, 0.2)
            )
    if not twin:
        parts.append(
            Part(
                fin(((0.5, -7.4, -3.2, 0.0, 0.25), (3.2, -8.2, -6.4, 0.0, 0.1))),
                dark,
                0.2,
                lambda: canvas.fill(view.ring(-6.6, 0.14, 1.9, 0.34), look.accent),
            )
        )
    nozzle = round_tube(((-8.3, 0.46), (-7.3, 0.56)), 0.0, 0.0)
    parts.append(Part(nozzle, "#3c3d40", 0.5))
    assemble(canvas, view, parts)
    paint_surface(canvas, view, CANOPY.grid[-3:], darker(grey, 0.4), 0.3)
    if not canvas.flat:
        glint = view.project(CANOPY.patch(20, 60, 2.2, 3.8, 3))
        edge = [(float(x), float(y)) for x, y in np.concatenate((glint[0], glint[1][::-1]))]
        canvas.fill(polygon(edge), "#d5e4ee", 0.45)

"""Automobile: saloon, hatchback, estate, off-roader, sports car, convertible or old-timer, from every side."""

from __future__ import annotations

import math
from random import Random

import numpy as np

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import lighter
from elvit_scenes.kind import Kind, Pose
from elvit_scenes.light import blurred
from elvit_scenes.scene import Look
from elvit_scenes.shapes import polygon, polyline
from elvit_scenes.solid import Point3, View
from elvit_scenes.surface import decal, paint_surface, sky_in_glass
from elvit_scenes.vehicles.carbody import Car, chosen
from elvit_scenes.vehicles.cartrim import draw_front, draw_mirror, draw_rear, draw_side
from elvit_scenes.vehicles.oldtimer import draw_oldtimer
from elvit_scenes.vehicles.seats import draw_cockpit
from elvit_scenes.wheels import draw_rim, draw_tyre

TURNS = {"side": (-8.0, 12.0), "corner": (24.0, 52.0), "front": (62.0, 82.0), "rear": (-72.0, -30.0)}
GLASS = (("#171c22", "#7d92a2"), ("#20282f", "#a4b8c5"), ("#101216", "#4c5a66"))


def _view(look: Look, car: Car | None) -> View:
    rng = Random(look.seed)
    return View(4.4, 1.8, car.height if car else 1.75, rng.uniform(*TURNS[look.pose]), rng.uniform(3, 10))


def car_of(look: Look) -> Car | None:
    """The shape; none stands for an old-timer, which is built of other parts."""
    rng = Random(look.seed + 2)
    return None if rng.random() < 0.1 else chosen(rng)


def shade_automobile(canvas: Canvas, look: Look) -> None:
    """The dark ground between the wheels."""
    corners: list[Point3] = [(-2.1, 0.9, 0.0), (2.1, 0.9, 0.0), (2.1, -0.9, 0.0), (-2.1, -0.9, 0.0)]
    with canvas.group(blurred(canvas, 1.2)):
        canvas.fill(_view(look, car_of(look)).face(corners), "#08080a", 0.85)


def draw_automobile(canvas: Canvas, look: Look) -> None:
    """Draw a car: far wheels, body, glass, what faces the viewer, near wheels."""
    rng, car = Random(look.seed + 1), car_of(look)
    if car is None:
        draw_oldtimer(canvas, _view(look, car), look, rng)
        return
    view = _view(look, car)
    track = car.levels[2][3] - 0.03
    for axle in car.axles:
        draw_tyre(canvas, view, axle, -track, car.radius, 0.24)
    for axle in car.axles:
        draw_tyre(canvas, view, axle, track, car.radius, 0.24)
    low, length = car.levels[0][0], car.axles[1] + car.radius
    canvas.fill(
        view.face(
            [
                (-length, track - 0.1, low + 0.1),
                (length, track - 0.1, low + 0.1),
                (length, track - 0.1, low * 0.7),
                (-length, track - 0.1, low * 0.7),
            ]
        ),
        "#0c0c0e",
    )
    for side in (-1,) if view.yaw > -40 else (-1, 1):
        draw_mirror(canvas, view, car, look, side)
    paint_surface(canvas, view, car.skin.grid, look.coat, 0.75, cap=True)
    if not canvas.flat:
        draw_side(canvas, view, car, look)
    _draw_glass(canvas, view, car, rng)
    if not canvas.flat:
        (draw_rear if view.yaw < 0 else draw_front)(canvas, view, car, look, rng)
    if view.yaw > -40:
        draw_mirror(canvas, view, car, look, 1)
    spokes = rng.choice((0, 5, 5, 6, 7, 10))
    for axle in car.axles:
        _draw_arch(canvas, view, car, axle, look)
        draw_rim(canvas, view, axle, track, car.radius, look.accent, spokes)


def _draw_arch(canvas: Canvas, view: View, car: Car, axle: float, look: Look) -> None:
    """The dark opening a wheel stands in, with a lip."""
    reach, floor = car.radius * 1.14, car.levels[0][0] + 0.01
    angles = [math.pi * step / 12 for step in range(13)]
    arc = [
        car.side(axle + reach * math.cos(turn), max(floor, car.radius + reach * math.sin(turn) * 1.0), 0.004)
        for turn in angles
    ]
    foot = [car.side(axle - reach, floor, 0.004), car.side(axle + reach, floor, 0.004)]
    flat = view.flat(np.array([*arc, *foot]))
    canvas.fill(polygon(flat), "#0a0a0c")
    if not canvas.flat:
        canvas.line(polyline(flat[1:12]), lighter(look.coat, 0.3), 0.45, 0.7)


def _draw_glass(canvas: Canvas, view: View, car: Car, rng: Random) -> None:
    """Windscreen, rear and side windows between belt and roof, and the sky in them."""
    glass = rng.choice(GLASS)
    skin, low, high = car.skin, car.belt + 0.03, car.roof
    top, bottom = view.at((0, 0.7, high)), view.at((0, 0.85, low))
    paint = sky_in_glass(canvas, (0, top[1]), (0, bottom[1]), glass)
    if car.open:
        draw_cockpit(canvas, view, rng, paint)
        return
    fore, aft = skin.turn_at(0.8, low), skin.turn_at(-0.8, low)
    decal(canvas, view, skin.patch(fore, aft, low, high, 6), paint)
    screen = skin.turn_at(0.87, low)
    for middle in (0, 180):
        decal(canvas, view, skin.patch(middle - screen, middle + screen, low + 0.01, high, 8), paint)
    if canvas.flat:
        return
    decal(canvas, view, skin.patch(-screen * 0.2, screen * 0.35, low + 0.01, high, 3), "#dfeaf2", 0.16)
    decal(canvas, view, skin.patch(fore + 3, fore + 9, low, high, 3), "#dfeaf2", 0.16)
    for post in car.posts:
        decal(canvas, view, skin.side(post - 0.035, post + 0.035, low - 0.02, high + 0.01), "#0f1114")
    trim = view.flat(skin.patch(fore, aft, low, low, 6)[0])
    canvas.line(polyline(trim), "#c5cacf", 0.35, 0.7)


PLACES = ("road", "street", "street", "road", "street", "meadow", "beach", "desert", "snow")

AUTOMOBILE = Kind(
    name="automobile",
    poses={pose: Pose("ground", PLACES) for pose in TURNS},
    coats=(
        ("#9c1c1c", "#b9bcc0"),
        ("#24427c", "#b5b8bc"),
        ("#b9bdc1", "#9fa3a8"),
        ("#1d1f23", "#a9acb0"),
        ("#dcdcd8", "#b3b6ba"),
        ("#2f5a45", "#a9adb0"),
        ("#7b8790", "#babdc1"),
        ("#c89a2c", "#a5a8ac"),
        ("#5a2029", "#a9acb0"),
        ("#4f7ea8", "#bfc2c6"),
    ),
    draw=draw_automobile,
    shade=shade_automobile,
)

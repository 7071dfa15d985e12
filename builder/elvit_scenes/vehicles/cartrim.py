"""What makes a body a car: lamps, grille, bumpers, plates, joints of doors, handles, mirrors."""

from __future__ import annotations

from random import Random

import numpy as np

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import darker, lighter
from elvit_scenes.scene import Look
from elvit_scenes.shapes import disc, polyline
from elvit_scenes.solid import Points, View
from elvit_scenes.surface import decal
from elvit_scenes.vehicles.carbody import Car

PLATES = ("#ece9dc", "#ece9dc", "#e5c84a")


def draw_front(canvas: Canvas, view: View, car: Car, look: Look, rng: Random) -> None:
    """Grille between the headlights, intake, plate, the joint of the bonnet."""
    base, style = car.levels[0][0], rng.choice(("bars", "bars", "slot", "split"))
    tall = car.levels[4][0] - base

    def at(share: float) -> float:
        return base + tall * share

    low, high = at(0.64), at(rng.uniform(0.86, 0.93))
    decal(canvas, view, car.front(-0.72, 0.72, at(0.1), at(0.34), 6), "#15161a")
    decal(canvas, view, car.front(-0.93, 0.93, at(0.36), at(0.4), 8), darker(look.coat, 0.45), 0.6)
    _draw_grille(canvas, view, car, style, (at(rng.uniform(0.5, 0.64)), at(0.86)))
    for side in (-1, 1):
        _draw_headlight(canvas, view, car, side, (low, high))
        decal(canvas, view, car.front(side * 0.8 - 0.06, side * 0.8 + 0.06, at(0.15), at(0.28), 2), "#c9cecf")
    if view.yaw > 12:
        decal(canvas, view, car.front(-0.3, 0.3, at(0.4), at(0.52), 2), rng.choice(PLATES))
    shut = at(1.03)
    decal(canvas, view, car.front(-0.9, 0.9, shut, shut + 0.018, 8), darker(look.coat, 0.6), 0.7)


def _draw_grille(canvas: Canvas, view: View, car: Car, style: str, z: tuple[float, float]) -> None:
    low, high = z
    if style == "slot":
        decal(canvas, view, car.front(-0.6, 0.6, high - 0.1, high - 0.02, 6), "#131418")
        decal(canvas, view, car.front(-0.6, 0.6, high - 0.06, high - 0.045, 6), "#c3c7cb")
        return
    halves = ((-0.36, -0.03), (0.03, 0.36)) if style == "split" else ((-0.48, 0.48),)
    for left, right in halves:
        decal(canvas, view, car.front(left - 0.03, right + 0.03, low - 0.02, high + 0.02), "#cfd3d6")
        decal(canvas, view, car.front(left, right, low, high), "#0f1013")
        for step in range(1, 5):
            bar = low + (high - low) * step / 5
            decal(canvas, view, car.front(left, right, bar, bar + 0.012, 3), "#8e9398", 0.85)
    badge = car.front(-0.06, 0.06, (low + high) / 2 - 0.03, (low + high) / 2 + 0.05, 1)
    decal(canvas, view, badge, "#e4e7e9")


def _draw_headlight(canvas: Canvas, view: View, car: Car, side: int, z: tuple[float, float]) -> None:
    """A lens around the corner of the body with a lamp behind it."""
    low, high = z
    tall = high - low
    start, end = sorted((side * (90 - car.skin.turn_at(0.56, low)), side * (car.skin.turn_at(0.9, low))))
    bottom = np.linspace(low + tall * (0.45 if side < 0 else 0.0), low + tall * (0.0 if side < 0 else 0.45), 7)
    shape = car.skin.patch(start, end, bottom, high, 6)
    flat = view.project(shape)
    if not decal(canvas, view, shape, "#2a2d31"):
        return
    lens = car.skin.patch(start + 1.2, end - 1.2, bottom + 0.015, high - 0.015, 6)
    top, foot = float(flat[..., 1].min()), float(flat[..., 1].max())
    decal(canvas, view, lens, canvas.linear((0, top), (0, foot), [(0, "#c9d2d8"), (0.5, "#7d8992"), (1, "#aeb9c0")]))
    for share in (0.68, 0.8):
        spot = car.front(side * share - 0.05, side * share + 0.05, low + tall * 0.4, high - tall * 0.2, 2)
        decal(canvas, view, spot, "#f6f5ea")


def draw_rear(canvas: Canvas, view: View, car: Car, look: Look, rng: Random) -> None:
    """Tail lamps, plate, bumper, the joint of the boot, exhausts."""
    base = car.levels[0][0]
    tall = car.levels[4][0] - base

    def at(share: float) -> float:
        return base + tall * share

    decal(canvas, view, car.rear(-0.85, 0.85, at(0.0), at(0.16), 6), "#17181b")
    decal(canvas, view, car.rear(-0.93, 0.93, at(0.42), at(0.46), 8), darker(look.coat, 0.5), 0.7)
    decal(canvas, view, car.rear(-0.3, 0.3, at(0.58), at(0.75), 2), darker(look.coat, 0.5))
    decal(canvas, view, car.rear(-0.27, 0.27, at(0.6), at(0.73), 2), rng.choice(PLATES))
    decal(canvas, view, car.rear(-0.8, 0.8, at(1.02), at(1.02) + 0.02, 6), darker(look.coat, 0.6), 0.8)
    if rng.random() < 0.5:
        decal(canvas, view, car.rear(-0.5, 0.5, at(0.85), at(0.9), 4), "#c9cdd0")
    for side in (-1, 1):
        inner, outer = 90 - car.skin.turn_at(0.6, at(0.8)), car.skin.turn_at(0.88, at(0.8))
        start, end = sorted((180 - side * inner, 180 - side * outer))
        lamp = car.skin.patch(start, end, at(0.66), at(1.02), 6)
        decal(canvas, view, lamp, "#7d0f12")
        decal(canvas, view, car.skin.patch(start + 1, end - 1, at(0.7), at(0.84), 6), "#d3241f")
        decal(canvas, view, car.skin.patch(start + 1, end - 1, at(0.88), at(0.98), 6), "#ef5a43")
        pipe = car.rear(side * 0.62 - 0.06, side * 0.62 + 0.06, at(0.0), at(0.06), 2)
        decal(canvas, view, pipe, "#b9bcc0")


def draw_side(canvas: Canvas, view: View, car: Car, look: Look) -> None:
    """Joints of the doors, handles, the crease along the side, the sill, the tail lamp's and headlight's edge."""
    dark, light = darker(look.coat, 0.62), lighter(look.coat, 0.5)
    low, crease = car.levels[1][0], car.levels[4][0] - 0.06
    seam = max(0.25, view.units(0.014))
    if view.yaw < 70:
        for x in (*car.doors, car.axles[1] - car.radius * 1.32):
            top = car.belt - 0.01
            points = [car.side(x, z) for z in np.linspace(low, top, 5)]
            canvas.line(polyline(view.flat(np.array(points))), dark, seam, 0.85)
        for x in car.doors:
            grip = [car.side(x - 0.3 + dx, crease + 0.02, 0.01) for dx in (0.0, 0.17)]
            canvas.line(polyline(view.flat(np.array(grip))), light, seam * 2.2, 0.9)
    ends = np.linspace(car.axles[0] - 0.7, car.axles[1] + 0.55, 8)
    line = view.flat(np.array([car.side(float(x), crease - 0.05) for x in ends]))
    canvas.line(polyline(line), light, seam * 1.2, 0.4)
    sill = view.flat(np.array([car.side(float(x), low + 0.03) for x in ends[1:-1]]))
    canvas.line(polyline(sill), dark, seam * 2, 0.5)


def draw_mirror(canvas: Canvas, view: View, car: Car, look: Look, side: int) -> None:
    """A mirror on the door, as a small rounded box."""
    foot: Points = car.side(car.doors[-1] + 0.2, car.belt + 0.03)
    x, y, z = foot[0], side * (abs(foot[1]) + 0.1), foot[2] + 0.05
    place = view.at((x, y, z))
    wide = view.units(0.05 + 0.07 * abs(np.sin(np.radians(view.yaw))))
    canvas.fill(disc(*place, wide, view.units(0.07)), darker(look.coat, 0.35))
    canvas.fill(disc(place[0], place[1] - view.units(0.02), wide * 0.8, view.units(0.035)), lighter(look.coat, 0.2))

"""An old-timer of the thirties: upright cabin, narrow bonnet, sweeping wings, lamps on stalks, wire wheels."""

from __future__ import annotations

import math
from random import Random

import numpy as np

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import darker, lighter
from elvit_scenes.loft import Loft
from elvit_scenes.scene import Look
from elvit_scenes.shapes import disc, polygon
from elvit_scenes.solid import Points, View
from elvit_scenes.surface import box, decal, paint_surface, sky_in_glass
from elvit_scenes.wheels import draw_rim, draw_tyre

AXLES = (-1.3, 1.38)
RADIUS = 0.4
BONNET = Loft(
    [
        (0.5, 0.2, 1.72, 0, 0.4, 8),
        (0.9, 0.2, 1.74, 0, 0.42, 7),
        (1.05, 0.2, 1.72, 0, 0.38, 5),
        (1.12, 0.2, 1.66, 0, 0.24, 4),
    ],
    around=32,
    smooth=2,
)
CABIN = Loft(
    [
        (0.45, -1.6, 0.4, 0, 0.66, 7),
        (0.7, -1.85, 0.42, 0, 0.68, 5),
        (1.1, -1.75, 0.42, 0, 0.69, 5),
        (1.3, -1.6, 0.36, 0, 0.67, 5),
        (1.56, -1.38, 0.28, 0, 0.62, 5),
        (1.66, -1.15, 0.18, 0, 0.54, 4.5),
        (1.7, -0.9, 0.0, 0, 0.36, 3.5),
    ],
    around=40,
    smooth=2,
)


CHROME = "#d3d6d8"


def draw_oldtimer(canvas: Canvas, view: View, look: Look, rng: Random) -> None:
    """Draw it, far side first."""
    wing = rng.choice((look.coat, darker(look.coat, 0.6), "#17181b"))
    _draw_wings(canvas, view, wing, look.accent, -1)
    for axle in AXLES:
        draw_tyre(canvas, view, axle, 0.78, RADIUS, 0.18)
    box(canvas, view, -1.9, 1.7, 0.4, -0.4, 0.36, 0.52, "#141416")
    for part in (_draw_cabin, _draw_bonnet) if view.yaw >= 0 else (_draw_bonnet, _draw_cabin):
        part(canvas, view, look)
    _draw_wings(canvas, view, wing, look.accent, 1)
    end = 2.0 if view.yaw >= 0 else -2.08
    for high in (0.4, 0.48):
        box(canvas, view, end, end + 0.05, 0.74, -0.74, high, high + 0.06, CHROME, 0.8)
    for side in (-1, 1):
        if view.yaw >= -20:
            place = view.at((1.66, side * 0.56, 0.98))
            reach = view.units(0.15)
            canvas.fill(disc(*place, reach), darker(CHROME, 0.35))
            front = view.at((1.78, side * 0.56, 0.98))
            squash = 0.35 + 0.65 * math.sin(math.radians(max(view.yaw, 5)))
            canvas.fill(disc(*front, reach * squash, reach), CHROME)
            canvas.fill(disc(*front, reach * 0.78 * squash, reach * 0.78), "#fbf6dd")
        else:
            canvas.fill(disc(*view.at((-1.95, side * 0.62, 0.72)), view.units(0.07)), "#c0241e")


def _draw_bonnet(canvas: Canvas, view: View, look: Look) -> None:
    paint = look.coat
    paint_surface(canvas, view, BONNET.grid, paint, 0.7, cap=True)
    for step in range(9):
        x = 0.5 + step * 0.1
        start, end = (BONNET.turn_at(BONNET.shares(x + shift, 0.8), 0.8) for shift in (0.02, -0.02))
        decal(canvas, view, BONNET.patch(start, end, 0.68, 0.92, 1), darker(paint, 0.6), 0.8)
    decal(canvas, view, BONNET.patch(-50, 50, 0.5, 1.1, 8), CHROME)
    decal(canvas, view, BONNET.patch(-38, 38, 0.54, 1.04, 8), "#17181a")
    for step in range(9):
        start, end = (90 - BONNET.turn_at((step - 4) / 5.4 + shift, 0.8) for shift in (-0.03, 0.03))
        decal(canvas, view, BONNET.patch(start, end, 0.54, 1.04, 1), "#a9adb1")


def _draw_cabin(canvas: Canvas, view: View, look: Look) -> None:
    paint_surface(canvas, view, CABIN.grid, look.coat, 0.7, cap=True)
    if canvas.flat:
        return
    top, foot = view.at((0, 0.65, 1.54)), view.at((0, 0.68, 1.18))
    glass = sky_in_glass(canvas, (0, top[1]), (0, foot[1]), ("#1b2127", "#8fa3b1"))
    for left, right in ((-0.86, -0.42), (-0.34, 0.2), (0.28, 0.84)):
        first, last = CABIN.turn_at(right, 1.3), CABIN.turn_at(left, 1.3)
        decal(canvas, view, CABIN.patch(first, last, 1.2, 1.52), glass)
    for middle, reach in ((0, 44), (180, 22)):
        decal(canvas, view, CABIN.patch(middle - reach, middle + reach, 1.2, 1.52, 6), glass)
    decal(canvas, view, CABIN.patch(-1, 1, 1.2, 1.52, 1), look.coat)
    decal(canvas, view, CABIN.patch(40, 178, 1.1, 1.13, 12), lighter(look.coat, 0.45), 0.8)
    for x in (-0.62, 0.1):
        start, end = (CABIN.turn_at(CABIN.shares(x + shift, 0.9), 0.9) for shift in (0.02, 0.0))
        decal(canvas, view, CABIN.patch(start, end, 0.5, 1.5, 2), darker(look.coat, 0.6), 0.8)


def _draw_wings(canvas: Canvas, view: View, paint: str, metal: str, side: int) -> None:
    """The two mudguards of a side with the running board between them, and their wheels."""
    inner, outer = side * 0.45, side * 0.86
    for axle, sweep in ((AXLES[0], (0.05, 1.05)), (AXLES[1], (0.12, 0.98))):
        if side < 0:
            draw_tyre(canvas, view, axle, side * 0.8, RADIUS, 0.18)
        angles = np.linspace(sweep[0] * math.pi, sweep[1] * math.pi, 15)
        reach = RADIUS * 1.22

        def arc(y: float, out: float, axle: float = axle, angles: Points = angles) -> Points:
            wide, up = axle + out * np.cos(angles) * 1.12, RADIUS + out * np.sin(angles)
            return np.stack((wide, np.full_like(wide, y), up), axis=-1)

        near, far = (outer, inner) if side > 0 else (inner, outer)
        grid = np.array([arc(far, reach), arc((far + near) / 2, reach * 1.08), arc(near, reach)])[::-1, ::-1]
        paint_surface(canvas, view, grid, paint, 0.8)
        if side > 0:
            canvas.fill(view.ring(axle, 0.8, RADIUS, RADIUS * 1.1), "#0b0b0d")
            draw_rim(canvas, view, axle, 0.82, RADIUS, metal, 12)
            lip = view.flat(arc(outer, reach))
            edge = view.flat(arc(outer, reach * 0.84))
            canvas.fill(polygon([*lip, *edge[::-1]]), darker(paint, 0.12))
    if side > 0:
        box(canvas, view, AXLES[0] + 0.5, AXLES[1] - 0.5, outer, inner, 0.34, 0.4, darker(paint, 0.3), 0.3)

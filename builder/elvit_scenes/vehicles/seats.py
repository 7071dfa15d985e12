"""The open cockpit of a convertible: seats, folded roof, windscreen in its frame."""

from __future__ import annotations

from random import Random

from elvit_scenes.canvas import Canvas
from elvit_scenes.loft import Loft
from elvit_scenes.shapes import polyline
from elvit_scenes.solid import Point3, View
from elvit_scenes.surface import paint_surface

LEATHER = ("#7a4a2c", "#26262a", "#c9b48f", "#6b2420", "#3b3f47")


def draw_cockpit(canvas: Canvas, view: View, rng: Random, glass: str) -> None:
    """Draw what stands in the opening, the farthest first."""
    leather = rng.choice(LEATHER)
    belt = 0.955
    opening: list[Point3] = [(0.85, 0.68, belt), (0.85, -0.68, belt), (-1.15, -0.68, belt), (-1.15, 0.68, belt)]
    canvas.fill(view.face(opening), "#121215")
    roof = Loft(
        [(0.9, -1.75, -1.15, 0, 0.7, 5), (1.0, -1.72, -1.15, 0, 0.68, 4), (1.05, -1.6, -1.22, 0, 0.6, 3)],
        around=24,
        smooth=2,
    )
    seats = [
        Loft(
            [
                (0.96, x - 0.14, x + 0.1, side * 0.36, 0.22, 4),
                (1.08, x - 0.2, x + 0.02, side * 0.36, 0.21, 4),
                (1.14, x - 0.2, x - 0.02, side * 0.36, 0.15, 3),
                (1.24, x - 0.22, x - 0.06, side * 0.36, 0.11, 3),
                (1.28, x - 0.2, x - 0.1, side * 0.36, 0.07, 2.5),
            ],
            around=24,
        )
        for x in (-0.75, -0.05)
        for side in (-1, 1)
    ]
    if view.yaw < 0:
        _draw_windscreen(canvas, view, glass)
    for part, paint in ((roof, "#2b2c31"), *((seat, leather) for seat in seats)):
        paint_surface(canvas, view, part.grid, paint, 0.25, cap=True)
    if view.yaw >= 0:
        _draw_windscreen(canvas, view, glass)


def _draw_windscreen(canvas: Canvas, view: View, glass: str) -> None:
    corners: list[Point3] = [
        (0.98, 0.78, 0.95),
        (0.5, 0.66, 1.32),
        (0.44, 0.0, 1.34),
        (0.5, -0.66, 1.32),
        (0.98, -0.78, 0.95),
        (1.06, 0.0, 0.95),
    ]
    canvas.fill(view.face(corners), glass, 0.55)
    canvas.line(polyline(view.flat(corners[:5])), "#3a3e43", max(0.9, view.units(0.045)))

"""Wheels of cars and trucks: tyre, rim, hub, and the dark arch they stand in."""

from __future__ import annotations

from elvit.scenes.canvas import Canvas
from elvit.scenes.colour import darker, lighter
from elvit.scenes.solid import View


def draw_wheel(canvas: Canvas, view: View, x: float, y: float, radius: float, metal: str,
               depth: float = 0.22) -> None:
    """A wheel whose outer face stands at `y`; the tyre reaches `depth` metres inwards."""
    inward = y - depth if y > 0 else y + depth
    for step in range(4):
        between = inward + (y - inward) * step / 3
        canvas.fill(view.ring(x, between, radius, radius), "#141416" if step < 3 else "#232326")
    centre = view.at((x, y, radius))
    top = view.at((x, y, 2 * radius))
    reach = centre[1] - top[1]
    rim = canvas.radial((centre[0] - reach * 0.2, centre[1] - reach * 0.25), reach,
                        [(0, lighter(metal, 0.35)), (0.6, metal), (1, darker(metal, 0.6))])
    canvas.fill(view.ring(x, y, radius, radius * 0.66), "#0f0f11")
    canvas.fill(view.ring(x, y, radius, radius * 0.6), rim)
    for dx, dz in ((0.0, 0.36), (0.34, 0.11), (0.21, -0.29), (-0.21, -0.29), (-0.34, 0.11)):
        canvas.fill(view.ring(x + dx * radius, y, radius * (1 + dz), radius * 0.12), darker(metal, 0.75), 0.8)
    canvas.fill(view.ring(x, y, radius, radius * 0.14), darker(metal, 0.3))

"""Wheels of cars, trucks and planes: tyre with tread, rim with spokes, hub, and the arch they stand in."""

from __future__ import annotations

import math

import numpy as np

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import darker, lighter
from elvit_scenes.shapes import polygon
from elvit_scenes.solid import UPRIGHT, View


def draw_tyre(
    canvas: Canvas,
    view: View,
    x: float,
    y: float,
    radius: float,
    depth: float = 0.22,
    paint: str = "#18181a",
    lift: float = 0.0,
) -> None:
    """The tyre as a solid: its outer face stands at `y`, it reaches `depth` metres inwards."""
    inward = y - math.copysign(depth, y)
    inner, outer = (view.project(np.array((x, side, lift + radius)) + radius * UPRIGHT) for side in (inward, y))
    shift = outer.mean(axis=0) - inner.mean(axis=0)
    across = (inner - inner.mean(axis=0)) @ np.array([-shift[1], shift[0]])
    first, last = sorted((int(across.argmax()), int(across.argmin())))
    ahead = float(((inner[first : last + 1] - inner.mean(axis=0)) @ shift).sum()) > 0
    front, back = (outer, inner) if ahead else (inner, outer)
    outline = np.concatenate((front[first : last + 1], back[last:], back[: first + 1]))
    canvas.fill(polygon([(a, b) for a, b in outline.tolist()]), paint)


def draw_rim(
    canvas: Canvas,
    view: View,
    x: float,
    y: float,
    radius: float,
    metal: str,
    spokes: int = 5,
    lift: float = 0.0,
    share: float = 0.66,
) -> None:
    """The outer face of a wheel: side of the tyre, rim, spokes, hub."""
    z = radius + lift
    canvas.fill(view.ring(x, y, z, radius), "#1d1d20")
    if canvas.flat:
        canvas.fill(view.ring(x, y, z, radius * share), metal)
        return
    centre, top = view.at((x, y, z)), view.at((x, y, z + radius))
    reach = centre[1] - top[1]
    shine = canvas.linear(
        (centre[0], centre[1] - reach * share),
        (centre[0], centre[1] + reach * share),
        [(0, lighter(metal, 0.5)), (0.45, metal), (1, darker(metal, 0.55))],
    )
    canvas.fill(view.ring(x, y, z, radius * (share + 0.06)), "#3a3a3e")
    canvas.fill(view.ring(x, y, z, radius * share), shine)
    if spokes:
        canvas.fill(view.ring(x, y, z, radius * share * 0.86), "#101012")
        canvas.fill(
            "".join(
                view.face(
                    _spoke(x, y, z, radius * share * 0.88, math.tau * step / spokes + 0.3, 0.62 if spokes < 7 else 0.34)
                )
                for step in range(spokes)
            ),
            shine,
        )
    else:
        canvas.fill(view.ring(x, y, z, radius * share * 0.7), darker(metal, 0.25))
        holes = "".join(
            view.ring(
                x + 0.52 * share * radius * math.cos(turn), y, z + 0.52 * share * radius * math.sin(turn), radius * 0.07
            )
            for turn in (math.tau * step / 6 for step in range(6))
        )
        canvas.fill(holes, "#1b1b1e")
    canvas.fill(view.ring(x, y, z, radius * share * 0.24), darker(metal, 0.1))
    canvas.fill(view.ring(x, y, z, radius * share * 0.12), darker(metal, 0.6))


def draw_wheel(
    canvas: Canvas,
    view: View,
    x: float,
    y: float,
    radius: float,
    metal: str,
    depth: float = 0.22,
    spokes: int = 0,
    lift: float = 0.0,
    share: float = 0.62,
) -> None:
    """A whole wheel that nothing hides."""
    draw_tyre(canvas, view, x, y, radius, depth, lift=lift)
    if (y > 0) == (abs(view.yaw) < 90):
        draw_rim(canvas, view, x, y, radius, metal, spokes, lift, share)


def _spoke(x: float, y: float, z: float, reach: float, turn: float, wide: float) -> list[tuple[float, float, float]]:
    """A spoke that narrows outwards."""
    found = []
    for share, swing in ((0.12, -wide), (0.95, -wide * 0.34), (0.95, wide * 0.34), (0.12, wide)):
        angle = turn + swing * (1.0 if share < 0.5 else 0.6)
        found.append((x + reach * share * math.cos(angle), y, z + reach * share * math.sin(angle)))
    return found

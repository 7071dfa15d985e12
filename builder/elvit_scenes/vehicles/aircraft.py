"""Parts all planes share: hulls, wings and fins as lofts, drawn the farthest first; wheels, propellers, windows."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import darker
from elvit_scenes.light import blurred
from elvit_scenes.loft import Loft
from elvit_scenes.shapes import disc, polygon, polyline
from elvit_scenes.solid import CIRCLE, Point3, View
from elvit_scenes.surface import decal, facing, paint_surface
from elvit_scenes.wheels import draw_wheel

Plan = tuple[float, float, float, float, float]
"""One station of a wing: metres out, trailing edge, leading edge, metres up, thickness."""


@dataclass(frozen=True)
class Part:
    """A piece of a plane: its skin, its paint, and what is put on it afterwards.

    It is drawn in the order of its own distance, or of `with_part`'s, moved by `nearer` metres.
    """

    skin: Loft
    paint: str
    gloss: float = 0.5
    finish: Callable[[], object] | None = None
    nearer: float = 0.0
    with_part: Loft | None = None


def from_below(view: View) -> bool:
    """Whether the camera sees the underside of the wings."""
    return float(view.depth(np.array((0.0, 0.0, 1.0)))) < 0


def assemble(canvas: Canvas, view: View, parts: Sequence[Part]) -> None:
    """Draw parts, the farthest from the camera first."""

    def depth(part: Part) -> float:
        return float(view.depth((part.with_part or part.skin).grid.mean(axis=(0, 1)))) + part.nearer

    for part in sorted(parts, key=depth):
        paint_surface(canvas, view, part.skin.grid, part.paint, part.gloss, depth=0.55)
        if part.finish is not None and not canvas.flat:
            part.finish()


@lru_cache(maxsize=256)
def tube(
    stations: tuple[tuple[float, float, float, float], ...],
    y: float = 0.0,
    around: int = 28,
    smooth: int = 1,
    power: float = 2.0,
) -> Loft:
    """A hull along the plane: places with the metres of belly and back and the half width there."""
    return Loft([(x, low, high, y, half, power) for x, low, high, half in stations], "x", around, smooth)


@lru_cache(maxsize=256)
def round_tube(stations: tuple[tuple[float, float], ...], y: float, z: float, around: int = 20) -> Loft:
    """A round hull about its own axis: places and radii."""
    return tube(tuple((x, z - radius, z + radius, radius) for x, radius in stations), y, around)


@lru_cache(maxsize=256)
def wing(plan: tuple[Plan, ...], side: int) -> Loft:
    """One wing of a pair, from its root outwards."""
    stations = [(side * y, back, front, z, thick / 2, 2.0) for y, back, front, z, thick in plan]
    return Loft(stations if side > 0 else stations[::-1], "y", 14)


@lru_cache(maxsize=256)
def fin(plan: tuple[Plan, ...], y: float = 0.0) -> Loft:
    """An upright fin: metres up, rear and front edge, metres sideways, thickness."""
    return Loft([(z, back, front, y + out, thick / 2, 2.0) for z, back, front, out, thick in plan], "z", 14)


def draw_joint(canvas: Canvas, view: View, skin: Loft, start: float, end: float, share: float, paint: str) -> None:
    """The line along a wing where ailerons and flaps begin, on whichever face is in sight."""
    turn = skin.turn_at(share, (start + end) / 2)
    low, high = sorted((start, end))
    for angle in (turn, 360 - turn):
        decal(canvas, view, skin.patch(angle - 3, angle + 3, low, high, 1), paint, 0.4)


def draw_windows(
    canvas: Canvas,
    view: View,
    skin: Loft,
    places: Sequence[float],
    turn: float,
    wide: float,
    tall: float,
    paint: str = "#20262d",
) -> None:
    """A row of windows along the near side, `tall` degrees high."""
    middles = np.array(places)
    corners = [
        view.project(skin.points(np.full(len(middles), turn + up * tall / 2), middles + along * wide / 2))
        for along, up in ((-1, -1), (1, -1), (1, 1), (-1, 1))
    ]
    panes = np.stack(corners, axis=1)
    if facing(panes[0][[[3, 0], [2, 1]]]).any():
        canvas.fill("".join(polygon([(float(x), float(y)) for x, y in pane]) for pane in panes), paint, 0.9)


def draw_leg(
    canvas: Canvas, view: View, top: Point3, foot: Point3, radius: float, wheels: int = 1, metal: str = "#9a9da1"
) -> None:
    """A leg of the undercarriage with its wheels; the foot is where they touch the ground."""
    x, y, z = foot
    axle = (x, y, z + radius)
    canvas.line(polyline(view.flat([top, axle])), "#7d8287", max(0.5, view.units(radius * 0.35)))
    gap = radius * 1.15
    for shift in (0.0,) if wheels == 1 else (-gap, gap):
        side = y if abs(y) > 0.3 else 0.4
        draw_wheel(canvas, view, x + shift, side, radius, metal, radius * 0.5, 0, z)


def draw_intake(canvas: Canvas, view: View, x: float, y: float, z: float, radius: float, paint: str) -> None:
    """The dark mouth of an engine within a bright lip, with its fan and spinner."""
    if view.yaw < 4:
        return
    for share, tone in ((1.0, paint), (0.86, "#15181c"), (0.34, "#5b6167"), (0.16, "#d9dcdf")):
        canvas.fill(view.face([(x, y + radius * share * a, z + radius * share * b) for a, b in CIRCLE]), tone)


def draw_propeller(canvas: Canvas, view: View, x: float, z: float, reach: float, turn: float, paint: str) -> None:
    """A propeller in motion: a faint disc, two blurred blades, the spinner."""
    rim: list[Point3] = [(x, reach * a, z + reach * b) for a, b in CIRCLE]
    canvas.fill(view.face(rim), "#cfd4d8", 0.28)
    with canvas.group(blurred(canvas, 0.5)):
        for way in (turn, turn + math.pi):
            edge = ((0.05, 0.0), (0.5, 0.2), (1.0, 0.12), (1.0, -0.1), (0.5, -0.12))
            blade: list[Point3] = [
                (x, reach * share * math.cos(way + swing), z + reach * share * math.sin(way + swing))
                for share, swing in edge
            ]
            canvas.fill(view.face(blade), "#3d4044", 0.75)
    place = view.at((x + reach * 0.08, 0, z))
    canvas.fill(disc(*place, view.units(reach * 0.13)), paint)
    shift = view.units(reach * 0.035)
    canvas.fill(disc(place[0] - shift, place[1] - shift, shift * 1.4), "#ffffff", 0.6)


def struts(canvas: Canvas, view: View, ends: Sequence[tuple[Point3, Point3]], paint: str, thick: float) -> None:
    """Straight braces."""
    for start, end in ends:
        canvas.line(polyline(view.flat([start, end])), darker(paint, 0.35), max(0.35, view.units(thick)))

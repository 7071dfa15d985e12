"""Hulls of ships and what stands on them: decks with windows, funnels, masts, rigging, foam."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random

import numpy as np

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import darker, lighter
from elvit_scenes.loft import Loft
from elvit_scenes.shapes import blob, disc, polygon, polyline
from elvit_scenes.solid import Point3, Points, View
from elvit_scenes.surface import decal, facing, paint_surface

LEVELS = np.array([0.0, 0.1, 0.22, 0.4, 0.6, 0.8, 0.93, 1.0])
RUN = np.concatenate((np.linspace(0, 0.62, 9)[:-1], np.linspace(0.62, 1, 15)))
"""Shares of the length at which a hull has points."""


@dataclass(frozen=True)
class Hull:
    """A hull that floats at 0 metres up.

    Args:
        length: along the deck.
        beam: across.
        depth: of the deck above the water, amidships.
        bow: metres the deck rises more at the bow, stern: at the stern.
        rake: metres the bow reaches forward from the water to the deck.
        fine: share of the length in which the bow widens to the full beam.
        flare: share of the beam there is at the waterline.
        transom: share of the beam there is at the stern.
    """

    length: float
    beam: float
    depth: float
    bow: float = 0.0
    stern: float = 0.0
    rake: float = 6.0
    fine: float = 0.3
    flare: float = 0.85
    transom: float = 0.75

    @cached_property
    def grid(self) -> Points:
        """`[level, point, 3]`: along the far side to the bow, and back along the near one."""
        share = np.concatenate((RUN, RUN[::-1]))
        side = np.concatenate((-np.ones_like(RUN), np.ones_like(RUN)))
        rows = []
        for level in LEVELS:
            fine = self.fine * (1.25 - 0.25 * level)
            bow = np.clip((1 - share) / fine, 0, 1)
            wide = 1 - (1 - bow) ** 2.2
            wide = wide * (1 - (1 - self.transom) * np.clip(1 - share / 0.2, 0, 1) ** 2)
            wide = wide * self.beam / 2 * (self.flare + (1 - self.flare) * level**0.7)
            stern = -self.length / 2 + 0.03 * self.length * (1 - level)
            x = stern + share * (self.length / 2 - self.rake * (1 - level) ** 1.2 - stern)
            rise = self.bow * np.clip(share * 2 - 1, 0, 1) ** 2 + self.stern * np.clip(1 - 2 * share, 0, 1) ** 2
            rows.append(np.stack((x, side * wide, level * (self.depth + rise)), axis=-1))
        return np.array(rows)

    def side(self, share: float, level: float) -> Points:
        """A point of the near side: share of the length from the stern, share of the height."""
        near = self.grid[:, self.grid.shape[1] // 2 :][:, ::-1]
        rows = np.array([[np.interp(share, RUN, row[:, axis]) for axis in range(3)] for row in near])
        return np.array([np.interp(level, LEVELS, rows[:, axis]) for axis in range(3)])


def draw_hull(
    canvas: Canvas, view: View, hull: Hull, paint: str, keel: str, deck: str, rows: int = 2, band: str = ""
) -> None:
    """The hull with its deck, the part near the water in `keel`, and perhaps a band below the rail."""
    paint_surface(canvas, view, hull.grid[:rows], keel, 0.2)
    paint_surface(canvas, view, hull.grid[rows - 1 :], paint, 0.45, depth=0.6)
    if band:
        decal(canvas, view, hull.grid[-3:-1], band)
    if view.pitch > 0:
        canvas.fill(view.face(hull.grid[-1]), deck)
    if not canvas.flat:
        half = hull.grid.shape[1] // 2
        rail = polyline(view.flat(hull.grid[-1, half:]))
        canvas.line(rail, lighter(paint, 0.55), max(0.3, view.units(hull.length * 0.003)), 0.9)


def draw_foam(canvas: Canvas, view: View, hull: Hull, rng: Random, strength: float = 1.0) -> None:
    """White water along the near side, highest at the bow."""
    line = hull.grid[0, hull.grid.shape[1] // 2 :]
    low, high = [], []
    for step in range(12):
        share = step / 11
        x, y, _ = line[round(share * (len(line) - 1))].tolist()
        rise = min(1.0, share * 7) * (0.4 * math.exp(-5 * share) + 0.07) * rng.uniform(0.7, 1.3)
        out = hull.beam * (0.02 + 0.11 * strength * min(1.0, share * 2))
        low.append((x, y + out, -0.015 * hull.depth))
        high.append((x, y + out * 0.5, hull.depth * strength * rise))
    canvas.fill(blob([*view.flat(low), *view.flat(high)[::-1]]), "#f2f6f7", 0.8)


def deck_house(
    canvas: Canvas,
    view: View,
    x: tuple[float, float],
    half: float,
    z: tuple[float, float],
    paint: str,
    panes: int = 0,
    slope: float = 0.0,
    glass: str = "#232d37",
    band: bool = False,
    round_off: float = 12,
) -> None:
    """A storey with windows along its side and its front; `band` joins them into one strip."""
    (back, front), (low, high) = x, z
    skin = Loft(
        [(low, back, front, 0, half, round_off), (high, back, front - slope, 0, half * 0.98, round_off)], around=24
    )
    paint_surface(canvas, view, skin.grid, paint, 0.3, cap=view.pitch > 0, depth=0.55)
    if canvas.flat:
        return
    tall = high - low
    bottom, top = low + 0.36 * tall, low + 0.78 * tall
    if band:
        decal(canvas, view, skin.side(back + 0.03 * (front - back), front - 0.08 * (front - back), bottom, top), glass)
        decal(canvas, view, skin.front(-0.94, 0.94, bottom, top, 6), glass)
    elif panes:
        edge = np.linspace(back, front, panes * 2 + 2)[1:-1]
        _panes(
            canvas,
            view,
            [(float(a), half * 1.0, float(b), half * 1.0) for a, b in zip(edge[::2], edge[1::2], strict=True)],
            bottom,
            top,
            glass,
        )
        if view.yaw > 5:
            across = np.linspace(half, -half, 12)[1:-1]
            _panes(
                canvas,
                view,
                [
                    (front - slope / 2, float(a), front - slope / 2, float(b))
                    for a, b in zip(across[::2], across[1::2], strict=True)
                ],
                bottom,
                top,
                glass,
            )
    decal(canvas, view, skin.side(back, front - slope * 0.1, low, low + 0.09 * tall), darker(paint, 0.5), 0.6)


def _panes(
    canvas: Canvas, view: View, edges: Sequence[tuple[float, float, float, float]], low: float, high: float, glass: str
) -> None:
    corners = np.array([[(a, b, low), (a, b, high), (c, d, high), (c, d, low)] for a, b, c, d in edges])
    flat = view.project(corners)
    canvas.fill("".join(polygon([(x, y) for x, y in pane]) for pane in flat.tolist()), glass, 0.92)


def draw_portholes(
    canvas: Canvas, view: View, hull: Hull, level: float, count: int, span: tuple[float, float] = (0.08, 0.86)
) -> None:
    """A row of round windows in the near side."""
    if canvas.flat:
        return
    places = [hull.side(float(share), level) for share in np.linspace(*span, count)]
    reach = max(0.35, view.units(hull.length * 0.005))
    canvas.fill("".join(disc(x, y, reach) for x, y in view.flat(np.array(places))), "#161d24", 0.9)


def draw_funnel(
    canvas: Canvas,
    view: View,
    x: float,
    z: tuple[float, float],
    long: float,
    paint: str,
    lean: float = 1.0,
    band: str = "",
) -> None:
    """A funnel with a black top."""
    low, high = z
    skin = Loft(
        [
            (low, x - long / 2, x + long / 2, 0, long * 0.36, 2.4),
            (high, x - long / 2 - lean, x + long / 2 - lean, 0, long * 0.34, 2.4),
        ],
        around=24,
    )
    paint_surface(canvas, view, skin.grid, paint, 0.4)
    tall = high - low
    decal(canvas, view, skin.patch(-90, 180, high - 0.22 * tall, high, 12), "#18191b")
    canvas.fill(view.face(skin.grid[-1]), "#0c0c0e")
    if band:
        decal(canvas, view, skin.patch(-90, 180, low + 0.3 * tall, low + 0.55 * tall, 12), band)


def draw_mast(
    canvas: Canvas,
    view: View,
    x: float,
    z: tuple[float, float],
    paint: str = "#5a6168",
    spread: float = 0.4,
    radar: bool = True,
) -> None:
    """A mast with yards, stays fore and aft, and perhaps a radar."""
    low, high = z
    tall = high - low
    thick = max(0.35, view.units(tall * 0.045))
    stays: list[Point3] = [(x - tall * spread, 0, low), (x, 0, high), (x + tall * spread, 0, low)]
    canvas.line(polyline(view.flat(stays)), paint, 0.22, 0.8)
    canvas.line(polyline(view.flat([(x, 0, low), (x, 0, high)])), paint, thick)
    for share, reach in ((0.6, 0.2), (0.8, 0.14)):
        yard: list[Point3] = [
            (x - tall * reach * 0.5, -tall * reach, low + share * tall),
            (x + tall * reach * 0.5, tall * reach, low + share * tall),
        ]
        canvas.line(polyline(view.flat(yard)), paint, thick * 0.6)
    if radar:
        place = view.at((x + 0.1 * tall, 0, low + 0.5 * tall))
        canvas.fill(disc(*place, view.units(tall * 0.09), view.units(tall * 0.035)), "#dfe2e3")


def draw_sail(
    canvas: Canvas, view: View, corners: tuple[Point3, Point3, Point3, Point3], belly: float, cloth: str, seams: int = 4
) -> None:
    """A sail between four corners (low and high of its luff, high and low of its leech), full of wind."""
    low, high, far_high, far_low = (np.array(corner) for corner in corners)
    up, along = np.linspace(0, 1, 9)[:, None, None], np.linspace(0, 1, 9)[None, :, None]
    grid = (1 - along) * ((1 - up) * low + up * high) + along * ((1 - up) * far_low + up * far_high)
    swell = (np.sin(np.pi * up**0.8) * 0.6 + 0.4) * np.sin(np.pi * along) * belly
    grid = grid + swell * np.array([0.35, 1.0, 0.0])
    flat = view.project(grid)
    if facing(flat).mean() < 0.5:
        grid, flat = grid[:, ::-1], flat[:, ::-1]
    paint_surface(canvas, view, grid, cloth, 0.1, depth=0.45)
    if canvas.flat:
        return
    for row in np.linspace(1, 7, seams).astype(int):
        canvas.line(polyline(view.flat(grid[row])), darker(cloth, 0.45), 0.2, 0.5)

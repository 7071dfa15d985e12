"""Skins over rounded rectangles stacked along an axis: bodies of cars, hulls, wings, houses on deck."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from elvit_scenes.solid import Points


@dataclass(frozen=True, eq=False)
class Loft:
    """A skin over rounded rectangles stacked along an axis.

    Args:
        stations: for each ring its place along the axis, its two ends in the first direction, the middle and
            half of its extent in the second, and its squareness: 2 is an ellipse, 8 nearly a rectangle.
        axis: `z` stacks plans (forward, sideways), `x` cross-sections (up, sideways), `y` profiles (forward, up).
        around: points of a ring.
        smooth: rings between two given ones.
    """

    stations: Sequence[tuple[float, float, float, float, float, float]]
    axis: str = "z"
    around: int = 40
    smooth: int = 1

    @cached_property
    def table(self) -> Points:
        """The stations with those between them."""
        given = np.array(self.stations, dtype=np.float64)
        if self.smooth == 1:
            return given
        places = np.arange(len(given), dtype=np.float64)
        wanted = np.linspace(0, len(given) - 1, (len(given) - 1) * self.smooth + 1)
        start = np.minimum(wanted.astype(int), len(given) - 2)
        share = (wanted - places[start])[:, None]
        padded = np.concatenate((given[:1], given, given[-1:]))
        p0, p1, p2, p3 = (padded[start + shift] for shift in range(4))
        dense: Points = p1 + 0.5 * share * (
            p2 - p0 + share * (2 * p0 - 5 * p1 + 4 * p2 - p3 + share * (3 * (p1 - p2) + p3 - p0))
        )
        return dense

    def points(self, turn: Points, place: Points) -> Points:
        """Points of the skin at angles, in degrees from the first direction, and places along the axis."""
        table = self.table
        low, high, middle, half, power = (np.interp(place, table[:, 0], table[:, column]) for column in range(1, 6))
        angle = np.radians(turn)
        cos, sin = np.cos(angle), np.sin(angle)
        first = (low + high) / 2 + (high - low) / 2 * np.sign(cos) * np.abs(cos) ** (2 / power)
        second = middle + half * np.sign(sin) * np.abs(sin) ** (2 / power)
        parts = {"z": (first, second, place), "x": (place, second, first), "y": (first, place, second)}[self.axis]
        return np.stack(np.broadcast_arrays(*parts), axis=-1)

    @cached_property
    def grid(self) -> Points:
        """All rings, `[ring, point, 3]`."""
        even = np.radians(np.linspace(-90, 270, self.around + 1))
        cos, sin = np.cos(even), np.sin(even)
        power = float(self.table[:, 5].mean()) / 2
        spread = np.unwrap(np.arctan2(np.sign(sin) * np.abs(sin) ** power, np.sign(cos) * np.abs(cos) ** power))
        turns = np.degrees(even + spread) / 2  # between many points in the corners and many along the sides
        grid = self.points(turns[None, :], self.table[:, :1])
        return grid if self.axis == "z" else grid[:, ::-1]

    def patch(self, start: float, end: float, low: float | Points, high: float | Points, steps: int = 4) -> Points:
        """A piece of the skin between two angles and two places; the places may change along the angles."""
        if isinstance(low, np.ndarray) or isinstance(high, np.ndarray):
            return _piece(self, start, end, low, high, steps)
        return _kept_piece(self, start, end, low, high, steps)

    def turn_at(self, share: float, place: float) -> float:
        """The angle, up to 180 degrees, where the skin has gone a share, -1 to 1, of the way in the first direction."""
        return _turn_at(self, share, place)

    def front(self, left: float, right: float, low: float, high: float, steps: int = 4) -> Points:
        """A patch about the first direction between two shares, -1 to 1, of the half width."""
        start, end = (90 - self.turn_at(share, (low + high) / 2) for share in (left, right))
        return self.patch(start, end, low, high, steps)

    def side(self, back: float, front: float, low: float, high: float, steps: int = 1) -> Points:
        """A patch of the near side between two coordinates of the first direction."""
        start, end = (self.turn_at(self.shares(first, (low + high) / 2), (low + high) / 2) for first in (front, back))
        return self.patch(start, end, low, high, steps)

    def shares(self, first: float, place: float) -> float:
        """The share of the way, -1 to 1, at which a coordinate of the first direction lies."""
        return _shares(self, first, place)


def _piece(loft: Loft, start: float, end: float, low: float | Points, high: float | Points, steps: int) -> Points:
    turns = np.linspace(start, end, steps + 1)
    piece = loft.points(turns[None, :], np.stack(np.broadcast_arrays(low, high, turns)[:2]))
    return piece if loft.axis == "z" else piece[:, ::-1]


@lru_cache(maxsize=2048)
def _kept_piece(loft: Loft, start: float, end: float, low: float, high: float, steps: int) -> Points:
    return _piece(loft, start, end, low, high, steps)


@lru_cache(maxsize=2048)
def _turn_at(loft: Loft, share: float, place: float) -> float:
    power = float(np.interp(place, loft.table[:, 0], loft.table[:, 5]))
    return float(np.degrees(np.arccos(np.sign(share) * abs(share) ** (power / 2))))


@lru_cache(maxsize=2048)
def _shares(loft: Loft, first: float, place: float) -> float:
    low, high = (float(np.interp(place, loft.table[:, 0], loft.table[:, column])) for column in (1, 2))
    return min(1.0, max(-1.0, (2 * first - low - high) / (high - low)))

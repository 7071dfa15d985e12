"""Shapes of cars: plans stacked from the sill to the roof, and where wheels and windows sit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from random import Random

import numpy as np

from elvit_scenes.loft import Loft
from elvit_scenes.solid import Points

Level = tuple[float, float, float, float, float]
"""Metres up, rear end, front end, half width, squareness."""


@dataclass(frozen=True, eq=False)
class Car:
    """One shape of car.

    Args:
        levels: the plans, the lowest first.
        belt: where windows begin, roof: where they end, in metres up.
        radius: of the wheels.
        axles: places of the rear and the front axle.
        doors: places of the joints between doors, from the rear.
        posts: places of the posts between side windows, at the belt.
        open: no roof.
    """

    levels: tuple[Level, ...]
    belt: float
    roof: float
    radius: float
    axles: tuple[float, float]
    doors: tuple[float, ...]
    posts: tuple[float, ...]
    open: bool = False

    @cached_property
    def skin(self) -> Loft:
        """The body."""
        return Loft(
            [(z, back, front, 0.0, half, power) for z, back, front, half, power in self.levels], around=48, smooth=2
        )

    @property
    def height(self) -> float:
        """Metres to the top."""
        return self.levels[-1][0] + (0.35 if self.open else 0.0)

    def side(self, x: float, z: float, out: float = 0.0) -> Points:
        """A point of the near side."""
        return _side(self, x, z, out)

    def front(self, left: float, right: float, low: float, high: float, steps: int = 4) -> Points:
        """A patch of the front between two shares of the half width, -1 to 1."""
        return self.skin.front(left, right, low, high, steps)

    def rear(self, left: float, right: float, low: float, high: float, steps: int = 4) -> Points:
        """The same for the rear."""
        start, end = (90 - self.skin.turn_at(share, (low + high) / 2) for share in (left, right))
        return self.skin.patch(180 - end, 180 - start, low, high, steps)


@lru_cache(maxsize=2048)
def _side(car: Car, x: float, z: float, out: float) -> Points:
    turn = car.skin.turn_at(car.skin.shares(x, z), z)
    point: Points = car.skin.points(np.array(turn), np.array(z)) + np.array([0.0, out, 0.0])
    return point


def _base(front: float = 2.2, back: float = 2.2, lift: float = 0.0, half: float = 0.9) -> tuple[Level, ...]:
    return (
        (0.17 + lift, -back + 0.18, front - 0.2, half - 0.1, 6),
        (0.29 + lift, -back + 0.04, front - 0.05, half - 0.03, 6),
        (0.48 + lift, -back, front, half, 5.5),
        (0.66 + lift, -back + 0.01, front - 0.04, half + 0.005, 5),
    )


SALOON = Car(
    (
        *_base(),
        (0.79, -2.17, 2.06, 0.9, 5),
        (0.88, -2.13, 1.78, 0.885, 5),
        (0.95, -1.98, 1.32, 0.86, 5),
        (1.0, -1.55, 0.98, 0.81, 5),
        (1.2, -1.24, 0.64, 0.735, 4.8),
        (1.35, -1.0, 0.36, 0.67, 4.6),
        (1.42, -0.8, 0.1, 0.6, 4),
        (1.455, -0.4, -0.2, 0.42, 3),
    ),
    1.0,
    1.37,
    0.33,
    (-1.34, 1.36),
    (-0.58, 0.5),
    (-0.5,),
)
HATCHBACK = Car(
    (
        *_base(2.0, 1.95),
        (0.79, -1.95, 1.88, 0.9, 5),
        (0.89, -1.93, 1.66, 0.885, 5),
        (0.97, -1.88, 1.3, 0.86, 5),
        (1.03, -1.8, 1.0, 0.82, 5),
        (1.25, -1.62, 0.62, 0.745, 4.6),
        (1.42, -1.4, 0.34, 0.68, 4.4),
        (1.49, -1.2, 0.0, 0.6, 4),
        (1.515, -0.8, -0.3, 0.4, 3),
    ),
    1.03,
    1.43,
    0.33,
    (-1.25, 1.25),
    (-0.55, 0.5),
    (-0.5,),
)
ESTATE = Car(
    (
        *_base(),
        (0.79, -2.19, 2.06, 0.9, 5),
        (0.88, -2.17, 1.78, 0.885, 5),
        (0.96, -2.12, 1.32, 0.86, 5),
        (1.02, -2.05, 1.0, 0.815, 5),
        (1.22, -1.9, 0.64, 0.745, 5),
        (1.39, -1.72, 0.34, 0.685, 4.8),
        (1.45, -1.55, 0.1, 0.62, 4.4),
        (1.48, -1.2, -0.2, 0.42, 3.5),
    ),
    1.02,
    1.4,
    0.33,
    (-1.32, 1.36),
    (-0.58, 0.5),
    (-1.15, -0.48),
)
SUV = Car(
    (
        *_base(2.2, 2.15, 0.12, 0.94),
        (0.95, -2.15, 2.08, 0.94, 6),
        (1.06, -2.13, 1.9, 0.92, 6),
        (1.13, -2.1, 1.45, 0.9, 6),
        (1.19, -2.06, 1.05, 0.87, 6),
        (1.42, -1.95, 0.78, 0.81, 5.5),
        (1.62, -1.78, 0.52, 0.755, 5.5),
        (1.7, -1.65, 0.3, 0.7, 5),
        (1.74, -1.3, 0.0, 0.5, 4),
    ),
    1.19,
    1.63,
    0.39,
    (-1.3, 1.36),
    (-0.58, 0.52),
    (-1.2, -0.48),
)
SPORTS = Car(
    (
        (0.13, -2.0, 1.95, 0.82, 5),
        (0.24, -2.1, 2.12, 0.9, 5),
        (0.38, -2.14, 2.2, 0.93, 4.6),
        (0.52, -2.15, 2.14, 0.945, 4.4),
        (0.63, -2.14, 1.98, 0.94, 4.2),
        (0.73, -2.12, 1.65, 0.92, 4.2),
        (0.8, -2.06, 1.2, 0.88, 4.4),
        (0.85, -1.9, 0.85, 0.82, 4.4),
        (0.98, -1.5, 0.45, 0.73, 4),
        (1.1, -1.05, 0.08, 0.64, 3.8),
        (1.17, -0.75, -0.15, 0.54, 3.4),
        (1.2, -0.5, -0.35, 0.34, 3),
    ),
    0.85,
    1.11,
    0.34,
    (-1.28, 1.3),
    (-0.62, 0.45),
    (-0.85,),
)
CONVERTIBLE = Car(
    (
        *_base(2.1, 2.1),
        (0.78, -2.08, 1.95, 0.89, 5),
        (0.86, -2.04, 1.66, 0.875, 5),
        (0.92, -1.95, 1.25, 0.85, 5),
        (0.95, -1.75, 1.0, 0.82, 5),
    ),
    0.93,
    1.3,
    0.33,
    (-1.28, 1.3),
    (-0.62, 0.5),
    (),
    open=True,
)

SHAPES = {
    "saloon": SALOON,
    "hatchback": HATCHBACK,
    "estate": ESTATE,
    "suv": SUV,
    "sports": SPORTS,
    "convertible": CONVERTIBLE,
}


def chosen(rng: Random) -> Car:
    """A shape as often as it is met on the road."""
    return SHAPES[
        rng.choice(("saloon", "saloon", "hatchback", "hatchback", "estate", "suv", "suv", "sports", "convertible"))
    ]

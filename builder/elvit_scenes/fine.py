"""Kinds within a class, which differ in their parts: planes, ships, lorries and cars, each of many builds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from elvit_scenes.compose import random_look, scene_of
from elvit_scenes.objects.airplane import ATTITUDES
from elvit_scenes.objects.automobile import car_of
from elvit_scenes.scene import Look, Scene
from elvit_scenes.vehicles.carbody import CONVERTIBLE, ESTATE, HATCHBACK, SALOON, SPORTS, SUV


@dataclass(frozen=True)
class FineKind:
    """A kind within one of the ten classes.

    Args:
        family: the class.
        poses: in which it is drawn, each as often.
        holds: whether a look is of this kind; only looks in one of the poses are asked for.
    """

    family: str
    poses: tuple[str, ...]
    holds: Callable[[Look], bool]


def _always(_look: Look) -> bool:
    return True


def _is(car: object) -> Callable[[Look], bool]:
    return lambda look: car_of(look) is car


_CARS = {
    "saloon": SALOON, "hatchback": HATCHBACK, "estate": ESTATE, "off-roader": SUV, "sports car": SPORTS,
    "convertible": CONVERTIBLE, "old-timer": None,
}  # fmt: skip
_VIEWS = ("side", "corner", "front", "rear")
_PLANES = {"airliner": "airliner", "fighter": "fighter", "propeller plane": "propeller", "biplane": "biplane"}
_SHIPS = {
    "ocean liner": "liner", "freighter": "freighter", "motor yacht": "yacht", "sailing yacht": "sailing",
    "oil tanker": "tanker", "warship": "warship", "tug": "tug", "fishing boat": "fishing", "speedboat": "speedboat",
    "tall ship": "tallship",
}  # fmt: skip
_TRUCKS = {
    "articulated lorry": "semi", "box lorry": "box", "tipper": "tipper", "long-nosed lorry": "conventional",
    "tank lorry": "tanker", "flatbed lorry": "flatbed", "fire engine": "fire",
}  # fmt: skip

FINE: dict[str, FineKind] = {
    **{
        name: FineKind("airplane", tuple(pose for pose, one in ATTITUDES.items() if one.craft == craft), _always)
        for name, craft in _PLANES.items()
    },
    **{name: FineKind("ship", (craft,), _always) for name, craft in _SHIPS.items()},
    **{name: FineKind("truck", (build,), _always) for name, build in _TRUCKS.items()},
    **{name: FineKind("automobile", _VIEWS, _is(car)) for name, car in _CARS.items()},
}
"""By name."""


def fine_scene(name: str, seed: int) -> Scene:
    """A scene with one thing of a kind; the same seed gives the same scene.

    Args:
        name: one of `FINE`.
        seed: any whole number.
    """
    kind, rng = FINE[name], Random(f"{name} {seed}")
    look = random_look(rng, kind.family, rng.choice(kind.poses))
    while not kind.holds(look):
        look = random_look(rng, kind.family, look.pose)
    return scene_of(rng, kind.family, look)

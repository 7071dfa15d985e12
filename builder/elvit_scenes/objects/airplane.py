"""Airplane: airliners in the air and on the ground, fighters, propeller planes, biplanes, from many sides."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from elvit_scenes.canvas import Canvas
from elvit_scenes.kind import Kind, Pose
from elvit_scenes.light import blurred
from elvit_scenes.scene import Look
from elvit_scenes.solid import Point3, View
from elvit_scenes.vehicles.jets import draw_airliner, draw_fighter
from elvit_scenes.vehicles.props import draw_biplane, draw_propeller_plane

Range = tuple[float, float]


@dataclass(frozen=True)
class Attitude:
    """How a plane is met: what it is, and from where it is seen, in degrees.

    `either` lets it be seen from below as often as from above, pitch and bank the other way round.
    """

    craft: str
    yaw: Range
    pitch: Range
    bank: Range
    climb: Range = (0.0, 0.0)
    either: bool = False


ATTITUDES = {
    "side": Attitude("airliner", (-10, 24), (-24, -8), (-10, 2)),
    "banking": Attitude("airliner", (10, 48), (-8, 12), (24, 48), either=True),
    "below": Attitude("airliner", (28, 72), (-34, -12), (-16, 10)),
    "takeoff": Attitude("airliner", (6, 34), (-14, -4), (-4, 4), (8, 15)),
    "ground": Attitude("airliner", (6, 58), (2, 6), (0, 0)),
    "fighter": Attitude("fighter", (4, 42), (2, 16), (20, 52), (0, 14), True),
    "propeller": Attitude("propeller", (6, 48), (-18, 12), (-12, 22)),
    "biplane": Attitude("biplane", (10, 48), (-14, 10), (-10, 20)),
}
SIZES = {"airliner": (38.0, 4.0), "fighter": (15.5, 2.0), "propeller": (8.2, 1.6), "biplane": (7.6, 1.6)}


def _view(look: Look) -> View:
    rng, attitude = Random(look.seed), ATTITUDES[look.pose]
    length, width = SIZES[attitude.craft]
    way = -1 if attitude.either and rng.random() < 0.4 else 1
    return View(
        length,
        width,
        length / 3,
        rng.uniform(*attitude.yaw),
        way * rng.uniform(*attitude.pitch),
        way * rng.uniform(*attitude.bank),
        -4.3,
    )


def shade_airplane(canvas: Canvas, look: Look) -> None:
    """The dark ground below a plane that stands on its wheels."""
    corners: list[Point3] = [(-14, 2.2, -4.3), (15, 2.2, -4.3), (15, -2.2, -4.3), (-14, -2.2, -4.3)]
    wings: list[Point3] = [(3, 2, -4.3), (-7, 15, -4.3), (-9, 15, -4.3), (-6, 2, -4.3)]
    with canvas.group(blurred(canvas, 1.5)):
        canvas.fill(_view(look).face(corners), "#08080a", 0.6)
        canvas.fill(_view(look).face(wings), "#08080a", 0.4)


def draw_airplane(canvas: Canvas, look: Look) -> None:
    """Draw the plane in its pose, its middle, or on the ground its foot, at (0, 0)."""
    rng, view, attitude = Random(look.seed + 1), _view(look), ATTITUDES[look.pose]
    draw = {
        "airliner": draw_airliner,
        "fighter": draw_fighter,
        "propeller": draw_propeller_plane,
        "biplane": draw_biplane,
    }[attitude.craft]
    x, y = view.at((0, 0, 0)) if look.pose != "ground" else (0.0, 0.0)
    climb = rng.uniform(*attitude.climb)
    with canvas.group(transform=f"rotate({-climb:.1f}) translate({-x:.2f} {-y:.2f})"):
        draw(canvas, view, look, rng)


PLACES = ("sky",)

AIRPLANE = Kind(
    name="airplane",
    poses={pose: Pose("ground", ("airfield",)) if pose == "ground" else Pose("air", PLACES) for pose in ATTITUDES},
    coats=(
        ("#e6e9ec", "#23508f"),
        ("#e9e9e6", "#b3241f"),
        ("#c3cad0", "#5d6a76"),
        ("#dfe5ea", "#1d3a5c"),
        ("#eceae4", "#d9822b"),
        ("#9aa3aa", "#4b545c"),
        ("#f0f0ee", "#2f7a56"),
        ("#d8cfae", "#a33b2a"),
        ("#8f9aa3", "#6e2b2b"),
    ),
    draw=draw_airplane,
    shade=shade_airplane,
)

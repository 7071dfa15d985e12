"""Truck: lorries of many trades, with a flat or a long-nosed cab, seen from the side, a corner or the front."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from elvit_scenes.canvas import Canvas
from elvit_scenes.kind import Kind, Pose
from elvit_scenes.light import blurred
from elvit_scenes.scene import Look
from elvit_scenes.solid import Point3, View
from elvit_scenes.surface import box
from elvit_scenes.vehicles.cab import HALF, draw_flat_cab, draw_long_nose
from elvit_scenes.vehicles.loads import (
    draw_blue_lights,
    draw_bucket,
    draw_cargo,
    draw_container,
    draw_fire_body,
    draw_tank,
)
from elvit_scenes.wheels import draw_rim, draw_tyre

RADIUS = 0.52


@dataclass(frozen=True)
class Build:
    """How long a truck is, its cab, its load, and where its axles stand: from the front, and from the back."""

    length: float
    long_nose: bool
    load: str
    front_axles: tuple[float, ...]
    back_axles: tuple[float, ...]


BUILDS = {
    "semi": Build(9.6, False, "container", (1.15, 3.3), (1.2, 2.3)),
    "box": Build(7.2, False, "container", (1.15,), (1.35,)),
    "tipper": Build(7.0, False, "bucket", (1.15,), (1.0, 2.1)),
    "conventional": Build(11.5, True, "container", (1.0, 4.6, 5.7), (1.2, 2.3)),
    "tanker": Build(9.8, False, "tank", (1.15, 3.4), (1.2, 2.3)),
    "flatbed": Build(9.0, False, "cargo", (1.15, 3.2), (1.2, 2.3)),
    "fire": Build(7.6, False, "fire", (1.2,), (1.7,)),
}
TURNS = ((3.0, 16.0), (24.0, 50.0), (28.0, 54.0), (60.0, 76.0))


def _build(look: Look) -> Build:
    """The build; a tanker, a flatbed or a dump truck may have the long-nosed cab too."""
    build, rng = BUILDS[look.pose], Random(look.seed + 3)
    if look.pose in ("tanker", "flatbed", "tipper") and rng.random() < 0.35:
        longer = build.length + 1.4
        return Build(longer, True, build.load, (1.0, 4.5) if longer > 9 else (1.0,), build.back_axles)
    return build


def _view(look: Look) -> View:
    rng, build = Random(look.seed), _build(look)
    return View(build.length, 2 * HALF, 3.5, rng.uniform(*rng.choice(TURNS)), rng.uniform(3, 8))


def shade_truck(canvas: Canvas, look: Look) -> None:
    """The dark ground between the wheels."""
    half = _build(look).length / 2
    corners: list[Point3] = [(-half, HALF, 0.0), (half, HALF, 0.0), (half, -HALF, 0.0), (-half, -HALF, 0.0)]
    with canvas.group(blurred(canvas, 1.2)):
        canvas.fill(_view(look).face(corners), "#08080a", 0.8)


def draw_truck(canvas: Canvas, look: Look) -> None:
    """Draw a truck: far wheels, chassis, load, cab, near wheels."""
    rng, view, build = Random(look.seed + 1), _view(look), _build(look)
    if look.pose == "fire":
        look = Look(look.pose, rng.choice(("#b3201c", "#c4281f", "#a31a1d", "#c23a1c")), look.accent, look.seed)
    back, front = -build.length / 2, build.length / 2
    cab = front - (4.6 if build.long_nose else 2.2)
    axles = [*(front - at for at in build.front_axles), *(back + at for at in build.back_axles)]
    for side in (-1, 1):
        for axle in sorted(axles):
            draw_tyre(canvas, view, axle, side * HALF * 0.97, RADIUS, 0.4)
    box(canvas, view, back + 0.1, front - 0.3, HALF * 0.75, -HALF * 0.75, 0.55, 1.0, "#232529", 0.1)
    _draw_load(canvas, view, look, build, rng, (back, cab + (0.15 if build.long_nose else -0.25)))
    if build.long_nose:
        draw_long_nose(canvas, view, look, rng, (cab, front))
    else:
        high = {"semi": 3.3, "conventional": 3.3, "fire": 2.75}.get(look.pose, 3.0)
        draw_flat_cab(canvas, view, look, rng, (cab, front), high)
        if look.pose == "fire":
            draw_blue_lights(canvas, view, front - 0.7, high)
    metal = rng.choice(("#9a9ca0", "#b9bbbf", "#7d7f83"))
    for axle in sorted(axles):
        canvas.fill(view.ring(axle, HALF * 0.985, RADIUS, RADIUS * 1.1), "#0d0d0f")
        draw_rim(canvas, view, axle, HALF, RADIUS, metal, 0, share=0.58)


def _draw_load(canvas: Canvas, view: View, look: Look, build: Build, rng: Random, x: tuple[float, float]) -> None:
    """What stands behind the cab."""
    if build.load == "container":
        draw_container(canvas, view, look, rng, x, 3.45 if build.length > 8 else rng.uniform(3.0, 3.45))
        return
    draw = {"bucket": draw_bucket, "tank": draw_tank, "cargo": draw_cargo, "fire": draw_fire_body}[build.load]
    draw(canvas, view, look, rng, x)


PLACES = ("road", "street", "road", "street", "desert")

TRUCK = Kind(
    name="truck",
    poses={pose: Pose("ground", PLACES) for pose in BUILDS},
    coats=(
        ("#b3261e", "#d9d8d2"),
        ("#d8d8d4", "#dedcd6"),
        ("#2c4f8a", "#cfd0cc"),
        ("#d9822b", "#d98a35"),
        ("#3c7a52", "#c7c9c4"),
        ("#e3b22e", "#c8452f"),
        ("#4a4f57", "#8f979c"),
        ("#5f93b5", "#e2e2de"),
        ("#7a2a22", "#b9a98c"),
        ("#e1e1dc", "#3f6597"),
    ),
    draw=draw_truck,
    shade=shade_truck,
)

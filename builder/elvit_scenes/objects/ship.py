"""Ship: liner, freighter, tanker, warship, tug, fishing boat, yachts under motor and sail, afloat at y = 0."""

from __future__ import annotations

from random import Random

from elvit_scenes.canvas import Canvas
from elvit_scenes.kind import Kind, Pose
from elvit_scenes.scene import Look
from elvit_scenes.solid import View
from elvit_scenes.vehicles.boats import (
    draw_fishing,
    draw_sailing,
    draw_speedboat,
    draw_tall_ship,
    draw_tug,
    draw_yacht,
)
from elvit_scenes.vehicles.liners import draw_freighter, draw_liner, draw_tanker, draw_warship

CRAFTS = {
    "liner": (draw_liner, 100.0),
    "freighter": (draw_freighter, 100.0),
    "yacht": (draw_yacht, 24.0),
    "sailing": (draw_sailing, 12.0),
    "tanker": (draw_tanker, 100.0),
    "warship": (draw_warship, 100.0),
    "tug": (draw_tug, 28.0),
    "fishing": (draw_fishing, 22.0),
    "speedboat": (draw_speedboat, 9.0),
    "tallship": (draw_tall_ship, 56.0),
}
"""For each pose what draws it, and the metres that fill the width."""


def _view(look: Look) -> View:
    rng = Random(look.seed)
    length = CRAFTS[look.pose][1]
    turned = rng.random() < 0.6
    return View(
        length,
        length * 0.14,
        length * 0.3,
        rng.uniform(20, 58) if turned else rng.uniform(0, 12),
        rng.uniform(1.5, 5.5),
    )


def draw_ship(canvas: Canvas, look: Look) -> None:
    """Draw the ship in its pose, bow to the right."""
    CRAFTS[look.pose][0](canvas, _view(look), look, Random(look.seed + 1))


PLACES = ("water", "water", "water", "harbour")

SHIP = Kind(
    name="ship",
    poses={pose: Pose("water", PLACES) for pose in CRAFTS},
    coats=(
        ("#1f2f45", "#b3261e"),
        ("#e1e2df", "#23508f"),
        ("#2a2c30", "#c98a2c"),
        ("#8c2f27", "#d9d6cc"),
        ("#7d868c", "#5a6168"),
        ("#dfe3e4", "#b3261e"),
        ("#27543f", "#c9b98a"),
        ("#365d80", "#d9822b"),
    ),
    draw=draw_ship,
)

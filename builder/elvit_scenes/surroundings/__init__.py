"""The surroundings a scene can play in, by name."""

from __future__ import annotations

from collections.abc import Callable

from elvit_scenes.canvas import Canvas
from elvit_scenes.scene import Placed, Scene
from elvit_scenes.surroundings.airfield import draw_airfield
from elvit_scenes.surroundings.beach import draw_beach
from elvit_scenes.surroundings.branch import draw_branch, front_branch
from elvit_scenes.surroundings.desert import draw_desert
from elvit_scenes.surroundings.floor import draw_floor, front_floor
from elvit_scenes.surroundings.forest import draw_forest, front_forest
from elvit_scenes.surroundings.harbour import draw_harbour
from elvit_scenes.surroundings.meadow import draw_meadow, front_meadow
from elvit_scenes.surroundings.road import draw_road
from elvit_scenes.surroundings.room import draw_room
from elvit_scenes.surroundings.sky import draw_sky_surroundings
from elvit_scenes.surroundings.snow import draw_snow, front_snow
from elvit_scenes.surroundings.street import draw_street
from elvit_scenes.surroundings.water import draw_water, front_water

DRAW: dict[str, Callable[[Canvas, Scene], None]] = {
    "airfield": draw_airfield,
    "beach": draw_beach,
    "branch": draw_branch,
    "desert": draw_desert,
    "floor": draw_floor,
    "forest": draw_forest,
    "harbour": draw_harbour,
    "meadow": draw_meadow,
    "road": draw_road,
    "room": draw_room,
    "sky": draw_sky_surroundings,
    "snow": draw_snow,
    "street": draw_street,
    "water": draw_water,
}
"""What stands behind the things of a scene."""

FRONT: dict[str, Callable[[Canvas, Scene, Placed], None]] = {
    "branch": front_branch,
    "floor": front_floor,
    "forest": front_forest,
    "harbour": front_water,
    "meadow": front_meadow,
    "snow": front_snow,
    "water": front_water,
}
"""What stands before one thing: grass before feet, foam along a hull."""

WATERS = frozenset({"harbour", "water"})
"""Where a thing is mirrored below itself."""

OPEN_AIR = frozenset({"sky", "branch"})
"""Where no ground takes a shadow."""

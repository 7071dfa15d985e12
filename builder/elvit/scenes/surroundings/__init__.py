"""The surroundings a scene can play in, by name."""

from __future__ import annotations

from collections.abc import Callable

from elvit.scenes.canvas import Canvas
from elvit.scenes.scene import Placed, Scene
from elvit.scenes.surroundings.airfield import draw_airfield
from elvit.scenes.surroundings.beach import draw_beach
from elvit.scenes.surroundings.branch import draw_branch, front_branch
from elvit.scenes.surroundings.desert import draw_desert
from elvit.scenes.surroundings.floor import draw_floor, front_floor
from elvit.scenes.surroundings.forest import draw_forest, front_forest
from elvit.scenes.surroundings.harbour import draw_harbour
from elvit.scenes.surroundings.meadow import draw_meadow, front_meadow
from elvit.scenes.surroundings.road import draw_road
from elvit.scenes.surroundings.room import draw_room
from elvit.scenes.surroundings.sky import draw_sky_surroundings
from elvit.scenes.surroundings.snow import draw_snow, front_snow
from elvit.scenes.surroundings.street import draw_street
from elvit.scenes.surroundings.water import draw_water, front_water

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

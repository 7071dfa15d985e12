"""A head that turns: points and round features in three dimensions become places in the drawing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from elvit_scenes.shapes import Point

Place = tuple[float, float, float]
"""Right, down, and towards the viewer, from the middle of the head."""


@dataclass(frozen=True)
class Turned:
    """A head turned away from the viewer.

    Args:
        yaw: degrees it looks to the right; 0 faces the viewer, 90 is a profile.
        pitch: degrees it looks down.
    """

    yaw: float
    pitch: float = 0.0

    def spin(self, place: Place) -> Place:
        """The place after turning."""
        x, y, z = place
        yaw, pitch = math.radians(self.yaw), math.radians(self.pitch)
        x, z = x * math.cos(yaw) + z * math.sin(yaw), z * math.cos(yaw) - x * math.sin(yaw)
        return x, y * math.cos(pitch) + z * math.sin(pitch), z * math.cos(pitch) - y * math.sin(pitch)

    def at(self, x: float, y: float, z: float) -> Point:
        """Where a place of the head lies in the drawing."""
        found = self.spin((x, y, z))
        return found[0], found[1]

    def line(self, places: Sequence[Place]) -> list[Point]:
        """Where several places lie."""
        return [self.at(*place) for place in places]

    def seen(self, x: float, z: float) -> float:
        """How squarely what lies on the head at `x`, `z` faces the viewer: its width's share, 0 when hidden."""
        return max(0.0, math.cos(math.radians(self.yaw) + math.atan2(x, z)))

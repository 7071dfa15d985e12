"""Solid things seen by a camera: points of a car or a truck, in metres, become points of a drawing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from elvit.scenes.shapes import Point, polygon

Point3 = tuple[float, float, float]
"""Metres forward, metres towards the viewer's side, metres up."""

CIRCLE = [(math.cos(math.tau * step / 20), math.sin(math.tau * step / 20)) for step in range(20)]


@dataclass(frozen=True)
class View:
    """A camera that looks at a thing of given length, width and height and fits it into 100 units.

    Args:
        length: metres from back to front.
        width: metres from side to side.
        height: metres from the ground up.
        yaw: degrees the front turns towards the viewer; 0 shows the side alone.
        pitch: degrees the camera looks down.
    """

    length: float
    width: float
    height: float
    yaw: float
    pitch: float

    @cached_property
    def _turns(self) -> tuple[float, float, float, float]:
        turn, down = math.radians(self.yaw), math.radians(self.pitch)
        return math.cos(turn), math.sin(turn), math.cos(down), math.sin(down)

    def _raw(self, point: Point3) -> Point:
        x, y, z = point
        cos_turn, sin_turn, cos_down, sin_down = self._turns
        across = x * cos_turn - y * sin_turn
        towards = x * sin_turn + y * cos_turn
        far = 3.2 * self.length
        nearness = far / (far - towards * cos_down - z * sin_down)
        return across * nearness, (towards * sin_down - z * cos_down) * nearness

    @cached_property
    def _fit(self) -> tuple[float, float, float]:
        """Scale, and the place of the raw point that becomes (0, 0)."""
        half, side = self.length / 2, self.width / 2
        corners = [self._raw((x, y, z)) for x in (-half, half) for y in (-side, side) for z in (0.0, self.height)]
        left, right = min(x for x, _ in corners), max(x for x, _ in corners)
        return 100 / (right - left), (left + right) / 2, max(y for _, y in corners)

    def at(self, point: Point3) -> Point:
        """Where a point of the thing lies in the drawing."""
        scale, middle, ground = self._fit
        x, y = self._raw(point)
        return (x - middle) * scale, (y - ground) * scale

    def face(self, points: Sequence[Point3]) -> str:
        """The outline of a flat face."""
        return polygon([self.at(point) for point in points])

    def ring(self, x: float, y: float, z: float, radius: float) -> str:
        """The outline of a wheel's disc: a circle that stands along the thing."""
        return self.face([(x + radius * across, y, z + radius * up) for across, up in CIRCLE])

    def visible(self, points: Sequence[Point3]) -> bool:
        """Whether a face, listed clockwise as seen from outside, turns towards the camera."""
        flat = [self.at(point) for point in points]
        pairs = zip(flat, flat[1:] + flat[:1], strict=True)
        return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs) > 0

"""Solid things seen by a camera: points of a vehicle, in metres, become points of a drawing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from elvit_scenes.shapes import Point

Point3 = tuple[float, float, float]
"""Metres forward, metres towards the viewer's side, metres up."""

Points = NDArray[np.float64]
"""Points in space or in the drawing, `[..., 3]` or `[..., 2]`."""

CIRCLE = [(math.cos(math.tau * step / 20), math.sin(math.tau * step / 20)) for step in range(20)]
UPRIGHT: Points = np.array([(across, 0.0, up) for across, up in CIRCLE])


@dataclass(frozen=True)
class View:
    """A camera that looks at a thing of given length, width and height and fits it into 100 units.

    Args:
        length: metres from back to front.
        width: metres from side to side.
        height: metres from the ground up.
        yaw: degrees the front turns towards the viewer; 0 shows the side alone, 90 the front alone,
            and below 0 the back comes into sight.
        pitch: degrees the camera looks down; below 0 it looks up.
        bank: degrees the thing rolls about its length, the viewer's side down.
        floor: where the ground lies, in metres up.
    """

    length: float
    width: float
    height: float
    yaw: float
    pitch: float
    bank: float = 0.0
    floor: float = 0.0

    @cached_property
    def _world(self) -> Points:
        """Rows: right, towards the viewer, up, each in terms of forward, sideways, up."""
        turn, roll = math.radians(self.yaw), math.radians(self.bank)
        turned = np.array([[math.cos(turn), -math.sin(turn), 0], [math.sin(turn), math.cos(turn), 0], [0, 0, 1.0]])
        rolled = np.array([[1, 0, 0], [0, math.cos(roll), math.sin(roll)], [0, -math.sin(roll), math.cos(roll)]])
        world: Points = turned @ rolled
        return world

    @cached_property
    def _camera(self) -> Points:
        """Rows: right, towards the camera, up in the picture."""
        down = math.radians(self.pitch)
        tipped = np.array([[1, 0, 0], [0, math.cos(down), math.sin(down)], [0, -math.sin(down), math.cos(down)]])
        camera: Points = tipped @ self._world
        return camera

    def turned(self, directions: Points) -> Points:
        """Directions of the thing as right, towards the viewer, up."""
        return np.asarray(directions @ self._world.T)

    def depth(self, points: Points) -> Points:
        """How far towards the camera points lie."""
        return np.asarray(points @ self._camera[1])

    @cached_property
    def _far(self) -> float:
        return 3.2 * self.length

    def _raw(self, points: Points) -> Points:
        seen = points @ self._camera.T
        return np.asarray(seen[..., 0::2] * (self._far / (self._far - seen[..., 1:2])))

    @cached_property
    def _fit(self) -> tuple[Points, Points]:
        """Scale across and down, and the place in the drawing that the raw (0, 0) has."""
        half, side = self.length / 2, self.width / 2
        corners = self._raw(
            np.array(
                [
                    (x, y, z)
                    for x in (-half, half)
                    for y in (-side, side)
                    for z in (self.floor, self.floor + self.height)
                ]
            )
        )
        (left, ground), (right, _) = corners.min(axis=0), corners.max(axis=0)
        scale = np.array([1.0, -1.0]) * 100 / float(right - left)
        return scale, np.array([(left + right) / 2, ground]) * -scale

    def project(self, points: Points) -> Points:
        """Where points of the thing, `[..., 3]`, lie in the drawing, `[..., 2]`."""
        scale, shift = self._fit
        return np.asarray(self._raw(points) * scale + shift)

    def units(self, metres: float) -> float:
        """About how many units of the drawing a length is."""
        return metres * float(self._fit[0][0])

    def flat(self, points: Sequence[Point3] | Points) -> list[Point]:
        """The same for a list of points."""
        pairs: list[Point] = [(x, y) for x, y in self.project(np.asarray(points, dtype=np.float64)).tolist()]
        return pairs

    def at(self, point: Point3) -> Point:
        """Where a point of the thing lies in the drawing."""
        return self.flat([point])[0]

    def face(self, points: Sequence[Point3] | Points) -> str:
        """The outline of a flat face."""
        flat = self.project(np.asarray(points, dtype=np.float64)).tolist()
        return "M" + "L".join([f"{x:.2f} {y:.2f}" for x, y in flat]) + "Z"

    def ring(self, x: float, y: float, z: float, radius: float) -> str:
        """The outline of a wheel's disc: a circle that stands along the thing."""
        return self.face(np.array((x, y, z)) + radius * UPRIGHT)

    def visible(self, points: Sequence[Point3]) -> bool:
        """Whether a face, listed clockwise as seen from outside, turns towards the camera."""
        flat = self.flat(points)
        pairs = zip(flat, flat[1:] + flat[:1], strict=True)
        return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs) > 0

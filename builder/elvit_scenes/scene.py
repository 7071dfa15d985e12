"""What a picture holds: its surroundings, the things placed in it, and the camera's mood."""

from __future__ import annotations

from dataclasses import dataclass

SIDE = 256.0
"""Width and height of a picture in its own units, whatever its size in pixels."""


@dataclass(frozen=True)
class Look:
    """How one thing looks.

    Args:
        pose: one of the poses of its kind, such as `sitting`.
        coat: main colour, of fur or paint.
        accent: second colour, of a mane, a chest, a stripe.
        seed: all else that chance decides, such as the bend of each leg.
    """

    pose: str
    coat: str
    accent: str
    seed: int


@dataclass(frozen=True)
class Placed:
    """One thing at its place.

    Args:
        kind: its class, such as `horse`.
        look: how it looks.
        x: middle, in picture units from the left.
        y: where it stands (its middle when it flies), in picture units from the top.
        size: picture units for 100 units of its drawing, about its longer side.
        mirrored: it looks to the left instead of the right.
        tilt: degrees it is turned, clockwise.
    """

    kind: str
    look: Look
    x: float
    y: float
    size: float
    mirrored: bool = False
    tilt: float = 0.0


@dataclass(frozen=True)
class Mood:
    """What the camera and the hour add to a picture; each is 1 or 0 for nothing added."""

    exposure: float = 1.0
    contrast: float = 1.0
    saturation: float = 1.0
    warmth: float = 0.0
    grain: float = 0.0


@dataclass(frozen=True)
class Scene:
    """A whole picture.

    Args:
        surroundings: where it plays, such as `meadow`.
        horizon: height of the horizon, in picture units from the top.
        sun: where light comes from, -1 the left to 1 the right.
        placed: the things, the farthest first.
        mood: camera and hour.
        seed: all else that chance decides in the surroundings.
    """

    surroundings: str
    horizon: float
    sun: float
    placed: tuple[Placed, ...]
    mood: Mood
    seed: int

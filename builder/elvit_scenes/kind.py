"""What the generator knows of a class of things besides how to draw it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from elvit_scenes.canvas import Canvas
from elvit_scenes.scene import Look

Stance = Literal["ground", "air", "water", "perch", "portrait"]
"""What holds a thing up: ground, air, water, a branch; a portrait runs out of the frame below."""


@dataclass(frozen=True)
class Pose:
    """One way a thing holds itself.

    Args:
        stance: what holds it up; its foot, or its middle for `air`, is at (0, 0) of the drawing.
        surroundings: where it is met so; a name that stands twice comes twice as often.
    """

    stance: Stance
    surroundings: tuple[str, ...]


@dataclass(frozen=True)
class Kind:
    """One of the ten classes.

    Args:
        name: the class.
        poses: how it holds itself, by name.
        coats: pairs of main and second colour, as they occur in nature or on the road.
        draw: draws it looking to the right, about 100 units large.
        shade: draws the dark ground right under it, when its own outline is not enough of a shadow.
    """

    name: str
    poses: dict[str, Pose]
    coats: tuple[tuple[str, str], ...]
    draw: Callable[[Canvas, Look], None]
    shade: Callable[[Canvas, Look], None] | None = None

"""What the four-legged animals share: jointed legs in any phase of a step, hooves, paws, lit coats, eyes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from elvit_scenes.canvas import Canvas, Stop
from elvit_scenes.colour import darker, lighter
from elvit_scenes.shapes import Point, blob, disc, limb, polygon


@dataclass(frozen=True)
class Leg:
    """A leg as a chain of bones.

    Args:
        root: the shoulder or the hip.
        lengths: of each bone, from the root down.
        angles: of each bone while standing, in degrees from straight down, forwards above 0.
        fold: what is added to the angles while the foot is lifted.
        widths: across, at the root, the middle of the first bone, the first joint, and so on.
        foot: height of the hoof or paw under the last joint.
        hoofed: a hoof instead of a paw.
    """

    root: Point
    lengths: tuple[float, ...]
    angles: tuple[float, ...]
    fold: tuple[float, ...]
    widths: tuple[float, ...]
    foot: float
    hoofed: bool = False

    def joints(self, swing: float = 0.0, lift: float = 0.0, raised: float = 10.0) -> list[Point]:
        """Root, joints and ankle when the leg is swung by degrees and lifted by a share of `raised`."""
        x, y = self.root
        points = [self.root]
        for length, angle, fold in zip(self.lengths, self.angles, self.fold, strict=True):
            turn = math.radians(angle + swing + fold * lift)
            x, y = x + length * math.sin(turn), y + length * math.cos(turn)
            points.append((x, y))
        stretch = (-self.foot - raised * lift - self.root[1]) / (y - self.root[1])
        return [(x, self.root[1] + (y - self.root[1]) * stretch) for x, y in points]


def jointed(points: Sequence[Point]) -> list[Point]:
    """The points with the middle of each bone put between them."""
    found = [points[0]]
    for before, after in pairwise(points):
        found += [((before[0] + after[0]) / 2, (before[1] + after[1]) / 2), after]
    return found


Step = tuple[float, float]
"""How far a leg swings, in degrees, and how far it is lifted, 0 to 1."""


def steps(
    rng: Random,
    reach: float,
    offsets: tuple[float, float, float, float] = (0, 0.27, 0.5, 0.77),
) -> list[Step]:
    """One moment of a gait: near fore, near hind, far fore, far hind; a trot has offsets (0, 0.5, 0.5, 0)."""
    if reach < 4:
        return [(rng.uniform(-reach, reach), 0.0) for _ in range(4)]
    start = rng.random()
    turns = [math.tau * (start + offset) for offset in offsets]
    return [(reach * math.sin(turn), max(0.0, math.cos(turn) - 0.35) / 0.65) for turn in turns]


def draw_leg(
    canvas: Canvas,
    leg: Leg,
    step: Step,
    paint: str,
    foot: str,
    shift: float = 0.0,
    up: float = 0.0,
    raised: float = 10.0,
) -> list[Point]:
    """One leg with its foot; a far leg is shifted along the body and stands a little higher. Gives its joints."""
    points = [(x + shift, y - up) for x, y in leg.joints(*step, raised=raised)]
    canvas.fill(limb(jointed(points), leg.widths), paint)
    turn = 0.0
    if step[1] > 0.05:
        turn = -(step[0] * 0.5 + leg.fold[-1] * step[1])
    draw_foot(canvas, points[-1], leg.widths[-1], leg.foot, foot, leg.hoofed, turn)
    return points


def draw_foot(
    canvas: Canvas, ankle: Point, width: float, height: float, paint: str, hoofed: bool, turn: float = 0.0
) -> None:
    """A hoof or a paw under an ankle, turned by degrees while it is in the air."""
    half = width / 2
    if hoofed:
        outline: list[Point] = [
            (-half * 0.95, -height * 0.1),
            (half * 0.9, -height * 0.25),
            (half * 1.75, height),
            (-half * 1.15, height),
        ]
    else:
        outline = [
            (-half * 1.05, -half * 0.7),
            (half * 0.6, -half * 1.1),
            (half * 1.9, -half * 0.25),
            (half * 2.3, height * 0.72),
            (half * 1.6, height),
            (-half * 0.9, height),
        ]
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    x0, y0 = ankle
    placed = [(x0 + x * cos - y * sin, y0 + x * sin + y * cos) for x, y in outline]
    canvas.fill(polygon(placed) if hoofed else blob(placed), paint)
    if not hoofed and turn == 0.0:
        toes = "".join(
            f"M{x0 + half * share:.1f} {y0 + height * 0.25:.1f}l{half * 0.25:.1f} {height * 0.6:.1f}"
            for share in (0.7, 1.35)
        )
        canvas.line(toes, "#15100d", 0.5, 0.5)


def coat_paint(canvas: Canvas, coat: str, back: float, belly: float, pale: float = 0.0) -> str:
    """A coat lit from above: light on the back, dark below, or as much paler as the animal is there."""
    under = lighter(coat, pale) if pale else darker(coat, 0.3)
    stops: list[Stop] = [
        (0, lighter(coat, 0.2)),
        (0.25, lighter(coat, 0.06)),
        (0.6, darker(coat, 0.08)),
        (0.85, under),
        (1, darker(under, 0.3)),
    ]
    return canvas.linear((0, back), (0, belly), stops)


def draw_eye(canvas: Canvas, x: float, y: float, size: float, iris: str = "#20130b") -> None:
    """A dark eye with a spark."""
    canvas.fill(disc(x, y, size * 1.25, size), "#0b0806")
    canvas.fill(disc(x, y, size * 0.9, size * 0.8), iris)
    canvas.fill(disc(x + size * 0.3, y - size * 0.35, size * 0.3), "#f4f6f8")

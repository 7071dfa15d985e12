"""The builds of dogs: from retriever to pug, which colours they wear, the legs they stand on."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from elvit_scenes.colour import channels
from elvit_scenes.legs import Leg
from elvit_scenes.objects.dog_head import DogHead
from elvit_scenes.scene import Look


@dataclass(frozen=True)
class Build:
    """A breed's figure: thickness of legs, length of hair, tail lifted or low, head, size of the head."""

    stout: float
    legs: float
    tail: float
    head: DogHead
    large: float


RETRIEVER = Build(1.12, 0.98, 6, DogHead(19, 15, 15.5, "hanging", 0.45, False, False, False), 0.84)
HOUND = Build(1.0, 1.0, 20, DogHead(19, 14, 14.5, "hanging", 0.1, False, True, False), 0.8)
SHEPHERD = Build(1.08, 1.0, -14, DogHead(21, 13, 14.5, "upright", 0.4, True, False, False), 0.82)
COLLIE = Build(1.08, 0.98, -8, DogHead(20, 12.6, 14, "tipped", 0.75, False, True, False), 0.84)
TERRIER = Build(1.0, 0.84, 24, DogHead(15, 14.5, 14.5, "tipped", 0.5, False, False, False), 0.95)
FLUFFY = Build(1.3, 0.68, 16, DogHead(9, 13.6, 16, "hanging", 1.1, False, False, True), 1.06)
PUG = Build(1.25, 0.78, 22, DogHead(6, 17.5, 16.5, "tipped", 0.1, True, False, False), 1.02)
BUILDS = (RETRIEVER, RETRIEVER, HOUND, SHEPHERD, COLLIE, TERRIER, FLUFFY, PUG)


def legs_of(build: Build) -> tuple[Leg, Leg]:
    """Fore and hind leg of a build."""
    wide = build.stout
    fore = Leg(
        (19, -42),
        (14, 17, 11),
        (-20, 3, 4),
        (32, -20, -60),
        tuple(width * wide for width in (17, 15, 10.5, 8, 6.6, 6.2, 6.4)),
        3,
    )
    hind = Leg(
        (-26, -44),
        (18, 18, 13.5),
        (30, -38, 6),
        (20, -22, 8),
        tuple(width * wide for width in (22, 22, 16, 10, 6.8, 6.2, 6.4)),
        3,
    )
    return fore, hind


def build_for(look: Look, rng: Random) -> Build:
    """A build that suits the colours: tan dogs may wear a dark mask, dark ones have hanging ears or a blaze."""
    red, _, blue = channels(look.coat)
    tan = red > 150 and red - blue > 40

    def suits(head: DogHead) -> bool:
        return (tan or not head.mask) and (red > 112 or head.ears == "hanging" or head.blaze)

    return rng.choice([build for build in BUILDS if suits(build.head)])

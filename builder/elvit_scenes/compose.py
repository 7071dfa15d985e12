"""Chance composes scenes: one thing, large in the frame, where it belongs."""

from __future__ import annotations

from random import Random

from elvit_scenes.colour import varied
from elvit_scenes.objects import KINDS
from elvit_scenes.render import extent
from elvit_scenes.scene import SIDE, Look, Mood, Placed, Scene


def random_look(rng: Random, kind: str, pose: str | None = None) -> Look:
    """A look as it occurs: a pose, a coat, and a seed for the rest."""
    coat, accent = rng.choice(KINDS[kind].coats)
    chosen = pose or rng.choice(tuple(KINDS[kind].poses))
    return Look(chosen, varied(rng, coat, 12), varied(rng, accent, 10), rng.randrange(2**31))


def random_mood(rng: Random) -> Mood:
    """Camera and hour: mostly plain, at times dull, hard, warm or cold."""
    return Mood(
        exposure=rng.gauss(1.0, 0.09),
        contrast=rng.gauss(1.06, 0.1),
        saturation=max(0.25, rng.gauss(0.92, 0.18)),
        warmth=rng.gauss(0.0, 0.035),
        grain=rng.uniform(0.0, 0.02),
    )


TILTS = {"ground": (-1.5, 1.5), "water": (-1.5, 1.5), "air": (-12.0, 6.0), "perch": (-8.0, 4.0), "portrait": (0.0, 0.0)}
"""Degrees a thing may be turned."""


def place(rng: Random, kind: str, look: Look) -> tuple[Placed, float]:
    """Where the thing stands, large in the frame, and a horizon that suits it."""
    stance = KINDS[kind].poses[look.pose].stance
    mirrored, tilt = rng.random() < 0.5, rng.uniform(*TILTS[stance])
    if stance == "portrait":
        size = SIDE * rng.uniform(0.78, 0.92)
        x = SIDE / 2 + rng.uniform(-18, 18)
        return Placed(kind, look, x, SIDE, size, mirrored), rng.uniform(0.6, 1.0) * SIDE
    left, top, right, bottom = extent(kind, look, mirrored, tilt)
    size = rng.uniform(0.72, 0.93) * SIDE * min(100 / (right - left), 97 / (bottom - top))
    wide, tall = size * (right - left) / 100, size * (bottom - top) / 100
    x = SIDE / 2 - (left + right) / 2 * size / 100 + rng.uniform(-0.6, 0.6) * (SIDE - wide) / 2
    lower = min(tall + (SIDE - tall) * rng.uniform(0.45, 0.85), SIDE - 6)
    y = lower - bottom * size / 100
    if stance == "air":
        return Placed(kind, look, x, y, size, mirrored, tilt), rng.choice((SIDE + 9, SIDE + 9, 222.0))
    if stance == "perch":
        return Placed(kind, look, x, y - 8, size, mirrored, tilt), y - 8
    rise = rng.uniform(0.7, 1.6) if kind in ("automobile", "truck") else rng.uniform(0.25, 1.1)
    return Placed(kind, look, x, y, size, mirrored, tilt), min(max(y - tall * rise, 30.0), y - 14)


def random_scene(kind: str, seed: int) -> Scene:
    """A scene with one thing of a class; the same seed gives the same scene.

    Args:
        kind: one of the ten classes.
        seed: any whole number.
    """
    rng = Random(f"{kind} {seed}")
    return scene_of(rng, kind, random_look(rng, kind))


def scene_of(rng: Random, kind: str, look: Look) -> Scene:
    """A scene with a thing that looks so; chance decides all else."""
    placed, horizon = place(rng, kind, look)
    where = rng.choice(KINDS[kind].poses[look.pose].surroundings)
    return Scene(
        surroundings=where,
        horizon=min(horizon, SIDE - 24.0) if where != "sky" else horizon,
        sun=rng.choice((-1.0, 1.0)) * rng.uniform(0.5, 1.0),
        placed=(placed,),
        mood=random_mood(rng),
        seed=rng.randrange(2**31),
    )

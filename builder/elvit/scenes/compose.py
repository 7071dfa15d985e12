"""Chance composes scenes: one thing, large in the frame, where it belongs."""

from __future__ import annotations

from random import Random

from elvit.scenes.colour import varied
from elvit.scenes.objects import KINDS
from elvit.scenes.scene import SIDE, Look, Mood, Placed, Scene


def random_look(rng: Random, kind: str, pose: str | None = None) -> Look:
    """A look as it occurs: a pose, a coat, and a seed for the rest."""
    coat, accent = rng.choice(KINDS[kind].coats)
    chosen = pose or rng.choice(tuple(KINDS[kind].poses))
    return Look(chosen, varied(rng, coat, 12), varied(rng, accent, 10), rng.randrange(2**31))


def random_mood(rng: Random) -> Mood:
    """Camera and hour: mostly plain, at times dull, hard, warm or cold."""
    return Mood(exposure=rng.gauss(1.0, 0.09), contrast=rng.gauss(1.06, 0.1),
                saturation=max(0.25, rng.gauss(0.92, 0.18)), warmth=rng.gauss(0.0, 0.035),
                grain=rng.uniform(0.0, 0.02))


def place(rng: Random, kind: str, look: Look) -> tuple[Placed, float]:
    """Where the thing stands, large in the frame, and a horizon that suits it."""
    pose = KINDS[kind].poses[look.pose]
    share = rng.uniform(0.68, 0.9) if pose.stance != "portrait" else rng.uniform(0.86, 1.05)
    size = share * SIDE * min(100 / pose.width, 96 / pose.height)
    wide, tall = size * pose.width / 100, size * pose.height / 100
    x = SIDE / 2 + rng.uniform(-0.7, 0.7) * max(0.0, SIDE - wide) / 2
    mirrored = rng.random() < 0.5
    if pose.stance == "air":
        y = SIDE / 2 + rng.uniform(-0.5, 0.4) * max(0.0, SIDE - tall) / 2
        return Placed(kind, look, x, y, size, mirrored, rng.uniform(-14, 8)), rng.choice((SIDE + 9, SIDE + 9, 222.0))
    if pose.stance == "portrait":
        y = SIDE * rng.uniform(0.97, 1.0)
        return Placed(kind, look, x, y, size, mirrored), rng.uniform(0.6, 1.0) * SIDE
    y = max(tall + 6, SIDE - (SIDE - tall) * rng.uniform(0.12, 0.5))
    y = min(y, SIDE - 8)
    if pose.stance == "perch":
        return Placed(kind, look, x, y - 8, size, mirrored, rng.uniform(-8, 4)), y - 8
    horizon = y - tall * rng.uniform(0.25, 0.9)
    return Placed(kind, look, x, y, size, mirrored, rng.uniform(-1.5, 1.5)), min(max(horizon, 30.0), y - 14)


def random_scene(kind: str, seed: int) -> Scene:
    """A scene with one thing of a class; the same seed gives the same scene.

    Args:
        kind: one of the ten classes.
        seed: any whole number.
    """
    rng = Random(f"{kind} {seed}")
    look = random_look(rng, kind)
    placed, horizon = place(rng, kind, look)
    where = rng.choice(KINDS[kind].poses[look.pose].surroundings)
    return Scene(surroundings=where, horizon=min(horizon, SIDE - 24.0) if where != "sky" else horizon,
                 sun=rng.choice((-1.0, 1.0)) * rng.uniform(0.5, 1.0), placed=(placed,),
                 mood=random_mood(rng), seed=rng.randrange(2**31))

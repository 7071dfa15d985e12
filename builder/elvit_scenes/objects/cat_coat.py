"""A cat's coat: plain, tabby, white below, calico or with the dark points of a siamese."""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import channels, darker, lighter, mix, varied
from elvit_scenes.scene import Look
from elvit_scenes.shapes import Point, blob, limb


@dataclass(frozen=True)
class CatCoat:
    """The colours of a cat, part by part; `stripes` and `patches` are empty on a plain cat."""

    base: str
    chest: str
    leg: str
    paw: str
    tail: str
    ear: str
    mask: str
    muzzle: str
    stripes: str
    patches: tuple[str, ...]
    iris: str
    nose: str


def _light(colour: str) -> float:
    red, green, blue = channels(colour)
    return (0.3 * red + 0.59 * green + 0.11 * blue) / 255


def cat_coat(look: Look, rng: Random) -> CatCoat:
    """What follows from a pair of colours: a dark second colour makes points, an orange one on white a calico."""
    base, accent = look.coat, look.accent
    light, second = _light(base), _light(accent)
    red, _, blue = channels(accent)
    iris = rng.choice(("#a8b23c", "#c79a2b", "#8aa850", "#d0a93a"))
    nose = "#a8646a" if light > 0.4 else "#33262a"
    if second < light - 0.25 and red - blue < 70:
        return CatCoat(
            base,
            lighter(base, 0.25),
            mix(base, accent, 0.5),
            accent,
            accent,
            accent,
            accent,
            mix(base, accent, 0.7),
            "",
            (),
            "#6fa8cf",
            "#3a2a28",
        )
    if light > 0.7 and red - blue >= 70:
        return CatCoat(
            base,
            base,
            base,
            base,
            rng.choice((accent, "#2d2926")),
            accent,
            base,
            base,
            "",
            (accent, "#2d2926"),
            iris,
            nose,
        )
    if light < 0.25:
        plain = second < 0.5
        white = base if plain else accent
        return CatCoat(
            base, mix(base, white, 0.9), base, white, base, base, base, mix(base, white, 0.9), "", (), iris, nose
        )
    stripes = darker(mix(base, "#5a3a20", 0.3), 0.5) if light < 0.72 and rng.random() < 0.8 else ""
    white = accent if rng.random() < 0.5 else mix(base, accent, 0.45)
    return CatCoat(base, white, base, white, base, base, base, mix(base, accent, 0.7), stripes, (), iris, nose)


def draw_bands(canvas: Canvas, rng: Random, coat: CatCoat, pairs: list[tuple[Point, Point]], width: float) -> None:
    """Stripes, each from a root on the back to a tip on the flank, bowed and pointed."""
    if not coat.stripes:
        return
    found = []
    for (x0, y0), (x1, y1) in pairs:
        bow, wide = rng.uniform(-1.6, 1.6), width * rng.uniform(0.7, 1.2)
        middle = ((x0 + x1) / 2 + bow, (y0 + y1) / 2 + rng.uniform(-1, 1))
        found.append(limb([(x0, y0), middle, (x1, y1)], [wide, wide * 0.9, wide * 0.15]))
    canvas.fill("".join(found), coat.stripes, 0.62)


def draw_patches(canvas: Canvas, rng: Random, coat: CatCoat, places: list[tuple[float, float, float]]) -> None:
    """Patches of a calico around places with a reach each."""
    for index, (x, y, reach) in enumerate(places if coat.patches else ()):
        outline = []
        for step in range(9):
            turn, far = math.tau * step / 9, reach * rng.uniform(0.65, 1.35)
            outline.append((x + far * math.cos(turn), y + far * 0.85 * math.sin(turn)))
        canvas.fill(blob(outline), varied(rng, coat.patches[index % len(coat.patches)], 6))

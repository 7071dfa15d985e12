"""What several surroundings share: a sky, a far line of trees, textured ground, blades of grass."""

from __future__ import annotations

from random import Random

from elvit.scenes.canvas import Canvas
from elvit.scenes.colour import darker, lighter, mix, varied
from elvit.scenes.light import blurred, cloudy, furry, patchy, speckled
from elvit.scenes.scene import SIDE
from elvit.scenes.shapes import Point, blob, polygon

SKIES = (
    ("#3f78b8", "#bcd8ec"), ("#5b93c9", "#dcebf2"), ("#2f66a8", "#9cc6e4"), ("#8fa9bd", "#d9dfe0"),
    ("#a9b3ba", "#dfe1de"), ("#6f94b8", "#f1e2cb"), ("#7b87a3", "#f2cfa6"), ("#4d86c4", "#e8f1f6"),
)


def rectangle(top: float, bottom: float, left: float = -8.0, right: float = SIDE + 8) -> str:
    """A strip across the picture, a little wider than it."""
    return polygon([(left, top), (right, top), (right, bottom), (left, bottom)])


def draw_sky(canvas: Canvas, rng: Random, bottom: float, cover: float | None = None) -> str:
    """Sky with clouds down to `bottom`; gives the colour at the horizon."""
    high, low = rng.choice(SKIES)
    high, low = varied(rng, high, 14), varied(rng, low, 8)
    canvas.fill(rectangle(-8, bottom + 1), canvas.linear((0, 0), (0, bottom), [(0, high), (1, low)]))
    cover = rng.uniform(0.1, 0.75) if cover is None else cover
    scale = rng.uniform(0.006, 0.012)
    clouds = cloudy(canvas, "#fcfcfa", mix(low, "#7f8794", 0.55), (scale, scale * 2.2), rng.randrange(900), cover)
    with canvas.group(clouds, opacity=0.9):
        canvas.fill(rectangle(-16, bottom, -16, SIDE + 16), "#fff")
    return low


def draw_treeline(canvas: Canvas, rng: Random, base: float, height: float, colour: str,
                  blur: float = 1.5) -> None:
    """A far row of tree crowns standing on the height `base`."""
    crowns: list[Point] = [(-20.0, base + 6)]
    x = -20.0
    while x < SIDE + 20:
        crowns.append((x, base - height * rng.uniform(0.55, 1.0)))
        x += rng.uniform(6, 20)
    crowns += [(SIDE + 20, base - height * 0.7), (SIDE + 20, base + 6)]
    shade = canvas.linear((0, base - height), (0, base), [(0, lighter(colour, 0.08)), (1, darker(colour, 0.35))])
    leafy = furry(canvas, 3, 7, 3.5, 0.5, seed=rng.randrange(900), frequency=(0.16, 0.16))
    with canvas.group(blurred(canvas, blur, 0.08)), canvas.group(leafy):
        canvas.fill(blob(crowns), shade)


def draw_hills(canvas: Canvas, rng: Random, base: float, height: float, colour: str) -> None:
    """A far, hazy ridge."""
    points: list[Point] = [(-30.0, base + 4)]
    points += [(x, base - height * rng.uniform(0.25, 1.0)) for x in range(-30, 300, 42)]
    points.append((SIDE + 30, base + 4))
    with canvas.group(blurred(canvas, 0.8, 0.08)):
        canvas.fill(blob(points), canvas.linear((0, base - height), (0, base),
                                                [(0, colour), (1, lighter(colour, 0.3))]))


def draw_ground(canvas: Canvas, rng: Random, top: float, far: str, near: str, grain: tuple[float, float],
                strength: float = 2.6) -> None:
    """Ground from `top` to the lower edge: broad patches, and a grain that is finer far away than near."""
    middle = top + (SIDE - top) * 0.3
    between = mix(far, near, 0.35)
    for start, end, first, second, scale in ((top, middle, far, between, 2.0), (middle, SIDE, between, near, 1.0)):
        fine = speckled(canvas, darker(second, 0.5), lighter(second, 0.4),
                        (grain[0] * scale, grain[1] * scale), rng.randrange(900), strength, 2)
        with canvas.group(fine):
            canvas.fill(rectangle(start, end + 0.5, 0, SIDE),
                        canvas.linear((0, start), (0, end), [(0, first), (1, second)]))
    broad = patchy(canvas, darker(near, 0.5), (0.008, 0.03), rng.randrange(900))
    with canvas.group(broad, opacity=0.5):
        canvas.fill(rectangle(top, SIDE, 0, SIDE), "#fff")


def draw_blades(canvas: Canvas, rng: Random, centre: float, base: float, spread: float, height: float,
                colour: str, count: int) -> None:
    """Blades of grass around a place on the ground, in three tones."""
    for tone in (darker(colour, 0.3), colour, lighter(colour, 0.25)):
        blades = []
        for _ in range(max(1, count // 3)):
            x, y = rng.gauss(centre, spread), base + rng.uniform(-0.04, 0.1) * height
            lean, tall, half = rng.uniform(-0.4, 0.4) * height, height * rng.uniform(0.4, 1.0), height * 0.045
            blades.append(f"M{x - half:.1f} {y:.1f}Q{x:.1f} {y - tall * 0.6:.1f} {x + lean:.1f} {y - tall:.1f}"
                          f"Q{x + half * 2:.1f} {y - tall * 0.5:.1f} {x + half:.1f} {y:.1f}Z")
        canvas.fill("".join(blades), varied(rng, tone, 12))


def draw_bokeh(canvas: Canvas, rng: Random, bottom: float, base: str, tones: tuple[str, ...],
               count: int = 16, blur: float = 9.0) -> None:
    """A background far out of focus: soft patches of colour down to `bottom`."""
    canvas.fill(rectangle(-8, bottom + 1),
                canvas.linear((0, 0), (0, bottom), [(0, lighter(base, 0.12)), (1, darker(base, 0.15))]))
    with canvas.group(blurred(canvas, blur, 0.08), inside=rectangle(-8, bottom + 1)):
        for _ in range(count):
            x, y = rng.uniform(-20, 276), rng.uniform(-20, bottom + 10)
            across = rng.uniform(12, 46)
            points = [(x + across * dx * rng.uniform(0.6, 1.2), y + across * dy * rng.uniform(0.6, 1.2))
                      for dx, dy in ((-1, 0), (-0.5, -0.8), (0.6, -0.7), (1, 0.1), (0.4, 0.8), (-0.6, 0.7))]
            canvas.fill(blob(points), varied(rng, rng.choice(tones), 16), rng.uniform(0.4, 0.9))

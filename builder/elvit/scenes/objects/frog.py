"""Frog: squat and close up, from the side or facing the viewer; eyes like domes, folded legs, moist skin."""

from __future__ import annotations

from random import Random

from elvit.scenes.canvas import Canvas
from elvit.scenes.colour import darker, lighter, mix, varied
from elvit.scenes.kind import Kind, Pose
from elvit.scenes.light import blurred, furry
from elvit.scenes.scene import Look
from elvit.scenes.shapes import Point, blob, curve, disc, limb

BACK: tuple[Point, ...] = ((-40, -12), (-36, -26), (-22, -38), (-4, -46), (12, -51), (28, -50), (42, -41),
                           (48, -32), (45, -25),
                           (34, -19), (22, -12), (4, -6), (-18, -4), (-34, -4))


def draw_frog(canvas: Canvas, look: Look) -> None:
    """Draw the frog in its pose."""
    rng = Random(look.seed)
    skin = furry(canvas, 4.5, 11, rng.choice((0.3, 0.6, 1.0)), rng.uniform(0.25, 0.5), seed=rng.randrange(50),
                 frequency=(0.2, 0.22))
    {"side": _draw_side, "front": _draw_front}[look.pose](canvas, look, rng, skin)


def _draw_side(canvas: Canvas, look: Look, rng: Random, skin: str) -> None:
    coat, belly = look.coat, look.accent
    with canvas.group(skin):
        canvas.fill(limb([(24, -20), (36, -12), (40, -4)], [10, 7, 5]), darker(coat, 0.45))
        _draw_toes(canvas, 41, -2, 1, darker(coat, 0.4))
        canvas.fill(disc(33, -48, 7, 6.5), darker(coat, 0.2))
    with canvas.group(skin):
        canvas.fill(blob(BACK), canvas.linear((0, -50), (0, -4),
                                              [(0, lighter(coat, 0.12)), (0.5, coat), (0.8, mix(coat, belly, 0.7)),
                                               (1, darker(belly, 0.25))]))
    _draw_spots(canvas, look, rng, BACK, 26)
    throat: list[Point] = [(46, -28), (38, -17), (24, -9), (10, -8), (18, -18), (32, -26)]
    with canvas.group(inside=blob(BACK)), canvas.group(blurred(canvas, 1.5)):
        canvas.fill(blob(throat), belly, 0.75)
    with canvas.group(skin):
        thigh: list[Point] = [(-40, -8), (-42, -22), (-28, -32), (-10, -27), (-4, -15), (-14, -7)]
        canvas.fill(blob(thigh), canvas.linear((0, -32), (0, -5),
                                               [(0, lighter(coat, 0.1)), (0.6, coat), (1, darker(coat, 0.35))]))
    with canvas.group(skin):
        canvas.fill(limb([(-36, -9), (-20, -5), (-6, -4)], [9, 8, 6]), darker(coat, 0.1))
        canvas.fill(limb([(-10, -3), (4, -1.5), (14, -1)], [6, 5, 3.4]), coat)
        _draw_toes(canvas, 12, -0.6, 1, coat)
    for x in (-30, -22, -14):
        canvas.line(curve([(x, -29), (x + 3, -22), (x + 1, -13)]), darker(coat, 0.55), 2.8, 0.5)
    with canvas.group(skin):
        canvas.fill(limb([(18, -22), (15, -12), (21, -4)], [12, 8, 6]), coat)
        _draw_toes(canvas, 22, -1, 1, coat)
    canvas.line(curve([(47.4, -31), (38, -28), (26, -27), (20, -29)]), darker(coat, 0.8), 1.3, 0.9)
    canvas.line(curve([(46, -28.8), (36, -25.6), (26, -25)]), lighter(belly, 0.3), 1.2, 0.6)
    canvas.fill(disc(45, -36.5, 0.9), darker(coat, 0.8))
    canvas.fill(disc(18, -36, 4.4, 4.8), darker(coat, 0.35), 0.65)
    _draw_dome(canvas, 28, -48, 8.2, look, rng)


def _draw_front(canvas: Canvas, look: Look, rng: Random, skin: str) -> None:
    coat, belly = look.coat, look.accent
    with canvas.group(skin):
        for at in (-1, 1):
            canvas.fill(blob([(at * 20, -34), (at * 40, -34), (at * 49, -20), (at * 44, -5), (at * 28, -3),
                              (at * 18, -12)]),
                        canvas.linear((0, -34), (0, -3), [(0, coat), (1, darker(coat, 0.4))]))
            canvas.fill(limb([(at * 42, -5), (at * 36, -2), (at * 27, -1.5)], [7, 6, 4]), darker(coat, 0.1))
    body: list[Point] = [(-27, -8), (-33, -26), (-31, -42), (-22, -52), (0, -56), (22, -52), (31, -42), (33, -26),
                         (27, -8), (0, -3)]
    with canvas.group(skin):
        canvas.fill(blob(body), canvas.linear((0, -56), (0, -4),
                                              [(0, lighter(coat, 0.1)), (0.4, coat), (0.52, mix(coat, belly, 0.55)),
                                               (0.75, belly), (1, darker(belly, 0.35))]))
    _draw_spots(canvas, look, rng, [(-28, -36), (-20, -51), (0, -55), (20, -51), (28, -36), (0, -38)], 14)
    with canvas.group(skin):
        for at in (-1, 1):
            canvas.fill(limb([(at * 23, -24), (at * 25, -12), (at * 17, -3)], [11, 8, 6]), coat)
    for at in (-1, 1):
        _draw_toes(canvas, at * 16, -1.2, -at, coat)
        _draw_toes(canvas, at * 17, -1.2, at, coat)
    canvas.line(curve([(-31, -37), (-20, -31), (0, -29), (20, -31), (31, -37)]), darker(coat, 0.8), 1.5, 0.9)
    canvas.line(curve([(-27, -33), (-14, -28.4), (0, -27), (14, -28.4), (27, -33)]), lighter(belly, 0.4), 1.4, 0.6)
    for at in (-1, 1):
        canvas.fill(disc(at * 4, -42, 0.9), darker(coat, 0.75))
        _draw_dome(canvas, at * 20, -53, 8.6, look, rng)


def _draw_toes(canvas: Canvas, x: float, y: float, way: int, paint: str) -> None:
    for dx, dy in ((9, 0.6), (7.5, -2.2), (5.5, 2.4)):
        canvas.fill(limb([(x, y), (x + way * dx * 0.6, y + dy * 0.7), (x + way * dx, y + dy)], [3, 2, 2.2]), paint)
        canvas.fill(disc(x + way * dx, y + dy, 1.3, 1.1), lighter(paint, 0.15))


def _draw_spots(canvas: Canvas, look: Look, rng: Random, outline: list[Point] | tuple[Point, ...],
                count: int) -> None:
    """Dark blotches and moist highlights, kept inside the outline."""
    with canvas.group(inside=blob(outline)):
        if rng.random() < 0.75:
            with canvas.group(blurred(canvas, 0.5)):
                for _ in range(count):
                    x, y, across = rng.uniform(-40, 40), rng.uniform(-52, -16), rng.uniform(1.2, 4)
                    canvas.fill(disc(x, y, across * 1.3, across), varied(rng, darker(look.coat, 0.5), 8), 0.6)
        with canvas.group(blurred(canvas, 1.2)):
            for _ in range(6):
                x, y = rng.uniform(-20, 34), rng.uniform(-48, -36)
                canvas.fill(disc(x, y, rng.uniform(2, 6), 1.3), "#ffffff", 0.42)


def _draw_dome(canvas: Canvas, x: float, y: float, size: float, look: Look, rng: Random) -> None:
    """An eye that stands out of the head: lid, golden iris, level pupil, a wet spark."""
    with canvas.group(furry(canvas, 2.4, 6, 0.4, 0.2)):
        canvas.fill(disc(x, y + 0.6, size, size * 0.95), look.coat)
    iris = rng.choice(("#c99a2e", "#b5762a", "#a8a23c", "#8f3d26"))
    canvas.fill(disc(x, y - 0.4, size * 0.74), "#14100c")
    canvas.fill(disc(x, y - 0.4, size * 0.66),
                canvas.radial((x, y), size * 0.7, [(0, darker(iris, 0.3)), (0.6, iris), (1, darker(iris, 0.5))]))
    canvas.fill(disc(x, y - 0.4, size * 0.44, size * 0.3), "#070606")
    canvas.fill(disc(x - size * 0.22, y - size * 0.34, size * 0.15), "#ffffff")


PLACES = ("floor", "floor", "floor", "forest", "meadow")

FROG = Kind(
    name="frog",
    poses={
        "side": Pose("ground", PLACES),
        "front": Pose("ground", PLACES),
    },
    coats=(("#6f8f3a", "#d9d6a0"), ("#7d6a48", "#c9b892"), ("#4f7a34", "#cfd59a"), ("#8a7a4e", "#d3c6a0"),
           ("#5d6b3a", "#b9b98a"),
           ("#96703f", "#dcc79a"), ("#6b5a44", "#b8a688"), ("#8fae3f", "#e6e6b8"), ("#a8642f", "#d9b98a")),
    draw=draw_frog,
)

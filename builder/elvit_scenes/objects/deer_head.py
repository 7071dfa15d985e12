"""A deer's head in profile or facing the viewer, with or without antlers."""

from __future__ import annotations

from random import Random

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import darker, lighter, mix
from elvit_scenes.fur import comb, soft
from elvit_scenes.legs import draw_eye
from elvit_scenes.light import rounded
from elvit_scenes.shapes import Point, blob, curve, limb, mirrored


def draw_deer_profile(canvas: Canvas, coat: str, rng: Random, antlers: float) -> None:
    """A slender head that looks to the right, its poll near (0, 0); `antlers` is their size, 0 for none."""
    if antlers:
        _draw_antler(canvas, rng, False, antlers * 0.9)
    with canvas.group(rounded(canvas, 2.0, 4)):
        canvas.fill(blob([(0, -4), (-2, -9), (-1, -16), (3, -19), (4.6, -13), (4, -6)]), darker(coat, 0.4))
        canvas.fill(
            blob(
                [
                    (-6, -1),
                    (-3, -5.4),
                    (2.4, -6.4),
                    (7, -4),
                    (11, -0.6),
                    (16, 2.2),
                    (20.4, 4.2),
                    (21.6, 6.8),
                    (20, 9.6),
                    (15, 9.8),
                    (10, 10.2),
                    (5, 11.6),
                    (0, 11),
                    (-4.4, 7),
                ]
            ),
            canvas.linear((2, -6), (-1, 11), [(0, lighter(coat, 0.12)), (0.5, coat), (1, lighter(coat, 0.3))]),
        )
        soft(canvas, 12, -0.4, 8, 2.4, darker(coat, 0.5), 0.45, 28)
        soft(canvas, 1, 6, 5, 5, darker(coat, 0.4), 0.3)
        soft(canvas, 6.4, -0.6, 3.4, 2.8, lighter(coat, 0.5), 0.6)
        soft(canvas, 17, 8.4, 4, 2.2, "#f2e8d8", 0.9)
        comb(canvas, rng, [(18, 5), (8, 3), (-3, 3)], (5, 10, 11), coat, 26, 1.8, 0.3, 0.4)
        ear: list[Point] = [(-2.4, -2), (-6.4, -6), (-11.4, -13), (-13, -18.4), (-7, -16), (-1.6, -9), (0.6, -4.4)]
        canvas.fill(blob(ear), darker(coat, 0.1))
        canvas.fill(blob([(-3, -5), (-7.4, -10), (-11.4, -16), (-7, -13.6), (-2.4, -7.6)]), "#d9bfa6", 0.85)
    canvas.fill(blob([(18.4, 3.6), (21.4, 4.6), (22.2, 7), (20.6, 8), (18.6, 6.6)]), "#17110f")
    canvas.line(curve([(20.4, 9), (17, 8.9), (13.6, 7.6)]), "#2a1c14", 0.5, 0.7)
    draw_eye(canvas, 5.4, -1.2, 1.25)
    canvas.line("M6.8 -0.4L8.6 1.2", "#1a120e", 0.6, 0.7)
    if antlers:
        _draw_antler(canvas, rng, True, antlers)


def draw_deer_face(canvas: Canvas, coat: str, rng: Random, antlers: float) -> None:
    """The head turned to the viewer: wide ears, a long narrow face, a dark nose in a pale muzzle."""
    if antlers:
        for side in (-1, 1):
            with canvas.group(transform=f"translate({side * 1.5} 0) scale({side} 1)"):
                _draw_antler(canvas, rng, True, antlers)
    ear: list[Point] = [(4.6, -2.6), (8, -7.6), (14, -11.4), (19.4, -11), (17.6, -5.6), (12, -1), (6.4, 1)]
    inner: list[Point] = [(7.4, -2.4), (11, -6.6), (17, -9.4), (14.6, -4.4), (9.6, -1)]
    with canvas.group(rounded(canvas, 2.0, 4)):
        for outline, hollow in ((ear, inner), (mirrored(ear), mirrored(inner))):
            canvas.fill(blob(outline), darker(coat, 0.12))
            canvas.fill(blob(hollow), canvas.linear(hollow[0], hollow[2], [(0, "#8f6f58"), (1, "#e2cdb6")]))
        canvas.fill(
            blob(
                [
                    (-7.2, -1),
                    (-5.4, -6),
                    (0, -8),
                    (5.4, -6),
                    (7.2, -1),
                    (6.4, 4),
                    (4.6, 9),
                    (4.2, 14),
                    (2.6, 17),
                    (0, 17.8),
                    (-2.6, 17),
                    (-4.2, 14),
                    (-4.6, 9),
                    (-6.4, 4),
                ]
            ),
            canvas.linear((0, -8), (0, 18), [(0, lighter(coat, 0.1)), (0.6, coat), (1, lighter(coat, 0.3))]),
        )
        soft(canvas, 0, -4, 5, 5, darker(coat, 0.6), 0.55)
        soft(canvas, 0, 5, 2.6, 9, darker(coat, 0.65), 0.6)
        for side in (-1, 1):
            soft(canvas, side * 5.2, 0.8, 3.2, 3.2, lighter(coat, 0.6), 0.85)
            soft(canvas, side * 4.4, 9, 1.8, 5, darker(coat, 0.6), 0.4)
            soft(canvas, side * 3.2, 14.6, 2.6, 2.6, "#f2e8d8", 0.95)
        comb(canvas, rng, [(0, -7), (0, 4), (0, 14)], (9, 12, 7), coat, 24, 1.8, 0.3, 0.4, 80)
    canvas.fill(blob([(-3, 12.6), (0, 11.6), (3, 12.6), (2, 15), (0, 15.9), (-2, 15)]), "#15100e")
    canvas.line("M0 15.6V16.6M-2.4 17Q0 16.2 2.4 17", "#2a1c14", 0.4, 0.7)
    canvas.line("M-1.4 12.7L1 12.5", "#8a8482", 0.5, 0.7)
    for side in (-1, 1):
        draw_eye(canvas, side * 5.5, 0.6, 1.35)


def _draw_antler(canvas: Canvas, rng: Random, near: bool, size: float) -> None:
    """One antler: a beam that curves up and forward, with tines."""
    bone = "#8d7355" if near else "#5f4c38"
    spread = rng.uniform(0.9, 1.1) * size
    lean = 0.0 if near else -2.5

    def at(x: float, y: float) -> Point:
        return (x * spread + 1 + lean * y / -20, (y - 5) * spread)

    beams: list[tuple[list[Point], list[float]]] = [
        ([(0, 0), (3, -8), (11, -16), (16, -25), (14, -35)], [2.8, 2.4, 2.2, 1.9, 0.6]),
        ([(1.6, -4), (7, -6.5), (12, -12)], [2, 1.5, 0.4]),
        ([(8, -13), (7, -19), (9, -26)], [1.9, 1.5, 0.4]),
        ([(13.6, -20), (19, -23), (24, -30)], [1.8, 1.4, 0.4]),
        ([(16, -26), (20, -31), (21, -38)], [1.7, 1.3, 0.4]),
    ]
    with canvas.group(rounded(canvas, 0.7, 1.4)):
        for points, widths in beams:
            ends = at(0, 0), at(16, -36)
            paint = canvas.linear(*ends, [(0, darker(bone, 0.25)), (1, mix(bone, "#f0e6d0", 0.5))])
            canvas.fill(limb([at(x, y) for x, y in points], [width * size for width in widths]), paint)

"""Running birds: ostrich, emu and cassowary, from the side, and the ostrich's head on its long neck."""

from __future__ import annotations

from random import Random

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import darker, lighter, mix
from elvit_scenes.fur import comb, draw_hair, soft
from elvit_scenes.light import rounded
from elvit_scenes.objects.plumage import draw_bird_eye
from elvit_scenes.shapes import Point, blob, curve, disc, limb

RUNNERS = (
    ("#232124", "#c4a08e", "#c9a391", "#e8e4dc"),
    ("#232124", "#a8988a", "#b59c8c", "#e8e4dc"),
    ("#2b282a", "#b39888", "#bf9f90", "#dcd6cc"),
    ("#232124", "#c4a08e", "#a88a7c", "#e8e4dc"),
    ("#7d6a55", "#a3907c", "#a8917e", "#b3a28c"),
    ("#6b5640", "#57493a", "#5a4d42", "#7a664e"),
    ("#1d1b1e", "#3f6f9a", "#57524a", "#262428"),
)
"""Plumage, neck, legs and plumes: cocks, a hen, an emu, a cassowary."""


def draw_ostrich(canvas: Canvas, rng: Random) -> None:
    """On its two long legs, standing or striding, its feet at y = 0."""
    coat, skin, leg, plume = rng.choice(RUNNERS)
    stride, lean = rng.choice((2.0, 9.0, 15.0)), rng.uniform(-4, 8)
    body: list[Point] = [
        (-34, -52),
        (-30, -62),
        (-18, -68),
        (-2, -69),
        (12, -66),
        (20, -58),
        (18, -48),
        (8, -40),
        (-8, -36),
        (-24, -40),
    ]
    neck: list[Point] = [(10, -56), (19, -60), (22, -70), (21 + lean * 0.4, -82), (23 + lean, -93), (27 + lean, -97)]
    with canvas.group(rounded(canvas, 3.4, 6.5)):
        _draw_leg(canvas, darker(leg, 0.4), coat, -6, -stride, 1.2)
        canvas.fill(
            limb(neck, [15, 9.5, 6, 4.6, 4.4, 5]),
            canvas.linear((14, 0), (26 + lean, 0), [(0, darker(skin, 0.3)), (1, skin)]),
        )
        comb(canvas, rng, neck[::-1], [5, 4, 4.6, 6, 9, 14], skin, 24, 1.6, 0.35, 0.4)
        canvas.fill(
            blob([(-30, -60), (-42, -66), (-48, -58), (-46, -46), (-36, -42), (-28, -48)]), mix(plume, coat, 0.15)
        )
        draw_hair(canvas, rng, [(-28, -64), (-34, -56), (-30, -46)], [(-48, -64), (-52, -50), (-42, -36)], plume, 5, 10)
        canvas.fill(
            blob(body),
            canvas.linear((0, -70), (0, -36), [(0, lighter(coat, 0.2)), (0.45, coat), (1, darker(coat, 0.45))]),
        )
        soft(canvas, -4, -60, 18, 8, lighter(coat, 0.35), 0.5)
        comb(canvas, rng, [(17, -57), (0, -54), (-32, -52)], (18, 32, 24), coat, 110, 5, 0.8, 0.5, 70)
        draw_hair(
            canvas,
            rng,
            [(8, -56), (-4, -50), (-16, -46)],
            [(-8, -40), (-18, -36), (-32, -38)],
            mix(plume, coat, 0.1),
            4,
            9,
        )
        _draw_leg(canvas, leg, coat, 0, stride, 0.0)
        soft(canvas, -2, -40, 12, 7, darker(coat, 0.8), 0.5)
    with canvas.group(transform=f"translate({27 + lean:.1f} -97.5) rotate({rng.uniform(-6, 12):.1f}) scale(0.55)"):
        _draw_head(canvas, skin, coat)


def _draw_leg(canvas: Canvas, tone: str, coat: str, shift: float, stride: float, up: float) -> None:
    """A thick thigh, a long shank and two toes; the ankle bends backwards."""
    knee: Point = (2 + shift + stride * 0.4, -34 - up)
    ankle: Point = (-5 + shift + stride * 0.7, -22 - up)
    foot: Point = (-1 + shift + stride * 1.5, -2.4 - up)
    canvas.fill(limb([(-3 + shift, -46), knee, ankle], [17, 11, 4]), mix(tone, coat, 0.2) if coat > "#4" else tone)
    canvas.fill(limb([ankle, ((ankle[0] + foot[0]) / 2, (ankle[1] + foot[1]) / 2), foot], [4.4, 3.1, 3.4]), tone)
    canvas.fill(disc(*ankle, 2.5, 2.3), tone)
    canvas.fill(
        limb([foot, (foot[0] + 4, foot[1] + 1.2), (foot[0] + 9, foot[1] + 1.8)], [3.6, 3.2, 2.2]), darker(tone, 0.15)
    )
    canvas.fill(
        limb([foot, (foot[0] + 3, foot[1] + 0.2), (foot[0] + 6, foot[1] + 0.4)], [3, 2.2, 1.6]), darker(tone, 0.3)
    )


def _draw_head(canvas: Canvas, skin: str, coat: str) -> None:
    """A small flat head with a broad bill and a large eye, about 26 long, looking to the right."""
    with canvas.group(rounded(canvas, 2, 4)):
        canvas.fill(
            blob([(-8, 0), (-6, -6), (0, -9), (7, -8), (12, -4), (12, 2), (6, 6), (-2, 7), (-7, 5)]),
            canvas.linear((0, -9), (0, 7), [(0, mix(skin, coat, 0.35)), (0.5, skin), (1, darker(skin, 0.25))]),
        )
        canvas.fill(blob([(10, -4.6), (18, -2.6), (24, 1), (22, 2.6), (10, 2)]), "#b99a72")
        canvas.fill(blob([(9, 1.4), (16, 2.4), (21.6, 2.4), (16, 5), (7, 5)]), "#93785a")
    canvas.line(curve([(7, 2.4), (14, 2.2), (22, 2.2)]), "#3a2a20", 0.7, 0.8)
    canvas.fill(disc(14.5, -1.6, 0.9, 0.5), "#3a2a20")
    draw_bird_eye(canvas, 4.6, -2.6, 3.2, "#4a2c18", lighter(skin, 0.35))
    canvas.line(curve([(1, -5.4), (4.6, -6.6), (8.4, -5)]), "#1c1512", 0.9, 0.9)


def draw_ostrich_close(canvas: Canvas, rng: Random) -> None:
    """Head and neck close up; the lower edge lies outside the frame."""
    coat, skin, _, _ = rng.choice(RUNNERS[:5])
    neck: list[Point] = [(4, -70), (-4, -56), (-6, -34), (-8, -8), (-16, 34)]
    with canvas.group(rounded(canvas, 4, 8)):
        canvas.fill(
            limb(neck, [17, 18, 20, 25, 44]),
            canvas.linear((-22, 0), (10, 0), [(0, darker(skin, 0.3)), (0.6, skin), (1, lighter(skin, 0.15))]),
        )
        comb(canvas, rng, neck, [16, 18, 20, 24, 42], mix(skin, "#8a7a6a", 0.5), 130, 4, 0.5, 0.55)
        draw_hair(canvas, rng, [(-30, 6), (-10, 2), (12, 8)], [(-38, 34), (-10, 34), (24, 34)], coat, 7, 14)
    with canvas.group(transform=f"translate(1 -72) rotate({rng.uniform(-10, 6):.1f}) scale(2.1)"):
        _draw_head(canvas, skin, coat)
    tufts = []
    for step in range(8):
        top = -84 - 2.2 * (3.5 - abs(step - 3.5))
        tufts.append(f"M{2.6 * step - 8:.1f} {top:.1f}l{rng.uniform(-4, 1):.1f} {-rng.uniform(3, 7):.1f}")
    canvas.line("".join(tufts), darker(mix(skin, coat, 0.6), 0.2), 0.7, 0.8)

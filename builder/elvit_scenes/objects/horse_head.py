"""A horse's head in profile with its forelock: long face, round jaw, soft muzzle."""

from __future__ import annotations

from random import Random

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import darker, lighter
from elvit_scenes.fur import comb, draw_hair, soft
from elvit_scenes.legs import draw_eye
from elvit_scenes.light import rounded
from elvit_scenes.shapes import blob, curve, disc


def draw_horse_head(canvas: Canvas, coat: str, mane: str, rng: Random) -> None:
    """A head about 30 long that looks to the right and down, its poll at (0, 0)."""
    with canvas.group(rounded(canvas, 2.4, 5)):
        canvas.fill(blob([(-1, -3), (0.4, -8), (3, -10.6), (4.4, -7.4), (4, -3)]), darker(coat, 0.45))
        head = blob(
            [
                (-5, 1),
                (-2.6, -4),
                (2.6, -5),
                (6.4, -1.4),
                (10, 5),
                (14.4, 12.4),
                (18.4, 18.4),
                (19.2, 22),
                (17.4, 25),
                (14, 25.4),
                (11.4, 23.4),
                (8.4, 19),
                (5.6, 17),
                (1.4, 16.4),
                (-3, 13),
                (-5.4, 7),
            ]
        )
        canvas.fill(
            head, canvas.linear((9, 0), (0, 16), [(0, lighter(coat, 0.14)), (0.45, coat), (1, darker(coat, 0.28))])
        )
        with canvas.group(inside=head):
            marking = rng.random()
            if marking < 0.3:
                canvas.fill(
                    blob([(5.4, -2.4), (7.4, 0), (13.6, 10.6), (18, 17.6), (17, 20), (12.4, 12.4), (7, 4)]),
                    "#ece6da",
                    0.95,
                )
            elif marking < 0.5:
                canvas.fill(disc(7, 0.6, 1.5, 2.2), "#ece6da")
            soft(canvas, 16, 22, 5, 5, darker(coat, 0.75), 0.75)
        soft(canvas, -0.4, 10, 5.4, 5.6, lighter(coat, 0.25), 0.5)
        soft(canvas, 3.6, 15, 5, 3, darker(coat, 0.75), 0.5, 25)
        soft(canvas, 9.4, 12, 2, 7, darker(coat, 0.6), 0.35, -32)
        soft(canvas, 8, 4, 2.4, 4, lighter(coat, 0.3), 0.4, -30)
        comb(canvas, rng, [(12, 16), (5, 7), (-1, 2)], (8, 13, 11), coat, 24, 1.6, 0.3, 0.35)
        canvas.fill(blob([(-2.4, -2.4), (-3.4, -7), (-1.2, -11), (1.8, -7.4), (2, -3.4)]), coat)
        canvas.fill(blob([(-1.4, -4), (-2, -7), (-1, -9.4), (0.6, -7), (0.6, -4.4)]), darker(coat, 0.6), 0.8)
    canvas.fill(disc(4.6, 3, 2.4, 2), darker(coat, 0.6), 0.6)
    draw_eye(canvas, 4.6, 3, 1.35)
    canvas.line(curve([(2.6, 1.8), (4.6, 1), (6.4, 2)]), darker(coat, 0.7), 0.6, 0.8)
    canvas.fill(blob([(16.2, 19.4), (17.6, 20.2), (17.2, 22), (16, 21.2)]), "#100b09")
    canvas.line(curve([(16.6, 24.4), (14, 23.4), (11.8, 21)]), "#17100c", 0.6, 0.8)
    with canvas.group(rounded(canvas, 0.8, 1.4)):
        draw_hair(canvas, rng, [(0, -5), (4, -4)], [(5.6, 1.4), (9.4, 5)], mane, 1.4, 6)

"""Horse: standing, trotting or grazing, from the side; heavy body, mane and long tail."""

from __future__ import annotations

import math
from random import Random

from elvit.scenes.canvas import Canvas
from elvit.scenes.colour import darker, lighter, mix
from elvit.scenes.kind import Kind, Pose
from elvit.scenes.light import rounded
from elvit.scenes.quadruped import coat_paint, draw_eye, draw_hair, draw_leg, far_leg, fur, stride
from elvit.scenes.scene import Look
from elvit.scenes.shapes import Point, bent, blob, disc, limb

BODY: tuple[Point, ...] = ((-41, -57), (-34, -63), (-22, -64.5), (-6, -60), (8, -60.5), (18, -65), (27, -60),
                           (30, -50), (26, -40),
                           (14, -34.5), (-4, -33), (-20, -36), (-30, -40), (-40, -43), (-44, -50))
FORE: tuple[Point, ...] = ((21, -46), (21.5, -34), (20.5, -23), (20.2, -12), (20.5, -4.5))
HIND: tuple[Point, ...] = ((-33, -50), (-30, -37), (-36.5, -24), (-34.5, -12), (-33.5, -4.5))
FORE_WIDTHS = (13, 10, 6.0, 4.2, 4.8)
HIND_WIDTHS = (21, 14, 7.0, 4.6, 5.0)


def draw_horse(canvas: Canvas, look: Look) -> None:
    """Far legs and tail first, then body and neck as one, near legs, head and mane."""
    rng = Random(look.seed)
    coat, mane = look.coat, look.accent
    swing = stride(rng, 15 if look.pose == "trotting" else 3)
    dark = darker(coat, 0.42)
    sock = lighter(coat, 0.75) if rng.random() < 0.35 else mix(coat, mane, 0.6)
    short = fur(canvas, 0.5, 0.14, 3.6, 7.5)
    with canvas.group(short):
        draw_leg(canvas, far_leg(FORE, -5, swing[2]), FORE_WIDTHS, dark, "#1c1713")
        draw_leg(canvas, far_leg(HIND, 7, swing[3]), HIND_WIDTHS, dark, "#1c1713")
    _draw_tail(canvas, look, rng)
    paint = coat_paint(canvas, coat, -66, -32)
    leg = canvas.linear((0, -48), (0, -4),
                        [(0, coat), (0.5, darker(coat, 0.12)), (0.75, mix(coat, sock, 0.6)), (1, sock)])
    neck, place = _neck(look.pose, rng)
    with canvas.group(short):
        canvas.fill(blob(BODY), paint)
        canvas.fill(blob(neck), paint if look.pose == "grazing" else coat)
    if rng.random() < 0.18:
        _draw_patches(canvas, rng)
    with canvas.group(fur(canvas, 0.5, 0.14, 2.4, 4)):
        draw_leg(canvas, bent(HIND, swing[1]), HIND_WIDTHS, leg, "#241d18")
        draw_leg(canvas, bent(FORE, swing[0]), FORE_WIDTHS, leg, "#241d18")
    with canvas.group(transform=place):
        _draw_head(canvas, look, rng)
    _draw_mane(canvas, look, neck, rng)


def _neck(pose: str, rng: Random) -> tuple[list[Point], str]:
    """The neck's outline and where its head goes."""
    if pose == "grazing":
        return ([(12, -62), (24, -62), (36, -48), (45, -31), (48, -22), (41, -18), (34, -27), (27, -38), (18, -44)],
                f"translate(45 -22) rotate({rng.uniform(38, 50):.1f})")
    rise = rng.uniform(-3, 3)
    return ([(6, -61), (16, -68), (25, -80), (33, -90 + rise), (41, -90 + rise), (43, -82 + rise), (37, -70),
             (33, -58), (29, -47), (16, -44)],
            f"translate(38 {-86 + rise:.1f}) rotate({rng.uniform(-6, 12):.1f})")


def _draw_head(canvas: Canvas, look: Look, rng: Random) -> None:
    """A long head from the poll at (0, 0) down to the muzzle, with ears, blaze, eye and nostril."""
    coat = look.coat
    shade = canvas.linear((0, -4), (14, 20), [(0, lighter(coat, 0.12)), (0.6, coat), (1, darker(coat, 0.4))])
    canvas.fill(blob([(-3, -4), (-3.5, -11), (0.5, -5)]), darker(coat, 0.35))
    with canvas.group(fur(canvas, 0.4, 0.12, 2.2, 4.5)):
        canvas.fill(blob([(-4.5, -1), (-1, -5.5), (4.5, -3.5), (9.5, 5), (15, 14), (17.5, 19.5), (15.5, 23.5),
                          (11, 22.5), (6, 15.5), (0.5, 11), (-4, 6)]), shade)
        canvas.fill(blob([(0, -4), (0.5, -12), (4, -5)]), coat)
    if rng.random() < 0.5:
        canvas.fill(blob([(4.6, -2.6), (6.4, -0.2), (13, 11), (16.6, 18), (15, 18.5), (11, 10.5)]), "#ece6da", 0.9)
    canvas.fill(blob([(13, 18), (17, 18.6), (16.6, 23), (12.4, 22.6)]), darker(coat, 0.55), 0.6)
    draw_eye(canvas, 4.2, 3.0, 1.15)
    canvas.fill(disc(15.6, 19.6, 0.9, 1.2), "#100b09")
    canvas.line("M10.5 21.6Q13 21.4 14.6 22", "#17100c", 0.6, 0.7)


def _draw_tail(canvas: Canvas, look: Look, rng: Random) -> None:
    """Long hair that falls behind the hocks, lifted at a trot."""
    sweep = rng.uniform(8, 16) if look.pose == "trotting" else rng.uniform(0, 7)
    roots: list[Point] = [(-38, -60), (-42, -57), (-43, -53)]
    tips: list[Point] = [(-54 - sweep, -20 - sweep * 0.6), (-48 - sweep, -12 - sweep * 0.6),
                         (-44 - sweep * 0.8, -18)]
    with canvas.group(rounded(canvas, 1.4, 2.4)):
        canvas.fill(limb([(-39, -59), (-46, -53), (-48 - sweep * 0.7, -38), (-48 - sweep, -24)], [5, 6, 7.5, 5]),
                    darker(look.accent, 0.2))
        draw_hair(canvas, rng, roots, tips, look.accent, 2.8, 11)


def _draw_mane(canvas: Canvas, look: Look, neck: list[Point], rng: Random) -> None:
    """Hair along the crest of the neck and a forelock."""
    crest = [(x - 0.6, y - 1.0) for x, y in neck[1:5]]
    fall = rng.uniform(8, 13)
    tips = [(x + 2.5, y + fall) for x, y in crest]
    with canvas.group(rounded(canvas, 1.0, 1.6)):
        draw_hair(canvas, rng, crest, tips, look.accent, 3.4, 17)


def _draw_patches(canvas: Canvas, rng: Random) -> None:
    """White patches of a piebald."""
    with canvas.group(fur(canvas, 0.9, 0.12, 3.6, 5), inside=blob(BODY)):
        for x, y, across in ((-33, -60, 15), (2, -40, 12), (20, -60, 13)):
            reach = [across * rng.uniform(0.7, 1.25) for _ in range(7)]
            patch = [(x + reach[i] * math.cos(i * 0.9), y + reach[i] * math.sin(i * 0.9)) for i in range(7)]
            canvas.fill(blob(patch), canvas.linear((0, -66), (0, -32), [(0, "#f1ece2"), (1, "#a8a196")]))


PLACES = ("meadow", "meadow", "forest", "road", "meadow")

HORSE = Kind(
    name="horse",
    poses={
        "standing": Pose("ground", PLACES),
        "trotting": Pose("ground", PLACES),
        "grazing": Pose("ground", PLACES),
    },
    coats=(("#7a4526", "#1c1512"), ("#8f5a2e", "#7a4522"), ("#4a2d1d", "#17110e"), ("#231d1b", "#131011"),
           ("#b98a52", "#e6d9bb"),
           ("#a5a09a", "#5d5a58"), ("#d9d4ca", "#c7c0b2"), ("#96552c", "#2a1a12"), ("#6b3a20", "#201511")),
    draw=draw_horse,
)

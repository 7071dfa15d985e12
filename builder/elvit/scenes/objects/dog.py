"""Dog: standing from the side, sitting, or its face close up; floppy or upright ears, a long muzzle."""

from __future__ import annotations

from random import Random

from elvit.scenes.canvas import Canvas
from elvit.scenes.colour import darker, mix
from elvit.scenes.kind import Kind, Pose
from elvit.scenes.light import rounded
from elvit.scenes.quadruped import coat_paint, draw_eye, draw_leg, far_leg, fur, stride
from elvit.scenes.scene import Look
from elvit.scenes.shapes import Point, bent, blob, disc, limb, mirrored

BODY: tuple[Point, ...] = ((-36, -47), (-30, -54), (-16, -55), (2, -54), (16, -57), (26, -53), (29, -43), (24, -32),
                           (10, -26),
                           (-4, -29), (-18, -34), (-30, -33), (-37, -39))
FORE: tuple[Point, ...] = ((20, -40), (20.5, -28), (19.5, -17), (19.5, -8), (20, -3))
HIND: tuple[Point, ...] = ((-27, -42), (-23, -30), (-31, -19), (-29, -8), (-28, -3))
FORE_WIDTHS = (14, 9.5, 7, 5.8, 6.4)
HIND_WIDTHS = (20, 14, 7.5, 6, 6.6)


def draw_dog(canvas: Canvas, look: Look) -> None:
    """Draw the dog in its pose."""
    rng = Random(look.seed)
    shaggy = rng.choice((0.4, 0.7, 1.1))
    {"standing": _draw_standing, "sitting": _draw_sitting, "face": _draw_face_close}[look.pose](canvas, look, rng,
        shaggy)


def _draw_standing(canvas: Canvas, look: Look, rng: Random, shaggy: float) -> None:
    coat, pale = look.coat, look.accent
    swing = stride(rng, rng.choice((2, 9)))
    hair = fur(canvas, shaggy, 0.22, 3.6, 8)
    paw = mix(coat, pale, 0.7)
    with canvas.group(hair):
        draw_leg(canvas, far_leg(FORE, -6, swing[2]), FORE_WIDTHS, darker(coat, 0.42), darker(paw, 0.4), hoof=False)
        draw_leg(canvas, far_leg(HIND, 7, swing[3]), HIND_WIDTHS, darker(coat, 0.42), darker(paw, 0.4), hoof=False)
        lift = rng.uniform(-6, 22)
        canvas.fill(limb([(-33, -50), (-42, -53 - lift * 0.3), (-49, -58 - lift), (-47, -66 - lift * 1.1)],
                         [7.5, 8, 7, 3]), coat)
    with canvas.group(hair):
        canvas.fill(blob(BODY), coat_paint(canvas, coat, -57, -27, 0.0))
        canvas.fill(blob([(8, -54), (16, -62), (22, -71), (34, -70), (36, -58), (32, -46), (26, -36), (12, -38)]),
                    coat)
        canvas.fill(blob([(22, -52), (30, -60), (33, -54), (28, -38), (21, -30), (19, -38)]), pale, 0.85)
    leg = canvas.linear((0, -42), (0, -3), [(0, coat), (0.6, coat), (1, paw)])
    with canvas.group(fur(canvas, shaggy * 0.7, 0.18, 2.2, 4)):
        draw_leg(canvas, bent(HIND, swing[1]), HIND_WIDTHS, leg, paw, hoof=False)
        draw_leg(canvas, bent(FORE, swing[0]), FORE_WIDTHS, leg, paw, hoof=False)
    with canvas.group(transform=f"translate(29 -69) rotate({rng.uniform(-8, 8):.1f}) scale(1.14)"):
        _draw_profile(canvas, look, rng, shaggy)


def _draw_profile(canvas: Canvas, look: Look, rng: Random, shaggy: float) -> None:
    """A head looking to the right: skull, stop, muzzle, nose, ear."""
    coat, pale = look.coat, look.accent
    with canvas.group(fur(canvas, shaggy * 0.6, 0.18, 2.6, 6)):
        canvas.fill(blob([(-10, 0), (-8, -9), (0, -13), (8, -11), (12.5, -5), (20, -3.4), (24, -0.6), (24, 5),
                          (20, 9.5), (12, 10.6), (3, 12.5), (-7, 10)]), coat)
        canvas.fill(blob([(10, 1), (13, -3.4), (20, -2.6), (23.6, 0), (23.4, 5), (20, 9), (12, 10), (6, 8)]), pale,
                    0.9)
    canvas.line("M23 5.2Q17 7.8 11 5", darker(coat, 0.75), 0.9, 0.85)
    canvas.fill(blob([(20.6, -3.6), (24.2, -3), (25.6, 0), (22.8, 1.4)]), "#121012")
    draw_eye(canvas, 8.6, -4.2, 1.3, "#3a2413")
    with canvas.group(fur(canvas, shaggy * 0.6, 0.22, 1.8, 4)):
        if rng.random() < 0.65:
            canvas.fill(blob([(-6, -9), (0, -10), (2.5, -3), (0, 7), (-5, 11), (-9, 5), (-9, -3)]),
                        darker(coat, 0.3))
        else:
            canvas.fill(blob([(-7, -7), (-7, -18), (-3, -20), (2, -9)]), darker(coat, 0.22))


def _draw_sitting(canvas: Canvas, look: Look, rng: Random, shaggy: float) -> None:
    """Sitting, seen from the front."""
    coat, pale = look.coat, look.accent
    hair = fur(canvas, shaggy, 0.22, 4.4, 9)
    with canvas.group(hair):
        canvas.fill(limb([(22, -6), (36, -5), (46, -12)], [8, 8, 4]), darker(coat, 0.15))
        for side in (-1, 1):
            canvas.fill(blob([(side * 12, -34), (side * 27, -26), (side * 31, -9), (side * 25, 0),
                              (side * 10, -1)]), darker(coat, 0.2))
            canvas.fill(disc(side * 25, -3, 9, 4.2), mix(coat, pale, 0.4))
    with canvas.group(hair):
        canvas.fill(blob([(-14, -66), (-22, -48), (-24, -26), (-18, -8), (18, -8), (24, -26), (22, -48),
                          (14, -66)]),
                    canvas.linear((0, -66), (0, -6), [(0, coat), (0.6, coat), (1, darker(coat, 0.3))]))
        canvas.fill(blob([(-9, -62), (-13, -46), (-8, -26), (0, -20), (8, -26), (13, -46), (9, -62)]), pale, 0.85)
    with canvas.group(fur(canvas, shaggy, 0.18, 2.4, 5)):
        for side in (-1, 1):
            canvas.fill(limb([(side * 11, -40), (side * 11.5, -20), (side * 11, -4)], [13, 10, 9]),
                        mix(coat, pale, 0.25))
            canvas.fill(disc(side * 11.5, -2.5, 7.5, 4.4), mix(coat, pale, 0.7))
    for side in (-1, 1):
        for step in (-2, 1.6):
            canvas.line(f"M{side * 11.5 + step:.1f} -2.6V0.6", darker(coat, 0.6), 0.7, 0.7)
    with canvas.group(transform=f"translate({rng.uniform(-3, 3):.1f} -74) rotate({rng.uniform(-7, 7):.1f})"):
        _draw_front_head(canvas, look, rng, shaggy)


def _draw_face_close(canvas: Canvas, look: Look, rng: Random, shaggy: float) -> None:
    """Head and shoulders fill the frame; the lower edge lies outside it."""
    coat, pale = look.coat, look.accent
    with canvas.group(fur(canvas, shaggy * 1.6, 0.25, 6, 11)):
        canvas.fill(blob([(-26, -40), (-46, -12), (-52, 30), (52, 30), (46, -12), (26, -40)]),
                    canvas.linear((0, -40), (0, 20), [(0, darker(coat, 0.25)), (1, darker(coat, 0.05))]))
        canvas.fill(blob([(-14, -34), (-20, 0), (-12, 30), (12, 30), (20, 0), (14, -34)]), pale, 0.85)
    with canvas.group(transform=f"translate(0 -50) rotate({rng.uniform(-8, 8):.1f}) scale(2.05)"):
        _draw_front_head(canvas, look, rng, shaggy)


def _draw_front_head(canvas: Canvas, look: Look, rng: Random, shaggy: float) -> None:
    """A head from the front, about 40 wide: ears, skull, muzzle with nose and mouth."""
    coat, pale = look.coat, look.accent
    hanging = rng.random() < 0.7
    ear: list[Point] = ([(12, -14), (19, -13), (24.5, -2), (24, 11), (18.5, 13.5), (15, 3)] if hanging
                        else [(7, -13), (13, -27), (18, -25), (19, -8)])
    inner: list[Point] = [(10, -14), (13.4, -23), (16, -21), (16.4, -10)]
    ears = fur(canvas, shaggy * 0.6, 0.22, 2.0, 4.5)
    if not hanging:
        with canvas.group(ears):
            for outline in (ear, mirrored(ear)):
                canvas.fill(blob(outline), darker(coat, 0.18))
        for outline in (inner, mirrored(inner)):
            canvas.fill(blob(outline), "#a5796a", 0.6)
    with canvas.group(fur(canvas, shaggy * 0.6, 0.2, 4, 8.5)):
        canvas.fill(blob([(-17, -4), (-14, -14), (-5, -17.5), (5, -17.5), (14, -14), (17, -4), (14.5, 7), (8.5, 16),
                          (0, 18.5), (-8.5, 16), (-14.5, 7)]), coat)
        if rng.random() < 0.6:
            canvas.fill(blob([(-2.4, -17), (2.4, -17), (3.6, -4), (8, 4), (-8, 4), (-3.6, -4)]), pale, 0.85)
    if hanging:
        with canvas.group(ears):
            for outline in (ear, mirrored(ear)):
                canvas.fill(blob(outline), darker(coat, 0.32))
    with canvas.group(rounded(canvas, 2.6, 5.5)):
        canvas.fill(blob([(-9, 7), (-6.5, 1), (0, -1.5), (6.5, 1), (9, 7), (7, 13.5), (0, 16.5), (-7, 13.5)]),
                    mix(coat, pale, 0.75))
    canvas.fill(blob([(-4.4, 2.4), (0, 1), (4.4, 2.4), (2.6, 6), (0, 7), (-2.6, 6)]), "#141113")
    canvas.fill(disc(-1.2, 2.6, 1.3, 0.5), "#8d8a90", 0.7)
    if rng.random() < 0.4:
        canvas.fill(blob([(-3, 11), (3, 11), (3.2, 17), (0, 20), (-3.2, 17)]), "#c4626a")
    canvas.line("M0 7V10M-7 10.4Q-3 13 0 10Q3 13 7 10.4", "#1d1414", 0.9, 0.9)
    for side in (-1, 1):
        canvas.fill(disc(side * 7.4, -4.2, 3.4, 3.0), darker(coat, 0.5), 0.55)
        draw_eye(canvas, side * 7.4, -4.2, 1.9, "#4a2c15")


PLACES = ("meadow", "room", "meadow", "street", "room")

DOG = Kind(
    name="dog",
    poses={
        "standing": Pose("ground", PLACES),
        "sitting": Pose("ground", PLACES),
        "face": Pose("portrait", ("room", "meadow", "forest")),
    },
    coats=(("#a8743c", "#e3cda4"), ("#5a3a24", "#c49a68"), ("#2a2624", "#b9824a"), ("#d9c49c", "#f1e6d0"),
           ("#e4dfd6", "#f6f2ea"),
           ("#8a5a34", "#ede4d6"), ("#3a3635", "#e9e4da"), ("#9a8f84", "#ddd6cb"), ("#c08a4e", "#efe0c4")),
    draw=draw_dog,
)

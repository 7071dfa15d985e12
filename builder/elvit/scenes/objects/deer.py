"""Deer: a stag or a hind, standing alert or grazing; slender legs, large ears, pale rump."""

from __future__ import annotations

from random import Random

from elvit.scenes.canvas import Canvas
from elvit.scenes.colour import darker, lighter, mix
from elvit.scenes.kind import Kind, Pose
from elvit.scenes.light import rounded
from elvit.scenes.quadruped import coat_paint, draw_eye, draw_leg, far_leg, fur, stride
from elvit.scenes.scene import Look
from elvit.scenes.shapes import Point, bent, blob, curve, disc, mirrored

BODY: tuple[Point, ...] = ((-38, -55), (-34, -61), (-22, -63), (-4, -60), (10, -61), (20, -62), (27, -56),
                           (28, -48), (22, -41),
                           (8, -38.5), (-8, -39.5), (-22, -43), (-34, -45), (-39, -49))
FORE: tuple[Point, ...] = ((19, -47), (19.5, -36), (18.5, -24), (18.5, -11), (19, -4))
HIND: tuple[Point, ...] = ((-30, -51), (-27.5, -39), (-33.5, -27), (-31, -12), (-30, -4))
FORE_WIDTHS = (11, 6.6, 3.6, 2.7, 3.2)
HIND_WIDTHS = (17, 10, 4.4, 2.9, 3.3)


def draw_deer(canvas: Canvas, look: Look) -> None:
    """Far legs, body and neck as one, near legs, then a head in profile or turned to the viewer."""
    rng = Random(look.seed)
    coat = look.coat
    swing = stride(rng, rng.choice((2, 7)))
    short = fur(canvas, 0.7, 0.18, 3.2, 6.5)
    with canvas.group(short):
        draw_leg(canvas, far_leg(FORE, -5, swing[2]), FORE_WIDTHS, darker(coat, 0.4), "#1b1511")
        draw_leg(canvas, far_leg(HIND, 6, swing[3]), HIND_WIDTHS, darker(coat, 0.4), "#1b1511")
    paint = coat_paint(canvas, coat, -64, -37, 0.32)
    neck, head = _neck(look.pose, rng)
    with canvas.group(short):
        canvas.fill(blob([(-36, -58), (-41, -56), (-43.5, -48), (-40, -44), (-36, -48)]), "#efe6d6")
        canvas.fill(blob(BODY), paint)
        canvas.fill(blob(neck), canvas.linear((10, -80), (34, -70),
                                              [(0, coat), (0.7, coat), (1, lighter(coat, 0.35))]))
    canvas.fill(blob([(-37, -56), (-39.6, -52), (-39, -46), (-35, -46), (-34, -52)]), "#f1e9da", 0.75)
    if rng.random() < 0.35:
        for _ in range(26):
            canvas.fill(disc(rng.uniform(-30, 18), rng.uniform(-58, -47), 0.9), "#f3e8d2", 0.75)
    leg = canvas.linear((0, -50), (0, -4), [(0, coat), (0.45, darker(coat, 0.08)), (1, darker(coat, 0.3))])
    with canvas.group(fur(canvas, 0.6, 0.2, 2.0, 3.4)):
        draw_leg(canvas, bent(HIND, swing[1]), HIND_WIDTHS, leg, "#221a15")
        draw_leg(canvas, bent(FORE, swing[0]), FORE_WIDTHS, leg, "#221a15")
    with canvas.group(transform=head):
        if look.pose == "alert":
            _draw_face(canvas, look, rng)
        else:
            _draw_profile(canvas, look, rng)


def _neck(pose: str, rng: Random) -> tuple[list[Point], str]:
    if pose == "grazing":
        return ([(12, -60), (22, -61), (33, -48), (41, -30), (44, -20), (38, -18), (32, -28), (25, -40), (17, -45)],
                f"translate(41 -20) rotate({rng.uniform(34, 46):.1f})")
    rise = rng.uniform(-3, 2)
    return ([(8, -60), (17, -66), (24, -78), (28, -90 + rise), (35, -91 + rise), (37, -82 + rise), (34, -68),
             (30, -55), (24, -46), (14, -46)],
            f"translate(33 {-89 + rise:.1f}) rotate({0 if pose == 'alert' else rng.uniform(-8, 8):.1f})")


def _draw_profile(canvas: Canvas, look: Look, rng: Random) -> None:
    """A slender head looking to the right."""
    coat = look.coat
    canvas.fill(blob([(-4, -3), (-13, -8), (-14, -11), (-8, -10), (-1, -5)]), darker(coat, 0.35))
    if _antlered(look):
        _draw_antler(canvas, rng, -1, 0.8)
    with canvas.group(fur(canvas, 0.5, 0.15, 1.8, 4)):
        canvas.fill(blob([(-5, 0), (-2, -5), (4, -4.5), (10, 1.2), (17.5, 5), (19.5, 7.5), (17.5, 10), (9, 9.5),
                          (2, 8.5), (-4, 6)]),
                    canvas.linear((0, -5), (2, 10), [(0, lighter(coat, 0.1)), (0.55, coat),
                                                     (1, lighter(coat, 0.4))]))
        canvas.fill(blob([(-3, -4), (-11, -13), (-11, -17), (-5, -14), (1, -6)]), coat)
    canvas.fill(blob([(-3.5, -6), (-9, -13), (-5.5, -12), (-1.4, -6.5)]), "#d9b8a0", 0.8)
    canvas.fill(blob([(16.6, 4.6), (19.6, 6), (19.4, 8.4), (16.8, 8)]), "#17110f")
    draw_eye(canvas, 4.4, -0.6, 1.2)
    if _antlered(look):
        _draw_antler(canvas, rng, 1, 1.0)


def _draw_face(canvas: Canvas, look: Look, rng: Random) -> None:
    """The head turned to the viewer: two wide ears, dark nose."""
    coat = look.coat
    if _antlered(look):
        for side in (-1, 1):
            with canvas.group(transform=f"scale({side} 1)"):
                _draw_antler(canvas, rng, 1, 1.0)
    ear: list[Point] = [(4, -3), (11, -9), (17.5, -10.5), (15, -4), (7, 0.5)]
    inner: list[Point] = [(6, -2.5), (11.5, -7), (15.5, -8.5), (13, -4), (8, -1)]
    with canvas.group(fur(canvas, 0.6, 0.15, 1.6, 3.5)):
        for outline in (ear, mirrored(ear)):
            canvas.fill(blob(outline), darker(coat, 0.1))
    for outline in (inner, mirrored(inner)):
        canvas.fill(blob(outline), "#dcc0aa", 0.85)
    with canvas.group(fur(canvas, 0.5, 0.15, 2.4, 5)):
        canvas.fill(blob([(-7, -1), (-4.5, -6), (0, -7), (4.5, -6), (7, -1), (4.6, 7), (3.4, 13), (0, 15),
                          (-3.4, 13), (-4.6, 7)]), coat)
    canvas.fill(blob([(-3.4, 11), (0, 8.6), (3.4, 11), (2.4, 14.4), (-2.4, 14.4)]), "#eee2d0", 0.85)
    canvas.fill(blob([(-2.3, 10), (0, 9.2), (2.3, 10), (0, 12.4)]), "#15100e")
    canvas.fill(blob([(-2, -6), (2, -6), (1.6, 6), (-1.6, 6)]), darker(coat, 0.35), 0.35)
    for side in (-1, 1):
        draw_eye(canvas, side * 5.0, 1.2, 1.3)


def _antlered(look: Look) -> bool:
    return look.accent > "#999999"


def _draw_antler(canvas: Canvas, rng: Random, side: int, size: float) -> None:
    """One antler: a beam that curves up and forward, with tines."""
    bone = "#8d7355" if side > 0 else "#5f4c38"
    spread = rng.uniform(0.85, 1.15) * size
    def at(x: float, y: float) -> Point:
        return (x * spread + 1, (y - 4) * spread)
    with canvas.group(rounded(canvas, 0.6, 1.0, 0.7)):
        canvas.line(curve([at(0, 0), at(4, -9), at(13, -16), at(17, -25), at(13, -34)]), bone, 2.2)
        for foot, tip in ((at(2, -5), at(10, -9)), (at(9, -13), at(7, -23)), (at(15, -19), at(23, -25)),
                          (at(16.6, -27), at(22, -34))):
            canvas.line(curve([foot, (tip[0], (foot[1] + tip[1]) / 2 + 1), tip]), mix(bone, "#e9dcc2", 0.25), 1.5)


PLACES = ("forest", "meadow", "forest", "meadow")

DEER = Kind(
    name="deer",
    poses={
        "standing": Pose("ground", PLACES),
        "alert": Pose("ground", PLACES),
        "grazing": Pose("ground", PLACES),
    },
    coats=(("#8a6238", "#b9a07a"), ("#9c6f42", "#3a2c1e"), ("#76563a", "#b39a78"), ("#a5764a", "#40301f"),
           ("#84694c", "#c2ac88"),
           ("#6d5236", "#33271b"), ("#b08452", "#4a3826")),
    draw=draw_deer,
)

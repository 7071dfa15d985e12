"""Deer: a stag, a doe or a spotted fawn, standing, grazing or lying, or the head close up."""

from __future__ import annotations

from random import Random

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import darker, lighter
from elvit_scenes.fur import comb, soft
from elvit_scenes.kind import Kind, Pose
from elvit_scenes.legs import Leg, coat_paint, draw_leg, jointed, steps
from elvit_scenes.light import rounded
from elvit_scenes.objects.deer_head import draw_deer_face, draw_deer_profile
from elvit_scenes.scene import Look
from elvit_scenes.shapes import Point, blob, disc, limb

FORE = Leg(
    (17, -49), (13, 16, 15, 5), (-14, 4, -1, 22), (34, 4, -78, -50), (13, 11, 7, 5, 3.9, 2.9, 2.7, 3.2, 2.8), 3, True
)
HIND = Leg(
    (-27, -50), (16, 18, 17, 5), (26, -32, 3, 22), (24, -18, 12, -20), (19, 18, 12, 6.4, 4.3, 3, 2.9, 3.3, 2.9), 3, True
)
TRUNK: tuple[Point, ...] = (
    (-38, -50),
    (-36, -57),
    (-29, -61.5),
    (-17, -61),
    (-4, -59),
    (8, -60.5),
    (17, -63),
    (26, -58),
    (29, -50),
    (25, -43),
    (15, -39),
    (2, -38),
    (-10, -41),
    (-22, -44),
    (-35, -44),
)


def draw_deer(canvas: Canvas, look: Look) -> None:
    """Draw the deer in its pose."""
    rng = Random(look.seed)
    if look.pose == "lying":
        _draw_lying(canvas, look, rng)
    elif look.pose == "face":
        _draw_close(canvas, look, rng)
    else:
        _draw_upright(canvas, look, rng)


def _antlered(look: Look) -> bool:
    return look.accent > "#999999"


def _spots(canvas: Canvas, rng: Random, left: float, right: float, top: float, bottom: float) -> None:
    """White spots in rows along the flank, as fawns and fallow deer wear them."""
    found = []
    for row in range(4):
        for step in range(9):
            x = left + (right - left) * (step + 0.5 * (row % 2)) / 9 + rng.uniform(-1.2, 1.2)
            y = top + (bottom - top) * row / 3 + rng.uniform(-0.8, 0.8) + 1.5 * abs(step - 4) / 4
            found.append(disc(x, y, rng.uniform(0.7, 1.15), rng.uniform(0.6, 0.9)))
    canvas.fill("".join(found), "#f3e8d2", 0.85)


def _neck(pose: str, rise: float, stag: bool) -> tuple[list[Point], Point]:
    """The neck's outline and where the head sits."""
    thick = 2.5 if stag else 0.0
    if pose == "grazing":
        return (
            [
                (8, -60),
                (19, -61),
                (31, -51.5),
                (41, -36),
                (47, -22),
                (42, -16),
                (35, -23 + thick),
                (27, -36 + thick),
                (16, -44),
            ],
            (44, -20),
        )
    return (
        [
            (4, -59.5),
            (13, -64),
            (20, -75),
            (24, -86 + rise),
            (29, -93 + rise),
            (36, -90 + rise),
            (36 + thick, -78 + rise),
            (33 + thick, -64),
            (29 + thick, -52),
            (22, -43),
            (12, -46),
        ],
        (31, -89 + rise),
    )


def _draw_upright(canvas: Canvas, look: Look, rng: Random) -> None:
    """On its legs, seen from the side; a fawn is shorter and has longer legs for its size."""
    coat, fawn = look.coat, look.pose == "fawn"
    stag = _antlered(look) and not fawn
    gait = steps(rng, rng.choice((2.0, 18.0)))
    pose = rng.choice(("standing", "standing", "grazing")) if fawn else look.pose
    neck, place = _neck(pose, rng.uniform(-3, 2) + (7 if fawn else 0), stag)
    dark, hoof = darker(coat, 0.45), "#1b1511"
    leg = canvas.linear((0, -48), (0, -3), [(0, coat), (0.4, darker(coat, 0.06)), (1, darker(coat, 0.28))])
    with canvas.group(rounded(canvas, 3.2, 6.2)):
        draw_leg(canvas, FORE, gait[2], dark, hoof, -4.5, 1.6)
        draw_leg(canvas, HIND, gait[3], dark, hoof, 6.5, 1.6)
        canvas.fill(limb([(-36, -56), (-41, -53), (-42, -46)], [6, 5.4, 3]), darker(coat, 0.15))
        canvas.fill(blob(TRUNK), coat_paint(canvas, coat, -63, -38, 0.35))
        canvas.fill(
            blob(neck),
            canvas.linear((12, -74), (38, -62), [(0, darker(coat, 0.12)), (0.45, coat), (1, lighter(coat, 0.32))]),
        )
        soft(canvas, -37, -51, 5, 8, "#f4ecde", 1.0, 8)
        if stag and pose != "grazing":
            soft(canvas, 29, -62, 10, 20, darker(coat, 0.6), 0.55, -14)
        if fawn or (not stag and rng.random() < 0.3):
            _spots(canvas, rng, -31, 18, -57.5, -46)
        soft(canvas, -15, -46, 8, 10, darker(coat, 0.7), 0.4)
        soft(canvas, 8, -46, 7, 10, darker(coat, 0.7), 0.4)
        near = draw_leg(canvas, HIND, gait[1], leg, hoof), draw_leg(canvas, FORE, gait[0], leg, hoof)
        soft(canvas, -27, -51, 12, 9, lighter(coat, 0.28), 0.45, 25)
        soft(canvas, 18, -52, 9, 10, lighter(coat, 0.28), 0.45, -20)
        for joints, widths in zip(near, (HIND.widths, FORE.widths), strict=True):
            comb(canvas, rng, jointed(joints)[:5], widths[:5], coat, 16, 2.2, 0.35, 0.4)
        comb(canvas, rng, [(20, -54), (2, -49), (-18, -52), (-34, -53)], (16, 20, 17, 14), coat, 60, 2.6, 0.35, 0.4)
        middle = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in zip(neck[3:0:-1], neck[5:8], strict=True)]
        comb(canvas, rng, middle, (9, 13, 18), coat, 34, 3 + 2 * stag, 0.4, 0.4, 20)
    turn = rng.uniform(36, 52) if pose == "grazing" else rng.uniform(-6, 10)
    size = (1.0 if not fawn else 1.12) if pose == "grazing" else (0.98 if not fawn else 1.14)
    with canvas.group(transform=f"translate({place[0]} {place[1]:.1f}) rotate({turn:.1f}) scale({size})"):
        antlers = rng.uniform(0.85, 1.05) if stag else 0.0
        if pose == "alert":
            draw_deer_face(canvas, coat, rng, antlers)
        else:
            draw_deer_profile(canvas, coat, rng, antlers)


def _draw_lying(canvas: Canvas, look: Look, rng: Random) -> None:
    """At rest with its legs folded under it."""
    coat, stag = look.coat, _antlered(look)
    body: list[Point] = [
        (-46, -6),
        (-48, -16),
        (-42, -27),
        (-30, -32),
        (-12, -30),
        (4, -31),
        (16, -35),
        (26, -30),
        (30, -20),
        (27, -7),
        (14, -1),
        (-10, -1),
        (-34, -1),
    ]
    neck: list[Point] = [
        (2, -30),
        (12, -38),
        (19, -50),
        (24, -62),
        (31, -65),
        (36, -60),
        (35, -48),
        (33, -34),
        (28, -20),
        (16, -16),
    ]
    with canvas.group(rounded(canvas, 4, 7)):
        canvas.fill(limb([(-44, -22), (-49, -18), (-50, -11)], [6, 5, 3]), darker(coat, 0.2))
        canvas.fill(blob(body), coat_paint(canvas, coat, -36, 0, 0.15))
        canvas.fill(
            blob(neck),
            canvas.linear((12, -48), (38, -40), [(0, darker(coat, 0.12)), (0.45, coat), (1, lighter(coat, 0.3))]),
        )
        if not stag and rng.random() < 0.5:
            _spots(canvas, rng, -36, 12, -27, -14)
        soft(canvas, -17, -10, 6, 13, darker(coat, 0.7), 0.35, 14)
        soft(canvas, 5, -10, 6, 12, darker(coat, 0.7), 0.28, -8)
        soft(canvas, -8, -2, 34, 5, darker(coat, 0.8), 0.5)
        soft(canvas, -31, -18, 14, 12, lighter(coat, 0.28), 0.5)
        soft(canvas, 16, -22, 11, 12, lighter(coat, 0.28), 0.45)
        comb(canvas, rng, [(26, -20), (0, -16), (-40, -15)], (22, 28, 24), coat, 80, 2.8, 0.4, 0.4, 40)
        comb(canvas, rng, [(29, -58), (25, -42), (18, -28)], (9, 13, 17), coat, 34, 3, 0.4, 0.4, 20)
    with canvas.group(rounded(canvas, 1.8, 3.4)):
        canvas.fill(limb([(-30, -8), (-16, -4), (-4, -2.4)], [9, 5, 3.4]), darker(coat, 0.12))
        canvas.fill(
            limb([(18, -14), (31, -8), (36, -4), (26, -2.4), (16, -2.2)], [10, 6, 4.6, 3.6, 3.4]), darker(coat, 0.08)
        )
        canvas.fill(blob([(-5, -4), (-1, -4), (3, -0.4), (-5, -0.6)]), "#1b1511")
        canvas.fill(blob([(17, -3.8), (13, -3.8), (9, -0.2), (17, -0.4)]), "#1b1511")
    with canvas.group(transform=f"translate(30 -61) rotate({rng.uniform(-6, 10):.1f})"):
        (draw_deer_face if rng.random() < 0.4 else draw_deer_profile)(canvas, coat, rng, 0.85 if stag else 0.0)


def _draw_close(canvas: Canvas, look: Look, rng: Random) -> None:
    """Head and neck; the lower edge lies outside the frame."""
    coat, stag = look.coat, _antlered(look)
    size = 1.75 if stag else 2.5
    top = -40 if stag else -58
    frontal = rng.random() < 0.5
    with canvas.group(rounded(canvas, 5, 9)):
        if frontal:
            neck = [(-9, top), (-14, top + 24), (-24, 0), (-36, 34), (36, 34), (24, 0), (14, top + 24), (9, top)]
        else:
            neck = [(-12, top - 2), (-22, top + 24), (-36, 4), (-46, 34), (22, 34), (14, 4), (10, top + 22), (6, top)]
        canvas.fill(
            blob(neck),
            canvas.linear((-24, 0), (20, 0), [(0, darker(coat, 0.25)), (0.5, coat), (1, lighter(coat, 0.2))]),
        )
        lean = 0 if frontal else 2
        middle: list[Point] = [(0, top + 4), (-lean, top + 30), (-3 * lean, 14)]
        comb(canvas, rng, middle, (18, 26, 46), coat, 110, 7, 0.6, 0.45, 40)
        soft(canvas, 2, top + 28, 9, 16, "#efe4d2", 0.7)
        soft(canvas, 0, top + 14, 14, 10, darker(coat, 0.8), 0.5)
    with canvas.group(transform=f"translate(-1 {top:.1f}) rotate({rng.uniform(-6, 8):.1f}) scale({size})"):
        (draw_deer_face if frontal else draw_deer_profile)(canvas, coat, rng, 0.72 if stag else 0.0)


PLACES = ("forest", "meadow", "forest", "meadow", "snow")

DEER = Kind(
    name="deer",
    poses={
        "standing": Pose("ground", PLACES),
        "alert": Pose("ground", PLACES),
        "grazing": Pose("ground", PLACES),
        "fawn": Pose("ground", PLACES),
        "lying": Pose("ground", PLACES),
        "face": Pose("portrait", ("forest", "meadow")),
    },
    coats=(
        ("#8a6238", "#b9a07a"),
        ("#9c6f42", "#3a2c1e"),
        ("#76563a", "#b39a78"),
        ("#a5764a", "#40301f"),
        ("#84694c", "#c2ac88"),
        ("#6d5236", "#33271b"),
        ("#b08452", "#4a3826"),
    ),
    draw=draw_deer,
)

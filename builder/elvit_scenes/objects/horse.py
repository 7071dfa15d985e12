"""Horse: standing, trotting, galloping or grazing, from the side, or its head; heavy body, long mane and tail."""

from __future__ import annotations

import math
from random import Random

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import darker, lighter, mix, varied
from elvit_scenes.fur import comb, draw_hair, soft
from elvit_scenes.kind import Kind, Pose
from elvit_scenes.legs import Leg, Step, coat_paint, draw_leg, jointed, steps
from elvit_scenes.light import rounded
from elvit_scenes.objects.horse_head import draw_horse_head
from elvit_scenes.scene import Look
from elvit_scenes.shapes import Point, blob, disc, limb

FORE = Leg(
    (19, -52), (14, 17, 13, 5), (-16, 3, -1, 26), (42, 12, -78, -40), (17, 14, 9.5, 7, 5.9, 4.3, 4.0, 5, 4.4), 4.4, True
)
HIND = Leg(
    (-27, -54),
    (17, 19, 16, 5),
    (26, -34, 2, 26),
    (26, -18, 14, -30),
    (25, 24, 16, 8.5, 6.4, 4.7, 4.4, 5.2, 4.6),
    4.4,
    True,
)
TRUNK: tuple[Point, ...] = (
    (-42, -56),
    (-40, -63),
    (-33, -67.5),
    (-23, -68.5),
    (-12, -65.5),
    (0, -64),
    (10, -66),
    (18, -68.5),
    (26, -64),
    (30.5, -56),
    (28, -47),
    (18, -41),
    (4, -38.5),
    (-10, -40),
    (-22, -44),
    (-34, -48),
    (-41, -50),
)
GAITS: dict[str, tuple[float, tuple[float, float, float, float], float]] = {
    "standing": (3.0, (0, 0.27, 0.5, 0.77), 0.0),
    "grazing": (3.5, (0, 0.27, 0.5, 0.77), 0.0),
    "trotting": (27.0, (0, 0.5, 0.5, 0.0), 13.0),
    "galloping": (40.0, (0.1, 0.42, 0.0, 0.52), 19.0),
}
"""For each pose how far legs swing, when in a step each does, and how high hooves rise."""


def draw_horse(canvas: Canvas, look: Look) -> None:
    """Draw the horse in its pose."""
    rng = Random(look.seed)
    if look.pose == "face":
        _draw_close(canvas, look, rng)
    else:
        _draw_whole(canvas, look, rng)


def _gait(pose: str, rng: Random) -> tuple[list[Step], float]:
    reach, offsets, raised = GAITS[pose]
    if pose == "standing" and rng.random() < 0.3:
        reach, raised = 14.0, 6.0
    return steps(rng, reach, offsets), raised


def _draw_whole(canvas: Canvas, look: Look, rng: Random) -> None:
    """Far legs and tail first, then trunk, neck and near legs as one, head and mane."""
    coat, mane = look.coat, look.accent
    gait, raised = _gait(look.pose, rng)
    pinto = rng.random() < 0.15
    sock = "#e9e3d8" if pinto or rng.random() < 0.3 else mix(coat, darker(mane, 0.3) if mane < coat else coat, 0.7)
    hoof, dark = "#2a231e", darker(coat, 0.45)
    neck, place, crest = _neck(look.pose, rng)
    leg = canvas.linear(
        (0, -44), (0, -4), [(0, coat), (0.35, darker(coat, 0.08)), (0.7, mix(coat, sock, 0.7)), (1, sock)]
    )
    with canvas.group(rounded(canvas, 3.6, 7)):
        far_paint = canvas.linear((0, -44), (0, -4), [(0, dark), (0.5, dark), (1, darker(sock, 0.4))])
        draw_leg(canvas, FORE, gait[2], far_paint, darker(hoof, 0.4), -5, 1.6, raised)
        draw_leg(canvas, HIND, gait[3], far_paint, darker(hoof, 0.4), 7, 1.6, raised)
        _draw_tail(canvas, mane, rng, look.pose in ("trotting", "galloping"))
        trunk, outline = blob(TRUNK), blob(neck)
        canvas.fill(trunk, coat_paint(canvas, coat, -70, -37))
        canvas.fill(
            outline, canvas.linear(neck[1], neck[-2], [(0, lighter(coat, 0.12)), (0.5, coat), (1, darker(coat, 0.2))])
        )
        if pinto:
            with canvas.group(inside=trunk + outline):
                _draw_patches(canvas, rng)
        soft(canvas, -13, -48, 9, 14, darker(coat, 0.75), 0.45, 8)
        soft(canvas, 9, -50, 7, 14, darker(coat, 0.75), 0.4, -6)
        soft(canvas, 24, -66, 8, 5, darker(coat, 0.6), 0.3, -50)
        soft(canvas, -2, -60, 16, 7, lighter(coat, 0.4), 0.4)
        near = [
            draw_leg(canvas, limbs, step, leg, hoof, raised=raised)
            for limbs, step in ((HIND, gait[1]), (FORE, gait[0]))
        ]
        soft(canvas, -29, -57, 13, 11, lighter(coat, 0.32), 0.5, 25)
        soft(canvas, 20, -56, 9, 11, lighter(coat, 0.3), 0.45, -20)
        for joints, widths in zip(near, (HIND.widths, FORE.widths), strict=True):
            comb(canvas, rng, jointed(joints)[:6], widths[:6], coat, 16, 2, 0.3, 0.35)
        comb(canvas, rng, [(24, -56), (4, -52), (-16, -55), (-38, -58)], (18, 24, 20, 14), coat, 60, 2.2, 0.32, 0.35)
        if rng.random() < 0.5 and "#8a" < coat < "#c8" and mane < "#80":
            spots = "".join(disc(rng.uniform(-38, 24), rng.uniform(-64, -44), rng.uniform(0.8, 1.9)) for _ in range(40))
            canvas.fill(spots, lighter(coat, 0.4), 0.35)
    with canvas.group(transform=place):
        draw_horse_head(canvas, coat, mane, rng)
    _draw_mane(canvas, mane, crest, rng, look.pose)


def _neck(pose: str, rng: Random) -> tuple[list[Point], str, list[Point]]:
    """The neck's outline, where its head goes, and the line the mane grows from."""
    if pose == "grazing":
        return (
            [
                (8, -65),
                (18, -68.5),
                (30, -61),
                (41, -46),
                (48, -30),
                (51, -22),
                (44, -15),
                (37, -22),
                (30, -34),
                (18, -44),
            ],
            f"translate(47.5 -21) rotate({rng.uniform(24, 36):.1f}) scale(0.9)",
            [(17, -69), (29, -63), (40, -48), (48, -32), (50, -24)],
        )
    if pose == "galloping":
        return (
            [
                (6, -64),
                (15, -68),
                (27, -76),
                (40, -84),
                (47, -85),
                (52, -78),
                (47, -68),
                (39, -58),
                (31, -49),
                (18, -46),
            ],
            f"translate(46 -80) rotate({rng.uniform(-26, -14):.1f}) scale(0.95)",
            [(14, -69.5), (26, -78), (38, -86), (46, -87)],
        )
    rise = rng.uniform(-3, 4)
    return (
        [
            (4, -64),
            (13, -68.5),
            (22, -78),
            (31, -89 + rise),
            (39, -95 + rise),
            (46, -92 + rise),
            (47, -82 + rise),
            (43, -71),
            (38, -60),
            (31, -49),
            (18, -47),
        ],
        f"translate(42 {-90 + rise:.1f}) rotate({rng.uniform(-8, 10):.1f}) scale(0.95)",
        [(12, -69.5), (21, -80), (30, -91 + rise), (39, -97 + rise)],
    )


def _draw_tail(canvas: Canvas, mane: str, rng: Random, lifted: bool) -> None:
    """Long hair that falls behind the hocks, streaming at a trot."""
    sweep = rng.uniform(10, 20) if lifted else rng.uniform(0, 5)
    canvas.fill(
        limb(
            [(-38, -63), (-45, -60), (-49 - sweep * 0.6, -42 - sweep * 0.4), (-48 - sweep, -22 - sweep * 0.6)],
            [5, 6.5, 9, 5],
        ),
        darker(mane, 0.2),
    )
    roots: list[Point] = [(-37, -64.5), (-41, -62), (-42, -58)]
    tips: list[Point] = [(-55 - sweep, -22 - sweep), (-49 - sweep, -12 - sweep * 0.6), (-43 - sweep * 0.8, -18)]
    draw_hair(canvas, rng, roots, tips, mane, 2.6, 12)


def _draw_mane(canvas: Canvas, mane: str, crest: list[Point], rng: Random, pose: str) -> None:
    """Hair along the crest of the neck; it streams back at a gallop."""
    fall = rng.uniform(10, 15)
    back = {"galloping": -9.0, "trotting": -2.0}.get(pose, 3.0)
    tips = [(x + back, y + fall * (0.4 if pose == "galloping" else 1.0)) for x, y in crest]
    with canvas.group(rounded(canvas, 1.0, 1.8)):
        draw_hair(canvas, rng, crest, tips, mane, 3.0, 20)


def _draw_patches(canvas: Canvas, rng: Random) -> None:
    """White patches of a pinto."""
    paint = canvas.linear((0, -70), (0, -32), [(0, "#f4efe6"), (0.6, "#e6e0d4"), (1, "#a8a196")])
    found = []
    for x, y, across in ((-34, -62, 13), (2, -48, 13), (26, -72, 11)):
        reach = [across * rng.uniform(0.6, 1.3) for _ in range(9)]
        found.append(blob([(x + r * math.cos(i * 0.7), y + r * math.sin(i * 0.7)) for i, r in enumerate(reach)]))
    canvas.fill("".join(found), paint)


def _draw_close(canvas: Canvas, look: Look, rng: Random) -> None:
    """Head and neck; the lower edge lies outside the frame."""
    coat, mane = look.coat, look.accent
    neck: list[Point] = [
        (-2, -84),
        (-14, -80),
        (-27, -62),
        (-39, -30),
        (-48, 34),
        (26, 34),
        (16, 4),
        (8, -18),
        (4, -40),
        (6, -64),
    ]
    with canvas.group(rounded(canvas, 5, 9)):
        canvas.fill(
            blob(neck),
            canvas.linear((-36, -30), (12, -20), [(0, lighter(coat, 0.06)), (0.5, coat), (1, darker(coat, 0.3))]),
        )
        soft(canvas, -18, -20, 12, 34, lighter(coat, 0.3), 0.4, 18)
        soft(canvas, 2, -30, 8, 26, darker(coat, 0.8), 0.5)
        comb(canvas, rng, [(-6, -70), (-12, -30), (-14, 14)], (22, 34, 56), coat, 90, 6, 0.5, 0.35, 20)
    with canvas.group(transform=f"translate(-5 -78) rotate({rng.uniform(-24, -2):.1f}) scale(2.1)"):
        draw_horse_head(canvas, coat, mane, rng)
    crest: list[Point] = [(-4, -85), (-16, -80.5), (-28, -62), (-40, -30), (-48, 6)]
    tips = [(x + rng.uniform(9, 15), y + 26) for x, y in crest]
    middle = [((x + u) / 2 - 2, y + 6) for (x, y), (u, _) in zip(crest, tips, strict=True)]
    with canvas.group(rounded(canvas, 1.8, 3)):
        canvas.fill(limb(middle, [6, 10, 13, 15, 16]), darker(mane, 0.2))
        draw_hair(canvas, rng, crest, tips, varied(rng, mane, 4), 3.4, 44)


PLACES = ("meadow", "meadow", "forest", "road", "meadow", "beach", "snow")

HORSE = Kind(
    name="horse",
    poses={
        "standing": Pose("ground", PLACES),
        "trotting": Pose("ground", PLACES),
        "galloping": Pose("ground", ("meadow", "meadow", "beach", "road")),
        "grazing": Pose("ground", PLACES),
        "face": Pose("portrait", ("meadow", "forest")),
    },
    coats=(
        ("#7a4526", "#1c1512"),
        ("#8f5a2e", "#7a4522"),
        ("#4a2d1d", "#17110e"),
        ("#231d1b", "#131011"),
        ("#b98a52", "#e6d9bb"),
        ("#a5a09a", "#5d5a58"),
        ("#d9d4ca", "#c7c0b2"),
        ("#96552c", "#2a1a12"),
        ("#6b3a20", "#201511"),
    ),
    draw=draw_horse,
)

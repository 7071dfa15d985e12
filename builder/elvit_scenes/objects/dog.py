"""Dog: standing or walking from the side, sitting, lying, or its face close up; of many builds."""

from __future__ import annotations

from random import Random

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import darker, lighter, mix
from elvit_scenes.fur import comb, soft
from elvit_scenes.kind import Kind, Pose
from elvit_scenes.legs import Leg, coat_paint, draw_foot, draw_leg, jointed, steps
from elvit_scenes.light import rounded
from elvit_scenes.objects.dog_build import HOUND, Build, build_for, legs_of
from elvit_scenes.objects.dog_head import draw_dog_head
from elvit_scenes.scene import Look
from elvit_scenes.shapes import Point, blob, disc, limb


def draw_dog(canvas: Canvas, look: Look) -> None:
    """Draw the dog in its pose."""
    rng = Random(look.seed)
    draw = {
        "standing": _draw_standing,
        "sitting": _draw_sitting,
        "seated": _draw_seated,
        "lying": _draw_lying,
        "face": _draw_face,
    }[look.pose]
    draw(canvas, look, build_for(look, rng), rng)


def _head(canvas: Canvas, look: Look, build: Build, rng: Random, x: float, y: float, size: float, yaw: float) -> None:
    if build.head.muzzle < 10:
        yaw = min(yaw, 34.0)
    with canvas.group(transform=f"translate({x:.1f} {y:.1f}) rotate({rng.uniform(-7, 7):.1f}) scale({size:.2f})"):
        draw_dog_head(canvas, build.head, look.coat, look.accent, rng, yaw, rng.uniform(-5, 6))


def _draw_standing(canvas: Canvas, look: Look, build: Build, rng: Random) -> None:
    coat, pale, shag = look.coat, look.accent, build.head.shag
    gait = steps(rng, rng.choice((2.0, 20.0, 24.0)))
    fore, hind = legs_of(build)
    paw = mix(coat, pale, 0.8)
    sink = 42 * (1 - build.legs)
    with canvas.group(
        rounded(canvas, 3.8, 7),
    ):
        short = Leg((fore.root[0], fore.root[1] + sink), fore.lengths, fore.angles, fore.fold, fore.widths, fore.foot)
        rear = Leg((hind.root[0], hind.root[1] + sink), hind.lengths, hind.angles, hind.fold, hind.widths, hind.foot)
        draw_leg(canvas, short, gait[2], darker(coat, 0.45), darker(paw, 0.45), -4, 1.4, 9)
        draw_leg(canvas, rear, gait[3], darker(coat, 0.45), darker(paw, 0.45), 7, 1.4, 9)
        with canvas.group(transform=f"translate(0 {sink:.1f})"):
            _draw_trunk(canvas, look, build, rng)
        leg = canvas.linear((0, -40 + sink), (0, -2), [(0, coat), (0.5, coat), (0.85, mix(coat, paw, 0.7)), (1, paw)])
        soft(canvas, -13, -36 + sink, 8, 12, darker(coat, 0.75), 0.4)
        soft(canvas, 9, -37 + sink, 7, 12, darker(coat, 0.75), 0.4)
        joints = (
            draw_leg(canvas, rear, gait[1], leg, paw, raised=9),
            draw_leg(canvas, short, gait[0], leg, paw, raised=9),
        )
        soft(canvas, -26, -43 + sink, 13, 12, lighter(coat, 0.25), 0.45, 30)
        soft(canvas, 20, -44 + sink, 10, 12, lighter(coat, 0.25), 0.4, -20)
        for points, widths in zip(joints, (rear.widths, short.widths), strict=True):
            comb(canvas, rng, jointed(points)[:5], widths[:5], coat, 22, 2.4 + 2.4 * shag, 0.4 + 0.2 * shag)
    _head(canvas, look, build, rng, 32, -70 + sink, build.large, rng.choice((30.0, 62.0, 76.0)))


def _draw_trunk(canvas: Canvas, look: Look, build: Build, rng: Random) -> None:
    """Tail, trunk and neck as one outline, chest and saddle of another colour, hair along it."""
    coat, pale, shag = look.coat, look.accent, build.head.shag
    lift, deep = build.tail + rng.uniform(-8, 8), 3.0 * (build.stout - 1) * 4
    tail: list[Point] = [
        (-34, -51),
        (-42, -53 - lift * 0.3),
        (-50, -54 - lift * 0.9),
        (-54 + max(0, lift - 14), -56 - lift * 1.4),
    ]
    if lift < -4:
        tail = [(-35, -50), (-42, -45), (-46, -34), (-47, -22)]
    bushy = 5.4 + 4.5 * shag
    canvas.fill(limb(tail, [6, bushy, bushy * 0.9, 3]), darker(coat, 0.12))
    comb(canvas, rng, tail, [6, bushy, bushy, 5], coat, 22, 3 + 2 * shag, 0.5 + 0.2 * shag, 0.5)
    trunk: list[Point] = [
        (-38, -42),
        (-35, -50.5),
        (-27, -54),
        (-12, -53),
        (2, -53.5),
        (11, -58),
        (18, -68),
        (26, -78),
        (40, -70),
        (40, -58),
        (36, -46),
        (30, -35),
        (20, -27 + deep),
        (6, -26 + deep),
        (-9, -30 + deep),
        (-24, -34),
        (-36, -35),
    ]
    canvas.fill(blob(trunk), coat_paint(canvas, coat, -60, -25))
    with canvas.group(inside=blob(trunk)):
        _draw_markings(canvas, look, build, rng)
        soft(canvas, 36, -50, 8, 20, pale, 0.95, 12)
        soft(canvas, 16, -28 + deep, 18, 5, pale, 0.5)
        soft(canvas, 30, -62, 12, 7, darker(coat, 0.7), 0.4, -40)
    comb(
        canvas,
        rng,
        [(28, -66), (16, -47), (-10, -42), (-33, -43)],
        (20, 24, 19, 13),
        coat,
        70,
        2.2 + 2 * shag,
        0.35 + 0.2 * shag,
        0.4,
    )
    if shag > 0.3:
        fringe = [(38, -58), (33, -42), (18, -29 + deep), (-8, -31 + deep)]
        comb(canvas, rng, fringe, (5, 6, 4, 3), mix(coat, pale, 0.4), 30, 2.6 + 2 * shag, 0.7, 0.5, 10)


def _draw_markings(canvas: Canvas, look: Look, build: Build, rng: Random) -> None:
    """The saddle of a shepherd or a beagle, the spots of a dalmatian."""
    if build.head.mask and build.head.ears == "upright":
        soft(canvas, -10, -54, 34, 13, "#1b1614", 1.0)
        soft(canvas, 18, -62, 9, 14, "#1b1614", 0.8, 40)
    elif build is HOUND and look.coat > "#d8":
        spots = "".join(disc(rng.uniform(-36, 36), rng.uniform(-66, -28), rng.uniform(0.9, 2.2)) for _ in range(46))
        canvas.fill(spots, "#2a2625")
    elif build is HOUND and look.coat > "#80":
        canvas.fill(blob([(-30, -58), (-24, -44), (-8, -40), (6, -42), (12, -56), (0, -60)]), "#2a2320", 0.92)


# Long because it is one picture, painted part over part, and most of its lines are points.
def _draw_sitting(canvas: Canvas, look: Look, build: Build, rng: Random) -> None:
    """Sitting and facing the viewer."""
    coat, pale, shag = look.coat, look.accent, build.head.shag
    body: list[Point] = [
        (-13, -68),
        (-18, -56),
        (-21.5, -44),
        (-21, -30),
        (-26, -18),
        (-27, -5),
        (-14, -1),
        (14, -1),
        (27, -5),
        (26, -18),
        (21, -30),
        (21.5, -44),
        (18, -56),
        (13, -68),
    ]
    paw = mix(coat, pale, 0.75)
    with canvas.group(rounded(canvas, 4.4, 8)):
        tail: list[Point] = [(20, -5), (32, -4), (41, -6), (47, -12)]
        canvas.fill(limb(tail, [7, 7 + 3 * shag, 6 + 3 * shag, 3]), darker(coat, 0.25))
        canvas.fill(
            blob(body), canvas.linear((0, -66), (0, 0), [(0, darker(coat, 0.12)), (0.4, coat), (1, darker(coat, 0.35))])
        )
        for at in (-1, 1):
            soft(canvas, at * 21, -15, 9, 12, lighter(coat, 0.25), 0.5)
            soft(canvas, at * 14, -16, 5, 15, darker(coat, 0.8), 0.6)
        soft(canvas, 0, -12, 8, 18, darker(coat, 0.85), 0.75)
        canvas.fill(blob([(-9, -64), (-13, -50), (-8, -35), (0, -26), (8, -35), (13, -50), (9, -64)]), pale, 0.85)
        comb(
            canvas,
            rng,
            [(0, -64), (0, -36), (0, -6)],
            (32, 42, 46),
            coat,
            90,
            2.6 + 2 * shag,
            0.4 + 0.25 * shag,
            0.4,
            40,
        )
        comb(canvas, rng, [(0, -62), (0, -28)], (20, 12), pale, 26, 5 + 2 * shag, 0.7, 0.5)
        for at in (-1, 1):
            canvas.fill(
                blob([(at * 16, -6), (at * 22, -8), (at * 30, -4), (at * 31, 0), (at * 16, 0.4)]), darker(paw, 0.15)
            )
    leg = canvas.linear((0, -42), (0, 0), [(0, mix(coat, pale, 0.15)), (0.5, coat), (0.85, paw), (1, paw)])
    with canvas.group(rounded(canvas, 2.6, 4.6)):
        for at in (-1, 1):
            wide = build.stout
            canvas.fill(
                limb(
                    [(at * 11, -48), (at * 11.4, -32), (at * 10.4, -17), (at * 10.2, -7), (at * 10.6, -3)],
                    [9, 11.5 * wide, 8.8 * wide, 7.6 * wide, 8.4],
                ),
                leg,
            )
            canvas.fill(disc(at * 11, -2.8, 6.8, 3.8), paw)
            comb(canvas, rng, [(at * 11, -44), (at * 10.4, -8)], (9, 7), coat, 14, 3 + 3 * shag, 0.4 + 0.3 * shag)
    toes = "".join(f"M{at * 11 + step:.1f} -2.4V0.4" for at in (-1, 1) for step in (-2.2, 2))
    canvas.line(toes, "#15100d", 0.6, 0.6)
    _head(canvas, look, build, rng, rng.uniform(-2, 2), -72, 1.02, rng.choice((0.0, 12.0, 32.0)))


def _draw_seated(canvas: Canvas, look: Look, build: Build, rng: Random) -> None:
    """Sitting, seen from the side."""
    coat, pale, shag = look.coat, look.accent, build.head.shag
    paw = mix(coat, pale, 0.75)
    body: list[Point] = [
        (6, -72),
        (-2, -62),
        (-12, -48),
        (-22, -32),
        (-29, -16),
        (-28, -4),
        (-10, -1),
        (6, -2),
        (16, -16),
        (23, -30),
        (26, -44),
        (25, -58),
        (24, -72),
    ]
    with canvas.group(rounded(canvas, 4.4, 8)):
        tail: list[Point] = [(-24, -6), (-36, -4), (-46, -6), (-53, -12 - rng.uniform(0, 8))]
        canvas.fill(limb(tail, [7, 7 + 3 * shag, 6 + 3 * shag, 3]), darker(coat, 0.2))
        canvas.fill(limb([(20, -40), (23, -24), (22, -12), (22.6, -3.4)], [12, 9, 7, 7]), darker(coat, 0.45))
        draw_foot(canvas, (23, -3.4), 7, 3.2, darker(paw, 0.45), False)
        canvas.fill(
            blob(body),
            canvas.linear((-26, -44), (26, -34), [(0, darker(coat, 0.15)), (0.5, coat), (1, lighter(coat, 0.08))]),
        )
        if build.head.mask and build.head.ears == "upright":
            soft(canvas, -10, -46, 10, 28, "#1b1614", 0.95, 32)
        soft(canvas, 22, -50, 8, 20, pale, 0.95, -4)
        soft(canvas, 5, -22, 7, 19, darker(coat, 0.8), 0.75, 10)
        canvas.fill(disc(-11, -16, 15.5, 15), coat, 0.7)
        soft(canvas, -13, -21, 15, 14, lighter(coat, 0.3), 0.6)
        soft(canvas, -10, -3, 18, 5, darker(coat, 0.8), 0.5)
        canvas.fill(limb([(-12, -6), (0, -4), (9, -3.4)], [9, 7, 6.6]), mix(coat, paw, 0.4))
        draw_foot(canvas, (8, -3.4), 7, 3.2, paw, False)
        leg = canvas.linear((0, -44), (0, -2), [(0, coat), (0.6, coat), (0.9, paw), (1, paw)])
        canvas.fill(limb([(13, -48), (16, -34), (15, -20), (14.4, -9), (14.8, -3.4)], [14, 12.5, 9, 7.2, 7.4]), leg)
        draw_foot(canvas, (15.2, -3.4), 7.2, 3.2, paw, False)
        comb(
            canvas, rng, [(12, -66), (2, -44), (-12, -8)], (22, 34, 36), coat, 90, 2.6 + 2 * shag, 0.4 + 0.2 * shag, 0.4
        )
    _head(canvas, look, build, rng, 17, -75, 0.98, rng.choice((25.0, 55.0, 74.0)))


def _draw_lying(canvas: Canvas, look: Look, build: Build, rng: Random) -> None:
    """Resting on its chest with the head up and the forelegs stretched out."""
    coat, pale, shag = look.coat, look.accent, build.head.shag
    paw = mix(coat, pale, 0.75)
    body: list[Point] = [
        (-42, -4),
        (-44, -14),
        (-38, -24),
        (-26, -28),
        (-8, -28),
        (6, -31),
        (14, -42),
        (24, -48),
        (32, -42),
        (33, -26),
        (31, -12),
        (28, -1),
        (0, -0.5),
        (-26, -0.5),
    ]
    with canvas.group(rounded(canvas, 4.4, 8)):
        canvas.fill(limb([(-39, -7), (-48, -4), (-56, -5)], [7, 6 + 3 * shag, 4]), darker(coat, 0.2))
        canvas.fill(
            blob(body),
            canvas.linear((0, -34), (0, 0), [(0, lighter(coat, 0.12)), (0.5, coat), (1, darker(coat, 0.42))]),
        )
        soft(canvas, 29, -28, 8, 18, pale, 0.95)
        soft(canvas, -13, -12, 7, 13, darker(coat, 0.8), 0.55, 14)
        soft(canvas, -27, -15, 15, 13, lighter(coat, 0.28), 0.6)
        soft(canvas, 15, -22, 9, 13, lighter(coat, 0.22), 0.45)
        canvas.fill(limb([(-26, -5), (-12, -3.6), (-4, -3.4)], [10, 7.5, 6.8]), mix(coat, paw, 0.4))
        draw_foot(canvas, (-5, -3.4), 7, 3.3, paw, False)
        comb(
            canvas,
            rng,
            [(26, -32), (0, -16), (-38, -12)],
            (24, 26, 22),
            coat,
            100,
            2.6 + 2 * shag,
            0.4 + 0.2 * shag,
            0.4,
        )
    with canvas.group(rounded(canvas, 2.4, 4.4)):
        for dx, up, tone in ((5, 1.8, 0.35), (0, 0, 0.0)):
            canvas.fill(
                limb(
                    [(12 + dx, -12 - up), (20 + dx, -5 - up), (34 + dx, -4 - up), (45 + dx, -3.6 - up)],
                    [13, 10, 7.4, 7],
                ),
                darker(mix(coat, paw, 0.25), tone),
            )
            draw_foot(canvas, (45 + dx, -3.6 - up), 7, 3.5, darker(paw, tone), False)
    _head(canvas, look, build, rng, 26, -54, 0.9, rng.choice((10.0, 40.0, 70.0)))


def _draw_face(canvas: Canvas, look: Look, build: Build, rng: Random) -> None:
    """Head and shoulders fill the frame; the lower edge lies outside it."""
    coat, pale, shag = look.coat, look.accent, build.head.shag
    yaw = rng.choice((8.0, 30.0, 48.0))
    with canvas.group(rounded(canvas, 6, 10)):
        canvas.fill(
            blob([(-22, -42), (-34, -22), (-42, 4), (-46, 34), (46, 34), (40, 4), (30, -22), (20, -42)]),
            canvas.linear((0, -40), (0, 20), [(0, darker(coat, 0.42)), (1, coat)]),
        )
        soft(canvas, 6, -4, 20, 36, pale, 0.9)
        comb(canvas, rng, [(0, -34), (0, 6)], (50, 80), coat, 130, 5 + 3 * shag, 0.5 + 0.3 * shag, 0.4, 50)
        comb(canvas, rng, [(5, -30), (5, 6)], (26, 26), pale, 40, 8 + 3 * shag, 0.9, 0.5)
    _head(canvas, look, build, rng, -yaw * 0.12, -48, 1.8, yaw)


PLACES = ("meadow", "room", "meadow", "street", "room", "beach", "snow")

DOG = Kind(
    name="dog",
    poses={
        "standing": Pose("ground", PLACES),
        "sitting": Pose("ground", PLACES),
        "seated": Pose("ground", PLACES),
        "lying": Pose("ground", PLACES),
        "face": Pose("portrait", ("room", "meadow", "forest")),
    },
    coats=(
        ("#a8743c", "#e3cda4"),
        ("#5a3a24", "#c49a68"),
        ("#2a2624", "#b9824a"),
        ("#d9c49c", "#f1e6d0"),
        ("#e4dfd6", "#f6f2ea"),
        ("#8a5a34", "#ede4d6"),
        ("#3a3635", "#e9e4da"),
        ("#9a8f84", "#ddd6cb"),
        ("#c08a4e", "#efe0c4"),
    ),
    draw=draw_dog,
)

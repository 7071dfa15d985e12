"""Cat: sitting face on or from the side, walking, lying, or its face close up."""

from __future__ import annotations

from random import Random

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import darker, lighter, mix
from elvit_scenes.fur import comb, soft
from elvit_scenes.kind import Kind, Pose
from elvit_scenes.legs import Leg, coat_paint, draw_foot, draw_leg, jointed, steps
from elvit_scenes.light import rounded
from elvit_scenes.objects.cat_coat import CatCoat, cat_coat, draw_bands, draw_patches
from elvit_scenes.objects.cat_head import draw_cat_head
from elvit_scenes.scene import Look
from elvit_scenes.shapes import Point, blob, disc, limb

FORE = Leg((17, -36), (12, 15, 9), (-22, 5, 3), (35, -25, -60), (15, 13, 9.5, 7.4, 6, 5.6, 5.6), 2.6)
HIND = Leg((-24, -37), (16, 15, 12), (32, -38, 6), (22, -25, 10), (20, 20, 14, 9, 6, 5.6, 5.6), 2.6)
TRUNK: tuple[Point, ...] = (
    (-36, -36),
    (-33, -43),
    (-25, -47),
    (-12, -45.5),
    (2, -45),
    (12, -47.5),
    (22, -53),
    (31, -52),
    (31, -44),
    (28, -35),
    (22, -28),
    (10, -24.5),
    (-4, -23.5),
    (-16, -26.5),
    (-26, -28),
    (-34, -30),
)


def draw_cat(canvas: Canvas, look: Look) -> None:
    """Draw the cat in its pose."""
    rng = Random(look.seed)
    draw = {
        "sitting": _draw_sitting,
        "seated": _draw_seated,
        "face": _draw_face,
        "walking": _draw_walking,
        "lying": _draw_lying,
    }[look.pose]
    draw(canvas, cat_coat(look, rng), rng)


def _head(
    canvas: Canvas, coat: CatCoat, rng: Random, x: float, y: float, size: float, yaw: float, hairs: float = 1.0
) -> None:
    place = f"translate({x:.1f} {y:.1f}) rotate({rng.uniform(-7, 7):.1f}) scale({size:.2f})"
    with canvas.group(transform=place):
        draw_cat_head(canvas, coat, rng, yaw, rng.uniform(-6, 6), hairs)


def _aside(rng: Random) -> float:
    """How far a head turns aside: both eyes well in sight, or one."""
    return rng.choice((rng.uniform(5, 32), rng.uniform(48, 58)))


def _draw_tail(canvas: Canvas, rng: Random, coat: CatCoat, points: list[Point], widths: list[float]) -> None:
    canvas.fill(limb(points, widths), darker(coat.tail, 0.1))
    if coat.stripes:
        rings = [
            limb([(x - w * 0.42, y - 0.6), (x + w * 0.42, y + 0.6)], [2.2, 2.2])
            for (x, y), w in zip(points[1:], widths[1:], strict=True)
        ]
        canvas.fill("".join(rings), coat.stripes, 0.6)
    comb(canvas, rng, points, widths, coat.tail, 16, 3.5)


def _draw_walking(canvas: Canvas, coat: CatCoat, rng: Random) -> None:
    """Standing or walking, from the side, the face turned towards the viewer."""
    gait = steps(rng, rng.choice((2.0, 22.0, 24.0)))
    shade, paw = darker(coat.leg, 0.45), darker(coat.paw, 0.45)
    lift = rng.uniform(4, 34)
    with canvas.group(rounded(canvas, 3.6, 6.5)):
        _draw_tail(
            canvas,
            rng,
            coat,
            [(-31, -42), (-40, -43), (-46, -48 - lift * 0.5), (-46, -56 - lift), (-42, -62 - lift)],
            [7, 6, 5.4, 5, 3.4],
        )
        draw_leg(canvas, FORE, gait[2], shade, paw, -4, 1.2, 8)
        draw_leg(canvas, HIND, gait[3], shade, paw, 6, 1.2, 8)
        canvas.fill(blob(TRUNK), coat_paint(canvas, coat.base, -48, -22))
        soft(canvas, 27, -40, 8, 12, coat.chest, 0.8, 15)
        draw_patches(canvas, rng, coat, [(-27, -40, 8), (-6, -41, 9), (18, -46, 7)])
        leg = canvas.linear(
            (0, -34), (0, -2), [(0, coat.base), (0.45, coat.leg), (0.8, mix(coat.leg, coat.paw, 0.7)), (1, coat.paw)]
        )
        soft(canvas, -12, -31, 8, 10, darker(coat.base, 0.7), 0.4)
        soft(canvas, 8, -32, 7, 11, darker(coat.base, 0.7), 0.35)
        hind = draw_leg(canvas, HIND, gait[1], leg, coat.paw, raised=8)
        fore = draw_leg(canvas, FORE, gait[0], leg, coat.paw, raised=8)
        soft(canvas, -24, -37, 12, 10, lighter(coat.base, 0.25), 0.45, 30)
        soft(canvas, 18, -38, 9, 10, lighter(coat.base, 0.25), 0.4, -20)
        draw_bands(canvas, rng, coat, [((x, -46.4), (x - 2.5, -30)) for x in (-18, -12, -6, 0, 6)], 2.3)
        for joints, widths in ((hind, HIND.widths), (fore, FORE.widths)):
            thick = jointed(joints)
            draw_bands(
                canvas,
                rng,
                coat,
                [
                    ((x + w * 0.45, y - 1), (x - w * 0.3, y + 0.6))
                    for (x, y), w in zip(thick[1:5], widths[1:5], strict=True)
                ],
                1.9,
            )
            comb(canvas, rng, thick[:5], widths[:5], coat.base, 22, 3)
        comb(canvas, rng, [(24, -46), (6, -36), (-14, -37), (-33, -37)], (14, 20, 19, 15), coat.base, 60, 4)
    _head(canvas, coat, rng, 32, -52, 0.66, _aside(rng), 0.5)


# Long because it is one picture, painted part over part, and most of its lines are points.
def _draw_sitting(canvas: Canvas, coat: CatCoat, rng: Random) -> None:
    """Sitting and facing the viewer."""
    side = rng.choice((-1, 1))
    body: list[Point] = [
        (-11, -68),
        (-17, -58),
        (-19.5, -46),
        (-21, -30),
        (-25, -16),
        (-24, -4),
        (-12, -0.5),
        (12, -0.5),
        (24, -4),
        (25, -16),
        (21, -30),
        (19.5, -46),
        (17, -58),
        (11, -68),
    ]
    with canvas.group(rounded(canvas, 4.2, 7.5)):
        _draw_tail(
            canvas,
            rng,
            coat,
            [(side * 20, -5), (side * 30, -4), (side * 37, -5), (side * 41, -12), (side * 38, -20)],
            [8, 7.5, 7, 6, 4],
        )
        canvas.fill(
            blob(body),
            canvas.linear(
                (0, -66), (0, 0), [(0, darker(coat.base, 0.15)), (0.4, coat.base), (1, darker(coat.base, 0.3))]
            ),
        )
        bands: list[tuple[Point, Point]] = []
        bands += [((at * 21, y), (at * 11, y + 3)) for at in (-1, 1) for y in (-53, -46, -39, -32)]
        bands += [((at * 25, y), (at * 14, y - 2)) for at in (-1, 1) for y in (-21, -14, -8)]
        with canvas.group(inside=blob(body)):
            draw_patches(canvas, rng, coat, [(-17, -44, 10), (20, -18, 10)])
            draw_bands(canvas, rng, coat, bands, 2.6)
        comb(canvas, rng, [(0, -64), (0, -36), (0, -6)], (30, 38, 44), coat.base, 110, 4.5, 0.45, 0.45, 40)
        for at in (-1, 1):
            soft(canvas, at * 19, -14, 9, 13, lighter(coat.base, 0.2), 0.5)
            soft(canvas, at * 11.5, -16, 5, 15, darker(coat.base, 0.75), 0.55)
        soft(canvas, 0, -12, 6, 18, darker(coat.base, 0.8), 0.6)
        canvas.fill(blob([(-9, -64), (-11, -50), (-7, -36), (0, -26), (7, -36), (11, -50), (9, -64)]), coat.chest, 0.85)
        comb(canvas, rng, [(0, -62), (0, -28)], (16, 10), coat.chest, 22, 5, 0.6, 0.5)
    paint = canvas.linear(
        (0, -38), (0, 0), [(0, mix(coat.base, coat.chest, 0.25)), (0.5, coat.leg), (0.85, coat.paw), (1, coat.paw)]
    )
    with canvas.group(rounded(canvas, 2.4, 4.2)):
        for at in (-1, 1):
            canvas.fill(disc(at * 20, -2.6, 7.5, 3.6), darker(coat.paw, 0.12))
            canvas.fill(
                limb(
                    [(at * 8.4, -44), (at * 8.2, -30), (at * 7.4, -16), (at * 7.4, -6), (at * 7.8, -2.4)],
                    [7, 9.4, 7.6, 6.8, 7.4],
                ),
                paint,
            )
            canvas.fill(disc(at * 8.2, -2.6, 5.6, 3.4), coat.paw)
            draw_bands(canvas, rng, coat, [((at * 12, y), (at * 4, y + 0.6)) for y in (-27, -21, -15)], 1.7)
            comb(canvas, rng, [(at * 8, -40), (at * 7.4, -8)], (8, 6), coat.leg, 14, 3.4)
    toes = "".join(f"M{at * 8.2 + step:.1f} -2.2V0.2" for at in (-1, 1) for step in (-1.9, 1.7))
    canvas.line(toes, "#15100d", 0.5, 0.55)
    _head(canvas, coat, rng, rng.uniform(-2, 2), -75, 0.96, rng.uniform(-8, 32))


def _draw_seated(canvas: Canvas, coat: CatCoat, rng: Random) -> None:
    """Sitting, seen from the side, the tail on the ground."""
    body: list[Point] = [
        (4, -72),
        (-5, -62),
        (-15, -46),
        (-24, -28),
        (-28, -12),
        (-24, -2),
        (-6, -0.5),
        (10, -2),
        (16, -14),
        (21, -30),
        (23, -44),
        (23, -58),
        (19, -72),
    ]
    with canvas.group(rounded(canvas, 4.2, 7.5)):
        _draw_tail(
            canvas,
            rng,
            coat,
            [(-22, -6), (-32, -3.6), (-42, -3.4), (-50, -5.5), (-54, -10 - rng.uniform(0, 6))],
            [8, 7, 6.6, 6, 4],
        )
        canvas.fill(limb([(17, -40), (19, -26), (18, -12), (18.6, -3)], [10, 8, 6, 6]), darker(coat.leg, 0.42))
        draw_foot(canvas, (19, -3), 6, 2.8, darker(coat.paw, 0.42), False)
        canvas.fill(
            blob(body),
            canvas.linear(
                (-26, -40), (24, -34), [(0, darker(coat.base, 0.18)), (0.5, coat.base), (1, lighter(coat.base, 0.08))]
            ),
        )
        soft(canvas, 19, -50, 8, 18, coat.chest, 0.9, -4)
        draw_patches(canvas, rng, coat, [(-10, -46, 9), (-18, -16, 9)])
        draw_bands(
            canvas,
            rng,
            coat,
            [
                ((-2, -64), (8, -56)),
                ((-8, -57), (4, -50)),
                ((-13, -49), (0, -42)),
                ((-18, -40), (-5, -34)),
                ((-27, -22), (-14, -24)),
                ((-28, -14), (-13, -17)),
            ],
            2.5,
        )
        soft(canvas, 5, -22, 7, 19, darker(coat.base, 0.8), 0.75, 10)
        canvas.fill(disc(-10, -15, 14.5, 14.5), coat.base, 0.7)
        soft(canvas, -12, -20, 14, 13, lighter(coat.base, 0.3), 0.6)
        soft(canvas, -8, -3, 16, 5, darker(coat.base, 0.8), 0.5)
        canvas.fill(limb([(-8, -4.5), (2, -3.4), (9, -2.8)], [8, 6, 5.6]), mix(coat.base, coat.paw, 0.5))
        draw_foot(canvas, (8, -3), 6, 2.8, coat.paw, False)
        leg = canvas.linear((0, -40), (0, -2), [(0, coat.base), (0.6, coat.leg), (1, coat.paw)])
        canvas.fill(limb([(12, -44), (14.6, -32), (13.4, -18), (12.6, -9), (13, -3)], [12, 10.5, 7.6, 6, 6.2]), leg)
        draw_foot(canvas, (13.4, -3), 6.2, 2.8, coat.paw, False)
        comb(canvas, rng, [(10, -66), (0, -44), (-12, -10)], (22, 32, 32), coat.base, 90, 4.5)
    _head(canvas, coat, rng, 14, -76, 0.92, _aside(rng))


def _draw_lying(canvas: Canvas, coat: CatCoat, rng: Random) -> None:
    """Resting on its chest, forepaws before it or tucked in."""
    body: list[Point] = [
        (-42, -4),
        (-44, -15),
        (-39, -26),
        (-28, -33),
        (-10, -33),
        (6, -33),
        (18, -38),
        (30, -38),
        (36, -28),
        (37, -14),
        (33, -3),
        (10, -0.5),
        (-24, -0.5),
    ]
    with canvas.group(rounded(canvas, 4.6, 8)):
        canvas.fill(
            blob(body),
            canvas.linear(
                (0, -36), (0, 0), [(0, lighter(coat.base, 0.14)), (0.5, coat.base), (1, darker(coat.base, 0.4))]
            ),
        )
        soft(canvas, 33, -22, 7, 16, coat.chest, 0.9)
        draw_patches(canvas, rng, coat, [(-30, -22, 10), (4, -26, 10)])
        draw_bands(canvas, rng, coat, [((x, -33.5), (x - 4, -14)) for x in (-12, -5, 2, 9, 16)], 2.6)
        draw_bands(canvas, rng, coat, [((-38, -26), (-24, -20)), ((-43, -17), (-26, -13))], 2.4)
        soft(canvas, -14, -12, 7, 14, darker(coat.base, 0.75), 0.5, 12)
        soft(canvas, -28, -16, 14, 13, lighter(coat.base, 0.28), 0.55)
        soft(canvas, 18, -18, 11, 13, lighter(coat.base, 0.2), 0.4)
        comb(canvas, rng, [(28, -24), (0, -18), (-36, -14)], (22, 30, 26), coat.base, 110, 4.6)
        _draw_tail(canvas, rng, coat, [(-40, -6), (-36, -2.6), (-24, -2.2), (-10, -2.4), (-2, -3)], [7, 6.4, 6, 5.6, 4])
    with canvas.group(rounded(canvas, 2.2, 4)):
        reach = rng.choice((0.0, 8.0, 12.0))
        for dx, up, tone in ((6, 1.4, 0.3), (0, 0, 0.0)):
            canvas.fill(
                limb([(14 + dx, -8 - up), (26 + dx, -4.4 - up), (33 + dx + reach, -3.4 - up)], [9, 7.6, 6.6]),
                darker(mix(coat.leg, coat.paw, 0.3), tone),
            )
            draw_foot(canvas, (33 + dx + reach, -3.4 - up), 6, 3.2, darker(coat.paw, tone), False)
    _head(canvas, coat, rng, 27, -43, 0.8, rng.uniform(-6, 32), 0.7)


def _draw_face(canvas: Canvas, coat: CatCoat, rng: Random) -> None:
    """Head and shoulders fill the frame; the lower edge lies outside it."""
    body: list[Point] = [(-22, -40), (-36, -22), (-44, 2), (-48, 34), (48, 34), (44, 2), (36, -22), (22, -40)]
    with canvas.group(rounded(canvas, 6, 10)):
        canvas.fill(blob(body), canvas.linear((0, -40), (0, 20), [(0, darker(coat.base, 0.4)), (1, coat.base)]))
        draw_bands(canvas, rng, coat, [((at * 42, y), (at * 16, y + 5)) for at in (-1, 1) for y in (-24, -14, -4)], 4)
        soft(canvas, 0, -4, 20, 34, coat.chest, 0.9)
        comb(canvas, rng, [(0, -34), (0, 6)], (54, 84), coat.base, 150, 8, 0.7, 0.5, 70)
        comb(canvas, rng, [(0, -30), (0, 6)], (26, 26), coat.chest, 40, 8, 0.8, 0.45)
    _head(canvas, coat, rng, 0, -46, 1.85, rng.uniform(-4, 31), 1.6)


PLACES = ("room", "room", "meadow", "street", "room")

CAT = Kind(
    name="cat",
    poses={
        "sitting": Pose("ground", PLACES),
        "seated": Pose("ground", PLACES),
        "face": Pose("portrait", ("room", "room", "meadow")),
        "walking": Pose("ground", PLACES),
        "lying": Pose("ground", ("room", "room", "street", "meadow")),
    },
    coats=(
        ("#8a7a66", "#e6ddcf"),
        ("#b9783c", "#ecd9bd"),
        ("#6e6a66", "#d8d3cc"),
        ("#252326", "#3a3739"),
        ("#d8d2c8", "#f1ede6"),
        ("#2c2a2a", "#eeebe5"),
        ("#8f8d8c", "#bfbcb8"),
        ("#a08660", "#e9dfcc"),
        ("#c9854a", "#f0e2cb"),
        ("#d9ccb6", "#4a382e"),
        ("#e6e0d4", "#c07a3a"),
        ("#7c6a55", "#d9cdb9"),
    ),
    draw=draw_cat,
)

"""Frog: squat and close up, from the side, facing the viewer, from above, or a tree frog on a branch."""

from __future__ import annotations

from random import Random

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import darker, lighter, mix
from elvit_scenes.fur import soft
from elvit_scenes.kind import Kind, Pose
from elvit_scenes.light import rounded
from elvit_scenes.objects.frog_parts import draw_blotches, draw_dome, draw_foot, draw_shine
from elvit_scenes.scene import Look
from elvit_scenes.shapes import Point, blob, curve, disc, limb

IRISES = ("#c99a2e", "#b5762a", "#a8a23c", "#9a5a2c", "#c9b04a")


def draw_frog(canvas: Canvas, look: Look) -> None:
    """Draw the frog in its pose."""
    rng = Random(look.seed)
    draw = {"side": _draw_side, "front": _draw_front, "above": _draw_above, "tree": _draw_tree}[look.pose]
    draw(canvas, look, rng)


def _skin(canvas: Canvas, coat: str, belly: str, top: float, bottom: float) -> str:
    return canvas.linear(
        (0, top),
        (0, bottom),
        [(0, lighter(coat, 0.18)), (0.35, coat), (0.62, mix(coat, belly, 0.4)), (0.8, belly), (1, darker(belly, 0.4))],
    )


# Long because it is one picture, painted part over part, and most of its lines are points.
def _draw_side(canvas: Canvas, look: Look, rng: Random) -> None:
    coat, belly, iris = look.coat, look.accent, rng.choice(IRISES)
    back: list[Point] = [
        (-44, -8),
        (-43, -17),
        (-36, -25),
        (-24, -34),
        (-12, -41),
        (0, -46),
        (12, -47.5),
        (24, -47),
        (34, -42),
        (43, -35.5),
        (47.5, -31),
        (46.5, -27),
        (40, -22.5),
        (32, -17),
        (24, -9),
        (12, -4),
        (-10, -2.5),
        (-34, -2.5),
    ]
    spotted = rng.random() < 0.75
    with canvas.group(rounded(canvas, 4, 8)):
        canvas.fill(limb([(27, -20), (33, -12), (36, -5)], [10, 6.4, 5]), darker(coat, 0.45))
        draw_foot(canvas, (36, -3.6), (8, 24, -10), 8, darker(coat, 0.42))
        canvas.fill(disc(31, -45.5, 5.4, 5.6), darker(coat, 0.3))
        canvas.fill(blob(back), _skin(canvas, coat, belly, -47, -3))
        with canvas.group(inside=blob(back)):
            if spotted:
                draw_blotches(canvas, rng, coat, (-38, -44, 26, -20), 20)
            canvas.fill(
                blob([(47, -27.5), (40, -26), (30, -25.4), (22, -22), (20, -12), (26, -8), (34, -18)]),
                lighter(belly, 0.15),
                0.55,
            )
            soft(canvas, 4, -16, 9, 16, darker(coat, 0.7), 0.4, 12)
            soft(canvas, -4, -5, 40, 7, darker(belly, 0.8), 0.55)
        ridge: list[Point] = [(22, -41.5), (8, -43), (-8, -38), (-22, -30), (-36, -20)]
        canvas.line(curve(ridge), lighter(coat, 0.4), 1.5, 0.7)
        canvas.line(curve([(x, y + 1.5) for x, y in ridge]), darker(coat, 0.6), 1.0, 0.5)
        draw_shine(canvas, rng, [(4, -44, 8), (-18, -35, 7), (38, -37, 5)])
    with canvas.group(rounded(canvas, 3.4, 7)):
        leg = canvas.linear((0, -31), (0, -2), [(0, lighter(coat, 0.14)), (0.6, coat), (1, darker(coat, 0.35))])
        thigh: list[Point] = [
            (-43, -6),
            (-45, -15),
            (-40, -24),
            (-29, -29),
            (-17, -25),
            (-8, -16),
            (-6, -10),
            (-16, -6),
            (-30, -4),
        ]
        canvas.fill(blob(thigh), leg)
        canvas.line(curve([(-39, -8), (-26, -11), (-9, -11.5)]), darker(coat, 0.75), 1.4, 0.6)
        canvas.fill(limb([(-8, -11), (-22, -8), (-38, -4.4)], [7, 8.4, 5]), mix(coat, darker(coat, 0.5), 0.25))
        canvas.fill(limb([(-38, -4), (-24, -2.6), (-10, -2)], [5, 4.6, 3.6]), darker(coat, 0.08))
        draw_foot(canvas, (-10, -2), (-6, 4, 12, 20), 15, coat)
        bars = "".join(
            limb([(x, y), (x + 2, y + 5), (x + 1.4, y + 9)], [1.4, 3, 1])
            for x, y in ((-38, -24), (-29, -28), (-20, -25))
        )
        canvas.fill(bars, darker(coat, 0.6), 0.6)
        soft(canvas, -28, -23, 10, 5, "#ffffff", 0.35, -20)
    with canvas.group(rounded(canvas, 2.4, 5)):
        canvas.fill(limb([(16, -24), (13, -17), (15, -10), (20, -4)], [10, 10, 7, 5]), leg)
        draw_foot(canvas, (20.5, -3), (-6, 8, 24, 165), 9, coat)
    canvas.line(curve([(47, -29.6), (40, -27.6), (31, -27.4), (23, -25.6)]), darker(coat, 0.8), 1.1, 0.85)
    canvas.line(curve([(46, -31), (38, -29.2), (26, -28.6), (14, -26)]), lighter(belly, 0.25), 1.3, 0.55)
    canvas.fill(limb([(42, -34.5), (34, -35.5), (24, -33)], [1, 2.2, 1]), darker(coat, 0.65), 0.55)
    canvas.fill(disc(44, -33.4, 0.8, 0.6), darker(coat, 0.85))
    canvas.fill(disc(16, -34, 4, 4.4), darker(coat, 0.45), 0.75)
    canvas.fill(disc(16, -34, 2.4, 2.8), mix(coat, "#8a6a3a", 0.5), 0.8)
    draw_dome(canvas, 27, -44.5, 7.4, coat, iris)


# Long because it is one picture, painted part over part, and most of its lines are points.
def _draw_front(canvas: Canvas, look: Look, rng: Random) -> None:
    coat, belly, iris = look.coat, look.accent, rng.choice(IRISES)
    body: list[Point] = [
        (-24, -5),
        (-31, -16),
        (-33, -27),
        (-31, -37),
        (-24, -46),
        (-12, -51),
        (0, -52),
        (12, -51),
        (24, -46),
        (31, -37),
        (33, -27),
        (31, -16),
        (24, -5),
        (0, -2),
    ]
    leg = canvas.linear((0, -32), (0, -2), [(0, lighter(coat, 0.12)), (0.5, coat), (1, darker(coat, 0.4))])
    with canvas.group(rounded(canvas, 4, 8)):
        for at in (-1, 1):
            canvas.fill(
                blob(
                    [
                        (at * 22, -30),
                        (at * 36, -33),
                        (at * 46, -26),
                        (at * 50, -14),
                        (at * 46, -4),
                        (at * 32, -2),
                        (at * 20, -8),
                    ]
                ),
                leg,
            )
            canvas.line(curve([(at * 26, -9), (at * 38, -11), (at * 46, -17)]), darker(coat, 0.75), 1.4, 0.6)
            canvas.fill(limb([(at * 47, -6), (at * 40, -3), (at * 32, -2)], [6, 5, 4]), darker(coat, 0.15))
            draw_foot(
                canvas, (at * 34, -2), (90 - at * 50, 90 - at * 70, 90 - at * 92, 90 + at * 40), 10, darker(coat, 0.05)
            )
            bars = "".join(
                limb([(at * x, y), (at * (x + 3), y + 5), (at * (x + 4), y + 10)], [1, 2.6, 1])
                for x, y in ((33, -31), (40, -28))
            )
            canvas.fill(bars, darker(coat, 0.6), 0.55)
        canvas.fill(
            blob(body),
            canvas.linear(
                (0, -52),
                (0, -2),
                [
                    (0, lighter(coat, 0.16)),
                    (0.4, coat),
                    (0.5, coat),
                    (0.56, mix(coat, belly, 0.6)),
                    (0.75, belly),
                    (1, darker(belly, 0.45)),
                ],
            ),
        )
        with canvas.group(inside=blob(body)):
            if rng.random() < 0.75:
                draw_blotches(canvas, rng, coat, (-26, -49, 26, -34), 14)
                draw_blotches(canvas, rng, mix(coat, belly, 0.4), (-30, -24, 30, -12), 9)
            for at in (-1, 1):
                canvas.line(curve([(at * 15, -49), (at * 9, -44), (at * 5, -38)]), lighter(coat, 0.35), 1.3, 0.55)
                soft(canvas, at * 30, -20, 6, 16, darker(coat, 0.7), 0.5)
            soft(canvas, 0, -23, 20, 6, lighter(belly, 0.5), 0.5)
            soft(canvas, 0, -4, 26, 6, darker(belly, 0.85), 0.6)
        draw_shine(canvas, rng, [(-12, -47, 7), (10, -46, 6), (rng.uniform(-6, 6), -38, 4)])
    with canvas.group(rounded(canvas, 2.4, 5)):
        for at in (-1, 1):
            canvas.fill(limb([(at * 24, -24), (at * 27, -15), (at * 23, -8), (at * 16, -3)], [9, 10, 7, 5]), leg)
            draw_foot(canvas, (at * 15, -2.4), (90 + at * 72, 90 + at * 40, 90, 90 - at * 50), 8, coat)
    wide = curve([(-31.5, -30), (-22, -29), (-10, -31), (0, -31.6), (10, -31), (22, -29), (31.5, -30)])
    canvas.line(wide, darker(coat, 0.8), 1.1, 0.85)
    canvas.line(
        curve([(-28, -27.4), (-14, -28.2), (0, -29.4), (14, -28.2), (28, -27.4)]), lighter(belly, 0.4), 1.3, 0.5
    )
    for at in (-1, 1):
        canvas.fill(disc(at * 4, -38, 0.9, 0.7), darker(coat, 0.85))
        draw_dome(canvas, at * 20, -48, 7.6, coat, iris, 0.9)


def _draw_above(canvas: Canvas, look: Look, rng: Random) -> None:
    """Seen from above on the ground, the head to the right and a little away."""
    coat, belly, iris = look.coat, look.accent, rng.choice(IRISES)
    body: list[Point] = [
        (0, -84),
        (10, -80),
        (17, -70),
        (19, -58),
        (23, -44),
        (22, -28),
        (14, -16),
        (0, -12),
        (-14, -16),
        (-22, -28),
        (-23, -44),
        (-19, -58),
        (-17, -70),
        (-10, -80),
    ]
    place = f"translate(0 -32) scale(1.08 0.76) rotate({rng.uniform(40, 78):.1f}) translate(0 44)"
    with canvas.group(transform=place):
        with canvas.group(rounded(canvas, 3.4, 7)):
            for at in (-1, 1):
                canvas.fill(limb([(at * 11, -20), (at * 22, -34), (at * 31, -46)], [13, 14, 7]), darker(coat, 0.08))
                canvas.fill(limb([(at * 31, -45), (at * 29, -28), (at * 20, -13)], [7, 10, 5]), coat)
                canvas.fill(limb([(at * 20, -13), (at * 27, -12), (at * 32, -17)], [5, 4.4, 3.4]), darker(coat, 0.1))
                draw_foot(
                    canvas,
                    (at * 32, -17),
                    (-90 - at * 30, -90 + at * 4, -90 + at * 34, -90 + at * 70),
                    12,
                    darker(coat, 0.05),
                )
                canvas.fill(limb([(at * 15, -58), (at * 25, -55), (at * 23, -68)], [9, 8, 5]), darker(coat, 0.06))
                draw_foot(canvas, (at * 23, -68), (-90 - at * 50, -90 - at * 10, -90 + at * 26, -90 + at * 60), 8, coat)
                bars = "".join(
                    limb([(at * x, y), (at * (x + 6), y + 7)], [2.4, 1.2]) for x, y in ((16, -33), (22, -40))
                )
                canvas.fill(bars, darker(coat, 0.6), 0.6)
        with canvas.group(rounded(canvas, 5, 9)):
            canvas.fill(
                blob(body),
                canvas.radial((0, -50), 40, [(0, lighter(coat, 0.16)), (0.6, coat), (1, mix(coat, belly, 0.3))]),
            )
            with canvas.group(inside=blob(body)):
                if rng.random() < 0.8:
                    draw_blotches(canvas, rng, coat, (-19, -66, 19, -18), 22)
            for at in (-1, 1):
                ridge: list[Point] = [(at * 11, -66), (at * 14, -50), (at * 12, -30), (at * 7, -17)]
                canvas.line(curve(ridge), lighter(coat, 0.4), 1.6, 0.7)
                canvas.line(curve([(x + at * 1.4, y) for x, y in ridge]), darker(coat, 0.6), 0.9, 0.5)
                canvas.fill(disc(at * 3, -80, 0.7), darker(coat, 0.85))
            if rng.random() < 0.4:
                canvas.line("M0 -82V-16", lighter(coat, 0.5), 1.8, 0.7)
            draw_shine(canvas, rng, [(-5, -50, 8), (6, -36, 6), (-2, -74, 5)])
        for at in (-1, 1):
            draw_dome(canvas, at * 13, -71, 5.6, coat, iris, 0.85)


def _draw_tree(canvas: Canvas, look: Look, rng: Random) -> None:
    """A smooth tree frog with pads on its toes, crouched on a branch."""
    coat, belly = look.coat, look.accent
    iris = rng.choice(("#c94a2c", "#c9a03a", "#b5762a"))
    back: list[Point] = [
        (-40, -10),
        (-38, -20),
        (-28, -30),
        (-12, -38),
        (4, -42),
        (20, -43),
        (32, -39),
        (41, -33),
        (43, -28),
        (37, -23),
        (26, -17),
        (12, -8),
        (-12, -5),
        (-32, -4),
    ]
    with canvas.group(rounded(canvas, 4, 8)):
        canvas.fill(limb([(24, -19), (32, -12), (34, -4)], [8, 5.4, 4]), darker(coat, 0.4))
        draw_foot(canvas, (34, -3), (0, 30, 60), 8, mix(coat, "#d9863a", 0.4), 0.9)
        canvas.fill(blob(back), _skin(canvas, coat, belly, -43, -4))
        band: list[Point] = [(38, -32), (22, -29), (4, -22), (-14, -13), (-30, -8)]
        if rng.random() < 0.6:
            canvas.line(curve(band), darker(coat, 0.75), 2.6, 0.6)
            canvas.line(curve([(x, y + 2.2) for x, y in band]), lighter(belly, 0.3), 1.2, 0.8)
        draw_shine(canvas, rng, [(2, -38, 9), (-18, -30, 7)])
    with canvas.group(rounded(canvas, 3, 6.5)):
        leg = canvas.linear((0, -26), (0, -2), [(0, lighter(coat, 0.14)), (0.7, coat), (1, darker(coat, 0.3))])
        canvas.fill(limb([(-34, -12), (-20, -24), (-7, -18)], [10, 11, 7]), leg)
        canvas.fill(limb([(-7, -17), (-20, -11), (-34, -5)], [6.4, 7.4, 4.6]), darker(coat, 0.1))
        canvas.fill(limb([(-34, -4), (-22, -2.6), (-13, -2)], [4.4, 4, 3]), coat)
        draw_foot(canvas, (-13, -2), (-4, 10, 24, 40), 11, mix(coat, "#d9863a", 0.4), 0.9)
        canvas.fill(limb([(15, -22), (11, -14), (14, -8), (19, -3)], [8, 7.6, 5.4, 4]), leg)
        draw_foot(canvas, (19, -2.6), (-6, 14, 36, 160), 8.5, mix(coat, "#d9863a", 0.4), 0.9)
    canvas.line(curve([(42.6, -29.4), (34, -27), (24, -26)]), darker(coat, 0.75), 0.9, 0.85)
    canvas.fill(disc(40.5, -32.4, 0.6), darker(coat, 0.85))
    draw_dome(canvas, 27, -40, 7, coat, iris)


def draw_shade(canvas: Canvas, look: Look) -> None:
    """The dark ground around a frog seen from above."""
    if look.pose == "above":
        soft(canvas, 0, -30, 50, 34, "#08090c", 0.75)


PLACES = ("floor", "floor", "floor", "forest", "meadow")

FROG = Kind(
    name="frog",
    poses={
        "side": Pose("ground", PLACES),
        "front": Pose("ground", PLACES),
        "above": Pose("ground", ("floor",)),
        "tree": Pose("perch", ("branch",)),
    },
    coats=(
        ("#6f8f3a", "#d9d6a0"),
        ("#7d6a48", "#c9b892"),
        ("#4f7a34", "#cfd59a"),
        ("#8a7a4e", "#d3c6a0"),
        ("#5d6b3a", "#b9b98a"),
        ("#96703f", "#dcc79a"),
        ("#6b5a44", "#b8a688"),
        ("#8fae3f", "#e6e6b8"),
        ("#a8642f", "#d9b98a"),
    ),
    draw=draw_frog,
    shade=draw_shade,
)

"""Birds of the waterside: ducks, geese and swans afloat, herons and flamingos on long legs."""

from __future__ import annotations

from random import Random

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import darker, lighter, mix
from elvit_scenes.fur import comb, soft
from elvit_scenes.light import rounded
from elvit_scenes.objects.plumage import draw_bird_eye, draw_bird_leg, draw_down, draw_folded_wing
from elvit_scenes.shapes import Point, blob, curve, disc, limb

DUCKS = (
    ("#9a948a", "#1f5a3c", "#5f3624", "#c9b23a"),
    ("#8a6a48", "#9a7a56", "#8a6a48", "#b07a3a"),
    ("#e9e6de", "#eeebe4", "#e9e6de", "#d8912f"),
    ("#2b2c30", "#26272b", "#2b2c30", "#b9b6ae"),
    ("#8b7a66", "#1c1c1e", "#b3a592", "#26262a"),
)
"""Body, head, breast and bill: mallard, its hen, a white duck, a coot, a goose."""
WADERS = (
    ("#8e979f", "#dfe1e0", "#c9a03a"),
    ("#eceae4", "#f2f0ea", "#d0a63a"),
    ("#e6978f", "#eeb0a6", "#d98a80"),
    ("#e6e3dc", "#eeece6", "#c4452c"),
    ("#7a746c", "#cfcac0", "#8a7a5a"),
)
"""Back, neck and bill: heron, egret, flamingo, stork, crane."""


def draw_swimming(canvas: Canvas, rng: Random) -> None:
    """A duck, a goose or a swan; the waterline is at y = 0."""
    if rng.random() < 0.35:
        _draw_swan(canvas, rng)
    else:
        _draw_duck(canvas, rng)


# Long because it is one picture, painted part over part, and most of its lines are points.
def _draw_duck(canvas: Canvas, rng: Random) -> None:
    body, head, breast, bill = rng.choice(DUCKS)
    up = rng.uniform(-3, 7)
    hull: list[Point] = [
        (-50, -19),
        (-42, -20),
        (-28, -24),
        (-8, -26.5),
        (10, -25),
        (22, -21),
        (30, -14),
        (31, -4),
        (26, 1.5),
        (8, 3),
        (-20, 3),
        (-36, -1),
        (-45, -9),
    ]
    neck: list[Point] = [
        (12, -22),
        (19, -30),
        (22, -40 - up),
        (26, -48 - up),
        (34, -50.5 - up),
        (40.5, -47 - up),
        (42, -42 - up),
        (38, -37.5 - up),
        (33, -33),
        (32, -24),
        (31, -14),
        (20, -12),
    ]
    with canvas.group(rounded(canvas, 4, 7.5)):
        canvas.fill(
            blob(hull),
            canvas.linear((0, -27), (0, 3), [(0, lighter(body, 0.14)), (0.55, body), (1, darker(body, 0.4))]),
        )
        canvas.fill(blob([(-50, -19), (-40, -19), (-30, -15), (-32, -4), (-43, -9)]), darker(body, 0.6), 0.8)
        soft(canvas, 24, -12, 15, 15, breast, 1.0)
        canvas.fill(
            blob(neck),
            canvas.linear(
                (0, -50 - up),
                (0, -14),
                [(0, lighter(head, 0.1)), (0.45, head), (0.62, head), (0.75, breast), (1, breast)],
            ),
        )
        if head < "#20":
            canvas.fill(limb([(21, -31), (27, -29.6), (33, -31)], [1.6, 2, 1.6]), "#ece9e0")
        draw_down(canvas, rng, [(28, -8), (0, -10), (-38, -12)], (20, 22, 12), body, 60)
        draw_down(canvas, rng, [(32, -46 - up), (26, -34), (22, -18)], (12, 12, 18), mix(head, breast, 0.4), 30, 0.25)
        soft(canvas, 0, 2, 44, 6, "#0a0f14", 0.55)
    draw_folded_wing(
        canvas,
        rng,
        (16, -20),
        (-44, -20),
        15,
        mix(body, darker(body, 0.4), 0.4),
        lighter(body, 0.35),
        "#3d5f9a" if head in ("#1f5a3c", "#9a7a56") else "",
    )
    with canvas.group(rounded(canvas, 1.2, 2.4)):
        canvas.fill(
            blob(
                [
                    (39.4, -46 - up),
                    (45, -42.6 - up),
                    (52, -40.6 - up),
                    (52.4, -38.6 - up),
                    (46, -38.4 - up),
                    (39, -39.4 - up),
                ]
            ),
            bill,
        )
    canvas.line(curve([(40.4, -41 - up), (46, -40 - up), (51.6, -39.4 - up)]), darker(bill, 0.55), 0.5, 0.8)
    draw_bird_eye(canvas, 35, -45 - up, 1.4)


# Long because it is one picture, painted part over part, and most of its lines are points.
def _draw_swan(canvas: Canvas, rng: Random) -> None:
    white = rng.choice(("#efede8", "#efede8", "#efede8", "#2a2a2e"))
    arch = rng.uniform(-4, 4)
    neck: list[Point] = [
        (22, -10),
        (33, -18),
        (34, -30),
        (27, -42),
        (23, -54),
        (26, -66 + arch),
        (34, -71 + arch),
        (40, -69 + arch),
    ]
    hull: list[Point] = [
        (-52, -18),
        (-44, -23),
        (-30, -31),
        (-10, -33),
        (10, -29),
        (26, -22),
        (37, -12),
        (35, -2),
        (22, 3),
        (-16, 3),
        (-38, -2),
        (-47, -10),
    ]
    with canvas.group(rounded(canvas, 4, 7)):
        canvas.fill(
            blob(hull),
            canvas.linear((0, -33), (0, 3), [(0, lighter(white, 0.4)), (0.5, white), (1, darker(white, 0.4))]),
        )
        canvas.fill(
            limb(neck, [20, 15, 11, 8.6, 8, 8, 9, 8.4]),
            canvas.linear((14, 0), (40, 0), [(0, darker(white, 0.22)), (0.5, white), (1, white)]),
        )
        comb(canvas, rng, neck[::-1], [8, 9, 8, 8, 8, 11, 15, 20], white, 40, 2.4, 0.4, 0.3)
        soft(canvas, 0, 2, 46, 6, "#0a0f14", 0.5)
    for down, size in ((0, 20), (3, 16)):
        draw_folded_wing(
            canvas,
            rng,
            (20 - down, -26 + down),
            (-50, -25 + down * 1.5),
            size,
            mix(white, "#8f9298", 0.12),
            lighter(white, 0.4) if white > "#8" else "#4a4a50",
        )
    canvas.fill(
        blob(
            [
                (41, -72 + arch),
                (46, -67 + arch),
                (53, -62.6 + arch),
                (51, -60.8 + arch),
                (44, -62.4 + arch),
                (39, -65 + arch),
            ]
        ),
        "#d9722e" if white > "#8" else "#b8332a",
    )
    canvas.fill(
        blob([(37.6, -70.6 + arch), (41.6, -73 + arch), (43, -70 + arch), (41, -66.6 + arch), (38, -67.4 + arch)]),
        "#17130f",
    )
    draw_bird_eye(canvas, 37.4, -70 + arch, 1.1)


def draw_wading(canvas: Canvas, rng: Random) -> None:
    """A long-legged bird in shallow water or on the bank, its feet at y = 0."""
    back, neck_tone, bill = rng.choice(WADERS)
    leg = bill if bill in ("#c4452c", "#d98a80") else "#5f5a48"
    step = rng.uniform(-5, 6)
    for x, tone, stride in ((-6, darker(leg, 0.35), -step), (-1, leg, step)):
        draw_bird_leg(canvas, (x, -42), (x - 3 + stride * 0.3, -24), (x + stride, -0.8), tone, 1.7, 6)
    stretch = rng.uniform(0, 8)
    neck: list[Point] = [
        (8, -50),
        (17, -55),
        (20, -64),
        (13, -72 - stretch * 0.4),
        (12, -81 - stretch * 0.8),
        (17, -89 - stretch),
        (23, -90 - stretch),
    ]
    head = -90 - stretch
    body: list[Point] = [
        (-32, -40),
        (-24, -50),
        (-10, -57),
        (4, -59),
        (14, -56),
        (17, -49),
        (11, -42),
        (-2, -38.5),
        (-18, -37),
    ]
    with canvas.group(rounded(canvas, 3.4, 6.5)):
        canvas.fill(limb([(-18, -46), (-32, -40), (-41, -35)], [10, 8, 4]), darker(back, 0.3))
        canvas.fill(
            limb(neck, [13, 9.5, 6.6, 5.4, 5, 5.4, 6.4]),
            canvas.linear((10, 0), (22, 0), [(0, darker(neck_tone, 0.2)), (1, neck_tone)]),
        )
        canvas.fill(
            blob(body),
            canvas.linear((0, -59), (0, -38), [(0, lighter(back, 0.14)), (0.5, back), (1, darker(neck_tone, 0.35))]),
        )
        comb(canvas, rng, [(14, -55), (15, -50), (10, -42)], [8, 7, 4], neck_tone, 26, 4.5, 0.6, 0.5)
        comb(canvas, rng, neck[::-1], [6, 5, 5, 5, 7, 9, 12], neck_tone, 26, 2, 0.35, 0.35)
    draw_folded_wing(canvas, rng, (10, -55), (-37, -37), 13, back, lighter(back, 0.35), "")
    if bill == "#c4452c":
        canvas.fill(limb([(-12, -44), (-24, -40), (-38, -35)], [6, 6, 2]), "#1c1a1c")
    if bill == "#c9a03a":
        canvas.line(curve([(24, head - 1.4), (17, head - 2), (8, head + 2), (2, head + 6)]), "#24262c", 1.5)
    if bill == "#d98a80":
        canvas.fill(limb([(25, head - 0.4), (32, head + 1.6), (33.5, head + 8)], [4.6, 4.2, 1.6]), "#eec0b4")
        canvas.fill(blob([(31, head + 3), (35, head + 3), (34, head + 10), (32, head + 9)]), "#1c1718")
    else:
        canvas.fill(
            blob([(24.6, head - 2.6), (34, head - 0.6), (46, head + 3), (34, head + 2.4), (24.6, head + 2.2)]), bill
        )
        canvas.line(curve([(25, head + 0.4), (34, head + 1), (44, head + 2.6)]), darker(bill, 0.55), 0.45, 0.8)
    canvas.fill(disc(25, head, 1.5), neck_tone)
    draw_bird_eye(canvas, 22.6, head - 1.2, 1.1, "#d8b03a")

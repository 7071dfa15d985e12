"""A songbird on its feet, on the ground or on a branch: finch, robin, jay, tit or crow by colours and markings."""

from __future__ import annotations

from random import Random

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import darker, lighter, mix
from elvit_scenes.fur import soft
from elvit_scenes.light import rounded
from elvit_scenes.objects.plumage import draw_bird_eye, draw_bird_leg, draw_down, draw_folded_wing
from elvit_scenes.scene import Look
from elvit_scenes.shapes import Point, blob, curve, disc, limb

BODY: tuple[Point, ...] = (
    (-31, -25),
    (-20, -36),
    (-4, -46),
    (7, -54),
    (12, -63),
    (19, -70.5),
    (28, -71),
    (35.5, -65.5),
    (37.5, -58),
    (37, -49),
    (36, -39),
    (31, -28),
    (21, -19.5),
    (6, -16),
    (-10, -17.5),
    (-24, -20.5),
)


def draw_songbird(canvas: Canvas, look: Look, rng: Random, perched: bool) -> None:
    """The bird with its feet at (0, 0); it holds itself more or less upright and is more or less plump."""
    tone = rng.choice(("#6b513c", "#57483f", "#8a6a55", "#3b3430"))
    lean = rng.uniform(-14, 8)
    for x, shade in ((3, darker(tone, 0.4)), (11, tone)):
        if perched:
            draw_bird_leg(canvas, (x - 1, -20), (x - 3, -12), (x, -3), shade, 1.8, 0.1)
        else:
            draw_bird_leg(canvas, (x - 1, -20), (x - 4, -12), (x, -0.8), shade, 1.7, 7)
    plump = rng.uniform(0.92, 1.1)
    with canvas.group(
        transform=f"rotate({lean:.1f} 6 -18) translate(6 -18) scale({1 / plump**0.5:.3f} {plump:.3f}) translate(-6 18)"
    ):
        _draw_body(canvas, look, rng)
    if perched:
        claws = "".join(
            limb([(x + step, -4.6), (x + step + 0.8, -2.2), (x + step + 0.2, 0.8)], [1.7, 2, 1.3])
            for x in (0, 9)
            for step in (0, 2.2, 4.4)
        )
        canvas.fill(claws, tone)


def _draw_body(canvas: Canvas, look: Look, rng: Random) -> None:
    """Tail, body with a breast of another colour, head, folded wing."""
    coat, breast = look.coat, look.accent
    long, drop = rng.uniform(0, 9), rng.uniform(-7, 9)
    with canvas.group(rounded(canvas, 1.6, 3)):
        for index, fan in enumerate((3.4, 1.4, 0, -1.6)):
            canvas.fill(
                limb(
                    [(-18, -26), (-36, -20 + drop * 0.5 + fan * 0.6), (-54 - long + abs(fan), -15 + drop + fan)],
                    [7, 5, 4],
                ),
                darker(coat, 0.5 - 0.08 * index),
            )
    outline = blob(BODY)
    with canvas.group(rounded(canvas, 4.2, 7.5)):
        canvas.fill(
            outline,
            canvas.linear((-6, -62), (20, -18), [(0, lighter(coat, 0.14)), (0.5, coat), (1, darker(coat, 0.25))]),
        )
        with canvas.group(inside=outline):
            chest: list[Point] = [
                (40, -56),
                (29, -54),
                (20, -44),
                (11, -32),
                (-6, -25),
                (-28, -20),
                (-8, -10),
                (24, -12),
                (42, -34),
            ]
            under = mix(breast, "#efe9dd", rng.choice((0.15, 0.75)))
            canvas.fill(
                blob(chest),
                canvas.linear(
                    (34, -56), (2, -15), [(0, breast), (0.5, breast), (0.85, under), (1, darker(under, 0.3))]
                ),
            )
            if rng.random() < 0.3:
                spots = "".join(disc(rng.uniform(8, 35), rng.uniform(-48, -22), 0.8, 1.4) for _ in range(26))
                canvas.fill(spots, darker(coat, 0.5), 0.75)
            _draw_markings(canvas, coat, breast, rng)
            soft(canvas, 16, -16, 26, 7, "#120d0a", 0.5)
        draw_down(canvas, rng, [(26, -66), (14, -46), (4, -30), (-16, -24)], (14, 26, 26, 12), coat, 40)
        draw_down(canvas, rng, [(32, -52), (24, -34), (6, -22)], (8, 14, 8), breast, 30)
    bar = rng.choice(("", lighter(coat, 0.65), "#ece7dc"))
    draw_folded_wing(canvas, rng, (15, -46), (-38 - long * 0.5, -19), 20, darker(coat, 0.18), lighter(coat, 0.4), bar)
    _draw_face(canvas, coat, rng)


def _draw_markings(canvas: Canvas, coat: str, breast: str, rng: Random) -> None:
    """What tells species apart: a cap, a mask, a pale brow, a dark bib, a white cheek."""
    dark = darker(coat, 0.7)
    style = rng.choice(("plain", "cap", "mask", "brow", "bib", "cheek"))
    if style == "cap":
        canvas.fill(blob([(8, -62), (14, -70), (24, -76), (38, -70), (38, -64.5), (28, -64), (18, -60)]), dark)
    elif style == "mask":
        canvas.fill(limb([(38, -60), (28, -62), (15, -58)], [6, 5, 3]), dark)
    elif style == "brow":
        canvas.fill(limb([(37, -65), (28, -67), (14, -62)], [1.4, 2.2, 1.6]), lighter(breast, 0.6))
        canvas.fill(limb([(37, -61.5), (28, -62.5), (15, -58)], [1.4, 2, 1.4]), dark)
    elif style == "bib":
        canvas.fill(blob([(40, -59), (32, -57), (29, -50), (33, -43), (40, -46)]), dark)
    elif style == "cheek":
        canvas.fill(blob([(8, -64), (14, -72), (26, -76), (40, -68), (38, -58), (34, -50), (20, -52)]), dark)
        canvas.fill(blob([(33, -60), (26, -60.5), (18, -57), (21, -52.5), (29, -53)]), "#f0ece2")


def _draw_face(canvas: Canvas, coat: str, rng: Random) -> None:
    """Beak, thick for seeds or thin for insects, and the eye."""
    tone = rng.choice(("#3a332d", "#c9892f", "#4a4038", "#d8a13a", "#8a7a68"))
    length, thick = rng.choice(((8, 3.8), (11, 2.4), (13, 2.8), (9, 3)))
    upper: list[Point] = [
        (35.6, -62 - thick * 0.6),
        (35.8 + length * 0.5, -61.6 - thick * 0.1),
        (36 + length, -58.4),
        (36 + length * 0.5, -59),
        (35.6, -59.4),
    ]
    lower: list[Point] = [(35.6, -60), (36 + length * 0.5, -59), (36 + length * 0.9, -58.2), (36, -59.4 + thick * 0.7)]
    canvas.fill(blob(lower), darker(tone, 0.35))
    canvas.fill(blob(upper), canvas.linear((0, -64), (0, -58), [(0, lighter(tone, 0.25)), (1, darker(tone, 0.15))]))
    canvas.line(curve([(35.4, -59.6), (36 + length * 0.5, -59), (36 + length * 0.95, -58.3)]), "#15100d", 0.5, 0.8)
    draw_bird_eye(canvas, 29.4, -62.2, 2.2, ring=mix(coat, "#efe9dc", 0.4))

"""The heads of larger birds close up: an eagle or a hawk, a parrot, a cockerel."""

from __future__ import annotations

from random import Random

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import darker, lighter, mix
from elvit_scenes.fur import comb, soft
from elvit_scenes.light import rounded
from elvit_scenes.objects.ostrich import draw_ostrich_close
from elvit_scenes.objects.plumage import draw_bird_eye
from elvit_scenes.shapes import Point, blob, curve, disc

BUST: tuple[Point, ...] = (
    (-30, 34),
    (-30, 8),
    (-26, -14),
    (-24, -34),
    (-22, -52),
    (-15, -68),
    (-2, -78),
    (14, -77),
    (25, -68),
    (29, -55),
    (27, -42),
    (25, -26),
    (29, -6),
    (34, 14),
    (36, 34),
)


def draw_close(canvas: Canvas, rng: Random) -> None:
    """Head and breast fill the frame; the lower edge lies outside it."""
    rng.choice((_draw_raptor, _draw_parrot, draw_ostrich_close, _draw_cockerel))(canvas, rng)


def _bust(canvas: Canvas, rng: Random, head: str, body: str, seam: float) -> None:
    """Head and shoulders with feathers that lie downwards; `seam` is the height where colours change."""
    share = (seam + 78) / 112
    with canvas.group(rounded(canvas, 5, 9)):
        canvas.fill(
            blob(BUST),
            canvas.linear(
                (0, -78),
                (0, 34),
                [(0, lighter(head, 0.08)), (share - 0.06, head), (share + 0.06, body), (1, darker(body, 0.25))],
            ),
        )
        soft(canvas, -22, -20, 14, 50, darker(mix(head, body, 0.5), 0.8), 0.4)
        comb(canvas, rng, [(2, -74), (0, -56), (-1, seam)], (26, 44, 48), head, 80, 4, 0.7, 0.45, 60)
        comb(canvas, rng, [(0, seam - 4), (2, seam + 30), (3, 26)], (48, 54, 60), body, 90, 6, 1.0, 0.5, 40)


def _draw_raptor(canvas: Canvas, rng: Random) -> None:
    head, body = rng.choice(
        (("#eeebe4", "#3a2d24"), ("#7a5c40", "#5f4733"), ("#8f8a84", "#c9c3b8"), ("#9a6f42", "#6b4c30"))
    )
    _bust(canvas, rng, head, body, -34)
    with canvas.group(rounded(canvas, 2, 4.4)):
        canvas.fill(
            blob(
                [(20, -66), (30, -67), (39, -62), (44.5, -53), (44, -42), (40.6, -46), (36, -50), (24, -51), (19, -56)]
            ),
            canvas.linear(
                (20, -60), (45, -50), [(0, "#e0b03c"), (0.5, "#d8a437"), (1, "#5f4a2a" if head < "#e" else "#c4902c")]
            ),
        )
        canvas.fill(blob([(21, -52), (30, -50.6), (37, -49), (33, -46.5), (23, -47)]), "#b98a2e")
    canvas.line(curve([(16, -50.4), (26, -50.8), (36, -49.4)]), "#2a1c10", 1.1, 0.85)
    canvas.fill(disc(28.5, -60, 1.3, 1), "#2a1c10")
    draw_bird_eye(canvas, 11, -61, 4.6, "#d8a92e", "#1a1410")
    canvas.fill(blob([(2, -67), (10, -69), (19, -65.4), (20, -62.6), (12, -65), (3, -64)]), darker(head, 0.45))


def _draw_parrot(canvas: Canvas, rng: Random) -> None:
    head, body = rng.choice(
        (
            ("#b3261f", "#a8241e"),
            ("#3f8f3a", "#57a03f"),
            ("#2f66b0", "#d8a62e"),
            ("#ecebe6", "#e9e7e0"),
            ("#8f9296", "#7a7d82"),
        )
    )
    _bust(canvas, rng, head, body, -30)
    canvas.fill(blob([(2, -70), (14, -71), (23, -64), (24, -54), (14, -49), (3, -54), (-1, -62)]), "#efeae0", 0.92)
    canvas.line(
        "".join(curve([(2, y), (12, y - 1.4), (21, y)]) for y in (-57, -54, -51.6)), darker(head, 0.3), 0.5, 0.5
    )
    tone = rng.choice(("#26221f", "#d8cdb8"))
    with canvas.group(rounded(canvas, 2.4, 5)):
        canvas.fill(blob([(20, -50), (27, -52), (32, -47), (30, -41), (24, -40), (19, -44)]), darker(tone, 0.35))
        canvas.fill(
            blob([(18, -70), (30, -72), (40, -66), (44, -54), (41, -42), (38.4, -45), (37, -51), (30, -54), (20, -54)]),
            canvas.linear((18, -70), (42, -46), [(0, lighter(tone, 0.2)), (1, darker(tone, 0.2))]),
        )
    canvas.fill(disc(22, -66, 1.2, 1), "#2a2320")
    draw_bird_eye(canvas, 10, -62, 3.4, "#d8c25a", "#8a8078")


def _draw_cockerel(canvas: Canvas, rng: Random) -> None:
    head, body = rng.choice((("#b5622a", "#8a3f1f"), ("#e9e5da", "#ece9e2"), ("#7a4a2a", "#2c2622")))
    comb_tone = "#c02a26"
    with canvas.group(rounded(canvas, 2.6, 5)):
        canvas.fill(
            blob(
                [
                    (-14, -66),
                    (-16, -80),
                    (-9, -77),
                    (-6, -90),
                    (0, -79),
                    (6, -92),
                    (11, -79),
                    (18, -88),
                    (20, -77),
                    (27, -78),
                    (25, -66),
                    (8, -72),
                ]
            ),
            comb_tone,
        )
    _bust(canvas, rng, head, body, -22)
    with canvas.group(rounded(canvas, 2.6, 5)):
        canvas.fill(blob([(0, -68), (14, -71), (25, -66), (27, -56), (18, -50), (6, -52), (-1, -59)]), comb_tone)
        canvas.fill(blob([(16, -52), (24, -52), (26, -40), (22, -30), (17, -33), (15, -43)]), darker(comb_tone, 0.12))
        canvas.fill(blob([(24, -65), (32, -63), (40, -56), (31, -55), (24, -55)]), "#d3a349")
    canvas.line(curve([(24, -59), (31, -58.4), (38, -56.4)]), "#5a3d18", 0.8, 0.8)
    draw_bird_eye(canvas, 12, -62, 3.2, "#d88a2e", "#8a1f1c")

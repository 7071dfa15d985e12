"""Birds on the wing: a side view with wings up or down, and one that soars, seen from below."""

from __future__ import annotations

from random import Random

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import darker, lighter, mix
from elvit_scenes.fur import soft
from elvit_scenes.light import rounded
from elvit_scenes.objects.plumage import draw_bird_eye, draw_down, draw_spread_wing
from elvit_scenes.scene import Look
from elvit_scenes.shapes import Point, blob, curve, limb

BEAKS = ("#d59a32", "#4a3f36", "#c9892f", "#3a332d")


def draw_flying(canvas: Canvas, look: Look, rng: Random) -> None:
    """From the side, its middle at (0, 0): far wing, tail, body, head, near wing."""
    coat, breast = look.coat, look.accent
    end = darker(coat, rng.choice((0.7, 0.45)))
    beat = rng.choice((1.0, 0.8, 0.55, -0.6, -0.85))
    slotted = rng.random() < 0.4
    reach = rng.uniform(0.92, 1.12)
    with canvas.group(rounded(canvas, 2.2, 4.6)):
        far = beat * 0.8 + rng.choice((-0.25, 0.12)) * (1 if abs(beat) > 0.6 else -2)
        _draw_wing(canvas, darker(coat, 0.4), darker(end, 0.3), 13, far, reach * 0.92, slotted)
    with canvas.group(rounded(canvas, 3, 6)):
        for fan in (4.5, 2, -0.5, -3):
            canvas.fill(
                limb([(-20, 0), (-34, 1.5 + fan * 0.5), (-49, 3 + fan)], [7, 6, 5]), darker(coat, 0.3 + 0.04 * fan)
            )
        body: list[Point] = [
            (-30, 0),
            (-16, -6.6),
            (4, -9),
            (20, -10.5),
            (30, -11.5),
            (37, -9.6),
            (39.5, -5.5),
            (36, -1),
            (26, 3.4),
            (12, 8),
            (-6, 8.4),
            (-20, 5),
        ]
        canvas.fill(
            blob(body),
            canvas.linear(
                (0, -10),
                (0, 9),
                [(0, lighter(coat, 0.1)), (0.4, coat), (0.6, mix(coat, breast, 0.7)), (1, darker(breast, 0.28))],
            ),
        )
        draw_down(canvas, rng, [(34, -6), (14, -1), (-22, 1)], (9, 15, 9), mix(coat, breast, 0.4), 46)
        if rng.random() < 0.3:
            soft(canvas, 34, -6, 8, 6, darker(coat, 0.8), 0.9)
    beak = rng.choice(BEAKS)
    canvas.fill(blob([(37.6, -9), (45, -6.4), (49, -3.6), (44, -4), (37.4, -3.8)]), beak)
    canvas.line(curve([(37.6, -5.6), (44, -4.8), (48, -3.8)]), darker(beak, 0.6), 0.5, 0.8)
    draw_bird_eye(canvas, 33.6, -7.4, 1.4)
    with canvas.group(rounded(canvas, 2.4, 5)):
        _draw_wing(canvas, coat, end, 0, beat, reach, slotted)


def _draw_wing(canvas: Canvas, tone: str, end: str, shift: float, beat: float, reach: float, slotted: bool) -> None:
    """Up for a beat above 0, down below; a beat near 1 shows the whole wing."""
    up = -beat * reach
    shoulder: Point = (12 + shift, -7)
    wrist: Point = (21 + shift + 4 * (1 - abs(beat)), -7 + 25 * up)
    tip: Point = (-24 * reach + shift - 8 * (1 - abs(beat)), -7 + 66 * up)
    draw_spread_wing(canvas, shoulder, wrist, tip, (-25 * reach, 2 * up), tone, end, slotted)


def draw_soaring(canvas: Canvas, look: Look, rng: Random) -> None:
    """From below with both wings spread, its middle at (0, 0), the head up and a little to the right."""
    under = rng.choice((look.coat, look.accent, mix(look.coat, look.accent, 0.5)))
    end = darker(look.coat, 0.65)
    slotted = rng.random() < 0.6
    sweep = rng.uniform(-6, 12)
    body = mix(under, look.accent, 0.4)
    with canvas.group(transform=f"rotate({rng.uniform(-10, 50):.1f})"):
        with canvas.group(rounded(canvas, 2.6, 5.5)):
            for side in (-1, 1):
                draw_spread_wing(
                    canvas,
                    (side * 5, -8),
                    (side * 24, -16 + rng.uniform(-2, 2)),
                    (side * 54, -6 + sweep),
                    (side * 1.5, 21),
                    under,
                    end,
                    slotted,
                )
            for fan in (-7, -4.5, -2, 0, 2, 4.5, 7):
                canvas.fill(
                    limb([(fan * 0.3, 12), (fan * 0.7, 22), (fan * 1.2, 33 - abs(fan) * 0.4)], [4, 5, 4.4]),
                    mix(under, end, 0.25 + 0.05 * abs(fan)),
                )
        with canvas.group(rounded(canvas, 3, 6)):
            canvas.fill(
                blob(
                    [
                        (0, -30),
                        (4, -27),
                        (5, -21),
                        (7.5, -12),
                        (7.5, 0),
                        (5, 12),
                        (0, 19),
                        (-5, 12),
                        (-7.5, 0),
                        (-7.5, -12),
                        (-5, -21),
                        (-4, -27),
                    ]
                ),
                canvas.linear((0, -30), (0, 18), [(0, lighter(body, 0.1)), (1, darker(body, 0.2))]),
            )
            draw_down(canvas, rng, [(0, -26), (0, -6), (0, 14)], (8, 14, 9), body, 40)
        canvas.fill(blob([(-2, -28.6), (0, -29.4), (2, -28.6), (0.6, -35.5)]), rng.choice(BEAKS))
        for side in (-1, 1):
            draw_bird_eye(canvas, side * 2.9, -26, 0.8)

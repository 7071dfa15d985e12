"""Airplane: an airliner from the side, the same banking with both wings in sight, or a small propeller plane."""

from __future__ import annotations

from random import Random

from elvit.scenes.canvas import Canvas
from elvit.scenes.colour import darker, lighter
from elvit.scenes.kind import Kind, Pose
from elvit.scenes.light import blurred, rounded
from elvit.scenes.scene import Look
from elvit.scenes.shapes import Point, blob, disc, limb, polygon

HULL: tuple[Point, ...] = ((-50, -4.5), (-40, -5), (-20, -6), (10, -6.2), (34, -6), (43, -4.6), (48.5, -1.6),
                           (50, 0.8),
                           (47, 3.4), (38, 5.2), (10, 5.8), (-18, 5.6), (-34, 2.5))


def draw_airplane(canvas: Canvas, look: Look) -> None:
    """Draw the plane in its pose, its middle at (0, 0)."""
    rng = Random(look.seed)
    {"side": _draw_side, "banking": _draw_banking, "propeller": _draw_propeller}[look.pose](canvas, look, rng)


def _draw_side(canvas: Canvas, look: Look, rng: Random) -> None:
    skin, tail = look.coat, look.accent
    metal = darker(skin, 0.22)
    near_drop, far_rise = rng.uniform(15, 22), rng.uniform(9, 15)
    canvas.fill(polygon([(10, -3), (-6, -3.5), (-19, -far_rise - 3), (-14, -far_rise - 3.4)]), darker(skin, 0.42))
    with canvas.group(rounded(canvas, 0.8, 1.2, 0.6)):
        canvas.fill(limb([(-2, -7.5), (5, -7.2)], [3.2, 3.4]), darker(skin, 0.5))
        canvas.fill(polygon([(-38, -4), (-46, -4.5), (-53, -11), (-49, -11)]), darker(skin, 0.4))
    with canvas.group(rounded(canvas, 1.0, 1.4, 0.6)):
        fin = canvas.linear((-50, -22), (-34, -5), [(0, lighter(tail, 0.12)), (1, darker(tail, 0.2))])
        canvas.fill(blob([(-50, -4), (-54, -20), (-50, -21.5), (-47, -21), (-36, -6.5), (-28, -4.5)]), fin)
    _draw_hull(canvas, look, rng)
    with canvas.group(rounded(canvas, 1.0, 1.8, 0.7)):
        canvas.fill(polygon([(-38, -1), (-46, -2), (-54.5, 4), (-50, 4.4)]), metal)
        canvas.fill(limb([(4, 8.5), (13, 8.3)], [4.8, 5.6]), darker(skin, 0.12))
        canvas.fill(disc(14.6, 8.3, 1.2, 2.6), "#1f2328")
        wing = canvas.linear((8, 1), (-22, near_drop),
                             [(0, lighter(metal, 0.2)), (0.4, metal), (1, darker(metal, 0.18))])
        canvas.fill(polygon([(14, 2), (-8, 2.5), (-27, near_drop), (-29, near_drop - 3.5), (-27.4, near_drop - 3.7),
                             (-22, near_drop - 0.6)]), wing)
    canvas.line(f"M-6 3.4L-25 {near_drop - 0.6:.1f}", darker(skin, 0.5), 0.5, 0.7)


def _draw_hull(canvas: Canvas, look: Look, rng: Random) -> None:
    """Fuselage with belly, cheat line, windows and cockpit."""
    skin, stripe = look.coat, look.accent
    shade = canvas.linear((0, -6.5), (0, 6),
                          [(0, lighter(skin, 0.35)), (0.45, skin), (0.8, darker(skin, 0.28)),
                           (1, darker(skin, 0.45))])
    with canvas.group(rounded(canvas, 1.6, 2.2, 0.7)):
        canvas.fill(blob(HULL), shade)
        with canvas.group(inside=blob(HULL)):
            high = rng.uniform(-0.4, 1.4)
            canvas.fill(blob([(-50, -3.4), (0, high - 0.7), (50, high - 0.4), (50, high + 1.4), (0, high + 1.6),
                              (-40, 0.6)]), stripe, 0.9)
            if rng.random() < 0.35:
                canvas.fill(blob([(-55, -8), (-30, -8), (-22, 0), (-34, 7), (-55, 6)]), stripe, 0.85)
    for step in range(24):
        canvas.fill(disc(-30 + step * 2.75, -1.9, 0.62, 0.8), "#20262d", 0.85)
    canvas.fill(polygon([(43.2, -3.9), (46.8, -2.4), (46.2, -1.2), (42.4, -2.2)]), "#1a1f25")


def _draw_banking(canvas: Canvas, look: Look, rng: Random) -> None:
    """A view of both wings: the plan of the plane, squeezed and turned as if it were rolling."""
    skin, metal = look.coat, darker(look.coat, 0.18)
    squeeze, turn, shear = rng.uniform(0.55, 0.92), rng.uniform(-28, 28), rng.uniform(-0.35, 0.35)
    fighter = rng.random() < 0.3
    with canvas.group(transform=f"rotate({turn:.1f}) matrix(1 0 {shear:.2f} {squeeze:.2f} 0 0)"):
        for side in (-1, 1):
            def across(points: list[Point], side: int = side) -> str:
                return polygon([(x, y * side) for x, y in points])
            lit = (side < 0)
            tone = lighter(metal, 0.15) if lit else darker(metal, 0.22)
            wing = canvas.linear((0, 0), (-18, 44 * side),
                                 [(0, darker(tone, 0.15)), (0.3, tone), (1, lighter(tone, 0.12))])
            with canvas.group(rounded(canvas, 0.8, 1.3, 0.6)):
                if fighter:
                    canvas.fill(across([(20, 3), (-26, 30), (-34, 30), (-32, 3)]), wing)
                    canvas.fill(across([(-36, 2), (-46, 14), (-51, 14), (-46, 2)]), tone)
                else:
                    canvas.fill(across([(15, 4), (-14, 44), (-21, 45), (-8, 16), (-9, 4)]), wing)
                    canvas.fill(across([(-37, 2), (-48, 16), (-53, 16), (-46, 2)]), tone)
                    for x, y in ((6, 14), (-2, 26))[: rng.choice((1, 2))]:
                        canvas.fill(limb([(x - 5, y * side), (x + 4, y * side)], [3.4, 4]), darker(skin, 0.3))
        shade = canvas.linear((0, -5.5), (0, 5.5), [(0, lighter(skin, 0.4)), (0.5, skin), (1, darker(skin, 0.5))])
        hull: list[Point] = [(-52, 0), (-40, -3.4), (0, -5.2), (36, -4.8), (47, -2.6), (51, 0)]
        with canvas.group(rounded(canvas, 1.4, 2.0, 0.7)):
            canvas.fill(blob([*hull, *((x, -y) for x, y in reversed(hull[1:-1]))]), shade)
        canvas.fill(polygon([(-33, -0.7), (-50, -1.2), (-55, 0.2), (-50, 1.2), (-33, 0.7)]), look.accent)
        glass = (disc(30, 0, 8, 2.2), "#2a3440") if fighter else (polygon([(44, -2.4), (47, -1.6), (47, 1.6),
            (44, 2.4)]), "#1a1f25")
        canvas.fill(*glass)
        if fighter:
            canvas.fill(disc(28, -0.8, 4, 0.8), "#b9cbd8", 0.8)


def _draw_propeller(canvas: Canvas, look: Look, rng: Random) -> None:
    """A high-winged sports plane from the side, its wing towards the viewer."""
    skin, stripe = look.coat, look.accent
    gear = darker(skin, 0.65)
    for x, y in ((20, 19), (-2, 20)):
        canvas.line(f"M{x * 0.8:.1f} 8L{x:.1f} {y:.1f}", gear, 1.4)
        canvas.fill(disc(x, y, 3.4), "#191a1c")
        canvas.fill(disc(x, y, 1.4), "#a5a8ab")
    canvas.fill(polygon([(14, -9), (-2, -9), (-10, -17), (4, -17)]), darker(skin, 0.35))
    body = blob([(-48, -3), (-30, -4), (-10, -9), (6, -11), (18, -7), (32, -4), (40, -1), (41, 4), (34, 9),
                 (12, 10), (-14, 7), (-46, 0)])
    with canvas.group(rounded(canvas, 1.8, 2.6, 0.8)):
        canvas.fill(blob([(-50, -1), (-53, -18), (-47, -19), (-40, -9), (-32, -3)]), lighter(stripe, 0.05))
        canvas.fill(body, canvas.linear((0, -10), (0, 10),
                                        [(0, lighter(skin, 0.3)), (0.5, skin), (1, darker(skin, 0.4))]))
        with canvas.group(inside=body):
            canvas.fill(blob([(-50, -2), (0, 0), (44, 1), (44, 5), (0, 5), (-50, 1)]), stripe)
    canvas.fill(polygon([(-8, -7.5), (4, -9.5), (4, -2), (-10, -2)]), "#28323c")
    canvas.fill(polygon([(5.5, -9.6), (14, -7.2), (18, -2.4), (5.5, -2)]), "#31404c")
    canvas.fill(polygon([(6, -9), (10, -8), (7, -3), (6, -3)]), "#a9bfce", 0.6)
    canvas.fill(polygon([(-40, -2), (-47, -2), (-56, 4), (-48, 4)]), darker(skin, 0.18))
    with canvas.group(rounded(canvas, 1.0, 1.8, 0.7)):
        top = canvas.linear((0, -12), (-14, 6), [(0, lighter(skin, 0.25)), (1, darker(skin, 0.1))])
        canvas.fill(polygon([(17, -10), (-3, -10), (-32, 4), (-29, 8), (-9, 8)]), top)
        canvas.fill(polygon([(-24, 8), (-29, 8), (-32, 4), (-26, 1)]), stripe)
    canvas.line("M4 7L-12 4", gear, 1.0)
    with canvas.group(blurred(canvas, 0.8)):
        canvas.fill(disc(43, 1, 1.6, rng.uniform(13, 16)), "#d9dde0", 0.55)
    canvas.fill(disc(42, 1.5, 2.2, 2.4), darker(stripe, 0.3))


PLACES = ("sky",)

AIRPLANE = Kind(
    name="airplane",
    poses={
        "side": Pose("air", PLACES),
        "banking": Pose("air", PLACES),
        "propeller": Pose("air", PLACES),
    },
    coats=(("#e6e9ec", "#23508f"), ("#e9e9e6", "#b3241f"), ("#c3cad0", "#5d6a76"), ("#dfe5ea", "#1d3a5c"),
           ("#eceae4", "#d9822b"), ("#9aa3aa", "#4b545c"), ("#f0f0ee", "#2f7a56"), ("#d8cfae", "#a33b2a"),
           ("#8f9aa3", "#6e2b2b")),
    draw=draw_airplane,
)

"""Ship: a passenger ship, a freighter, a motor boat or a sailing boat, its hull cut by the waterline at y = 0."""

from __future__ import annotations

from random import Random

from elvit.scenes.canvas import Canvas
from elvit.scenes.colour import darker, lighter, varied
from elvit.scenes.kind import Kind, Pose
from elvit.scenes.light import rounded, speckled
from elvit.scenes.scene import Look
from elvit.scenes.shapes import Point, blob, curve, disc, polygon

CARGO = ("#a33b2a", "#2f5d8a", "#4d7a4a", "#c48a34", "#8a8f94", "#6e3a52", "#b9b4a6")


def draw_ship(canvas: Canvas, look: Look) -> None:
    """Draw the ship in its pose, bow to the right."""
    rng = Random(look.seed)
    {"liner": _draw_liner, "freighter": _draw_freighter, "yacht": _draw_yacht,
     "sailing": _draw_sailing}[look.pose](canvas, look, rng)


def _draw_hull(canvas: Canvas, paint: str, stern: Point, bow: Point, sheer: float, keel: str = "#7a2b22") -> None:
    """A hull from the top of its stern to the top of its bow; the deck line sags by `sheer`."""
    middle = ((stern[0] + bow[0]) / 2, (stern[1] + bow[1]) / 2 + sheer)
    points = [stern, middle, bow]
    stem = (f"C{bow[0] - 3:.1f} {bow[1] * 0.55:.1f} {bow[0] - 8:.1f} {bow[1] * 0.2:.1f} "
            f"{bow[0] - 9:.1f} 1.5")
    counter = (f"C{stern[0] + 2:.1f} 0 {stern[0]:.1f} {stern[1] * 0.5:.1f} "
               f"{stern[0]:.1f} {stern[1]:.1f}")
    outline = f"{curve(points)}{stem}L{stern[0] + 5:.1f} 1.5{counter}Z"
    high = min(stern[1], bow[1])
    shade = canvas.linear((0, high), (0, 0),
                          [(0, lighter(paint, 0.25)), (0.35, paint), (0.85, darker(paint, 0.35)),
                           (1, darker(paint, 0.5))])
    with canvas.group(rounded(canvas, 1.4, 2.2, 0.8)), canvas.group(speckled(canvas, darker(paint, 0.5),
        lighter(paint, 0.3), (0.05, 0.25), 4, 1.4, 2)):
        canvas.fill(outline, shade)
        canvas.fill(polygon([(stern[0] + 2, -2), (bow[0] - 7.6, -2), (bow[0] - 9, 1.5), (stern[0] + 5, 1.5)]), keel)
    canvas.line(curve([(x, y + 1) for x, y in points]), lighter(paint, 0.6), 0.9, 0.9)


def _draw_deck(canvas: Canvas, left: float, right: float, top: float, bottom: float, paint: str, panes: int,
               slope: float = 0.0) -> None:
    """A storey of superstructure with a row of windows; `slope` leans its front."""
    shade = canvas.linear((0, top), (0, bottom), [(0, lighter(paint, 0.2)), (0.7, paint), (1, darker(paint, 0.25))])
    canvas.fill(polygon([(left, bottom), (left, top), (right - slope, top), (right, bottom)]), shade)
    canvas.fill(polygon([(left, bottom), (left, bottom - 0.9), (right, bottom - 0.9), (right, bottom)]),
                darker(paint, 0.5), 0.6)
    step = (right - slope - left) / panes
    high = (bottom - top) * 0.42
    for index in range(panes):
        x = left + step * (index + 0.2)
        canvas.fill(polygon([(x, top + high * 0.5), (x + step * 0.6, top + high * 0.5),
                             (x + step * 0.6, top + high * 1.5), (x, top + high * 1.5)]), "#27313b", 0.9)


def _draw_funnel(canvas: Canvas, x: float, foot: float, tall: float, paint: str) -> None:
    outline: list[Point] = [(x - 3.6, foot), (x - 4.6, foot - tall), (x + 2.6, foot - tall), (x + 3.6, foot)]
    canvas.fill(polygon(outline), canvas.linear((x - 4, 0), (x + 4, 0),
                                                [(0, lighter(paint, 0.25)), (0.5, paint),
                                                 (1, darker(paint, 0.45))]))
    canvas.fill(polygon([(x - 4.6, foot - tall), (x + 2.6, foot - tall), (x + 2.8, foot - tall * 0.78),
                         (x - 4.4, foot - tall * 0.78)]), "#17181a")


def _draw_mast(canvas: Canvas, x: float, foot: float, tall: float) -> None:
    """A mast with stays, a yard and a radar."""
    top = foot - tall
    canvas.line(f"M{x - tall * 0.45:.1f} {foot:.1f}L{x:.1f} {top:.1f}L{x + tall * 0.5:.1f} {foot:.1f}", "#5a6066",
                0.35, 0.8)
    canvas.line(f"M{x:.1f} {foot:.1f}V{top:.1f}", "#4b5157", 1.0)
    for high, left, right in ((0.82, 1.8, 1.8), (0.62, 1.0, 2.6)):
        canvas.line(f"M{x - left:.1f} {foot - tall * high:.1f}H{x + right:.1f}", "#4b5157", 0.7)
    canvas.fill(disc(x + 1.6, foot - tall * 0.66, 1.5, 0.8), "#d4d7d8")


def _draw_liner(canvas: Canvas, look: Look, rng: Random) -> None:
    white = varied(rng, "#e4e5e2", 8)
    storeys = rng.randint(2, 4)
    roof, bridge = -13 - 5.2 * storeys, 34 - 6 * storeys
    _draw_mast(canvas, bridge - 6, roof - 4, 12)
    with canvas.group(rounded(canvas, 0.8, 1.2, 0.6)):
        for index in range(storeys, 0, -1):
            top = -13 - 5.2 * index
            foot = top + 5.4 if index > 1 else -10.0
            _draw_deck(canvas, -42 + 4 * index, 36 - 6 * index, top, foot, white, 16 - 2 * index, 1.5)
        _draw_deck(canvas, bridge - 14, bridge, roof - 4.6, roof + 0.4, white, 5, 1.5)
        _draw_funnel(canvas, bridge - rng.uniform(22, 28), roof, rng.uniform(8, 12), look.accent)
    _draw_hull(canvas, look.coat, (-48, -13), (50, -18), 2.5)
    for step in range(16):
        canvas.fill(disc(-38 + step * 4.6, -8, 0.8), "#1c242c", 0.8)


def _draw_freighter(canvas: Canvas, look: Look, rng: Random) -> None:
    white = varied(rng, "#d9d8d0", 10)
    if rng.random() < 0.65:
        for column in range(9):
            for row in range(rng.randint(1, 3)):
                x, y = -24 + column * 6.6, -11.5 - row * 4.6
                tone = varied(rng, rng.choice(CARGO), 14)
                canvas.fill(polygon([(x, y), (x + 6.3, y), (x + 6.3, y - 4.4), (x, y - 4.4)]),
                            canvas.linear((0, y - 4.4), (0, y), [(0, lighter(tone, 0.2)), (1, darker(tone, 0.25))]))
    else:
        for x in (-12, 8, 28):
            _draw_mast(canvas, x, -11, 20)
            canvas.line(f"M{x:.1f} -16L{x + 9:.1f} -29", "#8a6a34", 1.4)
            canvas.fill(polygon([(x + 2, -11), (x + 2, -14), (x + 13, -14), (x + 13, -11)]),
                        darker(look.accent, 0.2))
    with canvas.group(rounded(canvas, 0.8, 1.2, 0.6)):
        for index in range(3):
            _draw_deck(canvas, -45 + index, -27 - index * 1.2, -16.5 - index * 5,
                       -11 - index * 5 + (1.5 if index == 0 else 0.2), white, 5)
        _draw_funnel(canvas, -40, -26, 9, look.accent)
    _draw_mast(canvas, -31, -26, 11)
    _draw_mast(canvas, 42, -14, 11)
    _draw_hull(canvas, look.coat, (-49, -12), (50, -17), 3.4)


def _draw_yacht(canvas: Canvas, look: Look, rng: Random) -> None:
    white = varied(rng, "#eceeed", 6)
    _draw_mast(canvas, -8, -31, 10)
    with canvas.group(rounded(canvas, 1.2, 1.8, 0.7)):
        canvas.fill(blob([(-34, -14), (-32, -26), (-22, -27.5), (4, -27), (20, -15), (30, -12)]),
                    canvas.linear((0, -28), (0, -12), [(0, white), (1, darker(white, 0.3))]))
        canvas.fill(polygon([(-26, -27), (-24, -32), (-6, -32), (2, -26)]), darker(white, 0.05))
    canvas.fill(polygon([(-28, -24.5), (2, -24.5), (12, -18), (-28, -18.6)]), "#1d262f")
    canvas.fill(polygon([(-26, -24), (-10, -24), (-18, -19), (-26, -19)]), "#6f8797", 0.6)
    for x in (-14, -2):
        canvas.line(f"M{x} -24.5L{x + 1.6} -18.4", white, 1.2)
    _draw_hull(canvas, lighter(look.coat, 0.55) if rng.random() < 0.7 else look.coat, (-46, -14), (50, -17.5), 2.0,
               "#274b6b")
    canvas.line(curve([(-44, -8), (0, -7), (43, -10)]), look.accent, 1.6)


def _draw_sailing(canvas: Canvas, look: Look, rng: Random) -> None:
    cloth = varied(rng, rng.choice(("#f1efe6", "#f4f2ec", "#d9cdb4", "#e9ece9")), 6)
    lean = rng.uniform(-4, 4)
    tall = rng.uniform(78, 96)
    canvas.line(f"M2 -10L{2 + lean:.1f} {-tall:.1f}", "#6b5a45", 1.6)
    with canvas.group(rounded(canvas, 4, 7, 0.8)):
        main = f"M0 -15L{lean:.1f} {-tall + 3:.1f}C-12 {-tall * 0.6:.1f} -30 -28 -38 -16C-26 -12 -12 -13 0 -15Z"
        canvas.fill(main, canvas.linear((-34, -20), (2, -50),
                                        [(0, darker(cloth, 0.2)), (0.6, cloth), (1, lighter(cloth, 0.5))]))
        jib = f"M5 -14L{3 + lean:.1f} {-tall * 0.86:.1f}C22 {-tall * 0.5:.1f} 34 -30 45 -11C30 -14 16 -15 5 -14Z"
        canvas.fill(jib, canvas.linear((4, -20), (40, -30), [(0, darker(cloth, 0.28)), (1, cloth)]))
    for share in (0.35, 0.6, 0.8):
        canvas.line(f"M{lean * share:.1f} {-tall * share:.1f}L{-36 * (1 - share):.1f} {-tall * share - 1:.1f}",
                    darker(cloth, 0.4), 0.4, 0.6)
    canvas.line("M1 -13.5L-38 -14", "#5a4936", 1.4)
    with canvas.group(rounded(canvas, 0.8, 1.4, 0.6)):
        canvas.fill(blob([(-24, -8), (-22, -12.5), (6, -12.5), (16, -8)]), darker(cloth, 0.08))
    _draw_hull(canvas, look.coat, (-42, -8.5), (47, -11), 2.2, look.accent)


PLACES = ("water",)

SHIP = Kind(
    name="ship",
    poses={
        "liner": Pose("water", PLACES),
        "freighter": Pose("water", PLACES),
        "yacht": Pose("water", PLACES),
        "sailing": Pose("water", PLACES),
    },
    coats=(("#1f2f45", "#b3261e"), ("#e1e2df", "#23508f"), ("#2a2c30", "#c98a2c"), ("#8c2f27", "#d9d6cc"),
           ("#7d868c", "#5a6168"),
           ("#dfe3e4", "#b3261e"), ("#27543f", "#c9b98a"), ("#365d80", "#d9822b")),
    draw=draw_ship,
)

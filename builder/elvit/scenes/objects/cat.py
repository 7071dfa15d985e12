"""Cat: sitting face on, its face close up, or walking; pointed ears, bright eyes, often striped."""

from __future__ import annotations

from random import Random

from elvit.scenes.canvas import Canvas
from elvit.scenes.colour import darker, lighter, mix
from elvit.scenes.kind import Kind, Pose
from elvit.scenes.light import blurred, rounded
from elvit.scenes.quadruped import coat_paint, draw_leg, far_leg, fur, stride
from elvit.scenes.scene import Look
from elvit.scenes.shapes import Point, bent, blob, curve, disc, limb, mirrored

BODY: tuple[Point, ...] = ((-34, -40), (-26, -46), (-8, -45), (10, -47), (22, -45), (26, -37), (22, -28), (8, -23),
                           (-8, -24),
                           (-22, -27), (-32, -28), (-36, -34))
FORE: tuple[Point, ...] = ((17, -35), (18, -24), (17, -14), (17, -7), (17.4, -2.6))
HIND: tuple[Point, ...] = ((-26, -36), (-22, -26), (-29, -16), (-27, -7), (-26, -2.6))
FORE_WIDTHS = (12, 8, 6.4, 5.6, 6)
HIND_WIDTHS = (18, 13, 7, 5.6, 6.2)
IRISES = ("#a8b23c", "#c79a2b", "#7fa34a", "#6fa3b8", "#d0a93a")


def draw_cat(canvas: Canvas, look: Look) -> None:
    """Draw the cat in its pose; some are striped, some plain, some with a white chest."""
    rng = Random(look.seed)
    striped = rng.random() < 0.6
    {"sitting": _draw_sitting, "face": _draw_face_close, "walking": _draw_walking}[look.pose](canvas, look, rng,
        striped)


def _draw_sitting(canvas: Canvas, look: Look, rng: Random, striped: bool) -> None:
    coat, pale = look.coat, look.accent
    hair = fur(canvas, 0.55, 0.17, 4.5, 8)
    side = rng.choice((-1, 1))
    with canvas.group(hair):
        canvas.fill(limb([(side * 20, -6), (side * 33, -5), (side * 37, -14), (side * 33, -26)], [8, 7, 6, 4]),
                    darker(coat, 0.18))
        for at in (-1, 1):
            canvas.fill(blob([(at * 10, -36), (at * 24, -30), (at * 29, -12), (at * 24, 0), (at * 8, -1)]),
                        darker(coat, 0.12))
    body = blob([(-12, -66), (-19, -48), (-23, -26), (-19, -4), (0, -1), (19, -4), (23, -26), (19, -48), (12, -66)])
    with canvas.group(hair):
        canvas.fill(body, canvas.linear((0, -66), (0, 0),
                                        [(0, darker(coat, 0.12)), (0.5, coat), (1, darker(coat, 0.25))]))
        if striped:
            with canvas.group(inside=body):
                _draw_flank_stripes(canvas, coat)
        canvas.fill(blob([(-9, -60), (-11, -44), (-6, -24), (0, -18), (6, -24), (11, -44), (9, -60)]), pale, 0.9)
    with canvas.group(fur(canvas, 0.45, 0.15, 2.2, 4.5)):
        for at in (-1, 1):
            canvas.fill(limb([(at * 8, -36), (at * 8.4, -18), (at * 8, -4)], [11, 8.6, 7.6]), mix(coat, pale, 0.3))
            canvas.fill(disc(at * 8.4, -2.4, 6.4, 3.8), mix(coat, pale, 0.75))
    for at in (-1, 1):
        for step in (-1.8, 1.6):
            canvas.line(f"M{at * 8.4 + step:.1f} -2V0.6", darker(coat, 0.6), 0.6, 0.6)
    with canvas.group(transform=f"translate({rng.uniform(-3, 3):.1f} -75) rotate({rng.uniform(-7, 7):.1f})"):
        _draw_head(canvas, look, rng, striped)


def _draw_flank_stripes(canvas: Canvas, coat: str) -> None:
    for at in (-1, 1):
        for y in (-52, -43, -34, -25, -16):
            canvas.line(curve([(at * 25, y), (at * 18, y + 3), (at * 11, y + 2)]), darker(coat, 0.6), 2.6, 0.65)


def _draw_face_close(canvas: Canvas, look: Look, rng: Random, striped: bool) -> None:
    """Head and shoulders fill the frame; the lower edge lies outside it."""
    coat, pale = look.coat, look.accent
    with canvas.group(fur(canvas, 0.9, 0.18, 6, 11)):
        canvas.fill(blob([(-24, -36), (-44, -8), (-50, 34), (50, 34), (44, -8), (24, -36)]),
                    canvas.linear((0, -40), (0, 20), [(0, darker(coat, 0.3)), (1, darker(coat, 0.05))]))
        canvas.fill(blob([(-14, -26), (-18, 4), (-10, 34), (10, 34), (18, 4), (14, -26)]), pale, 0.85)
    with canvas.group(transform=f"translate(0 -44) rotate({rng.uniform(-9, 9):.1f}) scale(1.95)"):
        _draw_head(canvas, look, rng, striped)


def _draw_walking(canvas: Canvas, look: Look, rng: Random, striped: bool) -> None:
    """Walking from the side, the face turned to the viewer, the tail up."""
    coat, pale = look.coat, look.accent
    swing = stride(rng, rng.choice((2, 8)))
    hair = fur(canvas, 0.55, 0.17, 3.4, 7)
    paw = mix(coat, pale, 0.6)
    with canvas.group(hair):
        draw_leg(canvas, far_leg(FORE, -6, swing[2]), FORE_WIDTHS, darker(coat, 0.42), darker(paw, 0.4), hoof=False)
        draw_leg(canvas, far_leg(HIND, 7, swing[3]), HIND_WIDTHS, darker(coat, 0.42), darker(paw, 0.4), hoof=False)
        lift = rng.uniform(8, 30)
        canvas.fill(limb([(-31, -41), (-39, -44), (-45, -52 - lift * 0.5), (-43, -60 - lift), (-38, -64 - lift)],
                         [6, 5.4, 5, 4.6, 3]), coat)
    with canvas.group(hair):
        canvas.fill(blob(BODY), coat_paint(canvas, coat, -47, -22))
        if striped:
            for x in range(-26, 20, 7):
                canvas.line(curve([(x, -46), (x + 1.5, -38), (x - 0.5, -31)]), darker(coat, 0.6), 2.2, 0.6)
    leg = canvas.linear((0, -36), (0, -2), [(0, coat), (0.6, coat), (1, paw)])
    with canvas.group(fur(canvas, 0.45, 0.15, 2.2, 4)):
        draw_leg(canvas, bent(HIND, swing[1]), HIND_WIDTHS, leg, paw, hoof=False)
        draw_leg(canvas, bent(FORE, swing[0]), FORE_WIDTHS, leg, paw, hoof=False)
        canvas.fill(blob([(14, -46), (26, -52), (34, -44), (30, -34), (20, -32)]), coat)
    with canvas.group(transform=f"translate(30 -50) rotate({rng.uniform(-8, 8):.1f}) scale(0.72)"):
        _draw_head(canvas, look, rng, striped)


def _draw_head(canvas: Canvas, look: Look, rng: Random, striped: bool) -> None:
    """A face about 44 wide: ears, cheeks, eyes, muzzle, whiskers."""
    coat, pale = look.coat, look.accent
    ear: list[Point] = [(4.5, -13), (10, -20), (18, -29), (19.4, -18), (19, -6)]
    inner: list[Point] = [(8.5, -14), (12, -19), (16.6, -24.5), (17, -16), (15, -9)]
    with canvas.group(fur(canvas, 0.5, 0.15, 1.8, 4)):
        for outline in (ear, mirrored(ear)):
            canvas.fill(blob(outline), darker(coat, 0.15))
    for outline in (inner, mirrored(inner)):
        canvas.fill(blob(outline), canvas.linear((0, -26), (0, -8),
                                                 [(0, darker("#c98f86", 0.1)), (1, darker("#8d5a55", 0.25))]), 0.8)
    face = blob([(-21, 0), (-17, -11), (-9, -16), (9, -16), (17, -11), (21, 0), (17.5, 9), (9, 15), (0, 16.5),
                 (-9, 15), (-17.5, 9)])
    with canvas.group(fur(canvas, 0.55, 0.17, 4.2, 8)):
        canvas.fill(face, coat)
        if striped:
            _draw_face_stripes(canvas, coat)
        canvas.fill(blob([(-10, 14), (-12, 7), (-5, 2), (0, 0), (5, 2), (12, 7), (10, 14), (0, 17)]), pale, 0.85)
    with canvas.group(rounded(canvas, 1.8, 4)):
        for at in (-1, 1):
            canvas.fill(disc(at * 3.9, 8.4, 5.0, 3.9), mix(coat, pale, 0.9))
    canvas.fill(blob([(-2.8, 3.4), (0, 2.8), (2.8, 3.4), (0.6, 6.2), (-0.6, 6.2)]),
                rng.choice(("#b8707a", "#4a2f30", "#c9858a")))
    canvas.line("M0 6.2V8.6M-4.6 10.4Q-1.4 11.6 0 8.6Q1.4 11.6 4.6 10.4", "#2a1a1a", 0.7, 0.85)
    iris = rng.choice(IRISES)
    for at in (-1, 1):
        _draw_cat_eye(canvas, at, iris, rng.uniform(0.8, 1.7) if at < 0 else 0.0, coat)
        for y, tip in ((7.2, 4), (8.4, 8.4), (9.6, 12.6)):
            canvas.line(curve([(at * 6, y), (at * 15, (y + tip) / 2 - 1), (at * 26, tip)]), "#f4f2ee", 0.35, 0.7)


def _draw_face_stripes(canvas: Canvas, coat: str) -> None:
    dark = darker(coat, 0.65)
    for x in (-5.4, -1.8, 1.8, 5.4):
        canvas.line(curve([(x, -15), (x * 0.8, -10), (x * 1.1, -6.5)]), dark, 1.5, 0.75)
    for at in (-1, 1):
        for y in (1.5, 6.0):
            canvas.line(curve([(at * 19, y - 1), (at * 15, y + 1), (at * 11.6, y)]), dark, 1.4, 0.65)


def _draw_cat_eye(canvas: Canvas, at: int, iris: str, slit: float, coat: str) -> None:
    """An almond eye with an upright pupil."""
    x, y = at * 8.4, -2.6
    almond: list[Point] = [(x - at * 4.6, y + 1.6), (x - at * 1.4, y - 2.8), (x + at * 3.2, y - 2.6),
                           (x + at * 5.0, y - 0.8), (x + at * 1.4, y + 2.8)]
    with canvas.group(blurred(canvas, 0.8)):
        canvas.fill(disc(x, y, 6, 4.6), lighter(coat, 0.25), 0.35)
    canvas.fill(blob(almond), "#120d0a")
    small = [(x + (px - x) * 0.82, y + (py - y) * 0.8) for px, py in almond]
    canvas.fill(blob(small), canvas.radial((x, y), 4.2,
                                           [(0, lighter(iris, 0.2)), (0.6, iris), (1, darker(iris, 0.45))]))
    canvas.fill(disc(x + at * 0.2, y - 0.1, max(slit, 1.2), 2.3), "#0a0908")
    canvas.fill(disc(x + 1.2, y - 1.2, 0.6), "#ffffff", 0.95)


PLACES = ("room", "room", "meadow", "street", "room")

CAT = Kind(
    name="cat",
    poses={
        "sitting": Pose("ground", PLACES),
        "face": Pose("portrait", ("room", "room", "meadow")),
        "walking": Pose("ground", PLACES),
    },
    coats=(("#8a7a66", "#e6ddcf"), ("#b9783c", "#ecd9bd"), ("#6e6a66", "#d8d3cc"), ("#252326", "#3a3739"),
           ("#d8d2c8", "#f1ede6"),
           ("#3a3634", "#eeebe5"), ("#8f8d8c", "#bfbcb8"), ("#a08660", "#e9dfcc"), ("#c99a62", "#f0e2cb")),
    draw=draw_cat,
)

"""Bird: a songbird standing or perched on a branch, or a larger bird on the wing."""

from __future__ import annotations

from random import Random

from elvit.scenes.canvas import Canvas
from elvit.scenes.colour import darker, lighter, mix
from elvit.scenes.kind import Kind, Pose
from elvit.scenes.light import furry, rounded
from elvit.scenes.scene import Look
from elvit.scenes.shapes import Point, blob, curve, disc, limb, polygon

BODY: tuple[Point, ...] = ((-30, -26), (-18, -37), (-2, -47), (8, -56), (14, -66), (24, -71), (34, -67), (38, -58),
                           (35, -47),
                           (33, -36), (26, -24), (12, -17), (-6, -17), (-22, -20))


def draw_bird(canvas: Canvas, look: Look) -> None:
    """Draw the bird in its pose."""
    rng = Random(look.seed)
    {"standing": _draw_standing, "perched": _draw_perched, "flying": _draw_flying}[look.pose](canvas, look, rng)


def _down(canvas: Canvas, length: float = 0.5, roundness: float = 4.5, relief: float = 8.0) -> str:
    """The filter of small feathers."""
    return furry(canvas, roundness, relief, length, 0.13, frequency=(0.5, 0.4))


def _draw_standing(canvas: Canvas, look: Look, rng: Random) -> None:
    for x, tone in ((2, darker(look.coat, 0.65)), (10, "#6b4f38")):
        canvas.line(curve([(x, -19), (x + 1.5, -9), (x - 1, -1.5)]), tone, 1.9)
        for reach in (6.5, 3.5, -4.5):
            canvas.line(f"M{x - 1:.1f} -1.5L{x - 1 + reach:.1f} 0.4", tone, 1.4)
    _draw_songbird(canvas, look, rng)


def _draw_perched(canvas: Canvas, look: Look, rng: Random) -> None:
    """On a branch, which belongs to the surroundings."""
    for x in (3, 11):
        canvas.line(f"M{x:.1f} -19L{x:.1f} -4", "#5d4634", 1.9)
    _draw_songbird(canvas, look, rng)
    for x in (1, 9):
        for step in (0, 2.2, 4.4):
            canvas.fill(limb([(x + step, -5), (x + step + 0.6, -2.4), (x + step, 0.6)], [1.9, 2, 1.4]), "#6b513c")


def _draw_songbird(canvas: Canvas, look: Look, rng: Random) -> None:
    """Tail, body with a breast of another colour, folded wing, head with eye and beak."""
    coat, breast = look.coat, look.accent
    drop = rng.uniform(-8, 8)
    with canvas.group(rounded(canvas, 1.2, 2.2)):
        canvas.fill(polygon([(-22, -31), (-50, -20 + drop), (-52, -15 + drop), (-46, -13.5 + drop), (-20, -20)]),
                    darker(coat, 0.35))
        canvas.line(f"M-22 -26L-50 {-17 + drop:.1f}", darker(coat, 0.6), 0.9, 0.8)
    paint = canvas.linear((-10, -60), (22, -24), [(0, lighter(coat, 0.08)), (0.5, coat), (1, darker(coat, 0.2))])
    with canvas.group(_down(canvas)):
        canvas.fill(blob(BODY), paint)
    with canvas.group(_down(canvas, 0.9), inside=blob(BODY)):
        chest: list[Point] = [(37, -56), (27, -54), (16, -42), (6, -30), (-10, -22), (-24, -20), (-8, -12),
                              (20, -14), (38, -34)]
        canvas.fill(blob(chest), canvas.linear((30, -58), (6, -16),
                                               [(0, breast), (0.6, breast), (1, mix(breast, "#e8e0d0", 0.5))]),
                    0.95)
        if rng.random() < 0.35:
            for _ in range(22):
                canvas.fill(disc(rng.uniform(4, 34), rng.uniform(-48, -20), 1.2, 0.8), darker(coat, 0.5), 0.7)
    _draw_wing(canvas, coat, rng)
    _draw_head(canvas, look, rng)


def _draw_wing(canvas: Canvas, coat: str, rng: Random) -> None:
    """A folded wing: a dark shape, rows of feathers with pale edges."""
    tone = darker(coat, 0.22)
    wing: list[Point] = [(14, -46), (4, -45), (-14, -35), (-32, -24), (-38, -18), (-20, -20), (0, -22), (12, -29),
                         (16, -38)]
    with canvas.group(_down(canvas, 0.5, 2.6, 5)):
        canvas.fill(blob(wing), canvas.linear((10, -46), (-20, -20),
                                              [(0, lighter(tone, 0.12)), (1, darker(tone, 0.25))]))
    bar = rng.choice((lighter(coat, 0.6), darker(coat, 0.55), "#e9e4d8"))
    for step in range(5):
        start = (10 - step * 3.4, -31 + step * 1.2)
        canvas.line(curve([start, (start[0] - 14, start[1] + 4), (start[0] - 30, start[1] + 9.5 - step)]),
                    darker(coat, 0.6), 0.9, 0.75)
        canvas.line(curve([(start[0], start[1] - 1), (start[0] - 14, start[1] + 3),
                           (start[0] - 28, start[1] + 8 - step)]), lighter(coat, 0.35), 0.6, 0.6)
    canvas.line(curve([(13, -36), (4, -36.5), (-6, -32)]), bar, 1.6, 0.7)


def _draw_head(canvas: Canvas, look: Look, rng: Random) -> None:
    coat = look.coat
    beak = rng.choice(("#3a332d", "#c9892f", "#57483a", "#d8a13a"))
    size = rng.uniform(0.8, 1.35)
    canvas.fill(blob([(35.5, -64.5), (36 + 11 * size, -60 + size), (36 + 11.5 * size, -59 + size), (35.5, -57.6)]),
                beak)
    canvas.fill(blob([(35.5, -61), (36 + 11 * size, -59.4 + size), (35.5, -57.4)]), darker(beak, 0.35))
    style = rng.random()
    if style < 0.4:
        with canvas.group(_down(canvas, 0.3, 2, 3), inside=blob(BODY)):
            canvas.fill(blob([(8, -58), (14, -68), (24, -74), (36, -69), (38, -63), (26, -64), (16, -58)]),
                        darker(coat, 0.65))
    elif style < 0.65:
        canvas.line(curve([(37, -62), (28, -62.5), (18, -58)]), darker(coat, 0.7), 2.2, 0.85)
    canvas.fill(disc(29, -62, 2.9), mix(coat, "#efe9dc", 0.45))
    canvas.fill(disc(29.2, -62, 2.3), "#0d0a09")
    canvas.fill(disc(30, -62.8, 0.75), "#ffffff")


def _draw_flying(canvas: Canvas, look: Look, rng: Random) -> None:
    """On the wing, its middle at (0, 0): far wing, body, near wing with fingers."""
    coat, breast = look.coat, look.accent
    lift = rng.uniform(0.55, 1.1) * rng.choice((1.0, 1.0, -0.8))
    with canvas.group(_down(canvas, 0.4, 2.4, 5)):
        _draw_spread(canvas, darker(coat, 0.4), darker(coat, 0.62), 9, lift * 0.95, 0.86)
    with canvas.group(rounded(canvas, 1.2, 2.4)):
        canvas.fill(polygon([(-22, -2), (-46, 1), (-49, 5), (-44, 8), (-22, 5)]), darker(coat, 0.2))
    with canvas.group(_down(canvas, 0.6, 3, 6.5)):
        canvas.fill(blob([(-30, 1), (-14, -6), (10, -8), (26, -9.5), (35, -8), (38, -4), (33, 0.5), (22, 5), (6, 9),
                          (-14, 7)]),
                    canvas.linear((0, -9), (0, 9), [(0, coat), (0.5, mix(coat, breast, 0.5)),
                                                    (1, darker(breast, 0.2))]))
    canvas.fill(blob([(36, -7), (46, -4.4), (47, -2.6), (36, -2.4)]), rng.choice(("#d59a32", "#4a3f36")))
    canvas.fill(disc(32, -5.6, 1.5), "#0d0a09")
    canvas.fill(disc(32.5, -6, 0.5), "#ffffff")
    with canvas.group(_down(canvas, 0.4, 2.6, 5.5)):
        _draw_spread(canvas, coat, darker(coat, 0.6), 0, lift, 1.0)


def _draw_spread(canvas: Canvas, tone: str, tip: str, shift: float, lift: float, size: float) -> None:
    """One spread wing: long feathers fanned out from the wrist under a rounded arm; `lift` below 0 lowers it."""
    def at(x: float, y: float) -> Point:
        return (x * size + shift, -y * lift * size - 3)
    ends = [(-13, 7), (-18, 15), (-22, 23), (-26, 31), (-30, 38), (-33, 45), (-34, 52), (-32, 58), (-26, 62)]
    for index, (x, y) in enumerate(ends):
        share = index / (len(ends) - 1)
        root = at(10 - 4 * share, 2 + 36 * share)
        middle = at((10 - 4 * share + x) / 2 + 3, (2 + 36 * share + y) / 2 + 2)
        feather = mix(tone, tip, 0.25 + 0.75 * share) if index % 2 else mix(tone, tip, 0.1 + 0.75 * share)
        canvas.fill(limb([root, middle, at(x, y)], [9 * size, 8.4 * size, 3.6 * size]), feather)
    arm = [at(17, 0), at(19, 14), at(14, 30), at(4, 44), at(-4, 46), at(-6, 34), at(-6, 18), at(-10, 2)]
    canvas.fill(blob(arm), canvas.linear(at(16, 10), at(-8, 30), [(0, lighter(tone, 0.18)), (1, darker(tone, 0.12))]))


PLACES = ("meadow", "floor", "forest", "floor")

BIRD = Kind(
    name="bird",
    poses={
        "standing": Pose("ground", PLACES),
        "perched": Pose("perch", ("branch",)),
        "flying": Pose("air", ("sky", "sky", "water")),
    },
    coats=(("#7a5f45", "#c9763a"), ("#6b7078", "#d9d6cf"), ("#4f6f94", "#c98a5a"), ("#8a7a5e", "#ddd2b4"),
           ("#2a2b30", "#4a4a50"),
           ("#8f8a3c", "#e3d25a"), ("#8d949b", "#eceae6"), ("#9a4a34", "#b9633f"), ("#5f5648", "#e2d9c6"),
           ("#b59a3a", "#e6c83f")),
    draw=draw_bird,
)

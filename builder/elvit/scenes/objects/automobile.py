"""Automobile: saloon, hatchback, estate; a solid body seen from the side or from a front corner."""

from __future__ import annotations

from random import Random

from elvit.scenes.canvas import Canvas
from elvit.scenes.colour import darker, lighter, mix
from elvit.scenes.kind import Kind, Pose
from elvit.scenes.light import blurred, rounded
from elvit.scenes.scene import Look
from elvit.scenes.solid import Point3, View
from elvit.scenes.wheels import draw_wheel

# Side profiles, rear to front: metres forward, metres up, share of the full half-width there.
LOWER = ((-2.12, 0.32, 0.86), (-2.2, 0.55, 0.94), (-2.16, 0.82, 0.96))
NOSE = ((1.25, 0.99, 0.95), (1.85, 0.86, 0.92), (2.1, 0.74, 0.88), (2.2, 0.55, 0.9), (2.14, 0.3, 0.84))
CABINS = {
    "saloon": ((-2.05, 0.98, 0.93), (-1.5, 1.02, 0.93), (-0.85, 1.4, 0.68), (-0.2, 1.46, 0.67), (0.3, 1.42, 0.68)),
    "hatchback": ((-2.08, 1.0, 0.93), (-1.98, 1.06, 0.9), (-1.55, 1.42, 0.7), (-0.4, 1.5, 0.68), (0.35, 1.44, 0.7)),
    "estate": ((-2.12, 1.0, 0.94), (-2.06, 1.05, 0.92), (-1.85, 1.44, 0.72), (-0.4, 1.5, 0.7), (0.3, 1.45, 0.7)),
}
HALF = 0.9
AXLES = (-1.32, 1.36)
RADIUS = 0.34


def _view(look: Look) -> View:
    rng = Random(look.seed)
    return View(4.4, 1.8, 1.5, rng.uniform(0, 10) if look.pose == "side" else rng.uniform(26, 48),
                rng.uniform(4, 9))


def shade_automobile(canvas: Canvas, look: Look) -> None:
    """The dark ground between the wheels."""
    corners: list[Point3] = [(-2.1, 0.9, 0.0), (2.1, 0.9, 0.0), (2.1, -0.9, 0.0), (-2.1, -0.9, 0.0)]
    with canvas.group(blurred(canvas, 1.2)):
        canvas.fill(_view(look).face(corners), "#08080a", 0.85)


def draw_automobile(canvas: Canvas, look: Look) -> None:
    """Draw a car, far wheels first, then the strips across it, then the side that faces the viewer."""
    rng, view = Random(look.seed + 1), _view(look)
    cabin = CABINS[rng.choice(tuple(CABINS))]
    shell: list[Point3] = [(x, HALF * share, z) for x, z, share in (*LOWER, *cabin, *NOSE)]
    smooth = _smooth(shell)
    for axle in AXLES:
        draw_wheel(canvas, view, axle, -0.8, RADIUS, "#55565a")
    canvas.fill(view.face([(-2.1, 0.8, 0.3), (2.1, 0.8, 0.3), (2.1, 0.8, 0.14), (-2.1, 0.8, 0.14)]), "#0c0c0e")
    with canvas.group(rounded(canvas, 1.6, 2.5, 0.8)):
        _draw_strips(canvas, view, smooth, look.coat)
        _draw_side(canvas, view, smooth, look.coat)
    _draw_glass(canvas, view, shell, rng)
    _draw_front(canvas, view, look, rng)
    for axle in AXLES:
        canvas.fill(view.ring(axle, HALF * 0.97, RADIUS + 0.02, RADIUS * 1.2), "#09090b")
        draw_wheel(canvas, view, axle, HALF * 0.96, RADIUS, look.accent)
    _draw_trim(canvas, view, shell, look.coat)


def _smooth(shell: list[Point3], steps: int = 4) -> list[Point3]:
    """More points between the given ones, on a Catmull-Rom spline, so that the body is rounded."""
    found: list[Point3] = []
    for index in range(len(shell) - 1):
        p0, p1, p2, p3 = (shell[min(max(index + shift, 0), len(shell) - 1)] for shift in (-1, 0, 1, 2))
        for step in range(steps):
            t = step / steps
            x, y, z = (b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))
                       for a, b, c, d in zip(p0, p1, p2, p3, strict=True))
            found.append((x, y, z))
    return [*found, shell[-1]]


def _draw_strips(canvas: Canvas, view: View, shell: list[Point3], paint: str) -> None:
    """The surfaces that run from side to side: boot, rear window, roof, windscreen, bonnet, front."""
    for index in range(len(shell) - 1):
        (x0, y0, z0), (x1, y1, z1) = shell[index], shell[index + 1]
        corners = [(x0, y0, z0), (x0, -y0, z0), (x1, -y1, z1), (x1, y1, z1)]
        if not view.visible(corners):
            continue
        steep = (z0 - z1) / (abs(x1 - x0) + abs(z0 - z1))
        tone = mix(lighter(paint, 0.34), darker(paint, 0.2), min(1.0, abs(steep) * 1.2))
        canvas.fill(view.face(corners), tone)
        canvas.line(view.face(corners), tone, 0.25)


def _draw_side(canvas: Canvas, view: View, shell: list[Point3], paint: str) -> None:
    """The near side: one outline up to the roof, light at the shoulder, dark below."""
    top, bottom = view.at((0, HALF, 1.05)), view.at((0, HALF, 0.2))
    shine = canvas.linear((0, top[1]), (0, bottom[1]), [
        (0, lighter(paint, 0.22)), (0.18, lighter(paint, 0.36)), (0.34, paint), (0.7, darker(paint, 0.3)),
        (0.88, darker(paint, 0.16)), (1, darker(paint, 0.62))])
    canvas.fill(view.face([(-2.05, HALF * 0.9, 0.2), *shell, (2.0, HALF * 0.9, 0.2)]), shine)


def _draw_glass(canvas: Canvas, view: View, shell: list[Point3], rng: Random) -> None:
    """Side windows between belt line and roof, windscreen, and the sky in them."""
    dark, sky = rng.choice((("#15191f", "#5a6b7a"), ("#1d252c", "#8ea3b2"), ("#0e1013", "#3f4a55")))
    rear_low, rear, roof, front, low = shell[4], shell[5], shell[6], shell[7], shell[8]
    side_paint = canvas.linear(view.at((-1, 0.7, 1.45)), view.at((0.6, 0.9, 0.95)),
                               [(0, sky), (0.45, dark), (1, dark)])
    belt = 1.0
    outline = [(rear_low[0] + 0.22, HALF * 0.94, belt + 0.02), (rear[0] + 0.12, rear[1] * 1.03, rear[2] - 0.06),
               (roof[0], roof[1] * 1.03, roof[2] - 0.08), (front[0] - 0.02, front[1] * 1.03, front[2] - 0.07),
               (low[0] - 0.16, HALF * 0.95, belt + 0.02)]
    canvas.fill(view.face(outline), side_paint)
    screen = [(low[0] - 0.06, low[1] * 0.88, low[2] + 0.03), (front[0] + 0.05, front[1] * 0.9, front[2] - 0.03),
              (front[0] + 0.05, -front[1] * 0.9, front[2] - 0.03), (low[0] - 0.06, -low[1] * 0.88, low[2] + 0.03)]
    canvas.fill(view.face(screen), canvas.linear(view.at(screen[1]), view.at(screen[3]),
                                                 [(0, sky), (0.6, dark), (1, lighter(dark, 0.15))]))


def _draw_front(canvas: Canvas, view: View, look: Look, rng: Random) -> None:
    """Grille, lamps, number plate; they show as soon as the front turns to the viewer."""
    if view.yaw < 3:
        return
    def patch(left: float, right: float, low: float, high: float, paint: str, opacity: float = 1.0) -> None:
        corners = [(2.2, left, low), (2.12, left, high), (2.12, right, high), (2.2, right, low)]
        canvas.fill(view.face(corners), paint, opacity)
    patch(0.42, -0.42, 0.52, 0.7, "#101114")
    for high in (0.57, 0.63):
        patch(0.42, -0.42, high, high + 0.012, "#a9adb2", 0.8)
    patch(0.74, -0.74, 0.3, 0.4, "#17181b")
    patch(0.25, -0.25, 0.42, 0.5, "#e8e6da")
    for side in (1, -1):
        patch(side * 0.8, side * 0.48, 0.58, 0.74, "#cfd6da")
        patch(side * 0.74, side * 0.56, 0.62, 0.71, rng.choice(("#fffdf2", "#fdf0cc")))


def _draw_trim(canvas: Canvas, view: View, shell: list[Point3], paint: str) -> None:
    """Door joints, handles, window post, mirror, lamps on the side, sill."""
    y = HALF * 0.97
    seam = darker(paint, 0.62)
    for x, high in ((-0.55, 1.0), (0.55, 1.0)):
        canvas.fill(view.face([(x, y, 0.3), (x, y, high), (x + 0.025, y, high), (x + 0.025, y, 0.3)]), seam, 0.8)
    roof = shell[6]
    post = [(-0.52, HALF * 0.95, 1.0), (-0.5, roof[1] * 1.04, roof[2] - 0.06),
            (-0.42, roof[1] * 1.04, roof[2] - 0.06), (-0.43, HALF * 0.95, 1.0)]
    canvas.fill(view.face(post), darker(paint, 0.35))
    for x in (-0.45, 0.38):
        canvas.fill(view.face([(x - 0.2, y, 0.85), (x, y, 0.85), (x, y, 0.88), (x - 0.2, y, 0.88)]),
                    lighter(paint, 0.5), 0.9)
    canvas.fill(view.face([(0.78, 0.95, 0.98), (0.8, 1.06, 1.1), (0.93, 1.06, 1.1), (0.93, 0.95, 0.97)]),
                darker(paint, 0.25))
    canvas.fill(view.face([(2.0, y * 0.93, 0.6), (1.82, y * 0.96, 0.68), (1.95, y * 0.94, 0.77),
                           (2.1, y * 0.9, 0.72)]), "#e9e4d2")
    canvas.fill(view.face([(-2.17, y, 0.66), (-2.14, y, 0.84), (-1.95, y, 0.86), (-1.98, y, 0.7)]), "#8e1b18")


PLACES = ("road", "street", "street", "road", "street", "meadow")

AUTOMOBILE = Kind(
    name="automobile",
    poses={
        "side": Pose("ground", PLACES),
        "corner": Pose("ground", PLACES),
    },
    coats=(("#9c1c1c", "#b9bcc0"), ("#24427c", "#b5b8bc"), ("#b9bdc1", "#9fa3a8"), ("#1d1f23", "#a9acb0"),
           ("#dcdcd8", "#b3b6ba"), ("#2f5a45", "#a9adb0"), ("#7b8790", "#babdc1"), ("#c89a2c", "#a5a8ac"),
           ("#5a2029", "#a9acb0"), ("#4f7ea8", "#bfc2c6")),
    draw=draw_automobile,
    shade=shade_automobile,
)

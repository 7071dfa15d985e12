"""Truck: articulated lorry, box lorry or tipper; boxes on wheels seen from the side or a front corner."""

from __future__ import annotations

from random import Random

from elvit.scenes.canvas import Canvas
from elvit.scenes.colour import darker, lighter
from elvit.scenes.kind import Kind, Pose
from elvit.scenes.light import blurred, rounded, speckled
from elvit.scenes.scene import Look
from elvit.scenes.solid import Point3, View
from elvit.scenes.wheels import draw_wheel

HALF = 1.22


LENGTHS = {"semi": 9.6, "box": 7.4, "tipper": 7.0}


def _view(look: Look) -> View:
    rng = Random(look.seed)
    turned = rng.random() < (0.85 if look.pose == "semi" else 0.55)
    return View(LENGTHS[look.pose], 2 * HALF, 3.5, rng.uniform(24, 48) if turned else rng.uniform(4, 14),
                rng.uniform(3, 8))


def shade_truck(canvas: Canvas, look: Look) -> None:
    """The dark ground between the wheels."""
    half = LENGTHS[look.pose] / 2
    corners: list[Point3] = [(-half, HALF, 0.0), (half, HALF, 0.0), (half, -HALF, 0.0), (-half, -HALF, 0.0)]
    with canvas.group(blurred(canvas, 1.2)):
        canvas.fill(_view(look).face(corners), "#08080a", 0.8)


def draw_truck(canvas: Canvas, look: Look) -> None:
    """Draw a truck: far wheels, chassis, load, cab, near wheels."""
    rng, view = Random(look.seed + 1), _view(look)
    back, front = -view.length / 2, view.length / 2
    cab = front - (2.3 if look.pose == "semi" else 2.1)
    axles = [front - 1.15, back + 1.3, back + 2.35] + ([cab - 0.9] if look.pose == "semi" else [])
    for axle in axles:
        draw_wheel(canvas, view, axle, -HALF * 0.9, 0.52, "#55565a", 0.4)
    _draw_box(canvas, view, (back + 0.1, front - 0.3), HALF * 0.8, (0.5, 1.0), "#26282c")
    _draw_load(canvas, view, look, rng, (back, cab - 0.25))
    _draw_cab(canvas, view, look, rng, (cab, front))
    metal = rng.choice(("#9a9ca0", "#b9bbbf", "#7d7f83"))
    for axle in axles:
        draw_wheel(canvas, view, axle, HALF * 0.98, 0.52, metal, 0.4)


def _box_faces(x: tuple[float, float], half: float, z: tuple[float, float],
               lean: float = 0.0) -> tuple[list[Point3], list[Point3], list[Point3]]:
    """Near side, front and top of a box, whose front leans back by `lean` at the top."""
    (back, front), (low, high) = x, z
    side: list[Point3] = [(back, half, low), (back, half, high), (front - lean, half, high), (front, half, low)]
    face: list[Point3] = [(front, half, low), (front - lean, half, high), (front - lean, -half, high),
                          (front, -half, low)]
    top: list[Point3] = [(back, half, high), (back, -half, high), (front - lean, -half, high),
                         (front - lean, half, high)]
    return side, face, top


def _draw_box(canvas: Canvas, view: View, x: tuple[float, float], half: float, z: tuple[float, float], paint: str,
              lean: float = 0.0) -> None:
    side, face, top = _box_faces(x, half, z, lean)
    canvas.fill(view.face(top), lighter(paint, 0.3))
    high, low = view.at(side[1]), view.at(side[0])
    canvas.fill(view.face(side), canvas.linear((0, high[1]), (0, low[1]), [
        (0, lighter(paint, 0.22)), (0.3, paint), (0.8, darker(paint, 0.12)), (1, darker(paint, 0.3))]))
    bright = 0.12 if canvas.sun > 0 else -0.2
    tone = lighter(paint, bright) if bright > 0 else darker(paint, -bright)
    canvas.fill(view.face(face), canvas.linear((0, high[1]), (0, low[1]), [(0, tone), (1, darker(tone, 0.2))]))


def _draw_load(canvas: Canvas, view: View, look: Look, rng: Random, x: tuple[float, float]) -> None:
    """What stands behind the cab: a smooth box with a stripe, or an open bucket full of earth."""
    if look.pose == "tipper":
        _draw_bucket(canvas, view, look.accent, x)
        return
    high = 3.45
    dirt = speckled(canvas, darker(look.accent, 0.35), lighter(look.accent, 0.25), (0.04, 0.1), rng.randrange(900),
                    0.9, 2)
    with canvas.group(dirt):
        _draw_box(canvas, view, x, HALF, (1.0, high), look.accent)
    y = HALF + 0.01
    back, front = x
    if rng.random() < 0.75:
        tone = rng.choice((look.coat, darker(look.coat, 0.3), "#33465f", "#a63a2c"))
        low = rng.uniform(1.3, 2.2)
        tall = rng.choice((0.18, 0.4, 0.7))
        canvas.fill(view.face([(back, y, low), (back, y, low + tall), (front, y, low + tall), (front, y, low)]),
                    tone, 0.9)
    for step in range(1, 8):
        at = back + (front - back) * step / 8
        canvas.fill(view.face([(at, y, 1.02), (at, y, high - 0.02), (at + 0.03, y, high - 0.02),
                               (at + 0.03, y, 1.02)]), "#000", 0.14)
    canvas.fill(view.face([(back, y, 1.0), (back, y, 1.1), (front, y, 1.1), (front, y, 1.0)]),
                darker(look.accent, 0.6))
    canvas.fill(view.face([(back, y, 3.35), (back, y, 3.45), (front, y, 3.45), (front, y, 3.35)]),
                darker(look.accent, 0.3))


def _draw_bucket(canvas: Canvas, view: View, paint: str, x: tuple[float, float]) -> None:
    back, front = x
    heap: list[Point3] = [(back + 0.2, 0, 2.4), (back + 1.2, 0, 2.95), (back + 2.6, 0, 3.1), (front - 1.0, 0, 2.9),
                          (front, 0, 2.4)]
    with canvas.group(speckled(canvas, "#3a2d20", "#9a8466", (0.3, 0.3), 5, 3.0)):
        canvas.fill(view.face(heap), "#6e5840")
    _draw_box(canvas, view, x, HALF, (1.05, 2.45), paint)
    y = HALF + 0.02
    for step in range(6):
        at = back + 0.1 + (front - back - 0.3) * step / 5
        canvas.fill(view.face([(at, y, 1.05), (at, y, 2.45), (at + 0.14, y, 2.45), (at + 0.14, y, 1.05)]),
                    darker(paint, 0.35))
    canvas.fill(view.face([(back, y, 2.32), (back, y, 2.5), (front, y, 2.5), (front, y, 2.32)]),
                lighter(paint, 0.2))


def _draw_cab(canvas: Canvas, view: View, look: Look, rng: Random, x: tuple[float, float]) -> None:
    """Cab with windscreen, side window, grille, lamps and bumper."""
    back, front = x
    high = 3.05 if look.pose != "semi" else 3.3
    lean = 0.22
    with canvas.group(rounded(canvas, 1.2, 1.8, 0.7)):
        _draw_box(canvas, view, x, HALF, (0.55, high), look.coat, lean)
    def on_front(left: float, right: float, low: float, top: float, paint: str, opacity: float = 1.0) -> None:
        def reach(z: float) -> float:
            return front + 0.01 - lean * (z - 0.55) / (high - 0.55)
        canvas.fill(view.face([(reach(low), left, low), (reach(top), left, top), (reach(top), right, top),
                               (reach(low), right, low)]), paint, opacity)
    glass = canvas.linear(view.at((front, HALF, high)), view.at((front, -HALF, 1.8)),
                          [(0, "#7f929f"), (0.5, "#1b2127"), (1, "#2c343c")])
    on_front(1.1, -1.1, 1.85, high - 0.3, glass)
    on_front(1.0, -1.0, 0.95, 1.6, "#17181b")
    for low in (1.08, 1.24, 1.4):
        on_front(0.95, -0.95, low, low + 0.05, "#9fa3a8", 0.8)
    on_front(1.22, -1.22, 0.5, 0.85, rng.choice(("#2a2c30", "#b9bcc0", look.coat)))
    for side in (1, -1):
        on_front(side * 1.15, side * 0.75, 0.62, 0.82, "#fbf5dc")
    y = HALF + 0.01
    window = [(back + 0.75, y, 1.85), (back + 0.75, y, high - 0.35), (front - lean - 0.12, y, high - 0.35),
              (front - 0.25, y, 1.85)]
    canvas.fill(view.face(window), canvas.linear(view.at(window[1]), view.at(window[3]),
                                                 [(0, "#8497a4"), (0.5, "#1b2127"), (1, "#252c33")]))
    canvas.fill(view.face([(back + 0.68, y, 0.9), (back + 0.68, y, high - 0.3), (back + 0.72, y, high - 0.3),
                           (back + 0.72, y, 0.9)]), darker(look.coat, 0.6), 0.8)
    canvas.fill(view.face([(front - 0.35, y + 0.2, 1.75), (front - 0.35, y + 0.2, 2.4),
                           (front - 0.15, y + 0.3, 2.4), (front - 0.15, y + 0.3, 1.75)]), "#1c1d20")
    if rng.random() < 0.6 and look.pose == "box":
        _draw_box(canvas, view, (back - 0.2, back + 1.2), HALF * 0.85, (high, high + 0.3), look.coat, 0.6)


PLACES = ("road", "street", "road", "street")

TRUCK = Kind(
    name="truck",
    poses={
        "semi": Pose("ground", PLACES),
        "box": Pose("ground", PLACES),
        "tipper": Pose("ground", PLACES),
    },
    coats=(("#b3261e", "#d9d8d2"), ("#d8d8d4", "#dedcd6"), ("#2c4f8a", "#cfd0cc"), ("#d9822b", "#d98a35"),
           ("#3c7a52", "#c7c9c4"),
           ("#e3b22e", "#c8452f"), ("#4a4f57", "#8f979c"), ("#5f93b5", "#e2e2de"), ("#7a2a22", "#b9a98c"),
           ("#e1e1dc", "#3f6597")),
    draw=draw_truck,
    shade=shade_truck,
)

"""What trucks carry: boxes, buckets of earth, tanks, logs and pipes, the body of a fire engine."""

from __future__ import annotations

from random import Random

import numpy as np

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import darker, lighter, varied
from elvit_scenes.light import speckled
from elvit_scenes.loft import Loft
from elvit_scenes.scene import Look
from elvit_scenes.shapes import disc, polyline
from elvit_scenes.solid import Point3, View
from elvit_scenes.surface import box, decal, paint_surface
from elvit_scenes.vehicles.cab import CHROME, HALF

Span = tuple[float, float]


def _panel(canvas: Canvas, view: View, x: Span, z: Span, paint: str, opacity: float = 1.0) -> None:
    """A flat piece of the near side."""
    if canvas.flat:
        return
    corners: list[Point3] = [
        (x[0], HALF + 0.01, z[0]),
        (x[0], HALF + 0.01, z[1]),
        (x[1], HALF + 0.01, z[1]),
        (x[1], HALF + 0.01, z[0]),
    ]
    canvas.fill(view.face(corners), paint, opacity)


def _end(canvas: Canvas, view: View, x: float, y: Span, z: Span, paint: str, opacity: float = 1.0) -> None:
    """A flat piece across the truck, seen from the front."""
    if canvas.flat:
        return
    corners: list[Point3] = [(x, y[0], z[0]), (x, y[0], z[1]), (x, y[1], z[1]), (x, y[1], z[0])]
    canvas.fill(view.face(corners), paint, opacity)


def draw_container(canvas: Canvas, view: View, look: Look, rng: Random, x: Span, high: float) -> None:
    """A closed box with ribs, frame, and a stripe or a lettered panel."""
    back, front = x
    paint = look.accent
    box(canvas, view, back, front, HALF, -HALF, 1.0, high, paint, 0.3)
    if canvas.flat:
        return
    count = rng.choice((6, 10, 16))
    for step in range(1, count):
        at = back + (front - back) * step / count
        _panel(canvas, view, (at, at + 0.03), (1.05, high - 0.05), "#05060a", 0.13)
        _panel(canvas, view, (at + 0.03, at + 0.06), (1.05, high - 0.05), "#ffffff", 0.12)
    style = rng.random()
    tone = rng.choice((look.coat, darker(look.coat, 0.3), "#33465f", "#a63a2c"))
    middle, long = (back + front) / 2, front - back
    if style < 0.4:
        low, tall = rng.uniform(1.4, 2.3), rng.choice((0.18, 0.4, 0.7))
        _panel(canvas, view, (back, front), (low, low + tall), tone, 0.9)
    elif style < 0.75:
        for step, share in enumerate((0.1, 0.09, 0.11, 0.08, 0.1, 0.07)):  # as lettering looks from afar
            start = middle + long * (step * 0.125 - 0.37)
            _panel(canvas, view, (start, start + long * share), (2.1, 2.75), tone, 0.85)
        _panel(canvas, view, (middle - long * 0.37, middle + long * 0.2), (1.75, 1.86), tone, 0.6)
    for z in ((1.0, 1.1), (high - 0.1, high)):
        _panel(canvas, view, (back, front), z, darker(paint, 0.5))
        _end(canvas, view, front + 0.005, (HALF, -HALF), z, darker(paint, 0.5))
    for at in (back, front - 0.08):
        _panel(canvas, view, (at, at + 0.08), (1.0, high), darker(paint, 0.35))


def draw_bucket(canvas: Canvas, view: View, look: Look, rng: Random, x: Span) -> None:
    """The tipping body of a dump truck with a heap of earth, its shield above the cab."""
    back, front = x
    paint = look.accent
    earth = rng.choice(("#6e5840", "#8a7a62", "#5b4a3c", "#9b8d78"))
    box(canvas, view, back, front, HALF, -HALF, 1.05, 2.4, paint, 0.25)
    heap = Loft(
        [
            (2.3, back + 0.1, front - 0.1, 0, HALF - 0.08, 5),
            (2.6, back + 0.5, front - 0.5, 0, 0.9, 3),
            (2.9, back + 1.2, front - 1.1, 0, 0.5, 2.2),
            (3.0, back + 1.9, front - 1.7, 0, 0.2, 2),
        ],
        around=32,
        smooth=2,
    )
    with canvas.group(speckled(canvas, darker(earth, 0.5), lighter(earth, 0.4), (0.3, 0.3), rng.randrange(99), 3.0)):
        paint_surface(canvas, view, heap.grid, earth, 0.0, cap=True)
    for step in range(7):
        at = back + 0.05 + (front - back - 0.25) * step / 6
        _panel(canvas, view, (at, at + 0.13), (1.05, 2.4), darker(paint, 0.3))
        _panel(canvas, view, (at, at + 0.035), (1.05, 2.4), lighter(paint, 0.25))
    _panel(canvas, view, (back, front), (2.28, 2.5), lighter(paint, 0.15))
    _end(canvas, view, front + 0.01, (HALF, -HALF), (2.28, 2.5), lighter(paint, 0.05))


def draw_tank(canvas: Canvas, view: View, look: Look, rng: Random, x: Span) -> None:
    """A tank with domed ends, bands, a walkway and a stripe."""
    back, front = x
    metal = rng.choice(("#c4c9cd", "#d9dcdd", look.accent))
    skin = Loft(
        [
            (back, 2.0, 2.2, 0, 0.1, 2),
            (back + 0.08, 1.35, 2.9, 0, 0.85, 2.4),
            (back + 0.3, 1.02, 3.2, 0, 1.18, 2.4),
            (front - 0.3, 1.02, 3.2, 0, 1.18, 2.4),
            (front - 0.08, 1.35, 2.9, 0, 0.85, 2.4),
            (front, 2.0, 2.2, 0, 0.1, 2),
        ],
        "x",
        40,
    )
    paint_surface(canvas, view, skin.grid, metal, 1.0)
    for step in range(6):
        at = back + 0.35 + (front - back - 0.75) * step / 5
        decal(canvas, view, skin.patch(-30, 170, at, at + 0.06, 12), darker(metal, 0.4), 0.7)
    if rng.random() < 0.6:
        tone = rng.choice((look.coat, "#a63a2c", "#2f5d8a"))
        decal(canvas, view, skin.patch(92, 112, back + 0.35, front - 0.35, 3), tone)
    for at in np.linspace(back + 1.0, front - 1.0, 3):
        box(canvas, view, float(at) - 0.25, float(at) + 0.25, 0.3, -0.3, 3.15, 3.32, darker(metal, 0.2))
    _panel(canvas, view, (back + 0.2, front - 0.2), (0.88, 1.12), "#26282c")


def draw_cargo(canvas: Canvas, view: View, look: Look, rng: Random, x: Span) -> None:
    """A flatbed with logs, pipes or crates between stakes."""
    back, front = x
    box(canvas, view, back, front, HALF, -HALF, 0.95, 1.15, darker(look.accent, 0.3), 0.2)
    box(canvas, view, front - 0.08, front, HALF, -HALF, 1.15, 2.6, "#3a3c40", 0.2)
    style = rng.choice(("logs", "logs", "pipes", "crates"))
    if style == "crates":
        at = back + 0.15
        while at < front - 1.3:
            wood = varied(rng, rng.choice(("#b08a57", "#8f6d42", "#5d7183", "#a04a35")), 12)
            wide, tall = rng.uniform(0.9, 1.4), rng.uniform(0.7, 1.6)
            box(canvas, view, at, at + wide, HALF - 0.1, -HALF + 0.1, 1.15, 1.15 + tall, wood, 0.1)
            at += wide + 0.08
        return
    reach = 0.23 if style == "logs" else 0.3
    for row in range(4 if style == "logs" else 3):
        places = np.arange(-HALF + reach + 0.1 + (row % 2) * reach, HALF - reach, 2 * reach)
        for y in places:
            bark = varied(rng, "#7d5d3e" if style == "logs" else "#8d9aa5", 14)
            z, cut = 1.15 + reach + row * reach * 1.8, front - 0.25 - rng.uniform(0, 0.3)
            stem = Loft(
                [
                    (back + rng.uniform(0, 0.4), z - reach, z + reach, float(y), reach, 2),
                    (cut, z - reach, z + reach, float(y), reach, 2),
                ],
                "x",
                14,
            )
            paint_surface(canvas, view, stem.grid, bark, 0.1)
            canvas.fill(view.face(stem.grid[-1]), "#d3b183" if style == "logs" else "#20242a")
    for at in np.linspace(back + 0.3, front - 0.6, 4):
        _panel(canvas, view, (float(at), float(at) + 0.1), (0.95, 2.7), "#2c2e33")


def draw_fire_body(canvas: Canvas, view: View, look: Look, rng: Random, x: Span) -> None:
    """Lockers with roller shutters, a white band, and a ladder on the roof."""
    back, front = x
    box(canvas, view, back, front, HALF, -HALF, 0.75, 2.75, look.coat, 0.4)
    count = 4
    for step in range(count):
        start = back + 0.15 + (front - back - 0.2) * step / count
        shutter = (start, start + (front - back) / count - 0.15)
        _panel(canvas, view, shutter, (1.35, 2.5), "#b7bcc1")
        for line in range(8):
            _panel(canvas, view, shutter, (1.42 + line * 0.135, 1.45 + line * 0.135), "#7c8187", 0.8)
    _panel(canvas, view, (back, front), (0.98, 1.22), "#eceae2")
    _panel(canvas, view, (back, front), (1.05, 1.12), "#d9c032")
    _draw_ladder(canvas, view, x)


def _draw_ladder(canvas: Canvas, view: View, x: Span) -> None:
    """A ladder that lies on two trestles along the roof."""
    back, front = x
    for at in (back + 0.6, front - 0.4):
        box(canvas, view, at, at + 0.25, 0.75, -0.75, 2.75, 2.95, "#4a4d52")
    for y in (-0.65, 0.1):
        rails: list[tuple[Point3, Point3]] = [
            ((back - 0.2, y + shift, 2.98), (front + 0.9, y + shift, 3.04)) for shift in (0.0, 0.5)
        ]
        for rail in rails:
            canvas.line(polyline(view.flat(rail)), CHROME, max(0.5, view.units(0.09)))
        rungs = [
            [tuple(a + (b - a) * step / 13 for a, b in zip(*rail, strict=True)) for rail in rails] for step in range(14)
        ]
        canvas.line(
            "".join(polyline(view.flat(np.array(rung))) for rung in rungs), "#9fa4a9", max(0.3, view.units(0.05))
        )


def draw_blue_lights(canvas: Canvas, view: View, x: float, z: float) -> None:
    """Two blue lamps on the roof of the cab."""
    for y in (-0.7, 0.7):
        place = view.at((x, y, z + 0.08))
        canvas.fill(disc(*place, view.units(0.17), view.units(0.13)), "#1f4fc4")
        canvas.fill(disc(place[0] - view.units(0.04), place[1] - view.units(0.04), view.units(0.06)), "#bcd3ff")

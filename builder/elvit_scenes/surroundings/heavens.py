"""Skies: clear, with fair-weather clouds, with streaks, overcast, or in the evening."""

from __future__ import annotations

from random import Random

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import darker, lighter, mix, varied
from elvit_scenes.light import ruffled
from elvit_scenes.scene import SIDE
from elvit_scenes.shapes import disc
from elvit_scenes.surroundings.parts import rectangle, spot

BLUE = (
    ("#3f78b8", "#bcd8ec"),
    ("#5b93c9", "#dcebf2"),
    ("#2f66a8", "#9cc6e4"),
    ("#4d86c4", "#e8f1f6"),
    ("#7fb0d8", "#dbe8ee"),
)
GREY = (("#8fa9bd", "#d9dfe0"), ("#a9b3ba", "#dfe1de"), ("#bcc3c8", "#e9eae8"), ("#868f99", "#c9cdce"))
EVENING = (("#6f94b8", "#f1e2cb"), ("#7b87a3", "#f2cfa6"), ("#5f6f9a", "#f0b98c"), ("#8b7f9c", "#f3c9b0"))

SKIES = {"clear": BLUE, "fair": BLUE, "streaks": BLUE, "overcast": GREY, "evening": EVENING}


def draw_sky(canvas: Canvas, rng: Random, bottom: float, weather: str | None = None) -> str:
    """A sky down to `bottom`, its weather one of `SKIES` or left to chance; gives its colour at `bottom`."""
    weather = weather or rng.choice(("clear", "fair", "fair", "fair", "streaks", "overcast", "evening"))
    high, low = rng.choice(SKIES[weather])
    high, low = varied(rng, high, 12), varied(rng, low, 8)
    canvas.fill(
        rectangle(-4, bottom + 1),
        canvas.linear((0, 0), (0, bottom), [(0, high), (0.6, mix(high, low, 0.62)), (1, low)]),
    )
    if weather == "fair":
        _draw_heaps(canvas, rng, bottom, rng.randint(2, 5), low)
    elif weather == "overcast":
        _draw_bands(canvas, rng, bottom, 10, (darker(high, 0.22), lighter(low, 0.3)), 0.6)
    elif weather == "evening":
        _draw_bands(canvas, rng, bottom, 7, (mix(high, "#e79a86", 0.5), mix(low, "#fff0d0", 0.6)), 0.65)
        spot(canvas, SIDE / 2 + canvas.sun * 110, bottom, 150, 90, "#fff3d2", 0.7)
    else:
        _draw_bands(canvas, rng, bottom, 6 if weather == "streaks" else 2, ("#fdfdfb", lighter(low, 0.5)), 0.6)
    return low


def _draw_bands(canvas: Canvas, rng: Random, bottom: float, count: int, tones: tuple[str, str], opacity: float) -> None:
    """Long soft clouds that lie flat, flatter and narrower towards the horizon."""
    for index in range(count):
        near = rng.uniform(0.1, 1.0)
        y, across = bottom * (1 - near) + rng.uniform(-8, 8), rng.uniform(50, 150) * (0.4 + 0.6 * near)
        spot(
            canvas,
            rng.uniform(-10, 266),
            y,
            across,
            across * rng.uniform(0.08, 0.3) * (0.3 + near),
            tones[index % 2],
            opacity,
        )


def _draw_heaps(canvas: Canvas, rng: Random, bottom: float, count: int, low: str) -> None:
    """Fair-weather clouds: heaped above, flat and grey below, smaller towards the horizon."""
    nearness = sorted(rng.uniform(0.15, 1.0) for _ in range(count))
    with canvas.group(ruffled(canvas, 9, 1.3, rng.randrange(900))):
        for near in nearness:
            x, y, size = rng.uniform(0, SIDE), bottom * (1.02 - 0.9 * near), rng.uniform(26, 74) * (0.25 + near)
            _draw_heap(canvas, rng, x, y, size, low)


def _draw_heap(canvas: Canvas, rng: Random, x: float, y: float, size: float, low: str) -> None:
    body, lit = disc(x, y, size, size * 0.13), ""
    for _ in range(7):
        place = rng.uniform(-0.8, 0.8)
        radius = size * (0.34 - 0.25 * abs(place)) * rng.uniform(0.7, 1.2)
        rise = y - radius * rng.uniform(0.1, 0.7)
        body += disc(x + place * size, rise, radius * 1.2, radius)
        lit += disc(x + place * size + canvas.sun * radius * 0.3, rise - radius * 0.25, radius * 0.8, radius * 0.6)
    shade = mix(low, "#8d97a5", 0.5)
    canvas.fill(
        body,
        canvas.linear(
            (0, y - size * 0.4), (0, y + size * 0.14), [(0, "#fdfdfc"), (0.5, mix("#f6f7f7", shade, 0.25)), (1, shade)]
        ),
        0.92,
    )
    canvas.fill(lit, "#ffffff", 0.55)

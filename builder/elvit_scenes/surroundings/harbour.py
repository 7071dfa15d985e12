"""Harbour: calm water before a quay with warehouses, cranes and masts."""

from __future__ import annotations

from random import Random

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import darker, lighter, mix, varied
from elvit_scenes.light import blurred
from elvit_scenes.scene import SIDE, Scene
from elvit_scenes.shapes import polygon
from elvit_scenes.surroundings.distance import draw_hills
from elvit_scenes.surroundings.heavens import draw_sky
from elvit_scenes.surroundings.parts import rectangle, spot
from elvit_scenes.surroundings.water import SEAS, draw_sea


def draw_harbour(canvas: Canvas, scene: Scene) -> None:
    """Sky, a far skyline, the quay wall, and water that mirrors them softly."""
    rng = Random(scene.seed)
    horizon = scene.horizon
    low = draw_sky(canvas, rng, horizon)
    if rng.random() < 0.5:
        draw_hills(canvas, rng, horizon, rng.uniform(14, 40), darker(low, 0.28))
    with canvas.group(blurred(canvas, 1.6, 0.03)):
        tones = _draw_skyline(canvas, rng, horizon, low)
        stone = mix(varied(rng, "#8d877c", 10), low, 0.15)
        canvas.fill(
            rectangle(horizon - 5, horizon + 5),
            canvas.linear(
                (0, horizon - 5), (0, horizon + 5), [(0, lighter(stone, 0.2)), (0.4, stone), (1, darker(stone, 0.6))]
            ),
        )
    draw_sea(canvas, rng, horizon + 5, SIDE + 4, varied(rng, rng.choice(SEAS), 10), low, rng.choice((0.15, 0.35)))
    for x, wide, tone in tones:
        spot(canvas, x, horizon + 23, wide * 0.7, 18, tone, 0.5)


def _draw_skyline(canvas: Canvas, rng: Random, foot: float, low: str) -> list[tuple[float, float, str]]:
    """Warehouses, cranes and masts; gives middle, width and colour of what the water mirrors."""
    mirrored, x = [], rng.uniform(-40, 20)
    while x < SIDE:
        wide, tall = rng.uniform(34, 80), rng.uniform(12, 34)
        wall = mix(varied(rng, rng.choice(("#a8604a", "#b9ab94", "#8f9aa3", "#7a4f40", "#c9c6bc")), 12), low, 0.2)
        canvas.fill(
            polygon(
                [
                    (x, foot),
                    (x, foot - tall),
                    (x + wide / 2, foot - tall * 1.3),
                    (x + wide, foot - tall),
                    (x + wide, foot),
                ]
            ),
            canvas.linear((0, foot - tall * 1.3), (0, foot), [(0, darker(wall, 0.2)), (0.3, wall), (1, wall)]),
        )
        doors = "".join(
            rectangle(foot - tall * 0.7, foot - 6, x + wide * share, x + wide * (share + 0.1))
            for share in (0.12, 0.34, 0.56, 0.78)
        )
        canvas.fill(doors, darker(wall, 0.5), 0.8)
        mirrored.append((x + wide / 2, wide, wall))
        x += wide + rng.choice((0, 4, 40))
    if rng.random() < 0.5:
        _draw_crane(canvas, rng.uniform(20, 236), foot, rng.uniform(60, 90), mix("#3f5a78", low, 0.3))
    masts = "".join(
        rectangle(foot - rng.uniform(30, 58), foot, mast, mast + 1.1)
        for mast in (rng.uniform(0, SIDE) for _ in range(rng.choice((0, 5, 9))))
    )
    canvas.fill(masts or "M0 0", "#ddd8cc", 0.9)
    return mirrored


def _draw_crane(canvas: Canvas, x: float, foot: float, height: float, paint: str) -> None:
    """A gantry crane with its arm out over the water."""
    top = foot - height
    legs = "".join(
        polygon(
            [
                (x + side * 8 - 1.6, top + 20),
                (x + side * 8 + 1.6, top + 20),
                (x + side * 14 + 1.6, foot),
                (x + side * 14 - 1.6, foot),
            ]
        )
        for side in (-1, 1)
    )
    canvas.fill(legs + rectangle(top + 16, top + 22, x - 34, x + 62) + rectangle(top, top + 20, x - 3, x + 3), paint)
    canvas.line(f"M{x - 32:.1f} {top + 17:.1f}L{x:.1f} {top:.1f}L{x + 58:.1f} {top + 17:.1f}", paint, 1.2)

"""Floor: ground so close that no horizon is in sight; earth, moss, sand or stone with leaves and twigs."""

from __future__ import annotations

from random import Random

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import darker, lighter, mix, varied
from elvit_scenes.light import blurred
from elvit_scenes.scene import SIDE, Placed, Scene
from elvit_scenes.shapes import curve
from elvit_scenes.surroundings.parts import (
    draw_bokeh,
    draw_leaves,
    draw_pebbles,
    draw_plane,
    draw_tufts,
    on_ground,
)

GROUNDS = ("#6f5a40", "#8a7a5c", "#5f6a3a", "#9a8f78", "#4f4a3c", "#7f8270", "#a08a66", "#4d5f34")
DRY = ("#8a5f36", "#a58352", "#6f4a2c", "#94744a")
FRESH = ("#5f7f34", "#7a9444", "#4f6b2e", "#8a9a4c")


def _ground(scene: Scene) -> str:
    rng = Random(scene.seed + 7)
    return varied(rng, rng.choice(GROUNDS), 12)


def draw_floor(canvas: Canvas, scene: Scene) -> None:
    """A blur where it is far, earth where it is near; leaves, stones, twigs or grass lie about."""
    rng = Random(scene.seed)
    ground, edge = _ground(scene), scene.horizon
    far = darker(ground, rng.uniform(0.1, 0.5))
    draw_bokeh(
        canvas,
        rng,
        edge + 24,
        far,
        (darker(far, 0.4), lighter(far, 0.2), mix(far, "#6c7f42", 0.5), darker(far, 0.2)),
        9,
    )
    if rng.random() < 0.4:
        with canvas.group(blurred(canvas, 4, 0.1)):
            places = [(rng.uniform(0, SIDE), rng.uniform(0, edge), rng.uniform(26, 54)) for _ in range(5)]
            draw_leaves(canvas, rng, places, [mix(tone, far, 0.5) for tone in FRESH[:3]])
    canvas.fill(
        f"M-4 {edge - 12:.1f}H260V260H-4Z",
        canvas.linear((0, edge - 12), (0, edge + 26), [(0, far, 0.0), (1, mix(far, ground, 0.4), 1.0)]),
    )
    draw_plane(canvas, rng, edge + 24, mix(far, ground, 0.4), ground, 8)
    top = edge - 4
    cover = rng.choice(("leaves", "leaves", "stones", "moss", "bare"))
    if cover != "leaves":
        draw_pebbles(canvas, rng, top, mix(ground, "#a39c90", 0.5), 40 if cover == "stones" else 9, 7)
    count = {"leaves": 90, "stones": 8, "moss": 12, "bare": 10}[cover]
    places = sorted((y, rng.uniform(-6, SIDE + 6), near) for y, near in (on_ground(rng, top) for _ in range(count)))
    tones = rng.choice((DRY, DRY, FRESH, tuple(mix(tone, ground, 0.4) for tone in DRY)))
    draw_leaves(canvas, rng, [(x, y, 2 + 13 * near) for y, x, near in places if canvas.fine or near > 0.1], tones)
    for _ in range(rng.randint(0, 4)):
        _draw_twig(canvas, rng, top, ground)
    if cover == "moss" or rng.random() < 0.3:
        draw_tufts(canvas, rng, top, mix(ground, "#64803a", 0.7), 30 if cover == "moss" else 10, 16)


def _draw_twig(canvas: Canvas, rng: Random, top: float, ground: str) -> None:
    y, near = on_ground(rng, top)
    x, reach, turn = rng.uniform(0, SIDE), 8 + 36 * near, rng.uniform(-0.4, 0.4)
    points = [(x - reach, y - reach * turn), (x, y + rng.uniform(-2, 2)), (x + reach, y + reach * turn)]
    canvas.line(curve([(px, py + 1.4) for px, py in points]), "#0d0906", 0.8 + 2 * near, 0.4)
    canvas.line(curve(points), mix(darker(ground, 0.5), "#7a6248", 0.5), 0.6 + 1.8 * near)


def front_floor(canvas: Canvas, scene: Scene, placed: Placed) -> None:
    """A leaf or two before the feet."""
    rng = Random(scene.seed + 1)
    places = [
        (placed.x + rng.uniform(-0.5, 0.5) * placed.size, min(250.0, placed.y + rng.uniform(3, 9)), 9.0)
        for _ in range(3)
    ]
    draw_leaves(canvas, rng, places, DRY[:3])

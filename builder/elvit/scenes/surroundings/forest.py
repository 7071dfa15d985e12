"""Forest: trunks and leaves out of focus, a floor of moss, grass and dead leaves."""

from __future__ import annotations

from random import Random

from elvit.scenes.canvas import Canvas
from elvit.scenes.colour import darker, lighter, mix, varied
from elvit.scenes.light import blurred
from elvit.scenes.scene import SIDE, Placed, Scene
from elvit.scenes.shapes import blob, limb
from elvit.scenes.surroundings.parts import draw_blades, draw_bokeh, draw_ground

FLOORS = ("#5b6a34", "#6e6a3e", "#77613f", "#4f6032", "#6a5a3c")


def _floor(scene: Scene) -> str:
    rng = Random(scene.seed + 7)
    return varied(rng, rng.choice(FLOORS), 8)


def draw_forest(canvas: Canvas, scene: Scene) -> None:
    """Leaves in the light, trunks before them, the floor in front."""
    rng = Random(scene.seed)
    floor, horizon = _floor(scene), scene.horizon
    base = rng.choice(("#2f3d24", "#3d4c2c", "#26331f", "#4a5436"))
    tones = (darker(base, 0.4), lighter(base, 0.2), "#7f9450", "#a9b878", "#1b2417", "#56693a")
    draw_bokeh(canvas, rng, horizon + 6, base, tones, 26, 6)
    for depth in (0.2, 0.55, 1.0):
        with canvas.group(blurred(canvas, 4.2 - 3 * depth, 0.05)):
            for _ in range(rng.randint(2, 4)):
                _draw_trunk(canvas, rng, rng.uniform(0, SIDE), horizon + 12 * depth, 5 + 13 * depth, base, depth)
    draw_ground(canvas, rng, horizon, mix(floor, base, 0.4), floor, (0.2, 0.3), 2.6)
    with canvas.group(blurred(canvas, 2, 0.1)):
        for _ in range(7):
            x, y = rng.uniform(0, SIDE), rng.uniform(horizon + 8, SIDE)
            patch = [(x - 26, y), (x, y - 5), (x + 30, y), (x + 4, y + 6)]
            canvas.fill(blob(patch), rng.choice(("#c7c987", darker(floor, 0.6))), 0.28)
    for _ in range(16):
        draw_blades(canvas, rng, rng.uniform(0, SIDE), rng.uniform(horizon + 6, SIDE), 9, rng.uniform(6, 15),
                    mix(floor, "#6c8a3a", 0.5), 5)


def _draw_trunk(canvas: Canvas, rng: Random, x: float, foot: float, width: float, base: str,
                depth: float) -> None:
    bark = mix(base, varied(rng, rng.choice(("#6a5a48", "#4a4036", "#8b8378")), 10), 0.35 + 0.6 * depth)
    lit, dark = lighter(bark, 0.15), darker(bark, 0.55)
    across = [(0.0, lit), (1.0, dark)] if canvas.sun < 0 else [(0.0, dark), (1.0, lit)]
    lean = rng.uniform(-8, 8)
    canvas.fill(limb([(x, foot + 3), (x + lean * 0.3, foot * 0.6), (x + lean, -30)],
                     [width * 1.25, width, width * 0.8]),
                canvas.linear((x - width / 2, 0), (x + width / 2, 0), across))


def front_forest(canvas: Canvas, scene: Scene, placed: Placed) -> None:
    """Grass and stalks before the feet."""
    rng = Random(scene.seed + 1)
    tone = mix(_floor(scene), "#6c8a3a", 0.5)
    draw_blades(canvas, rng, placed.x, placed.y + 3, placed.size * 0.3, placed.size * 0.09, tone, 40)

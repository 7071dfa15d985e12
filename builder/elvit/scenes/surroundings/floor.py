"""Floor: ground so close that no horizon is in sight; earth, moss, sand or stone with leaves and twigs."""

from __future__ import annotations

from random import Random

from elvit.scenes.canvas import Canvas
from elvit.scenes.colour import darker, lighter, varied
from elvit.scenes.light import blurred, speckled
from elvit.scenes.scene import SIDE, Placed, Scene
from elvit.scenes.shapes import blob, limb
from elvit.scenes.surroundings.parts import draw_blades, draw_ground, rectangle

GROUNDS = ("#6f5a40", "#8a7a5c", "#5f6a3a", "#9a8f78", "#4f4a3c", "#7f8270", "#a08a66", "#4d5f34")


def _ground(scene: Scene) -> str:
    rng = Random(scene.seed + 7)
    return varied(rng, rng.choice(GROUNDS), 12)


def draw_floor(canvas: Canvas, scene: Scene) -> None:
    """Blurred towards the top, where it is farther away; leaves and stones lie about."""
    rng = Random(scene.seed)
    ground, edge = _ground(scene), scene.horizon
    far = darker(ground, rng.uniform(0.1, 0.5))
    coarse = speckled(canvas, darker(far, 0.5), lighter(far, 0.35), (0.04, 0.09), rng.randrange(900), 2.6, 2)
    with canvas.group(blurred(canvas, 2.5, 0.05)), canvas.group(coarse):
        canvas.fill(rectangle(-8, edge + 14), canvas.linear((0, 0), (0, edge), [(0, darker(far, 0.35)), (1, far)]))
    draw_ground(canvas, rng, edge, far, ground, rng.choice(((0.09, 0.14), (0.2, 0.3), (0.05, 0.12))), 2.6)
    with canvas.group(blurred(canvas, 6, 0.1)):
        canvas.fill(rectangle(edge - 8, edge + 8), far, 0.9)
    litter = rng.choice((6, 14, 26))
    for _ in range(litter):
        y = rng.uniform(edge * 0.6, SIDE)
        _draw_litter(canvas, rng, rng.uniform(0, SIDE), y, 4 + 11 * y / SIDE)
    if rng.random() < 0.4:
        for _ in range(8):
            draw_blades(canvas, rng, rng.uniform(0, SIDE), rng.uniform(edge, SIDE), 9, rng.uniform(8, 22),
                        "#64803a", 6)


def _draw_litter(canvas: Canvas, rng: Random, x: float, y: float, size: float) -> None:
    """A dead leaf, a pebble or a twig."""
    kind, turn = rng.random(), rng.uniform(-0.5, 0.5) * size
    tone = varied(rng, rng.choice(("#8a5f36", "#a58352", "#6f4a2c", "#85806f", "#6a7a3c")), 14)
    if kind < 0.2:
        canvas.fill(limb([(x - size * 1.4, y - turn), (x, y), (x + size * 1.5, y + turn)], [1.4, 2, 1]),
                    darker(tone, 0.35))
        return
    outline = [(x - size, y), (x - size * 0.2, y - size * 0.42 + turn), (x + size, y + turn * 0.6),
               (x, y + size * 0.36)]
    canvas.fill(blob([(px + 1, py + 2) for px, py in outline]), "#120d08", 0.35)
    canvas.fill(blob(outline), canvas.linear((x, y - size * 0.4), (x, y + size * 0.4),
                                             [(0, lighter(tone, 0.2)), (1, darker(tone, 0.3))]))


def front_floor(canvas: Canvas, scene: Scene, placed: Placed) -> None:
    """A leaf or two before the feet."""
    rng = Random(scene.seed + 1)
    for _ in range(3):
        _draw_litter(canvas, rng, placed.x + rng.uniform(-0.5, 0.5) * placed.size,
                     min(250.0, placed.y + rng.uniform(3, 9)), 9)

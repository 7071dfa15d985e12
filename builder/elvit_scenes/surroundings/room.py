"""Room: a wall with window light, furniture out of focus, and a floor of boards, tiles or carpet; or a sofa."""

from __future__ import annotations

from random import Random

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import darker, lighter, mix, varied
from elvit_scenes.light import blurred
from elvit_scenes.scene import SIDE, Scene
from elvit_scenes.shapes import disc, polygon
from elvit_scenes.surroundings.furniture import FURNITURE
from elvit_scenes.surroundings.parts import draw_plane, rectangle, spot

WALLS = ("#c9bfae", "#a9b4b8", "#b98f6a", "#8f7f78", "#d8d2c4", "#7c8a76", "#b5a58a", "#d9cfc0", "#9aa79a")
WOODS = ("#9a6f48", "#b58f66", "#7a4f3c", "#c3a27a", "#8a6a50")
CLOTHS = ("#8a8578", "#a59c8c", "#5f6b7c", "#92454a", "#7c8478", "#c2b8a8", "#6b5a6a")


def draw_room(canvas: Canvas, scene: Scene) -> None:
    """Light falls from the side of the sun onto wall and floor."""
    rng = Random(scene.seed)
    horizon = scene.horizon
    wall = varied(rng, rng.choice(WALLS), 12)
    ends = (0.0, SIDE) if scene.sun < 0 else (SIDE, 0.0)
    canvas.fill(
        rectangle(-4, horizon + 1),
        canvas.linear(
            (ends[0], 0), (ends[1], horizon), [(0, lighter(wall, 0.25)), (0.5, wall), (1, darker(wall, 0.35))]
        ),
    )
    if rng.random() < 0.2:
        _draw_couch(canvas, rng, horizon)
        return
    white = mix(wall, "#efece4", 0.65)
    skirting = min(13.0, 4 + (SIDE - horizon) * 0.06)
    if rng.random() < 0.5:
        _draw_light(canvas, rng, horizon)
    canvas.fill(rectangle(horizon - skirting, horizon + 1), white)
    canvas.fill(rectangle(horizon - skirting - 1, horizon - skirting), darker(wall, 0.35), 0.7)
    with canvas.group(blurred(canvas, 1.6, 0.05)):
        for piece in rng.sample(FURNITURE, rng.choice((1, 2, 2))):
            piece(canvas, rng, rng.uniform(10, 246), horizon)
    rng.choice((_draw_boards, _draw_boards, _draw_tiles, _draw_carpet))(canvas, rng, horizon)
    canvas.fill(
        rectangle(horizon, horizon + 10),
        canvas.linear((0, horizon), (0, horizon + 10), [(0, "#14100c", 0.5), (1, "#14100c", 0.0)]),
    )
    spot(
        canvas,
        SIDE / 2 + 70 * scene.sun,
        horizon + (SIDE - horizon) * 0.55,
        110,
        (SIDE - horizon) * 0.3,
        "#fff3d8",
        0.3,
    )


def _draw_light(canvas: Canvas, rng: Random, horizon: float) -> None:
    """The bright shape a window throws on the wall."""
    x, top, lean = rng.uniform(0, 200), rng.uniform(0, horizon * 0.4), -26 * canvas.sun
    panes = ""
    for column in range(2):
        for row in range(2):
            left, upper = x + column * 34 + row * lean, top + row * 46
            panes += polygon(
                [
                    (left, upper),
                    (left + 29, upper - 4),
                    (left + 29 + lean * 0.9, upper + 37),
                    (left + lean * 0.9, upper + 41),
                ]
            )
    with canvas.group(blurred(canvas, 2, 0.1)):
        canvas.fill(panes, "#fff4d4", 0.45)


def _draw_boards(canvas: Canvas, rng: Random, top: float) -> None:
    """Boards that run away from the viewer, or across."""
    wood = varied(rng, rng.choice(WOODS), 12)
    draw_plane(canvas, rng, top, darker(wood, 0.12), wood, 3)
    joints, planks = "", ""
    if rng.random() < 0.6:
        point = rng.uniform(60, 196)
        for step in range(-9, 10):
            x, below = point + step * 17, point + step * 62
            joints += polygon([(x, top), (x + 0.6, top), (below + 2, SIDE + 4), (below, SIDE + 4)])
            if step % 3 == 0:
                planks += polygon([(x, top), (x + 17, top), (below + 62, SIDE + 4), (below, SIDE + 4)])
    else:
        y, thick = top + 2, 4.0
        while y < SIDE:
            joints += rectangle(y, y + 0.5 + thick * 0.05)
            planks += rectangle(y, y + thick * 1.25) if rng.random() < 0.35 else ""
            y, thick = y + thick, thick * 1.25
    canvas.fill(planks or "M0 0", darker(wood, 0.5), 0.16)
    canvas.fill(joints, darker(wood, 0.65), 0.55)


def _draw_tiles(canvas: Canvas, rng: Random, top: float) -> None:
    """Square tiles in perspective."""
    stone = varied(rng, rng.choice(("#c9c2b4", "#a9a39a", "#8f8f90", "#b98f70", "#d6d3cc")), 10)
    draw_plane(canvas, rng, top, darker(stone, 0.1), stone, 4)
    point = rng.uniform(70, 186)
    joints = "".join(
        polygon(
            [
                (point + step * 26, top),
                (point + step * 26 + 0.7, top),
                (point + step * 88 + 2.4, SIDE + 4),
                (point + step * 88, SIDE + 4),
            ]
        )
        for step in range(-6, 7)
    )
    y, thick = top + 5, 8.0
    while y < SIDE:
        joints += rectangle(y, y + 0.6 + thick * 0.03)
        y, thick = y + thick, thick * 1.4
    canvas.fill(joints, darker(stone, 0.45), 0.6)


def _draw_carpet(canvas: Canvas, rng: Random, top: float) -> None:
    """A calm carpet, or a rug with a border on the boards."""
    cloth = varied(rng, rng.choice(CLOTHS), 10)
    if rng.random() < 0.5:
        draw_plane(canvas, rng, top, darker(cloth, 0.15), cloth, 8)
        return
    _draw_boards(canvas, rng, top)
    middle, deep = SIDE / 2 + rng.uniform(-30, 30), SIDE - top
    y = top + deep * 0.62
    canvas.fill(disc(middle, y + 2, 158, deep * 0.44), "#14100c", 0.3)
    canvas.fill(disc(middle, y, 156, deep * 0.43), darker(cloth, 0.25))
    canvas.fill(disc(middle, y, 146, deep * 0.395), lighter(cloth, 0.3))
    canvas.fill(disc(middle, y, 140, deep * 0.375), cloth)


def _draw_couch(canvas: Canvas, rng: Random, seat: float) -> None:
    """A sofa so close that it fills the picture: back cushions, a seam, the seat with soft folds."""
    cloth = varied(rng, rng.choice(CLOTHS), 12)
    top = seat - rng.uniform(60, 150)
    split = rng.uniform(60, 196)
    canvas.fill(rectangle(top + 8, seat), darker(cloth, 0.6))
    back = canvas.linear((0, top), (0, seat), [(0, lighter(cloth, 0.15)), (0.3, cloth), (1, darker(cloth, 0.4))])
    for left, right in ((-40.0, split), (split, 300.0)):
        canvas.fill(
            f"M{left + 3:.1f} {seat:.1f}V{top + 16:.1f}Q{left + 3:.1f} {top:.1f} {left + 20:.1f} {top:.1f}"
            f"H{right - 20:.1f}Q{right - 3:.1f} {top:.1f} {right - 3:.1f} {top + 16:.1f}V{seat:.1f}Z",
            back,
        )
    canvas.fill(
        rectangle(seat - 8, seat + 8),
        canvas.linear(
            (0, seat - 8),
            (0, seat + 8),
            [(0, darker(cloth, 0.7), 0.0), (0.5, darker(cloth, 0.75), 0.9), (1, darker(cloth, 0.7), 0.0)],
        ),
    )
    draw_plane(canvas, rng, seat + 2, darker(cloth, 0.25), lighter(cloth, 0.08), 8)

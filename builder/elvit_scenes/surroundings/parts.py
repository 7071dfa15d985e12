"""What many surroundings share: strips, soft spots, things strewn in perspective, blades of grass, leaves."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import darker, lighter, mix, varied
from elvit_scenes.scene import SIDE
from elvit_scenes.shapes import disc, polygon


def rectangle(top: float, bottom: float, left: float = -4.0, right: float = SIDE + 4) -> str:
    """A strip across the picture, a little wider than it."""
    return polygon([(left, top), (right, top), (right, bottom), (left, bottom)])


def lens(x: float, y: float, across: float, down: float) -> str:
    """A flat outline with two pointed ends: a wave, a puddle, a tussock from afar."""
    return (
        f"M{x - across:.1f} {y:.1f}Q{x:.1f} {y - 2 * down:.1f} {x + across:.1f} {y:.1f}"
        f"Q{x:.1f} {y + 2 * down:.1f} {x - across:.1f} {y:.1f}Z"
    )


def spot(canvas: Canvas, x: float, y: float, across: float, down: float, colour: str, opacity: float = 0.5) -> None:
    """A soft spot of light or shade."""
    canvas.fill(
        f"M{x - across:.1f} {y - down:.1f}h{2 * across:.1f}v{2 * down:.1f}h{-2 * across:.1f}Z",
        canvas.soft(colour, opacity),
    )


def own(rng: Random) -> Random:
    """Chance of its own for a detail, so that what follows is the same however much of it is drawn."""
    return Random(rng.getrandbits(32))


def on_ground(rng: Random, top: float, bottom: float = SIDE) -> tuple[float, float]:
    """A height where something lies on the ground, and its nearness: 0 at the horizon, 1 at the lower edge."""
    near = max(0.03, rng.random() ** 1.6)
    return top + (bottom - top) * near, near


def draw_plane(
    canvas: Canvas,
    rng: Random,
    top: float,
    far: str,
    near: str,
    patches: int = 9,
    bottom: float = SIDE + 4,
    melt: float = 0.0,
) -> None:
    """Calm ground from `top` down, with broad patches of light and shade that lie flat on it.

    Its far edge melts into what is behind it over `melt` units, as when that is out of focus.
    """
    if melt:
        canvas.fill(
            rectangle(top - melt, top + 1), canvas.linear((0, top - melt), (0, top), [(0, far, 0.0), (1, far, 1.0)])
        )
    canvas.fill(
        rectangle(top, bottom), canvas.linear((0, top), (0, bottom), [(0, far), (0.35, mix(far, near, 0.6)), (1, near)])
    )
    bright, dark = lighter(mix(far, near, 0.5), 0.3), darker(near, 0.5)
    rng = own(rng)
    for index in range(patches if canvas.fine else patches * 2 // 3):
        y, depth = on_ground(rng, top)
        spot(
            canvas,
            rng.uniform(-20, SIDE + 20),
            y,
            30 + 90 * depth,
            min(y - top, 3 + 22 * depth),
            bright if index % 2 else dark,
            0.35,
        )


def draw_blades(
    canvas: Canvas, rng: Random, centre: float, base: float, spread: float, height: float, colour: str, count: int
) -> None:
    """Blades of grass around a place on the ground, in three tones."""
    for tone in (darker(colour, 0.3), colour, lighter(colour, 0.25)):
        path = "".join(
            blade(rng, rng.gauss(centre, spread), base + rng.uniform(-0.04, 0.1) * height, height)
            for _ in range(max(1, count // 3))
        )
        canvas.fill(path, varied(rng, tone, 12))


def blade(rng: Random, x: float, y: float, height: float) -> str:
    """One blade of grass."""
    lean, tall, half = rng.uniform(-0.4, 0.4) * height, height * rng.uniform(0.4, 1.0), height * 0.05
    return (
        f"M{x - half:.1f} {y:.1f}Q{x:.1f} {y - tall * 0.6:.1f} {x + lean:.1f} {y - tall:.1f}"
        f"Q{x + half * 2:.1f} {y - tall * 0.5:.1f} {x + half:.1f} {y:.1f}Z"
    )


def draw_sward(canvas: Canvas, rng: Random, top: float, colour: str) -> None:
    """Short grass all over: strokes that shrink with distance until they merge."""
    paths, rng = ["", ""], own(rng)
    for index in range(420 if canvas.fine else 60):
        y, near = on_ground(rng, top + 2)
        tall = (2 + 9 * near) * rng.uniform(0.6, 1.4)
        paths[index % 2] += (
            f"M{rng.uniform(-4, 260):.1f} {y:.1f}l{rng.uniform(-0.4, 0.4) * tall:.1f} {-tall:.1f}"
            f"l{0.5 + 1.1 * near:.1f} {tall:.1f}Z"
        )
    canvas.fill(paths[0], darker(colour, 0.4), 0.3)
    canvas.fill(paths[1], lighter(colour, 0.3), 0.3)


def draw_tufts(canvas: Canvas, rng: Random, top: float, colour: str, count: int, height: float) -> None:
    """Tufts of grass, small and pale far away, tall and distinct near."""
    paths, rng = ["", "", ""], own(rng)
    for _ in range(count):
        y, near = on_ground(rng, top + 3)
        if near < 0.12 and not canvas.fine:
            continue
        x, tall = rng.uniform(0, SIDE), height * (0.12 + 0.88 * near)
        for index in range(6 if canvas.fine else 3):
            paths[index % 3] += blade(rng, x + rng.gauss(0, 0.4) * tall, y, tall)
    for path, tone in zip(paths, (darker(colour, 0.35), lighter(colour, 0.1), lighter(colour, 0.3)), strict=True):
        canvas.fill(path or "M0 0", tone, 0.75)


def draw_leaves(
    canvas: Canvas, rng: Random, places: Sequence[tuple[float, float, float]], tones: Sequence[str]
) -> None:
    """Fallen leaves at places (x, y, length), each lying its own way, with a shadow below."""
    paths = dict.fromkeys(tones, "")
    shadow, ribs, rng = "", "", own(rng)
    for x, y, size in places:
        dx, dy, wide = size * rng.uniform(0.5, 1.0), size * rng.uniform(-0.35, 0.35), size * rng.uniform(0.3, 0.5)
        tone = rng.choice(tones)
        paths[tone] += _leaf(x, y, dx, dy, wide)
        shadow += _leaf(x + size * 0.1, y + size * 0.16, dx, dy, wide)
        ribs += f"M{x - dx:.1f} {y - dy:.1f}L{x + dx * 0.8:.1f} {y + dy * 0.8:.1f}"
    canvas.fill(shadow, "#120d08", 0.4)
    for tone, path in paths.items():
        canvas.fill(path or "M0 0", tone)
    if canvas.fine:
        canvas.line(ribs, "#2a1c0e", 0.6, 0.35)


def _leaf(x: float, y: float, dx: float, dy: float, wide: float) -> str:
    return (
        f"M{x - dx:.1f} {y - dy:.1f}Q{x - dy:.1f} {y - wide - dy * 0.3:.1f} {x + dx:.1f} {y + dy:.1f}"
        f"Q{x + dy:.1f} {y + wide - dy * 0.3:.1f} {x - dx:.1f} {y - dy:.1f}Z"
    )


def draw_pebbles(canvas: Canvas, rng: Random, top: float, colour: str, count: int, size: float) -> None:
    """Stones strewn on the ground, each with a lit top and a shadow."""
    bodies, tops, shadows = "", "", ""
    for _ in range(count):
        y, near = on_ground(rng, top + 2)
        x, across = rng.uniform(0, SIDE), size * (0.1 + 0.9 * near) * rng.uniform(0.5, 1.2)
        shadows += disc(x - canvas.sun * across * 0.5, y + across * 0.35, across * 1.25, across * 0.45)
        bodies += disc(x, y, across, across * 0.6)
        tops += disc(x + canvas.sun * across * 0.2, y - across * 0.15, across * 0.65, across * 0.33)
    canvas.fill(shadows, "#0d0b0a", 0.3)
    canvas.fill(bodies, darker(colour, 0.15))
    canvas.fill(tops, lighter(colour, 0.25))


def draw_bokeh(canvas: Canvas, rng: Random, bottom: float, base: str, tones: Sequence[str], count: int = 14) -> None:
    """A background far out of focus: soft spots of colour that may run past `bottom`, where ground hides them."""
    canvas.fill(
        rectangle(-4, bottom + 1),
        canvas.linear((0, 0), (0, bottom), [(0, lighter(base, 0.12)), (1, darker(base, 0.15))]),
    )
    rng = own(rng)
    for _ in range(count if canvas.fine else count * 2 // 3):
        across = rng.uniform(24, 80)
        spot(
            canvas,
            rng.uniform(-20, 276),
            rng.uniform(-20, bottom),
            across,
            across * rng.uniform(0.5, 1.1),
            varied(rng, rng.choice(tones), 14),
            rng.uniform(0.35, 0.75),
        )

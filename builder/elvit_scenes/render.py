"""A scene becomes a picture: layers of SVG, rendered by resvg, then what the camera adds."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import resvg_py
from PIL import Image

from elvit_scenes.canvas import Canvas
from elvit_scenes.kind import Stance
from elvit_scenes.light import blurred, cast
from elvit_scenes.objects import KINDS
from elvit_scenes.scene import SIDE, Look, Mood, Placed, Scene
from elvit_scenes.surroundings import DRAW, FRONT, OPEN_AIR, WATERS

GREY = (0.299, 0.587, 0.114)
"""How bright red, green and blue seem (ITU-R BT.601)."""


@dataclass(frozen=True)
class Layer:
    """The SVG of one layer, which thing it shows (its index, or -1), and whether it hides what is behind."""

    markup: str
    thing: int = -1
    hides: bool = True


def layers(scene: Scene, fine: bool = True) -> list[Layer]:
    """All layers of a scene, the farthest first: surroundings, then shadow, thing and grass of each.

    Args:
        scene: what is drawn.
        fine: with what only a large picture shows.
    """
    back = Canvas("s", scene.sun, fine=fine)
    DRAW[scene.surroundings](back, scene)
    found = [Layer(back.markup)]
    for index, placed in enumerate(scene.placed):
        found.append(Layer(_shadow(scene, placed, index), hides=False))
        thing = Canvas(f"t{index}x", scene.sun, fine=fine)
        with thing.group(transform=_transform(placed)):
            KINDS[placed.kind].draw(thing, placed.look)
        found.append(Layer(thing.markup, index))
        if scene.surroundings in FRONT and _stance(placed) in ("ground", "water", "perch"):
            front = Canvas(f"f{index}x", scene.sun, fine=fine)
            FRONT[scene.surroundings](front, scene, placed)
            found.append(Layer(front.markup))
    return found


def _stance(placed: Placed) -> Stance:
    return KINDS[placed.kind].poses[placed.look.pose].stance


def _transform(placed: Placed) -> str:
    scale = placed.size / 100
    across = -scale if placed.mirrored else scale
    return f"translate({placed.x:.2f} {placed.y:.2f}) rotate({placed.tilt:.2f}) scale({across:.4f} {scale:.4f})"


@lru_cache(maxsize=64)
def _flat(kind: str, look: Look) -> str:
    canvas = Canvas(f"g{kind}{look.seed}x", flat=True)
    KINDS[kind].draw(canvas, look)
    return canvas.markup


def _shadow(scene: Scene, placed: Placed, index: int) -> str:
    """The thing's outline laid on the ground away from the sun, or mirrored in the water."""
    if _stance(placed) in ("air", "portrait") or scene.surroundings in OPEN_AIR:
        return ""
    soft = Canvas(f"h{index}x", scene.sun)
    if scene.surroundings in WATERS:
        lay, fade = f"matrix(1 0 0 -0.55 0 {placed.y * 1.55:.2f})", 0.45
        look = blurred(soft, 2.5, 0.1)
    else:
        slant = 0.35 * scene.sun
        lay = f"matrix(1 0 {slant:.3f} 0.2 {-slant * placed.y:.2f} {placed.y * 0.8:.2f})"
        fade = 0.5
        look = cast(soft, placed.size * 0.012)
    with soft.group(look, opacity=fade), soft.group(transform=lay), soft.group(transform=_transform(placed)):
        soft.raw(_flat(placed.kind, placed.look))
    shade = KINDS[placed.kind].shade
    if shade is not None and scene.surroundings not in WATERS:
        with soft.group(transform=_transform(placed)):
            shade(soft, placed.look)
    return soft.markup


def rasterise(markup: str, pixels: int) -> Image.Image:
    """Render SVG content of 256 x 256 units to RGBA.

    Args:
        markup: what stands between the `svg` tags.
        pixels: width and height of the result.
    """
    document = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE:.0f} {SIDE:.0f}">{markup}</svg>'
    data = resvg_py.svg_to_bytes(svg_string=document, width=pixels, height=pixels, skip_system_fonts=True)
    return Image.open(io.BytesIO(bytes(data))).convert("RGBA")


def extent(kind: str, look: Look, mirrored: bool = False, tilt: float = 0.0) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a drawing as it is placed, in its own units, to about 2 units."""
    place = f"translate({SIDE / 2} {SIDE * 0.75}) rotate({tilt:.2f}) scale({-1 if mirrored else 1} 1)"
    alpha = np.asarray(rasterise(f'<g transform="{place}">{_flat(kind, look)}</g>', 80))[..., 3]
    (left, right), (top, bottom) = _span(alpha.max(axis=0)), _span(alpha.max(axis=1))
    return left - SIDE / 2, top - SIDE * 0.75, right - SIDE / 2, bottom - SIDE * 0.75


def _span(cover: np.ndarray) -> tuple[float, float]:
    """First and last picture unit that is covered; of the outermost pixels the share that is."""
    seen = np.flatnonzero(cover > 8)
    first, last = seen[0], seen[-1]
    unit, full = SIDE / len(cover), cover.astype(float)
    before = min(1.0, full[first] / max(1.0, full[min(first + 1, last)]))
    after = min(1.0, full[last] / max(1.0, full[max(last - 1, first)]))
    return float(first + 1 - before) * unit, float(last + after) * unit


def picture(scene: Scene, pixels: int) -> Image.Image:
    """The scene as an RGB picture, drawn larger and averaged down when it is small."""
    drawn = 2 * pixels if pixels <= 64 else pixels
    image = rasterise("".join(layer.markup for layer in layers(scene, fine=pixels > 64)), drawn).convert("RGB")
    if drawn != pixels:
        image = image.resize((pixels, pixels), Image.Resampling.BOX)
    return exposed(image, scene.mood, scene.seed)


def masks(scene: Scene, pixels: int) -> list[Image.Image]:
    """For each thing the pixels it covers and nothing before it hides, as 1-bit pictures."""
    alphas = [(layer.thing, _alpha(layer.markup, pixels)) for layer in layers(scene) if layer.hides]
    found = []
    for index in range(len(scene.placed)):
        place = next(i for i, (thing, _) in enumerate(alphas) if thing == index)
        seen = alphas[place][1]
        for _, alpha in alphas[place + 1 :]:
            seen = seen * (1 - alpha)
        found.append(Image.fromarray(seen >= 0.5))
    return found


def _alpha(markup: str, pixels: int) -> np.ndarray:
    return np.asarray(rasterise(markup, pixels))[..., 3].astype(np.float32) / 255


def exposed(image: Image.Image, mood: Mood, seed: int) -> Image.Image:
    """What the camera adds: exposure, contrast about middle grey, saturation, warmth, grain."""
    saturate = mood.saturation * np.eye(3) + (1 - mood.saturation) * np.array([GREY, GREY, GREY]).T
    warm = np.diag(1 + mood.warmth * np.array([1.0, 0.1, -1.0]))
    turn = (saturate @ warm).astype(np.float32)  # [red green blue, red green blue]
    light = np.asarray(image, dtype=np.float32) * (mood.exposure * mood.contrast)  # [row, column, channel]
    light = (light + 127.5 * (1 - mood.contrast)) @ turn
    if mood.grain:
        noise = np.random.default_rng(seed).standard_normal(light.shape[:2], dtype=np.float32)
        light += noise[..., None] * np.float32(mood.grain * 255)
    return Image.fromarray((light + 0.5).clip(0, 255).astype(np.uint8))


def thrifty(image: Image.Image) -> Image.Image:
    """The picture with even values only: no eye sees it, and the PNG is a sixth smaller."""
    return Image.fromarray(np.asarray(image) // 2 * 2)

"""A scene becomes a picture: layers of SVG, rendered by resvg, then what the camera adds."""

from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np
import resvg_py
from PIL import Image

from elvit.scenes.canvas import Canvas
from elvit.scenes.light import blurred
from elvit.scenes.objects import KINDS
from elvit.scenes.scene import SIDE, Look, Mood, Placed, Scene
from elvit.scenes.surroundings import DRAW, FRONT


@dataclass(frozen=True)
class Layer:
    """The SVG of one layer, which thing it shows (its index, or -1), and whether it hides what is behind."""

    markup: str
    thing: int = -1
    hides: bool = True


def layers(scene: Scene) -> list[Layer]:
    """All layers of a scene, the farthest first: surroundings, then shadow, thing and grass of each."""
    back = Canvas("s", scene.sun)
    DRAW[scene.surroundings](back, scene)
    found = [Layer(back.markup)]
    for index, placed in enumerate(scene.placed):
        found.append(Layer(_shadow(scene, placed, index), hides=False))
        found.append(Layer(_thing(scene, placed, index), index))
        if scene.surroundings in FRONT and _stance(placed) in ("ground", "water", "perch"):
            front = Canvas(f"f{index}x", scene.sun)
            FRONT[scene.surroundings](front, scene, placed)
            found.append(Layer(front.markup))
    return found


def _stance(placed: Placed) -> str:
    return KINDS[placed.kind].poses[placed.look.pose].stance


def _transform(placed: Placed) -> str:
    scale = placed.size / 100
    across = -scale if placed.mirrored else scale
    return f"translate({placed.x:.2f} {placed.y:.2f}) rotate({placed.tilt:.2f}) scale({across:.4f} {scale:.4f})"


def _thing(scene: Scene, placed: Placed, index: int) -> str:
    canvas = Canvas(f"t{index}x", scene.sun)
    with canvas.group(transform=_transform(placed)):
        KINDS[placed.kind].draw(canvas, placed.look)
    return canvas.markup


def _shadow(scene: Scene, placed: Placed, index: int) -> str:
    """The thing's outline laid on the ground away from the sun, or mirrored in the water."""
    stance = _stance(placed)
    if stance in ("air", "portrait", "perch"):
        return ""
    soft = Canvas(f"h{index}x", scene.sun)
    flat = Canvas(f"g{index}x", scene.sun, flat=True)
    with flat.group(transform=_transform(placed)):
        KINDS[placed.kind].draw(flat, placed.look)
    if stance == "water":
        lay, fade, radius = f"matrix(1 0 0 -0.55 0 {placed.y * 1.55:.2f})", 0.45, 2.5
        look = blurred(soft, radius)
    else:
        slant = 0.35 * scene.sun
        lay = f"matrix(1 0 {slant:.3f} 0.2 {-slant * placed.y:.2f} {placed.y * 0.8:.2f})"
        fade = 0.5
        look = soft.define('<filter id="{id}" x="-20%" y="-20%" width="140%" height="140%">'
                           f'<feColorMatrix values="0 0 0 0 0.03 0 0 0 0 0.03 0 0 0 0 0.05 0 0 0 1 0"/>'
                           f'<feGaussianBlur stdDeviation="{placed.size * 0.012:.2f}"/></filter>')
    with soft.group(look, opacity=fade), soft.group(transform=lay):
        soft.raw(flat.markup)
    shade = KINDS[placed.kind].shade
    if shade is not None:
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


def extent(kind: str, look: Look) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a drawing, in its own units, to about 2 units."""
    canvas = Canvas("e", flat=True)
    with canvas.group(transform=f"translate({SIDE / 2} {SIDE * 0.7}) scale(0.8)"):
        KINDS[kind].draw(canvas, look)
    alpha = np.asarray(rasterise(canvas.markup, 128))[..., 3] > 64
    columns, rows = np.flatnonzero(alpha.any(axis=0)), np.flatnonzero(alpha.any(axis=1))
    left, right = ((edge * 2 - SIDE / 2) / 0.8 for edge in (columns[0], columns[-1] + 1))
    top, bottom = ((edge * 2 - SIDE * 0.7) / 0.8 for edge in (rows[0], rows[-1] + 1))
    return float(left), float(top), float(right), float(bottom)


def picture(scene: Scene, pixels: int) -> Image.Image:
    """The scene as an RGB picture, drawn larger and averaged down when it is small."""
    drawn = 2 * pixels if pixels <= 64 else pixels
    image = rasterise("".join(layer.markup for layer in layers(scene)), drawn).convert("RGB")
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
        for _, alpha in alphas[place + 1:]:
            seen = seen * (1 - alpha)
        found.append(Image.fromarray(seen >= 0.5))
    return found


def _alpha(markup: str, pixels: int) -> np.ndarray:
    return np.asarray(rasterise(markup, pixels))[..., 3].astype(np.float32) / 255


def exposed(image: Image.Image, mood: Mood, seed: int) -> Image.Image:
    """What the camera adds: exposure, contrast about middle grey, saturation, warmth, grain."""
    light = np.asarray(image).astype(np.float32) / 255  # [row, column, channel]
    light = (light * mood.exposure - 0.5) * mood.contrast + 0.5
    grey = light @ np.array([0.299, 0.587, 0.114], dtype=np.float32)
    light = grey[..., None] + (light - grey[..., None]) * mood.saturation
    light = light * (1 + mood.warmth * np.array([1.0, 0.1, -1.0], dtype=np.float32))
    if mood.grain:
        noise = np.random.default_rng(seed).normal(0, mood.grain, light.shape[:2])
        light = light + noise[..., None].astype(np.float32)
    return Image.fromarray((light.clip(0, 1) * 255 + 0.5).astype(np.uint8))


def thrifty(image: Image.Image) -> Image.Image:
    """The picture with even values only: no eye sees it, and the PNG is a sixth smaller."""
    return Image.fromarray(np.asarray(image) // 2 * 2)

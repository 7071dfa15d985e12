"""A cat's head, turned as you like: upright ears, almond eyes, a short muzzle with whiskers."""

from __future__ import annotations

from random import Random

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import darker, lighter, mix
from elvit_scenes.fur import comb, soft
from elvit_scenes.light import rounded
from elvit_scenes.objects.cat_coat import CatCoat, draw_patches
from elvit_scenes.shapes import Point, blob, curve, disc, limb
from elvit_scenes.turned import Turned

SKULL: tuple[Point, ...] = (
    (-10, -14.5),
    (0, -16),
    (10, -14.5),
    (17, -8),
    (20, 2),
    (19, 8),
    (13, 13.5),
    (6, 17),
    (0, 18),
    (-6, 17),
    (-13, 13.5),
    (-19, 8),
    (-20, 2),
    (-17, -8),
)


def draw_cat_head(
    canvas: Canvas, coat: CatCoat, rng: Random, yaw: float, pitch: float = 0.0, hairs: float = 1.0
) -> None:
    """A head about 42 wide around (0, 0); `hairs` is the share of fur drawn."""
    head = Turned(yaw, pitch)
    narrow = 1 - 0.12 * abs(yaw) / 60
    skull = [(x * narrow, y + pitch * 0.05) for x, y in SKULL]
    with canvas.group(rounded(canvas, 3.2, 6.5)):
        for side in (-1, 1):
            _draw_ear(canvas, head, coat, side)
        canvas.fill(
            blob(skull),
            canvas.linear(
                (0, -17), (0, 18), [(0, lighter(coat.base, 0.08)), (0.55, coat.base), (1, darker(coat.base, 0.22))]
            ),
        )
        with canvas.group(inside=blob(skull)):
            draw_patches(canvas, rng, coat, [(-11, -8, 8), (12, -6, 8)])
            _draw_mask(canvas, head, coat)
            if coat.stripes:
                _draw_stripes(canvas, head, coat.stripes)
            down = [head.at(0, -15, 5), head.at(0, 2, 15), head.at(0, 17, 9)]
            comb(canvas, rng, down, (18, 33, 12), coat.base, int(70 * hairs), 2.3, 0.3, 0.35, 150)
        cheeks = "".join(
            f"M{side * narrow * x:.1f} {y:.1f}l{side * 3.2:.1f} {fall:.1f}"
            for side in (-1, 1)
            for x, y, fall in ((18.6, 4, 1), (18.4, 6.5, 1.8), (17.5, 9, 2.2), (15.5, 11, 2.6))
        )
        canvas.line(cheeks, mix(coat.base, coat.muzzle, 0.3), 1.3)
    _draw_muzzle(canvas, head, coat)
    for side in (-1, 1):
        _draw_eye(canvas, head, coat, side, rng)


def _draw_ear(canvas: Canvas, head: Turned, coat: CatCoat, side: int) -> None:
    ear = head.line(
        [(side * 4, -12, 2), (side * 8.6, -21, 1), (side * 15.4, -29, -2), (side * 19, -17, -4), (side * 19.2, -5, -2)]
    )
    inner = head.line(
        [(side * 7.6, -13, 4), (side * 10.6, -20, 3), (side * 15, -25.5, 0), (side * 17, -16, -1), (side * 15.6, -9, 3)]
    )
    canvas.fill(blob(ear), darker(coat.ear, 0.12))
    canvas.fill(
        blob(inner),
        canvas.linear(
            inner[2], inner[0], [(0, mix(coat.ear, "#b87f78", 0.65)), (1, darker(mix(coat.ear, "#b87f78", 0.45), 0.35))]
        ),
    )
    root, tip = head.at(side * 7, -11, 6), head.at(side * 12, -19, 3)
    tufts = "".join(
        f"M{root[0] + side * d:.1f} {root[1] + d * 0.2:.1f}Q{(root[0] + tip[0]) / 2 + side * d:.1f} "
        f"{(root[1] + tip[1]) / 2:.1f} {tip[0] + side * d * 0.5:.1f} {tip[1] + d * 0.5:.1f}"
        for d in (-1.2, 0, 1.2, 2.4, 3.6, 4.8, 6)
    )
    canvas.line(tufts, lighter(coat.ear, 0.4), 0.4, 0.6)


def _draw_mask(canvas: Canvas, head: Turned, coat: CatCoat) -> None:
    """Shades that give the face its form, and the dark face of a siamese."""
    x, y = head.at(0, 4, 15)
    if coat.mask != coat.base:
        soft(canvas, x, y, 17, 18, coat.mask, 1.0)
    pale = [
        head.at(*place)
        for place in (
            (0, 2, 19),
            (4.5, 4, 17),
            (9, 9, 13),
            (5, 16, 11),
            (0, 17.5, 11),
            (-5, 16, 11),
            (-9, 9, 13),
            (-4.5, 4, 17),
        )
    ]
    canvas.fill(blob(pale), coat.muzzle, 0.85)
    bridge = [head.at(0, -9, 15), head.at(0, -2, 16.4), head.at(0, 3.4, 19)]
    canvas.fill(limb(bridge, [7, 5.4, 5]), lighter(mix(coat.base, coat.mask, 0.8), 0.14), 0.5)
    for side in (-1, 1):
        if head.seen(side * 6, 15) > 0.2:
            soft(canvas, *head.at(side * 4.8, 0.5, 15), 3.2, 6, darker(coat.mask, 0.6), 0.45)
            soft(canvas, *head.at(side * 14, 6, 9), 7, 6, lighter(coat.base, 0.35), 0.3)


def _draw_stripes(canvas: Canvas, head: Turned, tone: str) -> None:
    """The M on the forehead and the lines on the cheeks."""
    found = []
    for side in (-1, 1):
        found.append(
            limb(head.line([(side * 2, -15, 5), (side * 1.7, -11, 12), (side * 2.6, -7.5, 14)]), [2, 1.6, 0.4])
        )
        found.append(
            limb(head.line([(side * 6.8, -14, 4), (side * 5.6, -10, 11), (side * 7.6, -7.5, 13)]), [2, 1.7, 0.4])
        )
        found.append(limb(head.line([(side * 12, -2, 11.5), (side * 15.5, 0, 8), (side * 18.5, -1, 3)]), [1, 1.6, 1.6]))
        found.append(limb(head.line([(side * 12, 5, 11.5), (side * 15.5, 6, 8), (side * 18.5, 4, 3)]), [0.6, 1.5, 1.6]))
    canvas.fill("".join(found), tone, 0.7)


def _draw_muzzle(canvas: Canvas, head: Turned, coat: CatCoat) -> None:
    """Whisker pads, a small nose, the mouth's two arcs and the whiskers."""
    pad = mix(coat.muzzle, coat.base, 0.12)
    with canvas.group(rounded(canvas, 1.8, 3)):
        for side in (-1, 1):
            x, y = head.at(side * 3.5, 8.6, 16.5)
            canvas.fill(disc(x, y, 4.7 - 0.8 * (1 - head.seen(side * 3.5, 16.5)), 3.6), pad)
        canvas.fill(disc(*head.at(0, 13.2, 14.5), 3.6, 2.6), darker(pad, 0.06))
    nose = head.line([(-2.9, 3.5, 18.4), (0, 2.7, 19.6), (2.9, 3.5, 18.4), (1.0, 6.3, 19), (-1.0, 6.3, 19)])
    canvas.fill(blob(nose), coat.nose)
    canvas.line(curve(head.line([(-1.8, 3.9, 19), (0, 3.5, 19.7), (1.8, 3.9, 19)])), lighter(coat.nose, 0.4), 0.5, 0.6)
    mouth = [curve(head.line([(side * 5.6, 10.6, 14.6), (side * 2.6, 11.2, 17), (0, 9, 18.4)])) for side in (-1, 1)]
    seam = head.line([(0, 6.2, 19), (0, 9, 18.4)])
    canvas.line("".join(mouth) + curve(seam), "#2a1a1a", 0.55, 0.75)
    whiskers = []
    for side in (-1, 1):
        for rise, tip in ((7.2, 3.5), (8.4, 8), (9.6, 12.4)):
            whiskers.append(
                curve(
                    head.line(
                        [(side * 5, rise, 16), (side * 13, (rise + tip) / 2 - 1.4, 15), (side * 24, tip + 0.8, 11)]
                    )
                )
            )
    canvas.line("".join(whiskers), "#f4f2ee" if coat.base < "#c8" else "#8f8a84", 0.3, 0.6)


def _draw_eye(canvas: Canvas, head: Turned, coat: CatCoat, side: int, rng: Random) -> None:
    """An almond eye that slants up and outwards, its lid dark, its pupil upright."""
    face = head.seen(side * 8.2, 14)
    pupil = rng.uniform(0.9, 1.9) if side < 0 else 1.3
    if face < 0.38:
        return
    x, y = head.at(side * 8.2, -1.8, 13.6)
    wide = 4.3 * min(1.0, face + 0.1)
    lid: list[Point] = [
        (x - side * wide, y + 1.9),
        (x - side * wide * 0.3, y - 2.3),
        (x + side * wide * 0.55, y - 2.7),
        (x + side * wide, y - 1.1),
        (x + side * wide * 0.2, y + 2.4),
    ]
    canvas.fill(blob([(x + (px - x) * 1.14, y + (py - y) * 1.16) for px, py in lid]), "#17100c")
    iris = canvas.linear(
        (0, y - 3), (0, y + 3), [(0, darker(coat.iris, 0.4)), (0.5, coat.iris), (1, lighter(coat.iris, 0.2))]
    )
    canvas.fill(blob([(x + (px - x) * 0.88, y + (py - y) * 0.86) for px, py in lid]), iris)
    canvas.fill(disc(x + side * 0.1, y - 0.1, pupil * min(1.0, face + 0.2), 2.2), "#0a0908")
    canvas.fill(disc(x + 0.9, y - 1.1, 0.6), "#ffffff")

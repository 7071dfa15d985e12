"""A dog's head, turned as you like: skull, stop, a short or long muzzle, hanging or upright ears."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import darker, lighter, mix
from elvit_scenes.fur import comb, soft
from elvit_scenes.legs import draw_eye
from elvit_scenes.light import rounded
from elvit_scenes.shapes import Point, blob, curve, disc, limb
from elvit_scenes.turned import Place, Turned


@dataclass(frozen=True)
class DogHead:
    """The build of a head.

    Args:
        muzzle: how far the muzzle stands out.
        snout: how thick the muzzle is.
        skull: half the width of the skull.
        ears: `hanging`, `upright` or `tipped`.
        shag: length of the hair.
        mask: a dark muzzle, as on a shepherd.
        blaze: a pale stripe between the eyes.
        tongue: shown or not.
    """

    muzzle: float
    snout: float
    skull: float
    ears: str
    shag: float
    mask: bool
    blaze: bool
    tongue: bool


def draw_dog_head(
    canvas: Canvas, build: DogHead, coat: str, pale: str, rng: Random, yaw: float, pitch: float = 0.0
) -> None:
    """A head about 40 wide around (0, 0)."""
    head = Turned(yaw, pitch)
    face = mix(coat, "#191413", 0.75) if build.mask else mix(coat, pale, 0.75)
    with canvas.group(rounded(canvas, 3.4, 7)):
        _draw_ear(canvas, build, head, coat, 1, rng)
        if build.ears != "hanging":
            _draw_ear(canvas, build, head, coat, -1, rng)
        _draw_skull(canvas, build, head, coat, rng)
        with canvas.group(inside=blob(_skull(build, head))):
            if build.blaze:
                stripe = head.line([(0, -15, 8), (0, -9, 14), (0, -1, 17), (0, 3, 20)])
                canvas.fill(limb(stripe, [3, 4.6, 5.4, 9]), pale, 0.95)
            _draw_brows(canvas, build, head, coat, pale)
    _draw_muzzle(canvas, build, head, face, coat, rng)
    for side in (-1, 1):
        if head.seen(side * 6.6, 13) > 0.3:
            x, y = head.at(side * 6.8, -3.4, 14)
            canvas.fill(disc(x, y, 2.6, 2.1), darker(coat, 0.75), 0.4)
            draw_eye(canvas, x, y, 1.6, "#4a2c15")
    if build.ears == "hanging":
        with canvas.group(rounded(canvas, 2.6, 5)):
            if yaw < 25:
                _draw_ear(canvas, build, head, coat, 1, rng)
            _draw_ear(canvas, build, head, coat, -1, rng)


def _skull(build: DogHead, head: Turned) -> list[Point]:
    wide, turned = build.skull, abs(head.yaw) / 90
    jaw = 14 - 2.5 * turned
    return [
        (-wide, -3),
        (-wide * 0.88, -11),
        (-wide * 0.45, -15),
        (wide * 0.35, -15.4),
        (wide * 0.82, -11 + 2 * turned),
        (wide * (1 - 0.1 * turned), -2),
        (wide * 0.84, 7),
        (wide * 0.5, jaw),
        (0, jaw + 1),
        (-wide * 0.5, jaw),
        (-wide * 0.86, 6),
    ]


def _draw_skull(canvas: Canvas, build: DogHead, head: Turned, coat: str, rng: Random) -> None:
    wide, turned = build.skull, abs(head.yaw) / 90
    canvas.fill(
        blob(_skull(build, head)),
        canvas.linear((0, -16), (0, 15), [(0, lighter(coat, 0.14)), (0.5, coat), (1, darker(coat, 0.25))]),
    )
    length = 1.5 + 1.5 * build.shag
    flow = [(wide * 0.3 * turned, -14), (-wide * 0.1 * turned, 0), (-wide * 0.2 * turned, 12)]
    comb(canvas, rng, flow, (wide * 1.1, wide * 1.7, wide * 1.1), coat, 70, length, 0.3 + 0.2 * build.shag, 0.4, 120)
    if build.shag > 0.8:
        comb(canvas, rng, flow, (wide * 1.3, wide * 1.85, wide * 1.6), coat, 50, length * 1.3, 0.8, 0.55, 90)


def _draw_brows(canvas: Canvas, build: DogHead, head: Turned, coat: str, pale: str) -> None:
    """The hollow of the stop, brows, cheeks; the tan spots of a black dog."""
    soft(canvas, *head.at(0, -5, 15), 5, 8, darker(coat, 0.6), 0.4)
    for side in (-1, 1):
        if head.seen(side * 7, 13) < 0.15:
            continue
        spotted = coat < "#5" and not build.blaze
        soft(
            canvas,
            *head.at(side * 6.4, -8, 13),
            3.2 if spotted else 5,
            2.4 if spotted else 4,
            pale if spotted else lighter(coat, 0.3),
            0.65 if spotted else 0.45,
        )
        soft(canvas, *head.at(side * 11, 6, 9), 6, 6, pale if spotted else lighter(coat, 0.25), 0.4)


def _draw_muzzle(canvas: Canvas, build: DogHead, head: Turned, face: str, coat: str, rng: Random) -> None:
    """From the stop to the nose: lips that hang a little, chin, mouth line, a wet nose."""
    far, thick = 10 + build.muzzle, build.snout
    with canvas.group(rounded(canvas, 2.8, 5.5)):
        jaw = head.line([(0, 9, 8), (0, 12, far * 0.65), (0, 10.6, far - 3)])
        if build.tongue:
            tip = head.at(0, 20, far - 2)
            canvas.fill(limb([head.at(0, 9, far - 4), head.at(0, 14, far - 1), tip], [5, 6, 4.6]), "#c9656c")
        canvas.fill(limb(jaw, [thick * 0.7, thick * 0.62, thick * 0.45]), darker(face, 0.28))
        body = head.line([(0, 2, 9), (0, 4, (9 + far) / 2), (0, 5.4, far)])
        paint = canvas.linear(head.at(0, 0, 12), head.at(0, 3, far), [(0, mix(coat, face, 0.35)), (0.5, face)])
        canvas.fill(limb(body, [thick * 1.25, thick * 1.06, thick * 0.84]), paint)
        for side in (-1, 1):
            canvas.fill(disc(*head.at(side * thick * 0.23, 7.2, far - 2.5), thick * 0.36, thick * 0.33), face)
        comb(
            canvas,
            rng,
            body[::-1],
            (thick * 0.7, thick * 0.8, thick * 0.8),
            face,
            24,
            1.6 + 2 * build.shag,
            0.35,
            0.4,
            90,
        )
    for side in (-1, 1):
        if head.seen(side * 6, far * 0.6) > 0.1:
            lip = head.line(
                [
                    (0, 9.4, far),
                    (side * thick * 0.22, 11.4, far - 2.5),
                    (side * thick * 0.45, 11.4, far * 0.74),
                    (side * thick * 0.5, 11, far * 0.62),
                ]
            )
            canvas.line(curve(lip), "#191012", 0.8, 0.85)
    canvas.line(curve(head.line([(0, 6.4, far + 1), (0, 9.4, far)])), "#191012", 0.7, 0.8)
    nose = head.line(
        [
            (-3.9, 1.4, far - 0.6),
            (0, 0, far),
            (3.9, 1.4, far - 0.6),
            (3.3, 4.4, far + 0.8),
            (0, 6.4, far + 1),
            (-3.3, 4.4, far + 0.8),
        ]
    )
    if head.yaw > 50:
        x, y = head.at(0, 3, far + 0.6)
        nose = [(x - 3, y - 2.4), (x + 0.6, y - 2.8), (x + 2, y - 0.4), (x + 1, y + 2.6), (x - 1.6, y + 2.2)]
    canvas.fill(blob(nose), "#141113")
    x, y = head.at(-0.6, 1.7, far + 0.4)
    canvas.fill(disc(x, y, 1.4 * max(0.5, head.seen(0, 1)), 0.55), "#9d9aa0", 0.75)


def _draw_ear(canvas: Canvas, build: DogHead, head: Turned, coat: str, side: int, rng: Random) -> None:
    wide = build.skull
    tone = darker(coat, 0.3 if build.ears == "hanging" else 0.18)
    if build.ears == "hanging":
        low = 13 + 4 * build.shag
        outline = head.line(
            [
                (side * wide * 0.66, -13, 5),
                (side * wide * 0.82, -13.6, -4),
                (side * (wide + 4.6), -5, -6),
                (side * (wide + 5.4), 6, -6),
                (side * (wide + 3.4), low, -1),
                (side * (wide - 0.6), low - 3, 5),
                (side * (wide - 1.6), 0, 7),
            ]
        )
        canvas.fill(
            blob(outline), canvas.linear((0, -13), (0, low), [(0, mix(coat, tone, 0.5)), (1, darker(tone, 0.2))])
        )
        middle = head.line([(side * wide * 0.8, -11, 1), (side * (wide + 2), 0, 0), (side * (wide + 1.6), low - 3, 0)])
        comb(canvas, rng, middle, (5, 8, 7), tone, 16, 2 + 2 * build.shag, 0.4 + 0.2 * build.shag, 0.45, 20)
        return
    if build.ears == "upright":
        shape: list[Place] = [
            (side * wide * 0.18, -13, 5),
            (side * wide * 0.46, -25, 3),
            (side * wide * 0.84, -33, 0),
            (side * (wide + 0.6), -20, -4),
            (side * wide * 0.98, -7, -5),
        ]
        inner: list[Place] = [
            (side * wide * 0.4, -13.5, 6),
            (side * wide * 0.56, -23, 4),
            (side * wide * 0.83, -29, 1),
            (side * wide * 0.94, -19, -2),
            (side * wide * 0.84, -10, 0),
        ]
    else:
        shape = [
            (side * wide * 0.34, -12, 5),
            (side * wide * 0.56, -19.5, 3),
            (side * wide * 0.86, -20.5, 1),
            (side * wide, -13, -3),
            (side * wide * 0.96, -7, -4),
        ]
        inner = [
            (side * wide * 0.55, -18.6, 4),
            (side * wide * 0.88, -20.4, 1),
            (side * (wide + 1.4), -14, 4),
            (side * (wide + 0.6), -7.5, 8),
            (side * wide * 0.82, -11, 8),
        ]
    canvas.fill(blob(head.line(shape)), tone)
    ends = head.at(*inner[2]), head.at(*inner[0])
    fold = darker(tone, 0.2) if build.ears == "tipped" else mix(tone, "#a0705f", 0.55)
    canvas.fill(blob(head.line(inner)), canvas.linear(*ends, [(0, fold), (1, darker(fold, 0.35))]))

"""Feathers: folded wings in rows, spread wings that open at the wrist, small feathers over a body, eyes, legs."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import darker, lighter, mix
from elvit_scenes.fur import along, comb
from elvit_scenes.light import rounded
from elvit_scenes.shapes import Point, blob, curve, disc, limb


def draw_down(
    canvas: Canvas,
    rng: Random,
    line: Sequence[Point],
    widths: Sequence[float],
    tone: str,
    count: int = 60,
    strength: float = 0.35,
) -> None:
    """Small feathers over a body, along a centre line from the head to the tail."""
    comb(canvas, rng, line, widths, tone, count, 2.6, 0.55, strength, 40)


def draw_folded_wing(
    canvas: Canvas, rng: Random, shoulder: Point, tip: Point, deep: float, tone: str, edge: str, bar: str = ""
) -> None:
    """A wing at rest from shoulder to tip: long flight feathers under rows of coverts.

    It hangs `deep` below the line from shoulder to tip. Flight feathers are darker than `tone`, their edges have the
    colour `edge`; a `bar`, if there is one, crosses the coverts.
    """
    (x0, y0), (x1, y1) = shoulder, tip

    def at(share: float, down: float) -> Point:
        return x0 + (x1 - x0) * share, y0 + (y1 - y0) * share + deep * down

    dark = darker(tone, 0.45)
    with canvas.group(rounded(canvas, 2.2, 4.6)):
        for index in range(6):
            drop = 0.75 - 0.13 * index
            feather = limb(
                [at(0.3, drop), at(0.62, drop * 0.8 + 0.06), at(1.0 - 0.045 * (5 - index), 0.05 + drop * 0.22)],
                [deep * 0.3, deep * 0.3, deep * 0.1],
            )
            canvas.fill(feather, mix(dark, tone, 0.12 * index))
        canvas.fill(
            blob(
                [
                    at(-0.02, 0.1),
                    at(0.06, -0.14),
                    at(0.3, -0.2),
                    at(0.55, -0.06),
                    at(0.62, 0.3),
                    at(0.5, 0.74),
                    at(0.28, 0.92),
                    at(0.06, 0.62),
                ]
            ),
            canvas.linear(
                at(0.2, -0.2), at(0.3, 0.95), [(0, lighter(tone, 0.16)), (0.6, tone), (1, darker(tone, 0.25))]
            ),
        )
        lines = []
        for index in range(6):
            drop = 0.78 - 0.13 * index
            end = at(0.735 + 0.045 * index, drop * 0.24)
            lines.append(curve([at(0.42, drop - 0.12), at(0.7, drop * 0.75 - 0.06), end]))
        canvas.line("".join(lines), edge, deep * 0.035, 0.65)
        scallops = []
        for row in range(3):
            for step in range(5):
                x, y = at(0.12 + 0.13 * row + rng.uniform(-0.01, 0.01), 0.02 + 0.17 * step)
                bow = f"q{-deep * 0.16:.1f} {deep * 0.08:.1f} 0 {deep * 0.17:.1f}"
                scallops.append(f"M{x:.1f} {y - deep * 0.08:.1f}{bow}")
        canvas.line("".join(scallops), edge, deep * 0.04, 0.5)
        if bar:
            canvas.fill(
                limb([at(0.5, 0.0), at(0.5, 0.4), at(0.42, 0.8)], [deep * 0.12, deep * 0.14, deep * 0.08]), bar, 0.85
            )


def draw_spread_wing(
    canvas: Canvas, shoulder: Point, wrist: Point, tip: Point, trail: Point, tone: str, end: str, slotted: bool = False
) -> None:
    """An open wing: secondaries along the arm, primaries fanned over the hand, coverts before them.

    `trail` leads from a point of the arm to the end of its feather, `end` is the colour of the outermost feathers,
    and on a `slotted` wing they stand apart like fingers.
    """
    size = (abs(trail[0]) + abs(trail[1])) * 0.36
    for index in range(6):
        root = along([shoulder, wrist], index / 6)
        share = 0.75 + 0.25 * min(1.0, index / 3)
        stop = (root[0] + trail[0] * share, root[1] + trail[1] * share)
        canvas.fill(
            limb([root, along([root, stop], 0.5), stop], [size, size, size * 0.7]),
            mix(tone, end, 0.3 if index % 2 else 0.16),
        )
    last = (wrist[0] + trail[0], wrist[1] + trail[1])
    for index in range(9):
        share = index / 8
        root = along([wrist, tip], 0.3 * share)
        stop = along([last, tip], share**0.85)
        bulge = 1.0 + 0.22 * share * (1 - share)
        stop = (root[0] + (stop[0] - root[0]) * bulge, root[1] + (stop[1] - root[1]) * bulge)
        wide = size * (0.75 - 0.3 * share if slotted else 0.95 - 0.35 * share)
        canvas.fill(
            limb([root, along([root, stop], 0.55), stop], [wide, wide, wide * 0.4]),
            mix(tone, end, (0.35 if index % 2 else 0.2) + 0.6 * share),
        )
    cover = along([shoulder, (shoulder[0] + trail[0], shoulder[1] + trail[1])], 0.34)
    hand = along([wrist, tip], 0.42)
    behind = (wrist[0] + trail[0] * 0.42, wrist[1] + trail[1] * 0.42)
    canvas.fill(
        blob([shoulder, along([shoulder, wrist], 0.5), wrist, hand, behind, cover]),
        canvas.linear(wrist, behind, [(0, lighter(tone, 0.2)), (1, darker(tone, 0.1))]),
    )
    rows = [
        curve([along([shoulder, cover], 0.8), along([wrist, behind], 0.8), along([wrist, tip], 0.4)]),
        curve([along([shoulder, cover], 0.5), along([wrist, behind], 0.5), along([wrist, tip], 0.36)]),
    ]
    canvas.line("".join(rows), darker(tone, 0.4), size * 0.09, 0.5)


def draw_bird_eye(canvas: Canvas, x: float, y: float, size: float, iris: str = "#0d0a09", ring: str = "") -> None:
    """A round bright eye, perhaps with a ring around it."""
    if ring:
        canvas.fill(disc(x, y, size * 1.35), ring)
    canvas.fill(disc(x, y, size), iris)
    canvas.fill(disc(x, y, size * 0.6), "#0a0807")
    canvas.fill(disc(x + size * 0.3, y - size * 0.35, size * 0.3), "#ffffff")


def draw_bird_leg(canvas: Canvas, hip: Point, ankle: Point, foot: Point, tone: str, thick: float, toes: float) -> None:
    """Thigh to ankle, ankle (which bends backwards) to foot, three toes forward and one back."""
    canvas.line(f"M{hip[0]:.1f} {hip[1]:.1f}L{ankle[0]:.1f} {ankle[1]:.1f}", tone, thick * 1.15)
    canvas.line(f"M{ankle[0]:.1f} {ankle[1]:.1f}L{foot[0]:.1f} {foot[1]:.1f}", tone, thick)
    canvas.fill(disc(*ankle, thick * 0.75), tone)
    claws = "".join(
        f"M{foot[0]:.1f} {foot[1]:.1f}l{toes * dx:.1f} {toes * dy:.1f}"
        for dx, dy in ((1, 0.02), (0.85, 0.28), (0.6, -0.2), (-0.6, 0.12))
    )
    canvas.line(claws, tone, thick * 0.75)

"""Curved surfaces in space, drawn as bands of even tone: lit from above, with the sky and the ground in the gloss."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import channels, darker, lighter
from elvit_scenes.shapes import Point
from elvit_scenes.solid import Point3, Points, View

Mask = NDArray[np.bool_]
TONES = 44


@lru_cache(maxsize=512)
def tones(paint: str, gloss: float = 0.5, depth: float = 0.68) -> tuple[str, ...]:
    """The paint from deep shade to highlight."""
    light = np.arange(TONES) / (TONES - 1)
    shade = depth * np.clip(1 - light / 0.55, 0, 1) ** 1.1
    shine = (0.25 + 0.55 * gloss) * np.clip((light - 0.55) / 0.45, 0, 1) ** 1.4
    base, dark = np.array(channels(paint)), np.array(channels(darker(paint, 1.0)))
    mixed = base + (dark - base) * shade[:, None] + (255 - base) * shine[:, None]
    return tuple(f"#{red:02x}{green:02x}{blue:02x}" for red, green, blue in mixed.round().astype(int).tolist())


def facing(flat: Points) -> Mask:
    """Which cells of a projected grid, `[ring, point, 2]`, turn towards the camera."""
    across = flat[1:, 1:] - flat[:-1, :-1]
    other = flat[:-1, 1:] - flat[1:, :-1]
    turns: Mask = across[..., 0] * other[..., 1] - across[..., 1] * other[..., 0] < 0
    return turns


def _light(canvas: Canvas, view: View, grid: Points, gloss: float) -> Points:
    """Lightness of each cell, 0 to 1."""
    (ax, ay, az), (bx, by, bz) = (
        np.moveaxis(edge, -1, 0) for edge in (grid[:-1, 1:] - grid[1:, :-1], grid[1:, 1:] - grid[:-1, :-1])
    )
    normals = view.turned(np.stack((ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx), axis=-1))
    normals /= np.sqrt((normals * normals).sum(axis=-1, keepdims=True)) + 1e-9
    sun = np.array([0.3 * canvas.sun, 0.48, 0.82])
    lit = np.clip(normals @ (sun / np.linalg.norm(sun)), 0, 1)
    up = normals[..., 2]
    sky = np.exp(-(((up - 0.34) / 0.16) ** 2))  # the bright band above the horizon
    light: Points = 0.2 + 0.44 * lit + 0.13 * up + gloss * (0.2 * sky + 0.3 * lit**14)
    if light.shape[0] > 3:
        light[1:-1] = (light[:-2] + 2 * light[1:-1] + light[2:]) / 4
    if light.shape[1] > 8:
        light[:, 1:-1] = (light[:, :-2] + 2 * light[:, 1:-1] + light[:, 2:]) / 4
    return light


def paint_surface(
    canvas: Canvas, view: View, grid: Points, paint: str, gloss: float = 0.5, cap: bool = False, depth: float = 0.68
) -> None:
    """Draw a grid of points, `[ring, point, 3]`, its cells lit by their slope; `cap` closes its last ring."""
    flat = view.project(grid)
    seen = facing(flat)
    table = tones(paint, gloss, depth)
    if canvas.flat:
        canvas.fill(cells(flat, seen) + (ring(flat[-1]) if cap else ""), table[TONES // 2])
        return
    levels = np.clip(_light(canvas, view, grid, gloss) * TONES, 0, TONES - 1).astype(int)
    levels[~seen] = -1
    parts = _bands(flat, levels.tolist(), table)
    if cap:
        last = grid[-1]
        middle = _light(canvas, view, np.stack((last, np.broadcast_to(last.mean(axis=0), last.shape))), gloss)
        tone = table[int(np.clip(middle.mean() * TONES, 0, TONES - 1))]
        parts.append(f'<path d="{ring(flat[-1])}" fill="{tone}"/>')
    canvas.raw("".join(parts))


def _bands(flat: Points, levels: list[list[int]], table: Sequence[str]) -> list[str]:
    """The cells in sight, those of one tone in one piece.

    Each piece runs on under the pieces drawn after it, so that no seam lets the ground through.
    """
    over = flat[1:].copy()
    step = flat[2:] - flat[1:-1]
    length = np.linalg.norm(step, axis=-1, keepdims=True) + 1e-9
    over[:-1] += step * np.minimum(1, 0.35 / length)
    low = _places(flat)
    high = _places(over)
    parts = []
    for row, marks in enumerate(levels):
        start, count = 0, len(marks)
        for index in range(1, count + 1):
            mark = marks[start]
            if index < count and marks[index] == mark:
                continue
            if mark >= 0:
                end = index + 1 if index < count and marks[index] >= 0 else index
                outline = low[row][start : end + 1] + high[row][start : end + 1][::-1]
                parts.append(f'<path d="M{"L".join(outline)}Z" fill="{table[mark]}"/>')
            start = index
    return parts


def ring(flat: Points) -> str:
    """The outline through projected points."""
    return "M" + "L".join(_places(flat[None])[0]) + "Z"


def _places(flat: Points) -> list[list[str]]:
    return [[f"{x:.2f} {y:.2f}" for x, y in row] for row in flat.tolist()]


def cells(flat: Points, seen: Mask) -> str:
    """One path of all cells in sight of a projected grid, each band as few pieces."""
    names = _places(flat)
    parts = []
    for row, marks in enumerate(seen.tolist()):
        start = -1
        for index in range(len(marks) + 1):
            on = index < len(marks) and marks[index]
            if on and start < 0:
                start = index
            elif not on and start >= 0:
                parts.append(
                    "M" + "L".join(names[row][start : index + 1] + names[row + 1][start : index + 1][::-1]) + "Z"
                )
                start = -1
    return "".join(parts)


def decal(canvas: Canvas, view: View, patch: Points, paint: str, opacity: float = 1.0) -> bool:
    """Fill what is in sight of a patch of skin; say whether anything was. A flat canvas goes without."""
    if canvas.flat:
        return False
    flat = view.project(patch)
    path = cells(flat, facing(flat))
    if path:
        canvas.fill(path, paint, opacity)
    return bool(path)


def box(
    canvas: Canvas,
    view: View,
    back: float,
    front: float,
    near: float,
    far: float,
    low: float,
    high: float,
    paint: str,
    gloss: float = 0.2,
) -> None:
    """A box with sharp edges."""
    corners: list[Point3] = [(front, near, 0), (front, far, 0), (back, far, 0), (back, near, 0), (front, near, 0)]
    grid = np.array([[(x, y, z) for x, y, _ in reversed(corners)] for z in (low, high)])
    paint_surface(canvas, view, grid, paint, gloss, cap=view.pitch > 0)


def sky_in_glass(canvas: Canvas, top: Point, bottom: Point, glass: tuple[str, str]) -> str:
    """A paint for panes: the sky above, dark below."""
    dark, sky = glass
    return canvas.linear(top, bottom, [(0, sky), (0.42, dark), (0.8, dark), (1, lighter(dark, 0.14))])

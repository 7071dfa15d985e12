"""Solids seen by a camera: what faces it, where it lies, and that no tone leaves a gap."""

from __future__ import annotations

import re

import numpy as np
import pytest

pytest.importorskip("resvg_py", reason="drawing is an optional extra")

from elvit_scenes.canvas import Canvas
from elvit_scenes.loft import Loft
from elvit_scenes.render import rasterise
from elvit_scenes.solid import View
from elvit_scenes.surface import facing, paint_surface

BARREL = Loft([(0.0, -2.0, 2.0, 0.0, 1.0, 4.0), (1.0, -2.0, 2.0, 0.0, 1.0, 4.0), (1.5, -1.0, 1.0, 0.0, 0.5, 4.0)])
PIPE = Loft([(-2.0, 0.0, 1.0, 0.0, 0.5, 2.0), (2.0, 0.0, 1.0, 0.0, 0.5, 2.0)], "x")
BEAM = Loft([(-1.0, -0.5, 0.5, 0.5, 0.5, 2.0), (1.0, -0.5, 0.5, 0.5, 0.5, 2.0)], "y")


@pytest.mark.parametrize("yaw", [0.0, 40.0, 80.0, -60.0])
@pytest.mark.parametrize("loft", [BARREL, PIPE, BEAM])
def test_the_cells_in_sight_are_those_whose_outward_side_turns_to_the_camera(loft: Loft, yaw: float) -> None:
    view = View(4, 2, 1.5, yaw, 12)
    grid = loft.grid
    middles = (grid[1:, 1:] + grid[:-1, :-1] + grid[1:, :-1] + grid[:-1, 1:]) / 4
    centres = grid[:, :-1].mean(axis=1)
    outward = view.depth(middles) - view.depth((centres[1:] + centres[:-1])[:, None] / 2)
    seen = facing(view.project(grid))
    assert 0.2 < seen.mean() < 0.8
    assert outward[seen].mean() > 0 > outward[~seen].mean()


def test_the_near_side_is_in_sight_from_the_side_and_the_front_from_the_front() -> None:
    near, front = BARREL.side(-1.0, 1.0, 0.2, 0.8), BARREL.front(-0.5, 0.5, 0.2, 0.8)
    for yaw, side_seen, front_seen in ((-8.0, True, False), (40.0, True, True), (97.0, False, True)):
        view = View(40, 2, 1.5, yaw, 0)
        assert facing(view.project(near)).all() == side_seen
        assert facing(view.project(front)).all() == front_seen


def test_a_longer_thing_turned_to_the_front_is_drawn_taller() -> None:
    tall = [-View(6, 2, 2, yaw, 3).at((0, 0, 2))[1] for yaw in (0, 40, 80)]
    assert tall == sorted(tall)


def test_tones_cover_the_whole_outline_without_seams() -> None:
    found = []
    for flat in (True, False):
        canvas = Canvas("a", -0.5, flat)
        with canvas.group(transform="translate(128 200) scale(2)"):
            paint_surface(canvas, View(4, 2, 1.5, 35, 12), BARREL.grid, "#a33b2a", 0.8, cap=True)
        found.append(np.asarray(rasterise(canvas.markup, 256))[..., 3])
    whole, toned = found
    assert len(set(re.findall(r'fill="(#\w+)"', canvas.markup))) > 8
    inside = np.ones_like(whole, dtype=bool)
    for shift in (-2, 2):
        for axis in (0, 1):
            inside &= np.roll(whole, shift, axis) > 250
    assert inside.sum() > 3000
    assert (toned[inside] > 240).mean() > 0.995

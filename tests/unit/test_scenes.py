"""Drawn scenes: the same seed gives the same picture, every class is drawn, masks and pictures agree."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from click.testing import CliRunner
from PIL import Image, ImageFilter

pytest.importorskip("resvg_py", reason="drawing is an optional extra")

from elvit.commands.draw import draw
from elvit_scenes.compose import random_scene
from elvit_scenes.fine import FINE, fine_scene
from elvit_scenes.objects import KINDS
from elvit_scenes.objects.airplane import ATTITUDES
from elvit_scenes.objects.automobile import car_of
from elvit_scenes.objects.ship import CRAFTS
from elvit_scenes.objects.truck import BUILDS
from elvit_scenes.render import layers, masks, picture, rasterise
from elvit_scenes.scene import Scene
from elvit_scenes.surroundings import DRAW
from elvit_scenes.vehicles.carbody import CONVERTIBLE

CLASSES = ("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck")
SIZE = 64


def seen(mask: Image.Image) -> npt.NDArray[np.bool_]:
    return np.asarray(mask, dtype=bool)


def scene_of(kind: str, pose: str) -> Scene:
    return next(
        scene for scene in (random_scene(kind, seed) for seed in range(200)) if scene.placed[0].look.pose == pose
    )


def test_the_classes_are_those_of_cifar10_in_its_order() -> None:
    assert tuple(KINDS) == CLASSES


@pytest.mark.parametrize("kind", CLASSES)
def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(kind: str) -> None:
    first, again, other = (picture(random_scene(kind, seed), 32).tobytes() for seed in (3, 3, 4))
    assert first == again
    assert first != other


@pytest.mark.parametrize(("kind", "pose"), [(kind, pose) for kind in CLASSES for pose in KINDS[kind].poses])
def test_every_pose_is_large_in_the_frame_and_inside_it(kind: str, pose: str) -> None:
    scene = scene_of(kind, pose)
    covered = seen(masks(scene, SIZE)[0])
    rows, columns = np.flatnonzero(covered.any(axis=1)), np.flatnonzero(covered.any(axis=0))
    assert max(np.ptp(rows), np.ptp(columns)) >= 0.5 * SIZE
    border = [covered[0], covered[:, 0], covered[:, -1], covered[-1]]
    if KINDS[kind].poses[pose].stance == "portrait":
        border = border[:1]  # a portrait runs out of the frame below
    assert not any(edge.any() for edge in border)


@pytest.mark.parametrize("kind", CLASSES)
def test_outside_the_mask_nothing_changes_when_the_thing_is_left_out(kind: str) -> None:
    scene = random_scene(kind, 5)
    every = layers(scene)
    whole = rasterise("".join(layer.markup for layer in every), SIZE)
    without = rasterise("".join(layer.markup for layer in every if layer.thing < 0), SIZE)
    changed = (np.asarray(whole).astype(int) - np.asarray(without)).any(axis=-1)
    mask = masks(scene, SIZE)[0].convert("L")
    near = np.asarray(mask.filter(ImageFilter.MaxFilter(5))) > 0  # soft edges reach past the mask
    inside = seen(mask.convert("1"))
    assert (changed & ~near).sum() <= 0.04 * inside.sum()  # whiskers, thinner than a pixel
    assert changed[inside].mean() > 0.98


def test_what_stands_in_front_is_cut_out_of_the_mask_behind() -> None:
    scene = random_scene("truck", 1)
    truck = scene.placed[0]
    cat = replace(random_scene("cat", 1).placed[0], x=truck.x, y=truck.y, size=truck.size * 0.4)
    behind, before = (seen(mask) for mask in masks(replace(scene, placed=(truck, cat)), SIZE))
    alone = seen(masks(scene, SIZE)[0])
    assert before.any()
    assert not (behind & before).any()
    assert (alone & ~behind).sum() > 0


@pytest.mark.parametrize("where", tuple(DRAW))
def test_surroundings_without_their_fine_detail_are_the_same_place(where: str) -> None:
    scene = replace(random_scene("dog", 2), surroundings=where)
    fine, coarse = (
        np.asarray(rasterise(layers(scene, fine)[0].markup, 16).convert("RGB")).astype(int) for fine in (True, False)
    )
    assert np.abs(fine - coarse).mean() < 7


def without_shadow(scene: Scene) -> npt.NDArray[np.int_]:
    """How much lighter each pixel is, 0 to 255, when the shadow of the only thing is left out."""
    back, shadow = (layer.markup for layer in layers(scene)[:2])
    bare, shaded = (np.asarray(rasterise(markup, SIZE).convert("L")).astype(int) for markup in (back, back + shadow))
    lighter: npt.NDArray[np.int_] = bare - shaded
    return lighter


@pytest.mark.parametrize("where", tuple(DRAW))
def test_anything_can_be_put_anywhere(where: str) -> None:
    for kind in CLASSES:
        scene = replace(random_scene(kind, 8), surroundings=where)
        assert np.ptp(np.asarray(picture(scene, 16))) > 40


def test_a_ship_on_a_meadow_and_a_horse_cast_a_shadow_and_in_water_they_are_mirrored() -> None:
    for kind, pose in (("ship", "liner"), ("horse", "standing")):
        scene = scene_of(kind, pose)
        on_land = without_shadow(replace(scene, surroundings="meadow"))
        assert on_land.min() >= -2
        assert on_land.max() > 20
        foot = int(scene.placed[0].y / 256 * SIZE)
        mirrored = np.abs(without_shadow(replace(scene, surroundings="water")))
        assert mirrored[foot + 1 :].sum() > 0.9 * mirrored.sum() > 0


@pytest.mark.parametrize("where", ["sky", "branch"])
def test_where_there_is_no_ground_there_is_no_shadow(where: str) -> None:
    assert not without_shadow(replace(scene_of("automobile", "side"), surroundings=where)).any()


def test_the_command_writes_one_folder_a_class(tmp_path: Path) -> None:
    result = CliRunner().invoke(draw, ["scenes", "--out", str(tmp_path), "--count", "2", "--size", "32"])
    assert result.exit_code == 0, result.output
    assert sorted(folder.name for folder in tmp_path.iterdir()) == list(CLASSES)
    with Image.open(tmp_path / "frog" / "000001.png") as frog:
        assert (frog.size, frog.mode) == ((32, 32), "RGB")


def test_an_unknown_class_is_refused_with_the_classes_there_are(tmp_path: Path) -> None:
    result = CliRunner().invoke(draw, ["scenes", "--out", str(tmp_path), "--class", "zebra"])
    assert result.exit_code == 1
    assert "zebra" in result.output and "horse" in result.output
    assert list(tmp_path.iterdir()) == []


def test_every_build_of_plane_ship_lorry_and_car_has_a_kind_and_is_what_it_says() -> None:
    families = {
        family: {name for name, kind in FINE.items() if kind.family == family}
        for family in ("airplane", "ship", "truck", "automobile")
    }
    assert sum(map(len, families.values())) == len(FINE) >= 20
    drawn = {FINE[name].poses for name in families["ship"]} | {FINE[name].poses for name in families["truck"]}
    assert drawn == {(craft,) for craft in (*CRAFTS, *BUILDS)}
    assert {pose for name in families["airplane"] for pose in FINE[name].poses} == set(ATTITUDES)
    for name, kind in FINE.items():
        for seed in range(3):
            (placed,) = fine_scene(name, seed).placed
            assert placed.kind == kind.family
            assert placed.look.pose in kind.poses
            assert kind.holds(placed.look)
    assert car_of(fine_scene("convertible", 1).placed[0].look) is CONVERTIBLE
    assert fine_scene("tug", 5) == fine_scene("tug", 5) != fine_scene("tug", 6)

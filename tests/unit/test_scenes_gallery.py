"""The gallery in `content/images`: the index, the pictures and the masks say the same."""

from __future__ import annotations

import itertools
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

pytestmark = pytest.mark.slow

IMAGES = Path(__file__).parents[2] / "content" / "images"
CLASSES = {"airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"}
LARGEST = 80_000  # bytes
ENTRIES: list[dict[str, Any]] = tomllib.loads((IMAGES / "index.toml").read_text(encoding="utf-8"))["image"]


def test_every_picture_has_one_entry_and_every_entry_a_picture() -> None:
    listed = [entry["file"] for entry in ENTRIES]
    assert sorted(listed) == sorted(path.name for path in IMAGES.glob("*.png"))


def test_every_mask_is_listed() -> None:
    listed = [file for entry in ENTRIES for file in entry["masks"].values()]
    assert sorted(listed) == sorted(f"masks/{path.name}" for path in (IMAGES / "masks").glob("*.png"))


def test_each_class_has_two_plain_pictures_and_ten_pictures_show_several() -> None:
    alone = [entry["classes"][0] for entry in ENTRIES if len(entry["classes"]) == 1 and not entry.get("hard")]
    assert sorted(alone) == sorted([*CLASSES, *CLASSES])
    assert sum(2 <= len(set(entry["classes"])) <= 3 for entry in ENTRIES) >= 10
    assert len(ENTRIES) >= 30


def test_the_hard_ones_say_why() -> None:
    hard = [entry for entry in ENTRIES if entry.get("hard")]
    assert len(hard) >= 5
    assert all(entry["why"].endswith(".") for entry in hard)
    assert not any("why" in entry for entry in ENTRIES if entry not in hard)


def test_no_two_are_alike() -> None:
    """Titles differ, and so do the pictures by more than a few grey values on average, even mirrored."""
    assert len({entry["title"] for entry in ENTRIES}) == len(ENTRIES)
    small = [np.asarray(Image.open(IMAGES / entry["file"]).resize((16, 16)), dtype=float) for entry in ENTRIES]
    for one, other in itertools.combinations(small, 2):
        assert np.abs(one - other).mean() > 8 and np.abs(one - other[:, ::-1]).mean() > 8


def test_what_is_shipped_is_what_is_drawn() -> None:
    pytest.importorskip("resvg_py", reason="drawing is an optional extra")
    from elvit_scenes.exhibits import EXHIBITS
    from elvit_scenes.gallery import HEADER, index_entry
    from elvit_scenes.render import masks, picture

    files = [entry["masks"] for entry in ENTRIES]
    expected = "\n".join([HEADER, *(index_entry(*pair) for pair in zip(EXHIBITS, files, strict=True))])
    assert (IMAGES / "index.toml").read_text(encoding="utf-8") == expected
    for exhibit in EXHIBITS[::9]:
        drawn = np.asarray(picture(exhibit.scene, 256), dtype=int)
        assert np.abs(drawn - np.asarray(Image.open(IMAGES / f"{exhibit.name}.png"), dtype=int)).mean() < 2
        for placed, mask in zip(exhibit.scene.placed, masks(exhibit.scene, 256), strict=True):
            shipped = np.asarray(Image.open(IMAGES / "masks" / f"{exhibit.name}.{placed.kind}.png"))
            assert (shipped != np.asarray(mask)).mean() < 0.002


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry["file"] for entry in ENTRIES])
def test_a_picture_is_256_pixels_wide_and_its_masks_fit_it(entry: dict[str, Any]) -> None:
    assert set(entry["masks"]) == set(entry["classes"]) <= CLASSES
    assert entry["licence"] == "CC0-1.0" and entry["title"] and entry["credit"]
    with Image.open(IMAGES / entry["file"]) as picture:
        assert (picture.size, picture.mode) == ((256, 256), "RGB")
    covered = []
    for file in entry["masks"].values():
        with Image.open(IMAGES / file) as mask:
            assert (mask.size, mask.mode) == ((256, 256), "1")
            covered.append(np.asarray(mask, dtype=bool))
    assert all(0.005 < mask.mean() < 0.6 for mask in covered)
    assert (IMAGES / entry["file"]).stat().st_size <= LARGEST
    assert not np.logical_and.reduce(covered).any() or len(covered) == 1

"""The gallery in `content/images`: the index, the pictures and the masks say the same."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

IMAGES = Path(__file__).parents[2] / "content" / "images"
CLASSES = {"airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"}
ENTRIES: list[dict[str, Any]] = tomllib.loads((IMAGES / "index.toml").read_text(encoding="utf-8"))["image"]


def test_every_picture_has_one_entry_and_every_entry_a_picture() -> None:
    listed = [entry["file"] for entry in ENTRIES]
    assert sorted(listed) == sorted(path.name for path in IMAGES.glob("*.png"))


def test_every_mask_is_listed() -> None:
    listed = [file for entry in ENTRIES for file in entry["masks"].values()]
    assert sorted(listed) == sorted(f"masks/{path.name}" for path in (IMAGES / "masks").glob("*.png"))


def test_each_class_has_a_picture_of_its_own_and_four_pictures_have_two() -> None:
    assert {entry["classes"][0] for entry in ENTRIES if len(entry["classes"]) == 1} == CLASSES
    assert sum(len(set(entry["classes"])) == 2 for entry in ENTRIES) >= 4


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
    assert all(0.01 < mask.mean() < 0.6 for mask in covered)
    assert not np.logical_and.reduce(covered).any() or len(covered) == 1

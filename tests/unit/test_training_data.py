"""Training data: what a folder or zip must look like, and what is said when it does not."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pytest
from elvit.errors import ElvitError
from elvit.training.data import PictureSet, load_data
from PIL import Image

Colour = tuple[int, int, int]
RED, GREEN, BLUE = (200, 30, 30), (30, 200, 30), (30, 30, 200)


def paint(folder: Path, colour: Colour, count: int = 2, size: int = 8) -> None:
    folder.mkdir(parents=True)
    for index in range(count):
        noise = np.random.default_rng(index).integers(-20, 20, (size, size, 3))
        Image.fromarray((np.array(colour) + noise).astype(np.uint8)).save(folder / f"{index}.png")


def load(tmp_path: Path, *paths: Path) -> PictureSet:
    return load_data(paths, None, 8, tmp_path / "cache")[0]


def refusal(tmp_path: Path, *paths: Path, test: Path | None = None, known: tuple[str, ...] | None = None) -> str:
    with pytest.raises(ElvitError) as caught:
        load_data(paths, test, 8, tmp_path / "cache", known)
    return caught.value.message


def test_a_zip_gives_the_same_as_the_folder_it_was_made_of(tmp_path: Path) -> None:
    paint(tmp_path / "data" / "red", RED)
    paint(tmp_path / "data" / "blue", BLUE, count=3)
    with zipfile.ZipFile(tmp_path / "data.zip", "w") as archive:
        for file in (tmp_path / "data").rglob("*.png"):
            archive.write(file, file.relative_to(tmp_path))  # all wrapped in "data/"
    folder, zipped = load(tmp_path, tmp_path / "data"), load(tmp_path, tmp_path / "data.zip")
    assert folder.counts() == {"blue": 3, "red": 2}
    assert folder.digest() == zipped.digest()


def test_labels_follow_the_sorted_class_names(tmp_path: Path) -> None:
    paint(tmp_path / "red", RED)
    paint(tmp_path / "blue", BLUE)
    pictures = load(tmp_path, tmp_path)
    assert pictures.classes == ("blue", "red")
    bluest = pictures.pixels[pictures.labels == 0].float().mean((0, 2, 3)).argmax().item()
    assert bluest == 2


def test_sources_are_merged_by_class_name(tmp_path: Path) -> None:
    paint(tmp_path / "photos" / "red", RED)
    paint(tmp_path / "photos" / "blue", BLUE)
    paint(tmp_path / "drawings" / "green", GREEN)
    paint(tmp_path / "drawings" / "red", RED, count=5)
    merged = load(tmp_path, tmp_path / "photos", tmp_path / "drawings")
    assert merged.counts() == {"blue": 2, "green": 2, "red": 7}
    for label, channel in ((0, 2), (1, 1), (2, 0)):
        assert merged.pixels[merged.labels == label].float().mean((0, 2, 3)).argmax().item() == channel


def test_pictures_of_any_size_and_mode_become_squares(tmp_path: Path) -> None:
    paint(tmp_path / "data" / "red", RED, size=21)
    (tmp_path / "data" / "grey").mkdir()
    Image.new("L", (30, 5), 128).save(tmp_path / "data" / "grey" / "wide.png")
    pictures = load(tmp_path, tmp_path / "data")
    assert pictures.pixels.shape == (3, 3, 8, 8)
    assert (pictures.pixels[0] == 128).all()


def test_a_changed_picture_is_noticed_despite_the_cache(tmp_path: Path) -> None:
    paint(tmp_path / "data" / "red", RED)
    paint(tmp_path / "data" / "blue", BLUE)
    before = load(tmp_path, tmp_path / "data").digest()
    assert load(tmp_path, tmp_path / "data").digest() == before
    Image.new("RGB", (8, 8)).save(tmp_path / "data" / "red" / "0.png")
    assert load(tmp_path, tmp_path / "data").digest() != before


def test_everything_broken_is_listed_at_once(tmp_path: Path) -> None:
    paint(tmp_path / "data" / "red", RED)
    paint(tmp_path / "data" / "blue", BLUE)
    (tmp_path / "data" / "green").mkdir()
    (tmp_path / "data" / "red" / "torn.png").write_bytes((tmp_path / "data" / "red" / "0.png").read_bytes()[:60])
    (tmp_path / "data" / "blue" / "letter.jpg").write_text("dear reader")
    Image.new("RGB", (8, 8)).save(tmp_path / "data" / "stray.png")
    paint(tmp_path / "test" / "purple", (150, 30, 150))
    said = refusal(tmp_path, tmp_path / "data", test=tmp_path / "test")
    for fault in (
        "green/: a class with no pictures",
        "red/torn.png: ",
        "blue/letter.jpg: not a picture",
        "stray.png: lies in no class folder",
        "purple/ is not a class of the training data (blue, green, red)",
    ):
        assert fault in said


def test_a_long_list_is_cut(tmp_path: Path) -> None:
    paint(tmp_path / "data" / "red", RED)
    (tmp_path / "data" / "blue").mkdir()
    for index in range(50):
        (tmp_path / "data" / "blue" / f"{index}.png").write_text("no")
    said = refusal(tmp_path, tmp_path / "data")
    assert said.count("not a picture") == 20
    assert "and 30 more" in said


def test_one_class_or_none_is_refused(tmp_path: Path) -> None:
    paint(tmp_path / "one" / "red", RED)
    (tmp_path / "none").mkdir()
    assert "only one class, red/" in refusal(tmp_path, tmp_path / "one")
    assert "no pictures" in refusal(tmp_path, tmp_path / "none")


def test_classes_must_be_those_of_the_model_trained_on(tmp_path: Path) -> None:
    paint(tmp_path / "data" / "red", RED)
    paint(tmp_path / "data" / "green", GREEN)
    said = refusal(tmp_path, tmp_path / "data", known=("red", "blue"))
    assert "green/ is not a class of the model (red, blue)" in said
    assert "blue/: a class of the model that the training data lacks" in said


def test_labels_keep_the_order_of_the_model_trained_on(tmp_path: Path) -> None:
    paint(tmp_path / "data" / "red", RED)
    paint(tmp_path / "data" / "blue", BLUE, count=3)
    pictures, _ = load_data([tmp_path / "data"], None, 8, tmp_path / "cache", ("red", "blue"))
    assert pictures.counts() == {"red": 2, "blue": 3}


def test_a_damaged_zip_is_told_apart_from_a_missing_one(tmp_path: Path) -> None:
    (tmp_path / "data.zip").write_text("not a zip")
    assert "neither a folder nor a zip" in refusal(tmp_path, tmp_path / "data.zip")

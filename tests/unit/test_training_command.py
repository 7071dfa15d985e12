"""`elvit train` as a person runs it: the folder it writes, going on from one, and its refusals."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from click.testing import CliRunner, Result
from elvit.training.command import train
from PIL import Image
from safetensors.torch import load_file
from transformers import AutoImageProcessor, AutoModelForImageClassification

LARGEST_MODEL = 6_000_000  # bytes, so that a page with the model loads fast


def paint(folder: Path, channel: int, count: int) -> None:
    folder.mkdir(parents=True)
    for index in range(count):
        pixels = np.random.default_rng(index).integers(0, 60, (40, 40, 3), dtype=np.uint8)
        pixels[:, :, channel] += 150
        Image.fromarray(pixels).save(folder / f"{index}.png")


def paint_all(root: Path, count: int = 12) -> Path:
    paint(root / "red", 0, count)
    paint(root / "blue", 2, count)
    return root


def run(*arguments: object) -> Result:
    return CliRunner().invoke(train, [str(argument) for argument in arguments])


@pytest.fixture(autouse=True, scope="module")
def one_thread() -> Iterator[None]:
    """On a busy machine threads that wait for each other make small steps slow."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


def processor_of(folder: Path) -> Any:
    return AutoImageProcessor.from_pretrained(folder)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `data`, `test`, and a model trained on them in `model`."""
    place = tmp_path_factory.mktemp("train")
    paint_all(place / "data")
    paint(place / "test" / "red", 0, 3)
    (place / "notes.md").write_text("Painted for this test.\n")
    result = run(
        "--data", place / "data", "--test", place / "test", "--out", place / "model", "--epochs", 2,
        "--name", "two-colours", "--license", "cc0-1.0", "--notes", place / "notes.md",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    return place


def test_the_folder_holds_a_model_and_nothing_else(place: Path) -> None:
    written = {file.name for file in (place / "model").iterdir()}
    assert written == {"README.md", "config.json", "model.safetensors", "preprocessor_config.json"}
    assert {file.name for file in place.iterdir()} == {"data", "test", "notes.md", "model", "model.training"}


def test_weights_are_float16_and_small(place: Path) -> None:
    file = place / "model" / "model.safetensors"
    assert {weight.dtype for weight in load_file(file).values()} == {torch.float16}
    assert file.stat().st_size < LARGEST_MODEL


def test_transformers_loads_model_and_processor(place: Path) -> None:
    model = AutoModelForImageClassification.from_pretrained(place / "model")
    processor = processor_of(place / "model")
    assert model.dtype == torch.float16
    assert model.config.id2label == {0: "blue", 1: "red"}
    assert model.config.label2id == {"blue": 0, "red": 1}
    inputs = processor(Image.open(place / "data" / "red" / "0.png"), return_tensors="pt")
    assert inputs["pixel_values"].shape == (1, 3, 32, 32)
    assert model(inputs["pixel_values"].half()).logits.shape == (1, 2)


def test_the_processor_normalizes_as_training_did(place: Path) -> None:
    processor = processor_of(place / "model")
    pictures = [Image.open(file).convert("RGB") for file in (place / "data").rglob("*.png")]
    pixels = processor(pictures, return_tensors="pt")["pixel_values"]
    torch.testing.assert_close(pixels.mean((0, 2, 3)), torch.zeros(3), atol=0.01, rtol=0)
    torch.testing.assert_close(pixels.std((0, 2, 3)), torch.ones(3), atol=0.01, rtol=0)


def test_the_card_says_what_was_measured(place: Path) -> None:
    card = (place / "model" / "README.md").read_text()
    assert card.startswith("---\nlibrary_name: transformers\n")
    for words in (
        "license: cc0-1.0",
        "# two-colours",
        "Painted for this test.",
        "Top-1 on the 3 test pictures: **",
        "| blue | 12 | 0 | not measured |",
        "2 epochs from random weights, seed 0",
        "2,692,034",
    ):
        assert words in card


def test_the_same_command_again_changes_nothing(place: Path) -> None:
    before = (place / "model" / "model.safetensors").read_bytes()
    result = run("--data", place / "data", "--test", place / "test", "--out", place / "model", "--epochs", 2)
    assert result.exit_code == 0, result.output
    assert (place / "model" / "model.safetensors").read_bytes() == before


def test_training_goes_on_from_a_folder_with_more_data(place: Path, tmp_path: Path) -> None:
    paint(tmp_path / "drawings" / "red", 0, 4)
    out = tmp_path / "more"
    result = run(
        "--data", place / "data", "--data", tmp_path / "drawings", "--init", place / "model",
        "--out", out, "--epochs", 1,
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    before, after = (load_file(folder / "model.safetensors") for folder in (place / "model", out))
    assert 0 < (before["classifier.weight"] - after["classifier.weight"]).abs().max() < 0.01
    assert (out / "preprocessor_config.json").read_text() == (place / "model" / "preprocessor_config.json").read_text()
    card = (out / "README.md").read_text()
    assert "Not measured" in card
    assert card.index("1 epoch from weights") < card.index("2 epochs from random weights")


def test_labels_other_than_the_models_are_refused(place: Path, tmp_path: Path) -> None:
    paint_all(tmp_path / "data", count=1)
    paint(tmp_path / "data" / "green", 1, 1)
    result = run("--data", tmp_path / "data", "--init", place / "model", "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert "green/ is not a class of the model (blue, red)" in result.output
    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_no_model_is_refused(place: Path, tmp_path: Path) -> None:
    result = run("--data", place / "data", "--init", place / "data", "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert "cannot be trained on" in result.output


def test_a_folder_with_other_files_is_not_written_into(place: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "README.md").write_text("mine")
    result = run("--data", place / "data", "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert "already holds files" in result.output
    assert (tmp_path / "out" / "README.md").read_text() == "mine"


def test_broken_data_is_refused_in_words(place: Path, tmp_path: Path) -> None:
    paint_all(tmp_path / "data", count=1)
    (tmp_path / "data" / "red" / "letter.png").write_text("dear reader")
    result = run("--data", tmp_path / "data", "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert "red/letter.png: not a picture" in result.output
    assert "Traceback" not in result.output

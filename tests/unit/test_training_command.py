"""`elvit train` as a person runs it: the folder it writes, going on from one, and its refusals."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from click.testing import CliRunner, Result
from elvit.commands.card import card
from elvit.commands.train import train
from PIL import Image
from safetensors.torch import load_file
from transformers import AutoImageProcessor, AutoModelForImageClassification

pytestmark = pytest.mark.slow

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
    model = {"config.json", "model.safetensors", "preprocessor_config.json"}
    assert written == model | {"README.md", "loss.svg", "training.json"}
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
    text = (place / "model" / "README.md").read_text()
    assert text.startswith("---\nlibrary_name: transformers\n")
    for words in (
        "license: cc0-1.0",
        "# two-colours",
        "Painted for this test.",
        "Top-1 on the 3 test pictures: **",
        "| | blue | red | right |",
        "| **blue** | 0 | 0 | not tested |",
        "Expected calibration error: **",
        "(blue 12, red 12)",
        "2 epochs from random weights, seed 0",
        "2,692,034",
    ):
        assert words in text


def test_the_same_command_again_changes_nothing(place: Path) -> None:
    before = (place / "model" / "model.safetensors").read_bytes()
    result = run(
        "--data", place / "data", "--test", place / "test", "--out", place / "model", "--epochs", 2,
        "--name", "two-colours", "--license", "cc0-1.0", "--notes", place / "notes.md",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert (place / "model" / "model.safetensors").read_bytes() == before


def test_a_training_killed_at_any_moment_ends_with_the_same_weights(place: Path, tmp_path: Path) -> None:
    """The second of two processes is killed without warning, and started again."""

    def command(out: Path) -> list[str]:
        line = f"-m elvit train --data {place / 'data'} --out {out} --epochs 7 --seed 3"
        return [sys.executable, *line.split()]

    def epochs(out: Path) -> int:
        log = out.with_name(out.name + ".training") / "log.jsonl"
        return len(log.read_text().splitlines()) if log.exists() else 0

    whole, killed = tmp_path / "whole", tmp_path / "killed"
    subprocess.run(command(whole), check=True, capture_output=True)
    with subprocess.Popen(command(killed), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while epochs(killed) < 2 and process.poll() is None:
            time.sleep(0.005)
        process.kill()
    assert process.returncode == -signal.SIGKILL
    assert not killed.exists()
    done = epochs(killed)
    assert 2 <= done < 7
    subprocess.run(command(killed), check=True, capture_output=True)
    assert (killed / "model.safetensors").read_bytes() == (whole / "model.safetensors").read_bytes()


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
    text = (out / "README.md").read_text()
    assert "Not measured" in text
    assert text.index("2 epochs from random weights") < text.index("1 epoch from weights")
    assert "Stage 2: 28 pictures" in text


def test_the_card_can_be_written_again_and_keeps_what_was_said(place: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(place / "model", tmp_path / "model")
    before = (folder / "README.md").read_text()
    (folder / "README.md").unlink()
    again = CliRunner().invoke(card, [str(folder), "--test", str(place / "test")])
    assert again.exit_code == 0, again.output
    assert (folder / "README.md").read_text() == before
    renamed = CliRunner().invoke(card, [str(folder), "--name", "reds"])
    assert renamed.exit_code == 0, renamed.output
    assert "# reds" in (folder / "README.md").read_text()
    assert "Painted for this test." in (folder / "README.md").read_text()
    assert "Not measured: there was no test set." in (folder / "README.md").read_text()


def test_where_it_looks_is_measured_on_scenes(tmp_path: Path) -> None:
    pytest.importorskip("resvg_py", reason="drawing is an optional extra")
    paint(tmp_path / "data" / "ship", 2, 6)
    paint(tmp_path / "data" / "truck", 0, 6)
    result = run("--data", tmp_path / "data", "--out", tmp_path / "model", "--epochs", 1, "--scenes", 4)
    assert result.exit_code == 0, result.output
    text = (tmp_path / "model" / "README.md").read_text()
    assert "measured on 4 drawn scenes" in text
    rows = re.findall(r"^\| (\d) \| .+ \| .+ \| ([\d.]+) ± [\d.]+ \| \d+% \|$", text, re.MULTILINE)
    assert [block for block, _ in rows] == [str(block) for block in range(6)]
    assert all(0 <= float(area) <= 1 for _, area in rows)


def test_a_strangers_card_is_left_alone(place: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(place / "model", tmp_path / "model")
    (folder / "training.json").unlink()
    (folder / "README.md").write_text("mine")
    result = CliRunner().invoke(card, [str(folder)])
    assert result.exit_code == 1
    assert "was not written by `elvit train`" in result.output
    assert (folder / "README.md").read_text() == "mine"


def test_a_damaged_story_is_named(place: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(place / "model", tmp_path / "model")
    (folder / "training.json").write_text('{"name": "x"}')
    result = CliRunner().invoke(card, [str(folder)])
    assert result.exit_code == 1
    assert "training.json is damaged" in result.output


def test_scenes_of_classes_that_cannot_be_drawn_are_refused(place: Path) -> None:
    pytest.importorskip("resvg_py", reason="drawing is an optional extra")
    result = CliRunner().invoke(card, [str(place / "model"), "--scenes", "2"])
    assert result.exit_code == 1
    assert "Scenes of blue, red cannot be drawn" in result.output
    assert "frog" in result.output


def test_other_classes_than_the_models_get_a_new_head_and_it_is_said(place: Path, tmp_path: Path) -> None:
    paint(tmp_path / "data" / "green", 1, 8)
    paint(tmp_path / "data" / "red", 0, 8)
    options = ("--data", tmp_path / "data", "--out", tmp_path / "out", "--epochs", 1)
    result = run(*options, "--init", place / "model")
    assert result.exit_code == 0, result.output
    assert "new in its head: green; kept: red; 1 of its 2 classes are left out" in result.output
    model = AutoModelForImageClassification.from_pretrained(tmp_path / "out")
    assert model.config.id2label == {0: "green", 1: "red"}


def test_the_bundled_model_can_be_started_from_by_name(place: Path, tmp_path: Path) -> None:
    missing = run("--data", place / "data", "--out", tmp_path / "out", "--init", tmp_path / "none")
    assert missing.exit_code == 1
    assert "there is no such folder" in missing.output
    result = run("--data", place / "data", "--out", tmp_path / "out", "--epochs", 1, "--init", "default")
    assert result.exit_code == 0, result.output
    assert "10 of its 10 classes are left out" in result.output


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

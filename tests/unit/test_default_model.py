"""The model that ships: a plain, small ViT that gets its gallery right, with a card that says what was measured."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from elvit.training.start import load_start
from elvit.training.story import load_story
from PIL import Image
from safetensors.torch import load_file
from transformers import AutoModelForImageClassification, ViTForImageClassification, ViTImageProcessorPil

pytestmark = pytest.mark.slow

CONTENT = Path(__file__).parents[2] / "content"
MODEL = CONTENT / "models" / "vit-tiny-cifar10"
ENTRIES: list[dict[str, Any]] = tomllib.loads((CONTENT / "images" / "index.toml").read_text("utf-8"))["image"]
LARGEST = 6_000_000  # bytes


@cache
def model() -> ViTForImageClassification:
    return ViTForImageClassification.from_pretrained(MODEL, dtype=torch.float32)


@cache
def first_prediction(file: str) -> str:
    processor = ViTImageProcessorPil.from_pretrained(MODEL)
    with Image.open(CONTENT / "images" / file) as picture, torch.no_grad():
        label = int(model()(**processor(picture, return_tensors="pt")).logits.argmax())
    return load_start(MODEL).classes[label]


def test_it_is_a_plain_vit() -> None:
    config = model().config
    assert isinstance(AutoModelForImageClassification.from_pretrained(MODEL), ViTForImageClassification)
    assert (config.image_size, config.patch_size, config.hidden_act) == (32, 4, "gelu")
    assert 6 <= config.num_hidden_layers <= 12
    assert config.num_attention_heads >= 3


def test_its_weights_are_float16_and_few() -> None:
    weights = load_file(MODEL / "model.safetensors")
    assert {tensor.dtype for tensor in weights.values()} == {torch.float16}
    assert all(tensor.isfinite().all() for tensor in weights.values())
    assert (MODEL / "model.safetensors").stat().st_size <= LARGEST


def test_nine_in_ten_of_the_pictures_of_one_thing_are_named_rightly() -> None:
    plain = [entry for entry in ENTRIES if len(entry["classes"]) == 1 and not entry.get("hard")]
    right = [first_prediction(entry["file"]) in entry["classes"] for entry in plain]
    assert np.mean(right) >= 0.9


SEVERAL = [entry for entry in ENTRIES if len(entry["classes"]) > 1]


@pytest.mark.parametrize("entry", SEVERAL, ids=[entry["file"] for entry in SEVERAL])
def test_of_several_things_the_first_prediction_is_one(entry: dict[str, Any]) -> None:
    assert first_prediction(entry["file"]) in entry["classes"]


def test_its_card_holds_every_measurement_and_every_stage() -> None:
    card = (MODEL / "README.md").read_text("utf-8")
    story = load_story(MODEL)
    assert story is not None
    for stage in story.stages:
        assert f"{stage.minutes:.1f} minutes" in card
        assert len(stage.history) == stage.recipe.epochs
    for heading in ("## Accuracy", "## Calibration", "## Is CLS more like the object?", "## Training"):
        assert heading in card
    assert "Not measured" not in card
    assert story.notes in card


def test_the_loss_curve_is_that_of_its_story(tmp_path: Path) -> None:
    from elvit.training.curve import loss_curve

    story = load_story(MODEL)
    assert story is not None
    assert (MODEL / "loss.svg").read_bytes() == loss_curve(story.stages)
    assert json.loads((MODEL / "config.json").read_text("utf-8"))["id2label"]["9"] == "truck"

"""Models that are refused, each with one clear sentence."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from elvit.errors import ElvitError
from elvit.models.naming import check_names
from elvit.models.source import load_model
from factories import WEIGHTS, edit_json, edit_weights, model_folder, only_pickle, sharded
from transformers import BertConfig, BertModel, ViTConfig, ViTModel


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sound model folder."""
    return model_folder(tmp_path / "Tiny ViT (1)")


def refusal(folder: Path, **options: Any) -> str:
    """The one sentence and hint with which a model is refused."""
    with pytest.raises(ElvitError) as caught:
        load_model(str(folder), warn=lambda _warning: None, **options)
    message = caught.value.message
    assert "\n" not in message
    assert str(folder.resolve().parent) not in message, "names a path of this machine"
    return message


def test_no_such_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    for reference in (str(tmp_path / "none"), "./none", "a/b/c", "../x", "name@"):
        with pytest.raises(ElvitError, match="no model folder"):
            load_model(reference)


def test_no_name() -> None:
    with pytest.raises(ElvitError, match="name of a model is empty"):
        load_model("")


def test_a_file(folder: Path) -> None:
    with pytest.raises(ElvitError, match="is a file"):
        load_model(str(folder / WEIGHTS))


def test_empty_folder(tmp_path: Path) -> None:
    assert "is empty" in refusal(tmp_path)


def test_no_config(folder: Path) -> None:
    (folder / "config.json").unlink()
    assert "has no config.json" in refusal(folder)


@pytest.mark.parametrize("text", ["{", "[1]", "\x00\x01", "[" * 100_000])
def test_config_is_not_json(folder: Path, text: str) -> None:
    (folder / "config.json").write_text(text)
    assert "Tiny ViT (1)/config.json" in refusal(folder)


def test_not_an_image_classifier(tmp_path: Path) -> None:
    bert = BertModel(
        BertConfig(hidden_size=8, num_hidden_layers=1, num_attention_heads=1, intermediate_size=8, vocab_size=9)
    )
    bert.save_pretrained(tmp_path / "bert")
    message = refusal(tmp_path / "bert")
    assert "is a BertModel, not an image classifier" in message
    assert "such as ViTForImageClassification" in message


def test_no_classifier_head(tmp_path: Path) -> None:
    headless = ViTModel(ViTConfig(hidden_size=8, num_hidden_layers=1, num_attention_heads=1, intermediate_size=8))
    headless.save_pretrained(tmp_path / "vit")
    assert "is a ViTModel, not an image classifier" in refusal(tmp_path / "vit")


def test_no_adapter(folder: Path) -> None:
    edit_json(folder / "config.json", architectures=["ResNetForImageClassification"], model_type="resnet")
    message = refusal(folder)
    assert "no adapter for ResNetForImageClassification" in message
    assert "ViTForImageClassification" in message


@pytest.mark.parametrize("architectures", [None, [], [3], "ViT"])
def test_architecture_is_not_named(folder: Path, architectures: object) -> None:
    edit_json(folder / "config.json", architectures=architectures)
    assert "does not name its class" in refusal(folder)


@pytest.mark.parametrize("kept", [0, 4, 100, 20_000, -1])
def test_truncated_weights(folder: Path, kept: int) -> None:
    data = (folder / WEIGHTS).read_bytes()
    (folder / WEIGHTS).write_bytes(data[:kept])
    message = refusal(folder)
    assert f"{WEIGHTS} cannot be read" in message
    assert "fetch it again" in message


def test_corrupt_header(folder: Path) -> None:
    data = bytearray((folder / WEIGHTS).read_bytes())
    data[:8] = b"\xff" * 8
    (folder / WEIGHTS).write_bytes(data)
    assert f"{WEIGHTS} cannot be read" in refusal(folder)


def test_git_lfs_pointer_instead_of_weights(folder: Path) -> None:
    (folder / WEIGHTS).write_text("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n")
    assert "git lfs pull" in refusal(folder)


def test_missing_head(folder: Path) -> None:
    edit_weights(folder, lambda tensors: [tensors.pop(name) for name in ("classifier.weight", "classifier.bias")])
    assert "no weights for 2 parameters: classifier.bias, classifier.weight" in refusal(folder)


def test_weights_of_something_else(folder: Path) -> None:
    def rename(tensors: dict[str, torch.Tensor]) -> None:
        for name in list(tensors):
            tensors[f"blocks.{name}"] = tensors.pop(name)

    edit_weights(folder, rename)
    assert re.search(r"no weights for \d+ parameters: .* and \d+ more", refusal(folder))


def test_shapes_do_not_fit(folder: Path) -> None:
    edit_json(folder / "config.json", intermediate_size=40)
    assert "fc1.bias as 32, but config.json says 40 (and 5 more)" in refusal(folder)


def test_more_labels_than_classes(folder: Path) -> None:
    edit_json(folder / "config.json", id2label={str(i): f"name {i}" for i in range(5)})
    assert "names class 4 in id2label, but the model has 3 classes" in refusal(folder)


@pytest.mark.parametrize("labels", [["cat", "dog", "fox"], {"cat": 0}, "cat"])
def test_labels_of_another_kind(folder: Path, labels: object) -> None:
    edit_json(folder / "config.json", id2label=labels)
    assert "id2label in Tiny ViT (1)/config.json" in refusal(folder)


@pytest.mark.parametrize(
    "change",
    [{"hidden_size": 17}, {"hidden_size": "large"}, {"num_attention_heads": 0}, {"hidden_act": "no-such"}],
    ids=str,
)
def test_config_makes_no_model(folder: Path, change: dict[str, Any]) -> None:
    edit_json(folder / "config.json", **change)
    assert "config.json" in refusal(folder)


def test_quantised(folder: Path) -> None:
    edit_json(folder / "config.json", quantization_config={"quant_method": "bitsandbytes"})
    assert "quantised" in refusal(folder)


def test_channels(tmp_path: Path) -> None:
    assert "4 channels" in refusal(model_folder(tmp_path / "m", num_channels=4))


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
@pytest.mark.parametrize("at", [0, 1, 2])
def test_weights_that_are_no_numbers(folder: Path, value: float, at: int) -> None:
    edit_weights(folder, lambda tensors: tensors["classifier.bias"][at].fill_(value))
    assert "infinite or not a number, in classifier.bias" in refusal(folder)


def test_pickle_only(folder: Path) -> None:
    message = refusal(only_pickle(folder))
    assert "pickle (pytorch_model.bin)" in message
    assert "--allow-pickle" in message


def test_pickle_that_runs_code_stays_unread(folder: Path) -> None:
    class Bomb:
        def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
            return os.system, (f"touch '{folder}/ran'",)

    (folder / WEIGHTS).unlink()
    torch.save({"classifier.bias": Bomb()}, folder / "pytorch_model.bin")
    assert "pytorch_model.bin cannot be read" in refusal(folder, allow_pickle=True)
    assert not (folder / "ran").exists()


def test_damaged_pickle(folder: Path) -> None:
    only_pickle(folder)
    (folder / "pytorch_model.bin").write_bytes(b"PK\x03\x04 not a zip")
    assert "pytorch_model.bin cannot be read" in refusal(folder, allow_pickle=True)


def test_no_weights(folder: Path) -> None:
    (folder / WEIGHTS).unlink()
    assert "has no weights" in refusal(folder)


@pytest.mark.parametrize(
    "name",
    ["../outside.safetensors", "/etc/passwd", "sub/x.safetensors", "..\\x.safetensors", "C:x.safetensors", "a.bin.py"],
)
def test_shards_elsewhere(folder: Path, name: str) -> None:
    sharded(folder)
    index = folder / f"{WEIGHTS}.index.json"
    (folder.parent / "outside.safetensors").write_bytes(b"")
    edit_json(index, weight_map={"classifier.bias": name})
    assert "which is not a weight file beside it" in refusal(folder)


def test_missing_shard(folder: Path) -> None:
    (sharded(folder) / "model-00002-of-00002.safetensors").unlink()
    assert "model-00002-of-00002.safetensors" in refusal(folder)


def test_index_without_a_map(folder: Path) -> None:
    sharded(folder)
    (folder / f"{WEIGHTS}.index.json").write_text(json.dumps({"metadata": {}}))
    assert "weight_map" in refusal(folder)


def test_processor_that_cannot_be_reproduced(folder: Path) -> None:
    edit_json(folder / "preprocessor_config.json", resample=9)
    assert refusal(folder).startswith("Tiny ViT (1): resample in preprocessor_config.json is 9")


def test_checkpoints_within_a_folder_are_named(folder: Path) -> None:
    run = folder.parent / "run"
    run.mkdir()
    folder.rename(run / "checkpoint-10")
    said = refusal(run)
    assert (
        "run holds no model itself, but 1 inside: checkpoint-10. Name one of them, such as run/checkpoint-10." in said
    )


def test_names_are_compared_before_anything_is_loaded(tmp_path: Path) -> None:
    folders = [tmp_path / run / "checkpoint-10" for run in "ab"]
    for place in folders:
        place.mkdir(parents=True)
    with pytest.raises(ElvitError) as caught:
        check_names([str(place) for place in folders])
    assert all(str(place) in caught.value.message for place in folders)
    check_names(["one/vit", "two/vit", str(folders[0])])

"""Models from a folder: what is loaded, what is put up with, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from elvit.models.source import LoadedModel, load_model
from factories import LABELS, WEIGHTS, edit_json, edit_weights, model_folder, only_pickle, photo, sharded, tiny_vit
from safetensors.torch import load_file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sound model folder."""
    return model_folder(tmp_path / "Tiny ViT (1)")


def load(folder: Path, **options: Any) -> tuple[LoadedModel, list[str]]:
    """The model and what was warned of."""
    warnings: list[str] = []
    return load_model(str(folder), warn=warnings.append, **options), warnings


def logits(model: Any, image: torch.Tensor) -> torch.Tensor:
    """What the model says of [1, 3, 16, 16], as [1, class]."""
    result: torch.Tensor = model(image).logits
    return result


def test_what_a_loaded_model_knows(folder: Path) -> None:
    loaded, warnings = load(folder)
    assert warnings == []
    assert (loaded.id, loaded.title, loaded.source) == ("tiny-vit-1", "Tiny ViT (1)", "Tiny ViT (1)")
    assert loaded.architecture == "ViTForImageClassification"
    assert loaded.labels == LABELS
    assert loaded.stored_dtype == "float32"
    assert loaded.preprocess.resize == {"height": 16, "width": 16}
    assert not loaded.model.training


def test_same_logits_as_the_model_that_was_saved(folder: Path) -> None:
    image = torch.randn(1, 3, 16, 16, generator=torch.Generator().manual_seed(1))
    with torch.no_grad():
        model: Any = tiny_vit()
        expected = logits(model.eval(), image)
        found = logits(load(folder)[0].model, image)
    torch.testing.assert_close(found, expected, rtol=0, atol=0)


def test_float16_weights_are_held_as_rounded(tmp_path: Path) -> None:
    loaded, _ = load(model_folder(tmp_path / "half", dtype=torch.float16))
    assert loaded.stored_dtype == "float16"
    found = loaded.model.state_dict()["classifier.weight"]
    assert found.dtype == torch.float32
    saved = tiny_vit().state_dict()["classifier.weight"]
    torch.testing.assert_close(found, saved.half().float(), rtol=0, atol=0)


def test_shards(folder: Path) -> None:
    whole = load(folder)[0].model.state_dict()
    parts = load(sharded(folder))[0].model.state_dict()
    assert all(torch.equal(parts[name], tensor) for name, tensor in whole.items())


def test_relative_paths_and_dots(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert load_model(".").source == folder.name


def test_libraries_keep_quiet(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    edit_weights(folder, lambda tensors: tensors.update(stray=torch.zeros(1)))
    load(folder)
    assert capfd.readouterr() == ("", "")


def test_every_parameter_of_a_classifier_in_old_names_is_taken(folder: Path) -> None:
    # save_pretrained writes the names of transformers 4 (vit.encoder.layer ...); the module has its own
    assert any(name.startswith("vit.encoder.layer.0") for name in load_file(folder / WEIGHTS))
    weight = load(folder)[0].model.state_dict()["vit.layers.1.mlp.fc2.weight"]
    torch.testing.assert_close(weight, tiny_vit().state_dict()["vit.layers.1.mlp.fc2.weight"], rtol=0, atol=0)


# What is put up with, and said so.


def test_no_labels(folder: Path) -> None:
    edit_json(folder / "config.json", id2label=None, label2id=None)
    loaded, warnings = load(folder)
    assert loaded.labels == ("class 0", "class 1", "class 2")
    assert len(warnings) == 1
    assert "no names for its classes" in warnings[0]


def test_placeholder_labels(tmp_path: Path) -> None:
    folder = model_folder(tmp_path / "m", id2label={i: f"LABEL_{i}" for i in range(3)}, label2id={})
    loaded, warnings = load(folder)
    assert loaded.labels == ("class 0", "class 1", "class 2")
    assert len(warnings) == 1


def test_some_labels(folder: Path) -> None:
    edit_json(folder / "config.json", id2label={"0": "cat", "2": "fox"})
    loaded, warnings = load(folder)
    assert loaded.labels == ("cat", "class 1", "fox")
    assert "1 of its 3 classes" in warnings[0]


def test_no_preprocessor_file(folder: Path) -> None:
    (folder / "preprocessor_config.json").unlink()
    loaded, warnings = load(folder)
    assert loaded.preprocess.resize == {"height": 16, "width": 16}
    assert loaded.preprocess.mean == (0.5, 0.5, 0.5)
    assert len(warnings) == 1
    assert warnings[0].startswith("Tiny ViT (1): preprocessor_config.json is missing")


def test_pickle_when_allowed(folder: Path) -> None:
    whole = load(folder)[0].model.state_dict()
    pickled = load(only_pickle(folder), allow_pickle=True)[0].model.state_dict()
    assert all(torch.equal(pickled[name], tensor) for name, tensor in whole.items())


def test_code_of_the_folder_is_not_run(folder: Path) -> None:
    edit_json(folder / "config.json", auto_map={"AutoModelForImageClassification": "modeling.Mine"})
    (folder / "modeling.py").write_text("raise SystemExit('ran')")
    assert load(folder)[0].labels == LABELS


def test_weights_named_in_config_are_not_followed(folder: Path) -> None:
    edit_json(folder / "config.json", transformers_weights="../outside.safetensors")
    assert load(folder)[0].labels == LABELS


def test_photo_goes_through(folder: Path) -> None:
    from elvit.models.processor import normalise, prepare

    loaded, _ = load(folder)
    pixels = normalise(prepare(photo(50, 40), loaded.preprocess), loaded.preprocess)
    assert logits(loaded.model, torch.from_numpy(pixels)).shape == (1, 3)

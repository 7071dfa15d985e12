"""Models that a hub refuses, does not have, or has in a form that is not taken."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from elvit.errors import ElvitError
from elvit.models.source import load_model
from factories import LABELS, only_pickle
from hub_server import Hub
from huggingface_hub import constants

NAME = "somebody/tiny-vit"


def refusal(reference: str = NAME, **options: Any) -> str:
    """The one sentence and hint with which a model is refused."""
    with pytest.raises(ElvitError) as caught:
        load_model(reference, warn=lambda _warning: None, **options)
    assert "\n" not in caught.value.message
    return caught.value.message


def test_offline_without_the_model(hub: Hub, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hub.add(NAME, folder)
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    message = refusal()
    assert f"{NAME} is neither a folder here nor in the hub's cache, and downloads are switched off" in message
    assert "HF_HUB_OFFLINE" in message


def test_download_that_was_broken_off(hub: Hub, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hub.add(NAME, folder)
    load_model(NAME)
    (weights,) = Path(constants.HF_HUB_CACHE).rglob("snapshots/*/model.safetensors")
    weights.unlink()
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    assert "only partly in the hub's cache" in refusal()


def test_no_such_model(hub: Hub) -> None:
    message = refusal("somebody/nothing")
    assert f"no folder somebody/nothing here and no model of that name on {hub.url}" in message
    assert "HF_TOKEN" in message


def test_no_such_revision(hub: Hub, folder: Path) -> None:
    hub.add(NAME, folder)
    assert f"{NAME} has no revision v9" in refusal(f"{NAME}@v9")
    assert f"{NAME} has no revision {'0' * 40}" in refusal(f"{NAME}@{'0' * 40}")


def test_private_model(hub: Hub, folder: Path) -> None:
    hub.add(NAME, folder, private=True)
    assert "HF_TOKEN" in refusal()


def test_gated_model(hub: Hub, folder: Path) -> None:
    hub.add(NAME, folder, gated=True)
    message = refusal()
    assert "is gated" in message
    assert "HF_TOKEN" in message


@pytest.mark.parametrize(("status", "expected"), [(403, "HF_TOKEN"), (404, "no model"), (418, "answers 418")])
def test_other_answers(hub: Hub, folder: Path, status: int, expected: str) -> None:
    hub.add(NAME, folder, broken=status)
    assert expected in refusal()


def test_what_is_no_classifier_is_known_before_its_weights_are_fetched(hub: Hub, folder: Path) -> None:
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps({**config, "architectures": ["ViTModel"]}))
    hub.add(NAME, folder)
    assert f"{NAME} is a ViTModel, not an image classifier" in refusal()
    assert "model.safetensors" not in hub.downloads()


def test_a_repository_without_a_model(hub: Hub, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/README.md").write_text("x")
    hub.add(NAME, tmp_path / "data")
    assert f"{NAME} has no config.json" in refusal()


def test_no_weights(hub: Hub, folder: Path) -> None:
    (folder / "model.safetensors").unlink()
    hub.add(NAME, folder)
    assert f"{NAME} has no weights" in refusal()


def test_pickles_are_not_even_downloaded(hub: Hub, folder: Path) -> None:
    hub.add(NAME, only_pickle(folder))
    message = refusal()
    assert "pickle (pytorch_model.bin)" in message
    assert "--allow-pickle" in message
    assert "pytorch_model.bin" not in hub.downloads()
    assert load_model(NAME, allow_pickle=True).labels == LABELS

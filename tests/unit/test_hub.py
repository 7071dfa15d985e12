"""Models from a hub: what is downloaded, what comes from the cache, what the environment says."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import torch
from elvit.errors import ElvitError
from elvit.models.naming import HubReference, parse_hub
from elvit.models.source import LoadedModel, load_model
from elvit.output.names import slug
from factories import LABELS, model_folder, sharded
from hub_server import TOKEN, Hub
from huggingface_hub import constants

NAME = "somebody/tiny-vit"


def load(reference: str = NAME, **options: Any) -> LoadedModel:
    """The model, with any warning a failure."""
    warnings: list[str] = []
    loaded = load_model(reference, warn=warnings.append, **options)
    assert warnings == []
    return loaded


def test_download(hub: Hub, folder: Path) -> None:
    (folder / "README.md").write_text("not needed")
    (folder / "flax_model.msgpack").write_text("not needed")
    commit = hub.add(NAME, folder)
    loaded = load()
    assert loaded.source == f"{NAME}@{commit[:7]}"
    assert (loaded.id, loaded.title) == ("somebody-tiny-vit", "tiny-vit")
    assert loaded.labels == LABELS
    local = load_model(str(folder)).model.state_dict()
    assert all(torch.equal(local[name], tensor) for name, tensor in loaded.model.state_dict().items())
    assert sorted(hub.downloads()) == ["config.json", "model.safetensors", "preprocessor_config.json"]


def test_second_load_comes_from_the_cache(hub: Hub, folder: Path) -> None:
    hub.add(NAME, folder)
    load()
    sent = len(hub.downloads())
    load()
    assert len(hub.downloads()) == sent


def test_names_without_an_owner(hub: Hub, folder: Path) -> None:
    hub.add("tiny", folder)
    assert load("tiny").id == "tiny"


def test_revisions(hub: Hub, folder: Path, tmp_path: Path) -> None:
    hub.add(NAME, folder)
    older = hub.add(NAME, model_folder(tmp_path / "older", seed=7), "v1")
    by_tag, by_commit = load(f"{NAME}@v1"), load(f"{NAME}@{older}")
    assert by_tag.source == by_commit.source == f"{NAME}@{older[:7]}"
    weight = by_tag.model.state_dict()["classifier.weight"]
    assert torch.equal(weight, by_commit.model.state_dict()["classifier.weight"])
    assert not torch.equal(weight, load().model.state_dict()["classifier.weight"])


def test_shards(hub: Hub, folder: Path) -> None:
    hub.add(NAME, sharded(folder))
    load()
    assert len([name for name in hub.downloads() if name.startswith("model-0000")]) == 2


def test_private_model_with_a_token(hub: Hub, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hub.add(NAME, folder, private=True)
    monkeypatch.setenv("HF_TOKEN", TOKEN)
    assert load().labels == LABELS


def test_a_folder_comes_before_the_hub(hub: Hub, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder.parent)
    assert load("on-hub").source == "on-hub"
    assert hub.asked == []


def test_offline_from_the_cache(hub: Hub, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit = hub.add(NAME, folder)
    load()
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    before = len(hub.asked)
    assert load().source == f"{NAME}@{commit[:7]}"
    assert len(hub.asked) == before


def test_no_network(hub: Hub, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hub.add(NAME, folder)
    load()
    monkeypatch.setattr(constants, "ENDPOINT", "http://127.0.0.1:9")
    assert load().labels == LABELS  # from the cache
    with pytest.raises(ElvitError, match=r"127\.0\.0\.1:9 cannot be reached, and somebody/other is neither a folder"):
        load("somebody/other")


def test_environment_variables(hub: Hub, folder: Path, tmp_path: Path) -> None:
    commit = hub.add(NAME, folder)
    script = (  # without PyTorch, which takes seconds to start
        "import sys\n"
        "from elvit.errors import ElvitError\n"
        "from elvit.models import hub\n"
        "from elvit.models.naming import parse_hub\n"
        "for name in sys.argv[1:]:\n"
        "    try:\n"
        "        fetched = hub.fetch_settings(parse_hub(name))\n"
        "        hub.fetch_weights(fetched, allow_pickle=False)\n"
        "        print(fetched.source, *sorted(file.name for file in fetched.folder.iterdir()))\n"
        "    except ElvitError as error: print(error.message)\n"
    )

    def run(*names: str, **variables: str) -> list[str]:
        own = {"HF_ENDPOINT": hub.url, "HF_HOME": str(tmp_path / "home"), "PYTHONPATH": os.pathsep.join(sys.path)}
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("HF_", "TRANSFORMERS_"))}
        command = [sys.executable, "-c", script, *names]
        done = subprocess.run(command, env={**kept, **own, **variables}, capture_output=True, text=True, check=True)
        assert done.stderr == ""
        return done.stdout.splitlines()

    source = f"{NAME}@{commit[:7]} config.json model.safetensors preprocessor_config.json"
    assert run(NAME) == [source]
    assert (tmp_path / "home/hub").is_dir()
    found, refused = run(NAME, "somebody/other", TRANSFORMERS_OFFLINE="1", HF_ENDPOINT="http://127.0.0.1:9")
    assert found == source
    assert "downloads are switched off" in refused


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vit", HubReference("vit", None)),
        ("owner/vit-b.16_x", HubReference("owner/vit-b.16_x", None)),
        ("owner/vit@refs/pr/1", HubReference("owner/vit", "refs/pr/1")),
        ("a/b/c", None),
        ("./a", None),
        ("/a", None),
        ("~/a", None),
        ("a/", None),
        ("a\\b", None),
        ("owner/vit@", None),
    ],
)
def test_references(text: str, expected: HubReference | None) -> None:
    assert parse_hub(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Google/ViT_Base 16", "google-vit-base-16"),
        ("Ärger", "arger"),
        ("猫", "model-z7x"),
        ("--a--", "a"),
        ("x" * 99, "x" * 60),
    ],
)
def test_slugs(text: str, expected: str) -> None:
    assert slug(text, "model") == expected

"""Models from a hub: a local server that speaks its file interface, its cache, and its refusals."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
import torch
from elvit.errors import ElvitError
from elvit.models.naming import HubReference, parse_hub, slug
from elvit.models.source import LoadedModel, load_model
from factories import LABELS, model_folder, only_pickle, sharded
from huggingface_hub import constants

NAME = "somebody/tiny-vit"
TOKEN = "hf_secret"


@dataclass
class Repository:
    """A model on the hub: commits by revision, a folder by commit, and who may read it."""

    revisions: dict[str, str]
    commits: dict[str, Path]
    private: bool = False
    gated: bool = False
    broken: int = 0


@dataclass
class Hub:
    """What the server holds, and what it was asked for."""

    repositories: dict[str, Repository] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    url: str = ""

    def add(self, name: str, folder: Path, revision: str = "main", **access: Any) -> str:
        """Puts a folder on the hub; gives its commit."""
        commit = hashlib.sha1(f"{name} {revision}".encode()).hexdigest()
        repository = self.repositories.setdefault(name, Repository({}, {}, **access))
        repository.revisions[revision] = commit
        repository.commits[commit] = folder
        return commit

    def downloads(self) -> list[str]:
        """Names of the files that were sent."""
        return [path.rpartition("/")[2] for path in self.asked if path.startswith("GET ") and "/resolve/" in path]


class Handler(BaseHTTPRequestHandler):
    """GET and HEAD of /api/models/NAME/revision/R, /api/models/NAME/tree/R and /NAME/resolve/R/FILE."""

    hub: Hub

    def do_GET(self) -> None:
        """Answers with headers and a body."""
        self.hub.asked.append(f"{self.command} {self.path}")
        path = unquote(urlsplit(self.path).path).removeprefix("/api/models/").removeprefix("/")
        for name, repository in self.hub.repositories.items():
            if path.startswith(f"{name}/"):
                self._repository(name, repository, path.removeprefix(f"{name}/").split("/"))
                return
        self._error(401, "RepoNotFound" if "/api/models/" in self.path else "EntryNotFound")

    do_HEAD = do_GET  # the body is left out below

    def _repository(self, name: str, repository: Repository, parts: list[str]) -> None:
        allowed = self.headers.get("Authorization") == f"Bearer {TOKEN}"
        if repository.broken:
            self._error(repository.broken, "")
        elif repository.private and not allowed:
            self._error(401, "RepoNotFound")
        elif repository.gated and not allowed and parts[0] == "resolve":
            self._error(403, "GatedRepo")
        else:
            commit = repository.revisions.get(parts[1], parts[1])
            if commit not in repository.commits:
                self._error(404, "RevisionNotFound")
            else:
                self._answer(name, repository.commits[commit], commit, parts)

    def _answer(self, name: str, folder: Path, commit: str, parts: list[str]) -> None:
        if parts[0] == "revision":
            files = [{"rfilename": file.name} for file in sorted(folder.iterdir())]
            self._json({"id": name, "modelId": name, "sha": commit, "siblings": files})
        elif parts[0] == "tree":
            self._json([_listed(file) for file in sorted(folder.iterdir())])
        elif (folder / parts[2]).is_file():
            data = (folder / parts[2]).read_bytes()
            self._send(200, data, {"ETag": f'"{hashlib.sha1(data).hexdigest()}"', "X-Repo-Commit": commit})
        else:
            self._error(404, "EntryNotFound")

    def _json(self, value: object) -> None:
        self._send(200, json.dumps(value).encode(), {"Content-Type": "application/json"})

    def _error(self, status: int, code: str) -> None:
        self._send(status, b"{}", {"X-Error-Code": code} if code else {})

    def _send(self, status: int, data: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(data))}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(data)

    def log_message(self, *_arguments: object) -> None:
        """Keeps the terminal clean."""


def _listed(file: Path) -> dict[str, object]:
    data = file.read_bytes()
    return {"type": "file", "path": file.name, "size": len(data), "oid": hashlib.sha1(data).hexdigest()}


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    """An empty hub, which huggingface_hub takes for the real one, with an empty cache."""
    hub = Hub()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("BoundHandler", (Handler,), {"hub": hub}))
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    hub.url = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setattr(constants, "ENDPOINT", hub.url)
    monkeypatch.setattr(constants, "HUGGINGFACE_CO_URL_TEMPLATE", hub.url + "/{repo_id}/resolve/{revision}/{filename}")
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(constants, "HF_TOKEN_PATH", str(tmp_path / "no-token"))
    monkeypatch.delenv("HF_TOKEN", raising=False)
    yield hub
    server.shutdown()
    server.server_close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sound model folder."""
    return model_folder(tmp_path / "on-hub")


def load(reference: str = NAME, **options: Any) -> LoadedModel:
    """The model, with any warning a failure."""
    warnings: list[str] = []
    loaded = load_model(reference, warn=warnings.append, **options)
    assert warnings == []
    return loaded


def refusal(reference: str = NAME, **options: Any) -> str:
    """The one sentence and hint with which a model is refused."""
    with pytest.raises(ElvitError) as caught:
        load(reference, **options)
    assert "\n" not in caught.value.message
    return caught.value.message


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


def test_offline_without_the_model(hub: Hub, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hub.add(NAME, folder)
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    message = refusal()
    assert f"{NAME} is neither a folder here nor in the hub's cache, and downloads are switched off" in message
    assert "HF_HUB_OFFLINE" in message


def test_no_network(hub: Hub, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hub.add(NAME, folder)
    load()
    monkeypatch.setattr(constants, "ENDPOINT", "http://127.0.0.1:9")
    assert load().labels == LABELS  # from the cache
    assert (
        "http://127.0.0.1:9 cannot be reached, and somebody/other is neither a folder here nor in the hub's cache"
        in refusal("somebody/other")
    )


def test_download_that_was_broken_off(hub: Hub, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hub.add(NAME, folder)
    load()
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
    assert load(allow_pickle=True).labels == LABELS


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
        ("猫", "model"),
        ("--a--", "a"),
        ("x" * 99, "x" * 60),
    ],
)
def test_slugs(text: str, expected: str) -> None:
    assert slug(text, "model") == expected

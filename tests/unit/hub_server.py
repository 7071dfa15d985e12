"""A local server that speaks the file interface of the Hugging Face hub."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from huggingface_hub import constants

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


@contextmanager
def hub_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    """An empty hub, which huggingface_hub takes for the real one, with an empty cache in the folder."""
    hub = Hub()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("BoundHandler", (Handler,), {"hub": hub}))
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    hub.url = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setattr(constants, "ENDPOINT", hub.url)
    monkeypatch.setattr(constants, "HUGGINGFACE_CO_URL_TEMPLATE", hub.url + "/{repo_id}/resolve/{revision}/{filename}")
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(folder / "cache"))
    monkeypatch.setattr(constants, "HF_TOKEN_PATH", str(folder / "no-token"))
    monkeypatch.delenv("HF_TOKEN", raising=False)
    yield hub
    server.shutdown()
    server.server_close()

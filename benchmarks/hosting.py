"""A web server that answers as GitHub Pages does, and counts: gzipped, kept for ten minutes, asked again by ETag."""

from __future__ import annotations

import gzip
import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from elvit.preview.server import MIME_TYPES

KEPT_SECONDS = 600
GZIPPED = (".css", ".html", ".js", ".json", ".svg", ".txt")


@dataclass(frozen=True)
class Answer:
    """One answer: the file's path in the folder, the status, and the bytes of the body as sent."""

    file: str
    status: int
    bytes: int


@dataclass
class Host:
    """Where the folder is served, and every answer so far, in order."""

    url: str
    answers: list[Answer] = field(default_factory=list)


@dataclass(frozen=True)
class _Body:
    data: bytes
    is_gzipped: bool
    tag: str


class _Bodies:
    """What is sent of each file; gzipped once, so that no visit waits for it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._made: dict[str, _Body] = {}

    def of(self, file: str) -> _Body | None:
        if file not in self._made:
            path = self.folder / file
            if not path.is_file():
                return None
            data = path.read_bytes()
            is_gzipped = path.suffix in GZIPPED
            sent = gzip.compress(data, 6, mtime=0) if is_gzipped else data
            self._made[file] = _Body(sent, is_gzipped, f'W/"{hashlib.sha256(data).hexdigest()[:16]}"')
        return self._made[file]

    def warm(self) -> None:
        for path in self.folder.rglob("*"):
            if path.is_file():
                self.of(path.relative_to(self.folder).as_posix())


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def __init__(self, *arguments: object, bodies: _Bodies, host: Host, kept_seconds: int) -> None:
        self.bodies, self.host, self.kept_seconds = bodies, host, kept_seconds
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        file = unquote(urlsplit(self.path).path).lstrip("/") or "index.html"
        body = self.bodies.of(file)
        if body is None:
            self._answer(file, HTTPStatus.NOT_FOUND, {}, b"")
            return
        headers = {"ETag": body.tag, "Cache-Control": f"max-age={self.kept_seconds}", "Vary": "Accept-Encoding"}
        if self.headers.get("If-None-Match") == body.tag:
            self._answer(file, HTTPStatus.NOT_MODIFIED, headers, b"")
            return
        headers["Content-Type"] = MIME_TYPES.get(Path(file).suffix, "application/octet-stream")
        if body.is_gzipped:
            headers["Content-Encoding"] = "gzip"
        self._answer(file, HTTPStatus.OK, headers, body.data)

    def _answer(self, file: str, status: HTTPStatus, headers: dict[str, str], data: bytes) -> None:
        self.host.answers.append(Answer(file, status, len(data)))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *values: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that went away is no error."""


@contextmanager
def hosted(folder: Path, *, kept_seconds: int = KEPT_SECONDS, warm: bool = False) -> Iterator[Host]:
    """Serves a folder for as long as the context lasts; `warm` gzips all of it before the first visit."""
    bodies = _Bodies(folder)
    if warm:
        bodies.warm()
    host = Host("")
    with _Server(("127.0.0.1", 0), partial(_Handler, bodies=bodies, host=host, kept_seconds=kept_seconds)) as server:
        host.url = f"http://127.0.0.1:{server.server_port}/"
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield host
        finally:
            server.shutdown()

"""A web server for one folder on this computer only, which can tell open pages to reload."""

from __future__ import annotations

import errno
import json
import os
import re
import socket
import sys
import threading
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import parse_qs, urlsplit

from elvit.errors import ElvitError

HOST = "127.0.0.1"
POLL_SECONDS = 20.0
# A page of another site may find a way to this server by a name that it owns; only these are this machine's.
OURS = frozenset({"localhost", "127.0.0.1", "[::1]"})
WAITING = 256  # connections that may wait to be taken
AT_ONCE = 128  # requests that are answered at once; a page that waits for the next build is one of them
PATIENCE = 10.0  # seconds for a client to say what it wants, and to take each piece of the answer

# Both scripts come from the site's own origin, as the page's Content-Security-Policy demands. The
# first waits until the page has loaded, so that an answer held back does not look like slow loading.
LIVE = b"""let since = new URL(document.currentScript.src).searchParams.get("since");
addEventListener("elvit-failed", ({ detail }) => {
  since = detail.build;
  document.querySelector("[data-part=build-failed]")?.remove();
  const box = document.createElement("pre");
  box.dataset.part = "build-failed";
  box.setAttribute("role", "alert");
  box.textContent = detail.said;
  box.style.cssText = "position:fixed;inset:0 0 auto;z-index:99;margin:0;padding:12px 16px;max-height:50vh;"
    + "overflow:auto;white-space:pre-wrap;font:14px/1.4 monospace;background:#7a0019;color:#fff";
  document.body.append(box);
});
addEventListener("load", () => {
  const ask = () => {
    const script = document.createElement("script");
    script.src = "/__elvit__/reload.js?since=" + since + "&at=" + Date.now();
    script.onload = () => { script.remove(); ask(); };
    script.onerror = () => { script.remove(); setTimeout(ask, 1000); };
    document.head.append(script);
  };
  ask();
});
"""
LIVE_TAG = '<script src="/__elvit__/live.js?since={build}" async></script>'

# A name that changes with its content, as `elvit.output.pack.digest` makes it.
HASHED = re.compile(r"\.[0-9a-f]{10}\.\w+$")
FOR_GOOD = "max-age=31536000, immutable"

MIME_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}


class Builds:
    """Which build the server shows; whoever waits for a newer one is woken by it."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._run = os.urandom(4).hex()
        self._number = 0
        self._whole = self.current
        self.failure = ""

    @property
    def current(self) -> str:
        """The build's name; no other run of the server uses it."""
        return f"{self._run}.{self._number}"

    @property
    def whole(self) -> str:
        """The name of the last build that did not fail: the one that is shown."""
        return self._whole

    def announce(self, failure: str = "") -> None:
        """Say that a new build is there, or why there is none."""
        with self._changed:
            self._number += 1
            self.failure = failure
            if not failure:
                self._whole = self.current
            self._changed.notify_all()

    def newer_than(self, name: str, seconds: float) -> bool:
        """Wait until the build is not the one named, for a while."""
        with self._changed:
            return self._changed.wait_for(lambda: self.current != name, seconds)


class SiteServer(ThreadingHTTPServer):
    """Serves a folder from a thread of its own until the context ends.

    Args:
        root: the folder; it may come later, and may be replaced.
        port: 0 takes any that is free.
        live: whether pages reload when `builds` announces a new one.
    """

    daemon_threads = True
    request_queue_size = WAITING
    allow_reuse_address = os.name == "posix"

    def __init__(self, root: Path, port: int = 0, *, live: bool = False) -> None:
        self.builds = Builds()
        self._free = threading.BoundedSemaphore(AT_ONCE)
        self._thread = threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True)
        super().__init__((HOST, port), partial(_Handler, directory=str(root), live=live))
        self._thread.start()

    @property
    def url(self) -> str:
        """The address of the folder, with a slash at its end."""
        return f"http://{HOST}:{self.server_port}/"

    def wait(self) -> None:
        """Until the server ends, or Ctrl-C."""
        while self._thread.is_alive():
            self._thread.join(0.5)

    def process_request(self, request: Any, client_address: Any) -> None:
        """In a thread of its own, of which there are only so many: who comes later waits."""
        self._free.acquire()
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Answer one request."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that went away is no error."""
        if not isinstance(sys.exception(), (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    def server_close(self) -> None:
        """Stop the thread and free the port."""
        if self._thread.is_alive():
            self.shutdown()
        super().server_close()


def open_server(root: Path, port: int = 0, *, live: bool = False) -> SiteServer:
    """Start a server.

    Raises:
        ElvitError: the port is in use, or not for everybody.
    """
    try:
        return SiteServer(root, port, live=live)
    except OSError as error:
        if error.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        reason = "in use" if error.errno == errno.EADDRINUSE else "reserved"
        raise ElvitError(f"Port {port} is {reason}.", f"Try `elvit serve --port {next_free(port)}`.") from error


def next_free(port: int) -> int:
    """The first free port above, from 1024 on; 0 where there is none."""
    for candidate in range(max(port + 1, 1024), 65536):
        with socket.socket() as probe:
            try:
                probe.bind((HOST, candidate))
            except OSError:
                continue
            return candidate
    return 0


class _Handler(SimpleHTTPRequestHandler):
    server: SiteServer
    timeout = PATIENCE
    tag: str | None = None

    def __init__(self, *args: object, directory: str, live: bool) -> None:
        self.live = live
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]

    def send_head(self) -> BytesIO | BinaryIO | None:
        """Open the file that was asked for: a script of the server's, a page, or a file inside the folder."""
        if not self._is_asked_for_here():
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST, "This server has another name")
            return None
        url = urlsplit(self.path)
        if self.live and url.path.startswith("/__elvit__/"):
            return self._send_script(url.path, url.query)
        path = self._page(Path(self.translate_path(self.path)))
        if not self._is_inside(path):
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        if self.live and path.suffix == ".html" and path.is_file():
            build = self.server.builds.whole  # asked for before the page is read: rather one reload too many
            return self._send(add_live_tag(path.read_bytes(), build), MIME_TYPES[".html"])
        self.tag = tag_of(path)
        if self.tag is not None and self.headers.get("If-None-Match") == self.tag:
            self.send_response(HTTPStatus.NOT_MODIFIED)
            self.end_headers()
            return None
        return super().send_head()

    def guess_type(self, path: str | os.PathLike[str]) -> str:
        """The right kind on every system: some know .js as text/plain, and refuse .wasm."""
        return MIME_TYPES.get(Path(path).suffix.lower()) or super().guess_type(path)

    def list_directory(self, path: str | os.PathLike[str]) -> None:
        """A folder without index.html is not shown."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def end_headers(self) -> None:
        """What the next build may give another content is asked for again; what has its content's name is kept."""
        is_kept = self.tag is not None and HASHED.search(urlsplit(self.path).path)
        self.send_header("Cache-Control", FOR_GOOD if is_kept else "no-cache" if self.tag else "no-store")
        if self.tag is not None:
            self.send_header("ETag", self.tag)
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Requests are nobody's business."""

    def _is_asked_for_here(self) -> bool:
        """Whether the name that the client knows is this machine's; clients older than that header send none."""
        name = self.headers.get("Host", "localhost").strip().lower()
        return re.sub(r":\d*$", "", name) in OURS

    def _page(self, path: Path) -> Path:
        return path / "index.html" if self.path.split("?")[0].endswith("/") else path

    def _is_inside(self, path: Path) -> bool:
        """Whether a path stays in the folder once symbolic links have been followed."""
        try:
            return path.resolve().is_relative_to(Path(self.directory).resolve())
        except (OSError, ValueError):  # a name that no file can have
            return False

    def _send_script(self, path: str, query: str) -> BytesIO | None:
        if path.endswith("/live.js"):
            return self._send(LIVE, MIME_TYPES[".js"])
        since = parse_qs(query).get("since", [""])[0]
        builds = self.server.builds
        newer = builds.newer_than(since, POLL_SECONDS)
        return self._send(_news(builds.current, builds.failure) if newer else b"", MIME_TYPES[".js"])

    def _send(self, body: bytes, kind: str) -> BytesIO:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return BytesIO(body)


def _news(build: str, failure: str) -> bytes:
    """The script that a waiting page gets."""
    if not failure:
        return b"location.reload();"
    detail = json.dumps({"build": build, "said": failure})  # ASCII: no sign of it ends a script
    return f"dispatchEvent(new CustomEvent('elvit-failed', {{ detail: {detail} }}));".encode()


def tag_of(path: Path) -> str | None:
    """What changes with every writing of a file; None where there is none."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return f'"{found.st_mtime_ns:x}-{found.st_size:x}-{found.st_ino:x}"' if path.is_file() else None


def add_live_tag(html: bytes, build: str) -> bytes:
    """The page of a build with the script that reloads it, before the end of its body."""
    tag = LIVE_TAG.format(build=build).encode()
    head, end, tail = html.rpartition(b"</body>")
    return head + tag + end + tail if end else html + tag

"""A folder over http below any path, and a page that remembers all that went wrong in it."""

from __future__ import annotations

import base64
import functools
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Browser, Locator, Page, Request, ViewportSize
from resting import DEFAULT_SIZE, Resting, new_page

Floats = NDArray[np.float32]

_PORTS: set[int] = set()


class _Handler(SimpleHTTPRequestHandler):
    """Serves a folder below a prefix and nothing beside it."""

    def __init__(self, *arguments: Any, prefix: str, **options: Any) -> None:
        self.prefix = prefix
        super().__init__(*arguments, **options)

    def translate_path(self, path: str) -> str:
        if not path.startswith(self.prefix):
            return str(Path(self.directory) / "not-below-the-prefix")
        return super().translate_path(path.removeprefix(self.prefix.rstrip("/")))

    def log_message(self, format: str, *values: Any) -> None:
        pass


@contextmanager
def served(folder: Path, prefix: str = "/") -> Iterator[str]:
    """Yields the address of a folder that is served below a prefix."""
    handler = functools.partial(_Handler, prefix=prefix, directory=str(folder))
    server = _server(handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{prefix}"
    finally:
        server.shutdown()
        server.server_close()


def _server(handler: Callable[..., _Handler]) -> ThreadingHTTPServer:
    """On a port that no other has had: a page must not find another site's files in its cache."""
    while True:
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        if server.server_port not in _PORTS:
            _PORTS.add(server.server_port)
            return server
        server.server_close()


@dataclass
class Visit:
    """A page and its history: what it asked for, what it complained about."""

    page: Page
    size: ViewportSize
    requests: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def run(self, source: str | Floats, feed: dict[str, Floats] | None = None) -> Floats:
        """Runs the page's first model on a sample's id or a normalised picture; returns the logits."""
        given = source if isinstance(source, str) else {"data": _packed(source)}
        fed = {name: _packed(value) for name, value in (feed or {}).items()}
        return _unpacked(self.page.evaluate(_RUN, [given, fed]))

    def rerun(self, **options: Any) -> Floats:
        """The logits of the last run once more with edits, as `elvit.rerun` has them; values may be arrays."""
        edits = [{**edit, "values": _packed(edit["values"])} for edit in options.pop("edits", [])]
        return _unpacked(self.page.evaluate(_RERUN, [options, edits]))

    def tensor(self, name: str) -> NDArray[np.float32]:
        """A hook of the last run, flat."""
        return numbers_of(self.page, "tensor", name).ravel()

    def weight(self, name: str) -> NDArray[np.float32]:
        """A weight of the page's first model, in the shape that the page says."""
        return numbers_of(self.page, "weight", name)


def numbers_of(page: Page, kind: str, name: str) -> NDArray[np.float32]:
    """A "tensor" of the last run or a "weight" of the page's first model, in the shape that the page says."""
    shape, values = page.evaluate(_NUMBERS, [kind, name])
    return _unpacked(values).reshape(shape)


@contextmanager
def visit(browser: Browser, address: str, **options: Any) -> Iterator[Visit]:
    """Opens a page and waits until its model can run."""
    with looking_at(browser, address, **options) as seen:
        seen.page.evaluate("window.elvit.ready")
        yield seen


@contextmanager
def looking_at(browser: Browser, address: str, *, fresh: bool = False, **options: Any) -> Iterator[Visit]:
    """Opens a page without waiting for its model.

    It may be one that an earlier test has left: then it has that test's cache and history, but nothing else of it,
    and is there in half the time. A `fresh` one is for what a first visit loads, and for scripts put into a context.
    """
    page = new_page(browser, options) if fresh else _RESTING.take(browser, options)
    seen = Visit(page, options.get("viewport", DEFAULT_SIZE))
    whole = False
    try:
        with _heard(seen):
            page.goto(address)
            yield seen
        whole = not fresh
    finally:
        if whole and not page.is_closed():
            _RESTING.leave(browser, options, page)
        else:
            page.context.close()


_RESTING = Resting()


@contextmanager
def _heard(seen: Visit) -> Iterator[None]:
    """Notes what a page asks for and complains about."""
    listeners: dict[Any, Callable[..., None]] = {
        "console": lambda message: _note(seen, message.type, message.text),
        "pageerror": lambda error: seen.problems.append(str(error)),
        "request": lambda request: seen.requests.append(request.url),
        "requestfailed": lambda request: _note_failure(seen, request),
    }
    for event, listener in listeners.items():
        seen.page.on(event, listener)
    try:
        yield
    finally:
        for event, listener in listeners.items():
            seen.page.remove_listener(event, listener)


def _note_failure(seen: Visit, request: Request) -> None:
    """A picture that is no longer wanted when the next one is chosen is let go; any other failure is a problem."""
    if not (request.resource_type == "image" and request.failure == "net::ERR_ABORTED"):
        seen.problems.append(f"failed: {request.url} {request.failure}")


def lead_back(seen: Visit, link: str) -> Page:
    """A page that a test has left, at a link of its site as if it had just been opened, but not loaded anew.

    Only "back" and what has been undone still know the test before.
    """
    page = seen.page
    page.mouse.move(0, 0)
    page.set_viewport_size(seen.size)
    page.evaluate(ADDRESS)  # what the test before has changed is written now, not over the link
    page.evaluate(LEAD_BACK, link)
    settle(page)
    return page


def next_frames(page: Page) -> None:
    """Until what changes from one frame to the next has changed."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))")


def part(page: Page, name: str) -> Locator:
    """A part of the page by the name that its script knows it by."""
    return page.locator(f'[data-part="{name}"]')


def settle(page: Page) -> None:
    """Until nothing on the page says that it is about to change, and nothing moves, for a few frames in a row.

    Panels follow the figure above them a moment later, and say so.
    """
    page.evaluate(SETTLED)


def expect_to_fit(page: Page) -> None:
    """No wider than the window, once the figures have followed its size."""
    fits = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    page.wait_for_function(fits, timeout=10_000)


def state_of(page: Page) -> dict[str, str]:
    """What the address holds, once small changes have reached it and it rests."""
    fragment = page.evaluate(ADDRESS)
    return {key: values[-1] for key, values in parse_qs(fragment).items()}


def manifest_of(site: Path) -> dict[str, Any]:
    """The manifest of a built site."""
    text = next(site.glob("manifest.*.js")).read_text(encoding="utf-8")
    manifest: dict[str, Any] = json.loads(text[text.index("{") : text.rindex("}") + 1])
    return manifest


def _note(seen: Visit, kind: str, text: str) -> None:
    if kind in ("error", "warning"):
        seen.problems.append(text)


def _packed(array: NDArray[np.float32]) -> str:
    return base64.b64encode(np.ascontiguousarray(array, np.float32).tobytes()).decode()


def _unpacked(text: str) -> NDArray[np.float32]:
    return np.frombuffer(base64.b64decode(text), np.float32)


# The root says while a small change waits to be written; a few frames in a row without one, and the address rests.
ADDRESS = """async () => {
  let before = null;
  for (let calm = 0; calm < 4; ) {
    await new Promise((done) => setTimeout(() => requestAnimationFrame(done), 20));
    const rests = location.hash === before && !document.documentElement.hasAttribute("data-address-waits");
    calm = rests ? calm + 1 : 0;
    before = location.hash;
  }
  return location.hash.slice(1);
}"""

# Through another view: what a view keeps to itself goes when it is left.
LEAD_BACK = """async (link) => {
  const main = document.querySelector('[data-part="main"]');
  const other = link.includes("view=background") ? "tensors" : "background";
  const reach = async (hash, reached) => {
    location.hash = hash;
    while (!reached()) await new Promise((done) => setTimeout(done, 10));
  };
  document.activeElement?.blur();
  await reach(`view=${other}`, () => main.dataset.view === other);
  await reach(link, () => main.dataset.view !== other);
  scrollTo(0, 0);
}"""

SETTLED = """async () => {
  const ends = (animation) => Number.isFinite(animation.effect?.getComputedTiming().endTime ?? 0);
  const moves = () => document.getAnimations().some((one) => one.playState === "running" && ends(one));
  for (let calm = 0; calm < 4; ) {
    await new Promise((done) => setTimeout(() => requestAnimationFrame(done), 50));
    calm = document.querySelector('[aria-busy="true"]') || moves() ? 0 : calm + 1;
  }
}"""

_HELPERS = """
const floats = (text) => new Float32Array(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)).buffer);
const packed = async (array) => {
  const url = await new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.readAsDataURL(new Blob([array]));
  });
  return url.slice(url.indexOf(",") + 1);
};
"""
_RUN = f"""async ([source, feed]) => {{ {_HELPERS}
  const fed = Object.fromEntries(Object.entries(feed).map(([name, text]) => [name, floats(text)]));
  const given = typeof source === "string" ? source : floats(source.data);
  return packed((await window.elvit.run(given, {{ feed: fed }})).logits);
}}"""
_NUMBERS = f"""async ([kind, name]) => {{ {_HELPERS}
  const {{ shape, data }} = await window.elvit[kind](name);
  return [shape, await packed(data)];
}}"""
_RERUN = f"""async ([options, packedEdits]) => {{ {_HELPERS}
  const edits = packedEdits.map((edit) => ({{ ...edit, values: floats(edit.values) }}));
  return packed((await window.elvit.rerun({{ ...options, edits }})).logits);
}}"""

"""One folder, unchanged, wherever a teacher puts it: a sub-path, a double-click, an iframe; and nothing leaves it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from browsing import in_firefox
from playwright.sync_api import Browser, Frame, Page
from serving import manifest_of, served, visit

CLASSIFY = """async () => {
  await window.elvit.ready;
  const { manifest } = window.elvit;
  const ids = manifest.images.map((image) => image.id);
  const found = {};
  for (const id of ids) found[id] = (await window.elvit.run(id)).top[0];
  return found;
}"""


def expect_pytorchs_answers(site: Path, found: dict[str, Any]) -> None:
    """Every sample's first class and its probability are those that PyTorch gave at build time."""
    predictions = manifest_of(site)["models"][0]["predictions"]
    assert set(found) == set(predictions) and len(found) >= 12
    for picture, answer in found.items():
        index, probability = predictions[picture][0]
        assert answer["index"] == index
        assert answer["probability"] == pytest.approx(probability, abs=1e-4)


def test_over_http_three_folders_deep(default_site: Path, chromium: Browser) -> None:
    with served(default_site, "/a/b/c/") as address, visit(chromium, f"{address}index.html") as seen:
        expect_pytorchs_answers(default_site, seen.page.evaluate(CLASSIFY))
        assert not seen.problems
        assert all(url.startswith((address, "blob:", "data:")) for url in seen.requests), seen.requests


def test_double_clicked_in_chromium(default_site: Path, chromium: Browser) -> None:
    with visit(chromium, (default_site / "index.html").as_uri()) as seen:
        expect_pytorchs_answers(default_site, seen.page.evaluate(CLASSIFY))
        assert not seen.problems
        below = default_site.as_uri() + "/"
        assert all(url.startswith((below, "blob:", "data:")) for url in seen.requests), seen.requests


def test_double_clicked_in_firefox_with_its_strict_file_policy(default_site: Path) -> None:
    found = in_firefox((default_site / "index.html").as_uri(), CLASSIFY)
    assert found["problems"] == []
    expect_pytorchs_answers(default_site, found["result"])


@contextmanager
def framed(site: Path, folder: Path, chromium: Browser) -> Iterator[tuple[Page, Frame]]:
    """The site in a sandboxed iframe of a course page on the same server."""
    (folder / "site").symlink_to(site)
    (folder / "course.html").write_text(
        '<!doctype html><title>Course</title><iframe sandbox="allow-scripts" src="site/index.html" '
        'width="1000" height="700"></iframe>'
    )
    with served(folder) as address:
        page = chromium.new_page()
        page.goto(f"{address}course.html")
        frame = page.frames[1]
        frame.locator("[data-part=main] h1").first.wait_for()
        yield page, frame
        page.close()


def test_in_a_sandboxed_iframe(default_site: Path, chromium: Browser, tmp_path: Path) -> None:
    with framed(default_site, tmp_path, chromium) as (_page, frame):
        assert frame.evaluate("self.origin") == "null"
        expect_pytorchs_answers(default_site, frame.evaluate(CLASSIFY))


class TestPolicy:
    """The page can send nothing anywhere."""

    @pytest.mark.parametrize(
        "attempt",
        [
            "fetch('data.txt')",
            "fetch('https://example.org/')",
            "new Promise((yes, no) => { const r = new XMLHttpRequest(); r.onload = yes; r.onerror = no;"
            " r.open('GET', 'index.html'); r.send(); })",
            "new Promise((yes, no) => { const s = new WebSocket('wss://example.org/');"
            " s.onopen = yes; s.onerror = no; })",
            "new Promise((yes, no) => { const i = new Image(); i.onload = yes; i.onerror = no;"
            " i.src = 'https://example.org/pixel.png'; })",
            "new Promise((yes, no) => { const s = document.createElement('script'); s.onload = yes; s.onerror = no;"
            " s.src = 'https://example.org/script.js'; document.head.append(s); })",
        ],
    )
    def test_a_request_is_refused(self, attempt: str, default_site: Path, chromium: Browser) -> None:
        with served(default_site) as address, visit(chromium, address) as seen:
            tried = f"async () => {{ try {{ await ({attempt}); return 'sent'; }} catch {{ return 'refused'; }} }}"
            outcome = seen.page.evaluate(tried)
            assert outcome == "refused"
            assert any("Content Security Policy" in problem for problem in seen.problems), seen.problems

    def test_the_policy_names_no_host_and_no_connection(self, default_site: Path) -> None:
        html = (default_site / "index.html").read_text(encoding="utf-8")
        policy = html.split('http-equiv="Content-Security-Policy"')[1].split('content="')[1].split('"')[0]
        assert "default-src 'none'" in policy
        assert "connect-src" not in policy and "http" not in policy and "unsafe-inline" not in policy


def test_a_run_gives_the_same_twice(default_site: Path, chromium: Browser) -> None:
    with served(default_site) as address, visit(chromium, address) as seen:
        sample = manifest_of(default_site)["images"][0]["id"]
        assert np.array_equal(seen.run(sample), seen.run(sample))

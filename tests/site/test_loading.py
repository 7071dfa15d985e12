"""What is asked for when: what a visitor waits for, then the model, which can be stopped; and nothing twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from elvit.preview.server import open_server
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from serving import looking_at, manifest_of, part

from benchmarks.hosting import Host, hosted

WAIT = 60_000


@dataclass
class Gate:
    """Files of a page, by their path: what was asked for, in order; some are held back until they are let through."""

    asked: list[str] = field(default_factory=list)
    closed: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    held: list[Route] = field(default_factory=list)

    def take(self, route: Route) -> None:
        file = route.request.url.split("/", 3)[-1]
        self.asked.append(file)
        if file.startswith(self.lost) and self.lost:
            route.abort("internetdisconnected")
        elif file.startswith(self.closed) and self.closed:
            self.held.append(route)
        else:
            route.continue_()

    def open(self, name: str = "") -> None:
        """Lets through what begins so, from now on, too."""
        self.closed = tuple(one for one in self.closed if not one.startswith(name))
        going = [route for route in self.held if route.request.url.split("/", 3)[-1].startswith(name)]
        self.held = [route for route in self.held if route not in going]
        for route in going:
            route.continue_()

    def count(self, name: str) -> int:
        return sum(file.startswith(name) for file in self.asked)


@contextmanager
def watched(browser: Browser, address: str, gate: Gate) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(WAIT)
    context.route("**/*", gate.take)
    try:
        page = context.new_page()
        page.goto(address)
        yield page
    finally:
        gate.open()
        context.close()


@pytest.fixture(scope="module")
def manifest(default_site: Path) -> dict[str, Any]:
    return manifest_of(default_site)


@pytest.fixture(scope="module")
def weights(manifest: dict[str, Any]) -> str:
    """How the files of the weights begin."""
    return f"data/{manifest['models'][0]['id']}-weights-"


def status(page: Page) -> Any:
    return expect(part(page, "status-text"))


def expect_live(page: Page) -> None:
    expect(part(page, "prediction")).to_have_attribute("data-source", "live", timeout=WAIT)


def until(page: Page, holds: Callable[[], bool]) -> None:
    """Waits for what the page itself does not show."""
    for _ in range(WAIT // 20):
        if holds():
            return
        page.wait_for_timeout(20)
    raise AssertionError("it did not come to be")


def settled(page: Page) -> None:
    """Whatever would have been asked for has been by now."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100)))")


def test_the_order_of_loading_is_the_order_of_need(
    chromium: Browser, address: str, manifest: dict[str, Any], weights: str
) -> None:
    gate = Gate()
    with watched(chromium, address, gate) as page:
        expect_live(page)
    model, first = manifest["models"][0], manifest["images"][0]["id"]

    def at(*starts: str) -> list[int]:
        found = [number for number, file in enumerate(gate.asked) if file.startswith(starts)]
        assert found, starts
        return found

    maps, parts = model["maps"][first]["chunks"][0]["file"], tuple(manifest["code"])
    assert gate.asked[0] == ""
    order = [("manifest.", "app."), (maps,), ("data/concepts-", *parts), ("fonts.",)]
    order += [("data/worker-", "data/wasm-"), (model["graph"]["chunks"][0]["file"],), (weights,)]
    for before, after in pairwise(order):
        assert min(at(*before)) < min(at(*after)), (before, after)
    assert max(at("fonts.", "data/concepts-", maps)) < min(at("data/worker-"))
    assert max(at("data/worker-", "data/wasm-")) < min(at(weights))
    assert [file for file, times in Counter(gate.asked).items() if times > 1] == []


def test_what_a_visitor_asks_for_goes_before_the_weights(
    chromium: Browser, address: str, manifest: dict[str, Any], weights: str
) -> None:
    model, other = manifest["models"][0], manifest["images"][5]["id"]
    wanted = model["maps"][other]["chunks"][0]["file"]
    gate = Gate(closed=(weights, wanted))
    with watched(chromium, address, gate) as page:
        until(page, lambda: gate.count(weights) == 3)
        page.locator(f'[data-picture="{other}"]').click()
        expect(part(page, "prediction")).to_have_attribute("data-source", "precomputed")
        until(page, lambda: gate.count(wanted) == 1)
        gate.open(weights)
        status(page).to_contain_text("loading 5 of")  # the graph and three parts have come
        settled(page)
        assert gate.count(weights) == 3
        gate.open(wanted)
        expect_live(page)
    assert gate.count(weights) == len(model["weights"]["chunks"])


def test_loading_is_stopped_and_gone_on_with(
    chromium: Browser, address: str, manifest: dict[str, Any], weights: str
) -> None:
    model, images = manifest["models"][0], manifest["images"]
    gate = Gate(closed=(weights,))
    with watched(chromium, address, gate) as page:
        until(page, lambda: gate.count(weights) == 3)
        page.get_by_role("button", name="Stop loading").click()
        status(page).to_contain_text("loading was stopped")
        gate.open(weights)
        size = sum(chunk["bytes"] for chunk in model["weights"]["chunks"][:3]) + model["graph"]["bytes"]
        status(page).to_contain_text(f"loading was stopped, {size / 1e6:.1f} of")
        expect_everything_precomputed(page, model, images[7]["id"])
        settled(page)
        assert gate.count(weights) == 3
        part(page, "status").get_by_role("button", name="Load the model").click()
        expect_live(page)
    assert gate.count(weights) == len(model["weights"]["chunks"])


def expect_everything_precomputed(page: Page, model: dict[str, Any], picture: str) -> None:
    """Every view works on another picture, and says where its numbers are from or what it waits for."""
    page.locator(f'[data-picture="{picture}"]').click()
    label = model["labels"][model["predictions"][picture][0][0]]
    expect(part(page, "prediction").locator("li").first).to_contain_text(label)
    expect(part(page, "prediction")).to_contain_text("precomputed")
    expect(page.locator('.ov-station[data-filled="early"]')).to_have_count(model["config"]["n_layers"])
    expect(part(page, "overview-says")).to_contain_text("precomputed")
    page.get_by_role("link", name="Interpretation").click()
    expect(page.locator(".interpretation")).to_have_attribute("data-state", "precomputed")
    expect(part(page, "interpretation-says")).to_contain_text("precomputed maps")
    page.get_by_role("link", name="Detail").click()
    expect(part(page, "waiting").filter(visible=True).first).to_contain_text("Loading was stopped")
    page.get_by_role("link", name="Tensors").click()
    expect(part(page, "waiting").filter(visible=True).first).to_contain_text("Loading was stopped")
    expect(part(page, "figure-retry").filter(visible=True).first).to_have_text("Load the model")
    page.get_by_role("link", name="Background").click()
    expect(page.locator('[data-part="main"][data-view="background"]')).to_be_visible()


def test_a_line_that_is_lost_for_a_moment_is_no_failure(chromium: Browser, address: str, weights: str) -> None:
    gate = Gate(lost=(f"{weights}4.",))
    with watched(chromium, address, gate) as page:
        page.wait_for_event("requestfailed")
        gate.lost = ()
        expect_live(page)
    assert gate.count(f"{weights}4.") == 2


def test_a_line_that_stays_lost_is_told_of_and_what_came_is_not_asked_for_again(
    chromium: Browser, address: str, manifest: dict[str, Any], weights: str
) -> None:
    gate = Gate(lost=tuple(f"{weights}{number}." for number in (4, 5, 6)))
    with watched(chromium, address, gate) as page:
        status(page).to_contain_text("missing")
        status(page).to_contain_text("Check the connection")
        settled(page)
        gate.lost, come = (), {file for file in gate.asked if file.startswith(weights)}
        gate.asked.clear()
        part(page, "retry").click()
        expect_live(page)
        again = come & set(gate.asked)
    files = [chunk["file"] for chunk in manifest["models"][0]["weights"]["chunks"]]
    assert again <= set(files[4:7])
    assert again | come >= set(files[:7])


def test_a_second_visit_asks_for_nothing_that_is_there(chromium: Browser, default_site: Path) -> None:
    with hosted(default_site) as host, kept(chromium) as context:
        first = answers(context, host)
        assert sum(answer.bytes for answer in first) > 5e6
        assert [answer.file for answer in answers(context, host)] == []


def test_a_visit_after_ten_minutes_costs_no_bytes(chromium: Browser, default_site: Path) -> None:
    """Pages ask whether what they have is still right, and are told so in a word."""
    with hosted(default_site, kept_seconds=0) as host, kept(chromium) as context:
        first = answers(context, host)
        second = answers(context, host)
        # A picture of the gallery may come into sight in one visit and not in the other.
        again = [answer for answer in second if answer.file in {answer.file for answer in first}]
        assert len(again) > 20
        assert all(answer.file.startswith("images/") for answer in second if answer not in again)
        assert {(answer.status, answer.bytes) for answer in again} == {(304, 0)}


def test_a_second_visit_to_elvit_serve_is_given_nothing_anew(
    chromium: Browser, default_site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered: list[tuple[str, int]] = []
    note = lambda handler, code, size="": answered.append((handler.path, int(code)))  # noqa: E731
    monkeypatch.setattr("elvit.preview.server._Handler.log_request", note)
    with open_server(default_site) as server, kept(chromium) as context:
        for status in (200, 304):
            answered.clear()
            page = context.new_page()
            page.goto(server.url)
            expect_live(page)
            page.close()
            assert {code for _, code in answered} == {status}
    assert {file.split("/")[1] for file, _ in answered} == {"", "code"}


@contextmanager
def kept(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that remembers what it has loaded; nothing may be intercepted in it, or it would not."""
    context = browser.new_context()
    context.set_default_timeout(WAIT)
    yield context
    context.close()


def answers(context: BrowserContext, host: Host) -> list[Any]:
    """What a visit is answered, until the model has run."""
    host.answers.clear()
    page = context.new_page()
    page.goto(host.url)
    expect_live(page)
    page.close()
    return list(host.answers)


def test_runs_leave_nothing_behind(chromium: Browser, address: str) -> None:
    with looking_at(chromium, address, fresh=True) as seen:
        expect_live(seen.page)
        after = [seen.page.evaluate(RUN, count) for count in (10, 90)]
        assert after[0] == after[1]
        assert after[0]["tensors"] > 0 and after[0]["heap"] > 0


RUN = """async (count) => {
  const { images } = elvit.manifest;
  for (let i = 0; i < count; i++) {
    await elvit.run(images[i % images.length].id);
    await elvit.tensor("blocks.0.attn.hook_pattern");
  }
  return elvit.memory();
}"""

"""When something is missing the page says what, what still works, and how to go on."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from browsing import QUIET_FLAGS, find
from playwright.sync_api import Browser, Page, Playwright, Route, expect
from serving import looking_at, manifest_of, served

Damage = Callable[[Path], object]
WAIT = 30_000


@pytest.fixture
def site(default_site: Path, tmp_path: Path) -> Path:
    """A copy that a test may damage."""
    return Path(shutil.copytree(default_site, tmp_path / "dist"))


@contextmanager
def opened(site: Path, browser: Browser) -> Iterator[Page]:
    with served(site) as address, looking_at(browser, address, fresh=True) as seen:
        yield seen.page


def expect_pictures_to_stay(page: Page, site: Path, source: str = "precomputed") -> None:
    """Answers are there for every picture, also for another one than the first: precomputed, or the model's own."""
    manifest = manifest_of(site)
    thumbs = page.locator("[data-picture]")
    assert thumbs.count() >= len(manifest["images"])
    picture = manifest["images"][3]["id"]
    page.locator(f'[data-picture="{picture}"]').click()
    index, _ = manifest["models"][0]["predictions"][picture][0]
    prediction = page.locator('[data-part="prediction"]')
    expect(prediction.locator("li").first).to_contain_text(manifest["models"][0]["labels"][index])
    expect(prediction).to_contain_text(source, timeout=WAIT)


def weights_chunk(site: Path) -> Path:
    return site / str(manifest_of(site)["models"][0]["weights"]["chunks"][-1]["file"])


def remove(chunk: Path) -> None:
    chunk.unlink()


def change_one_letter(chunk: Path) -> None:
    text = chunk.read_text("ascii")
    place = len(text) // 2
    chunk.write_text(text[:place] + ("A" if text[place] != "A" else "B") + text[place + 1 :], "ascii")


def cut_short(chunk: Path) -> None:
    chunk.write_bytes(chunk.read_bytes()[:5000])


@pytest.mark.parametrize(
    ("damage", "word"),
    [(remove, "missing"), (change_one_letter, "damaged"), (cut_short, "damaged")],
    ids=["missing", "one letter wrong", "cut short"],
)
def test_a_chunk(damage: Damage, word: str, site: Path, chromium: Browser) -> None:
    chunk = weights_chunk(site)
    whole = chunk.read_bytes()
    damage(chunk)
    with opened(site, chromium) as page:
        status = page.locator('[data-part="status"]')
        expect(status).to_contain_text(word, timeout=WAIT)
        expect(status).to_contain_text(chunk.name)
        chunk.write_bytes(whole)
        page.get_by_role("button", name="try again").first.click()
        expect(status).to_contain_text(" ms", timeout=WAIT)
        expect(page.locator('[data-part="prediction"]')).to_contain_text("live")


def test_without_weights_every_precomputed_answer_is_there(site: Path, chromium: Browser) -> None:
    weights_chunk(site).unlink()
    with opened(site, chromium) as page:
        expect(page.locator('[data-part="status"]')).to_contain_text("missing", timeout=WAIT)
        expect_pictures_to_stay(page, site)


def test_no_manifest(site: Path, chromium: Browser) -> None:
    next(site.glob("manifest.*.js")).unlink()
    with opened(site, chromium) as page:
        expect(page.locator('[data-part="stopped"]')).to_contain_text("data of this page is missing")


def test_a_part_of_the_program(site: Path, chromium: Browser) -> None:
    [part] = (site / "code").glob("detail-*.js")
    there = part.read_bytes()
    part.unlink()
    with opened(site, chromium) as page:
        page.get_by_role("link", name="Detail").click()
        expect(page.get_by_role("alert")).to_contain_text("Detail cannot be shown")
        expect_pictures_to_stay(page, site, "live")  # nothing keeps the model from running
        page.get_by_role("link", name="Background").click()
        expect(page.locator('[data-part="main"]')).to_have_attribute("data-view", "background")
        page.get_by_role("link", name="Detail").click()
        expect(page.get_by_role("alert")).to_contain_text("Detail cannot be shown")
        part.write_bytes(there)
        page.get_by_role("button", name="Try again").click()
        expect(page.locator(".rail")).to_be_visible()


def test_a_file_that_is_no_picture(site: Path, chromium: Browser, tmp_path: Path) -> None:
    (tmp_path / "essay.jpg").write_text("This is not a picture.")
    with opened(site, chromium) as page:
        expect(page.locator('[data-part="status"]')).to_contain_text(" ms", timeout=WAIT)
        page.locator('[data-part="file"]').set_input_files(tmp_path / "essay.jpg")
        trouble = page.locator('[data-part="own-trouble"]')
        expect(trouble).to_contain_text("cannot be read as a picture", timeout=WAIT)
        page.keyboard.press("Escape")
        expect(trouble).to_be_hidden()
        expect(page.locator('[data-part="prediction"] li').first).to_be_visible()


def test_no_camera(site: Path, chromium: Browser) -> None:
    with opened(site, chromium) as page:
        page.locator('[data-part="own"]').click()
        page.get_by_role("button", name="camera").first.click()
        expect(page.locator('[data-part="own-dialog"]')).to_contain_text("camera", timeout=WAIT)
        expect(page.get_by_role("alert").filter(visible=True).first).to_contain_text("camera", timeout=WAIT)


@contextmanager
def browser_with(playwright: Playwright, flag: str) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=find(), args=[*QUIET_FLAGS, flag])
    yield browser
    browser.close()


def test_no_webassembly(default_site: Path, playwright: Playwright) -> None:
    with browser_with(playwright, "--js-flags=--jitless") as browser, opened(default_site, browser) as page:
        assert page.evaluate("typeof WebAssembly") == "undefined"
        expect(page.locator('[data-part="prediction"]')).to_contain_text("live, cpu", timeout=120_000)


def test_too_little_memory(default_site: Path, playwright: Playwright) -> None:
    flag = "--js-flags=--wasm-max-mem-pages=270"  # 17 MB
    with browser_with(playwright, flag) as browser, opened(default_site, browser) as page:
        expect(page.locator('[data-part="status"]')).to_contain_text("memory", timeout=120_000)
        expect_pictures_to_stay(page, default_site)


PLAIN = {"Content-Type": "text/plain", "X-Content-Type-Options": "nosniff"}


@pytest.mark.parametrize("fate", ["missing", "cut", "another type"])
def test_a_program_that_does_not_start_leaves_words(fate: str, address: str, chromium: Browser) -> None:
    def answer(route: Route) -> None:
        if fate == "missing":
            return route.fulfill(status=404)
        body = route.fetch().text()
        if fate == "cut":
            return route.fulfill(body=body[: len(body) // 2], content_type="text/javascript")
        return route.fulfill(body=body, headers=PLAIN)

    page = chromium.new_page()
    try:
        page.route("**/app.*.js", answer)
        page.goto(address)
        words = page.locator('[data-part="not-started"]')
        expect(words).to_be_hidden()
        # Seconds later, without waiting for them.
        page.evaluate("() => document.getAnimations().forEach((one) => one.finish())")
        expect(words).to_be_visible()
        expect(words).to_contain_text("has not started")
    finally:
        page.close()


def test_the_program_takes_the_place_of_those_words(address: str, chromium: Browser) -> None:
    with looking_at(chromium, address, fresh=True) as seen:
        expect(seen.page.locator('[data-part="diagram"]')).to_be_visible(timeout=WAIT)
        expect(seen.page.locator('[data-part="not-started"]')).to_have_count(0)

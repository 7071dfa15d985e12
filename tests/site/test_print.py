"""On paper: what one reads and nothing that one presses, in the light colours; answers open, code wrapped."""

from __future__ import annotations

from playwright.sync_api import Browser, expect
from serving import looking_at, part

# What is seen and keeps to an edge of the window.
STUCK = """() => [...document.querySelectorAll("*")]
  .filter((one) => one.getClientRects().length > 0 && getComputedStyle(one).position === "sticky")
  .map((one) => one.className)"""


def test_the_explorer_prints_its_view_and_no_bars_over_it(address: str, chromium: Browser) -> None:
    with looking_at(chromium, f"{address}#theme=dark") as seen:
        page = seen.page
        expect(part(page, "prediction")).to_contain_text("live", timeout=60_000)
        dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.emulate_media(media="print")
        for name in ("views", "search", "status", "gallery"):
            expect(part(page, name)).to_be_hidden()
        expect(page.locator("#overview-title")).to_be_visible()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") != dark
        assert page.evaluate(STUCK) == []
        page.emulate_media(media="screen")


def test_a_concept_prints_with_its_answer_and_wrapped_code(address: str, chromium: Browser) -> None:
    with looking_at(chromium, f"{address}concepts/softmax.html") as seen:
        page = seen.page
        answer = page.locator('[data-section="check"] details > :not(summary)').first
        expect(answer).to_be_hidden()
        ligatures = page.locator("pre code, pre").first.evaluate("one => getComputedStyle(one).fontVariantLigatures")
        assert ligatures == "none"
        page.emulate_media(media="print")
        expect(answer).to_be_visible()
        assert page.locator("pre").first.evaluate("one => one.scrollWidth <= one.clientWidth")
        page.emulate_media(media="screen")

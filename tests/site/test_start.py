"""The way in, by keyboard: offered to who is new, seven stops, left and resumed."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect
from serving import looking_at, part, state_of

STOPS = ["overview", "detail", "overview", "detail", "overview", "interpretation", "interaction"]
WAIT = 60_000


def shown(page: Page, stop: int) -> None:
    expect(part(page, "start")).to_be_visible(timeout=WAIT)
    expect(part(page, "start").locator(".start-place")).to_have_text(f"{stop} of {len(STOPS)}")
    expect(part(page, "main")).to_have_attribute("data-view", STOPS[stop - 1], timeout=WAIT)


def test_seven_stops_by_keyboard_then_left_and_resumed(address: str, chromium: Browser) -> None:
    with looking_at(chromium, address) as seen:
        page = seen.page
        offer = part(page, "start-offer")
        expect(offer).to_have_class("start-offer first", timeout=WAIT)
        offer.focus()
        page.keyboard.press("Enter")
        shown(page, 1)
        expect(offer).to_be_hidden()
        expect(part(page, "start-back")).to_be_disabled()
        for stop in range(2, len(STOPS) + 1):
            part(page, "start-next").focus()
            page.keyboard.press("Enter")
            shown(page, stop)
            assert state_of(page)["start"] == str(stop)
            assert "undefined" not in part(page, "start").inner_text()
        part(page, "start-back").focus()
        page.keyboard.press("Enter")
        shown(page, 6)
        part(page, "start-close").focus()
        page.keyboard.press("Enter")
        expect(part(page, "start")).to_be_hidden()
        assert not seen.problems
        page.goto(address)
        expect(offer).to_have_text("Go on, 6 of 7", timeout=WAIT)
        expect(offer).to_have_class("start-offer")


def test_a_link_to_a_stop_opens_it_and_says_what_the_model_said_after_each_block(
    address: str, chromium: Browser
) -> None:
    with looking_at(chromium, f"{address}#image=bird&start=5") as seen:
        shown(seen.page, 5)
        strip = part(seen.page, "start")
        expect(strip).to_contain_text("after block 0", timeout=WAIT)
        first = seen.page.locator('[data-block="0"] .ov-stop-name').first
        last = seen.page.locator('[data-block="5"] .ov-stop-name').first
        expect(strip).to_contain_text(f"{first.inner_text()} after block 0")
        expect(strip).to_contain_text(last.inner_text())
        assert not seen.problems

"""The pages of every operation: they say what the tensors hold, play, step, and can be linked to."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from serving import Visit, expect_to_fit, lead_back, looking_at, part, state_of, visit

WAIT = 60_000
SCORES = "view=detail&hook=blocks.3.attn.hook_attn_scores&head=1&token=27&column=43"
# Block 2 stands for all blocks: the pages are the same, only their numbers differ.
PAGES = """() => {
  const stages = [...document.querySelectorAll(".rail-stages a")].map((one) => one.dataset.stage);
  return stages.filter((stage) => !/^blocks/.test(stage) || stage === "blocks.2");
}"""
# The number that the page is about, out of the tensor itself.
OWN = """async (name) => {
  const [, hook, at] = /^([^[]+)\\[(.*)\\]$/.exec(name);
  const { shape, data } = await window.elvit.tensor(hook);
  return data[at.split(", ").map(Number).reduce((flat, index, axis) => flat * shape[axis] + index, 0)];
}"""


@pytest.fixture(scope="module")
def visited(address: str, chromium: Browser) -> Iterator[Visit]:
    with visit(chromium, f"{address}#{SCORES}") as visited:
        yield visited


@pytest.fixture
def seen(visited: Visit) -> Iterator[Visit]:
    told(lead_back(visited, SCORES))
    yield visited
    assert not visited.problems


def told(page: Page) -> None:
    """The page is worked out: it has steps, and what it comes to."""
    expect(page.locator(".detail-figure.waits")).to_have_count(0, timeout=WAIT)
    expect(page.locator(".worked-frame[data-result]")).to_be_visible(timeout=WAIT)


def go(page: Page, **state: Any) -> None:
    page.evaluate("state => window.elvit.go(state)", state)


def where(page: Page) -> str:
    return part(page, "player-where").inner_text()


def operations(page: Page) -> list[str]:
    """One page of each kind: all of the embedding, of block 2 and of the head."""
    names = []
    for stage in page.evaluate(PAGES):
        page.locator(f'.rail-stages a[data-stage="{stage}"]').click()
        expect(page.locator(f'.rail-stages a[data-stage="{stage}"]')).to_have_attribute("aria-current", "true")
        names += page.locator(".rail-steps a").evaluate_all("links => links.map((one) => one.dataset.page)")
    return names


def test_every_operation_comes_to_the_hooks_own_number(seen: Visit) -> None:
    page = seen.page
    names = operations(page)
    assert len(names) == 17
    for name in names:
        for token, head, column in ((0, 0, 3), (30, 2, 7)):
            go(page, hook=name, token=token, head=head, column=column, at=0)
            address = part(page, "detail-name")
            expect(address).to_have_text(re.compile(rf"^{re.escape(name)}\["))
            told(page)
            result = float(page.locator(".worked-frame").get_attribute("data-result") or "nan")
            own = page.evaluate(OWN, address.inner_text())
            assert result == pytest.approx(own, abs=1e-4), (name, token)
            text = part(page, "main").inner_text()
            assert not re.search(r"NaN|undefined|not a number|\[object", text), name
            assert len(part(page, "code").locator(".code-line").all()) >= 2, name
            assert part(page, "now").inner_text(), name


def test_every_step_can_be_told(seen: Visit) -> None:
    page = seen.page
    for name in operations(page):
        go(page, hook=name, token=12, head=1, column=5, at=0)
        expect(part(page, "detail-name")).to_have_text(re.compile(rf"^{re.escape(name)}\["))
        told(page)
        last = int(part(page, "scrub").get_attribute("max") or 0)
        assert last >= 2, name
        for at in {1, last // 3, last // 2, last - 1, last}:
            go(page, at=at)
            expect(part(page, "scrub")).to_have_value(str(at))
            said = part(page, "now").inner_text()
            assert said and not re.search(r"NaN|undefined|not a number|[{}|]", said), (name, at, said)
            assert part(page, "worked").inner_text(), name


def test_a_link_opens_the_very_step(address: str, chromium: Browser) -> None:
    link = "view=detail&hook=blocks.5.attn.hook_pattern&head=2&token=17&at=4&column=20"
    with looking_at(chromium, f"{address}#{link}") as seen:
        told(seen.page)
        expect(part(seen.page, "detail-name")).to_have_text("blocks.5.attn.hook_pattern[2, 17, 20]")
        expect(part(seen.page, "scrub")).to_have_value("4")
        expect(part(seen.page, "token-name")).to_contain_text("token 17")
        expect(seen.page.locator('.heads [data-head="2"]')).to_have_attribute("aria-pressed", "true")
        assert not seen.problems


def test_keys_step_play_and_lead_on(seen: Visit) -> None:
    page = seen.page
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    assert where(page) == "term 2 of 64"
    assert state_of(page)["at"] == "2"
    page.keyboard.press(" ")
    expect(part(page, "play")).to_have_accessible_name("Pause")
    expect(part(page, "player-where")).not_to_have_text("term 2 of 64")
    page.keyboard.press(" ")
    expect(part(page, "play")).to_have_accessible_name("Play")
    assert int(state_of(page)["at"]) > 2
    page.keyboard.press("a")
    expect(part(page, "detail-name")).to_have_text(re.compile(r"^blocks\.4\.attn\.hook_attn_scores"))
    page.keyboard.press("]")
    expect(part(page, "detail-name")).to_have_text(re.compile(r"^blocks\.4\.attn\.hook_pattern"))
    page.keyboard.press("[")
    page.keyboard.press("[")
    expect(part(page, "detail-name")).to_have_text(re.compile(r"^blocks\.4\.attn\.hook_v"))


def test_it_plays_to_its_end_at_the_speed_chosen_and_loops(seen: Visit) -> None:
    page = seen.page
    part(page, "speed").select_option("4")
    part(page, "play").click()
    expect(part(page, "play")).to_have_accessible_name("Play", timeout=30_000)
    assert part(page, "scrub").input_value() == part(page, "scrub").get_attribute("max")
    part(page, "loop").click()
    part(page, "play").click()
    page.wait_for_timeout(500)
    expect(part(page, "play")).to_have_accessible_name("Pause")
    assert {"speed": "4", "loop": "always"}.items() <= state_of(page).items()


def test_a_step_is_said_once(seen: Visit) -> None:
    page = seen.page
    page.evaluate("""() => {
      globalThis.heard = [];
      const live = document.querySelector('[data-part="live"]');
      const watch = new MutationObserver(() => heard.push(live.textContent));
      watch.observe(live, { childList: true, characterData: true, subtree: true });
    }""")
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(1200)
    said = part(page, "now").inner_text()
    assert page.evaluate("heard") == [said]
    assert part(page, "now").get_attribute("aria-live") is None


def test_all_terms_can_be_read_and_add_up(seen: Visit) -> None:
    page = seen.page
    part(page, "more-terms").click()
    rows = part(page, "all-terms").locator("tbody tr")
    expect(rows.first).to_be_visible()
    query = seen.tensor("blocks.3.attn.hook_q").reshape(65, 3, 64)[27, 1].astype(float)
    key = seen.tensor("blocks.3.attn.hook_k").reshape(65, 3, 64)[43, 1].astype(float)
    running = 0.0
    for index in range(64):
        row = part(page, "all-terms").locator(f'tr[data-term="{index}"]')
        if not row.count():
            part(page, "all-terms").evaluate("(list, top) => { list.scrollTop = top }", index * 22)
            expect(row).to_have_count(1)
        numbers = [_number(text) for text in row.locator("td").all_inner_texts()]
        running += query[index] * key[index]
        wanted = [query[index], key[index], query[index] * key[index], running]
        assert numbers == pytest.approx(wanted, rel=5.1e-3, abs=1e-6), index
    own = seen.tensor("blocks.3.attn.hook_attn_scores").reshape(3, 65, 65)[1, 27, 43]
    assert running / math.sqrt(64) == pytest.approx(own, abs=1e-4)


def _number(text: str) -> float:
    """A printed number: a real minus sign, spaces that align it."""
    return float(re.sub(r"[\s\u2007\u2008\u202f]", "", text).replace("\u2212", "-"))


def test_going_on_chooses_what_tells_something(seen: Visit) -> None:
    page = seen.page
    page.keyboard.press("]")
    expect(part(page, "detail-name")).to_have_text(re.compile("hook_pattern"))
    go(page, hook="blocks.3.attn.hook_q", column=11)
    expect(part(page, "detail-name")).to_have_text("blocks.3.attn.hook_q[27, 1, 11]")
    page.locator('.rail-steps a[data-page="blocks.3.attn.hook_pattern"]').click()
    strongest = int(seen.tensor("blocks.3.attn.hook_pattern").reshape(3, 65, 65)[1, 27].argmax())
    expect(part(page, "detail-name")).to_have_text(f"blocks.3.attn.hook_pattern[1, 27, {strongest}]")
    page.locator('.rail-steps a[data-page="blocks.3.attn.hook_z"]').click()
    expect(part(page, "detail-name")).to_have_text("blocks.3.attn.hook_z[27, 1, 11]")


@pytest.mark.parametrize("width", [1024, 390])
def test_nothing_is_wider_than_the_page(width: int, address: str, chromium: Browser) -> None:
    options = {"viewport": {"width": width, "height": 844}}
    with visit(chromium, f"{address}#view=detail", **options) as seen:
        told(seen.page)
        for name in operations(seen.page):
            go(seen.page, hook=name, at=3)
            expect(part(seen.page, "detail-name")).to_have_text(re.compile(rf"^{re.escape(name)}\["))
            told(seen.page)
            expect_to_fit(seen.page)


def test_with_reduced_motion_steps_stand_still(address: str, chromium: Browser) -> None:
    with visit(chromium, f"{address}#{SCORES}", reduced_motion="reduce") as seen:
        told(seen.page)
        part(seen.page, "play").click()
        expect(part(seen.page, "player-where")).to_have_text("term 2 of 64")
        part(seen.page, "play").click()
        expect(part(seen.page, "play")).to_have_accessible_name("Play")

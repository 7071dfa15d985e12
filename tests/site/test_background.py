"""The graph of concepts as a visitor uses it: choose, walk, search, zoom, learn, read, share."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from serving import Visit, lead_back, looking_at, part, settle, state_of

WAIT = 30_000
LINK = "#view=background"


@pytest.fixture(scope="module")
def visited(address: str, chromium: Browser) -> Iterator[Visit]:
    with looking_at(chromium, address + LINK) as seen:
        yield seen


@pytest.fixture
def page(visited: Visit) -> Iterator[Page]:
    page = lead_back(visited, LINK.removeprefix("#"))
    expect(concept(page, "softmax")).to_be_visible(timeout=WAIT)
    # Whatever comes with the run has come: nothing is drawn anew while keys are pressed.
    expect(part(page, "prediction")).to_contain_text("live", timeout=WAIT)
    yield page
    assert not visited.problems


def concept(page: Page, name: str) -> Locator:
    return page.locator(f'.concept[data-concept="{name}"]')


def title(page: Page) -> Locator:
    return part(page, "concept").locator("h1")


def test_every_concept_stands_in_the_graph_and_in_the_list(page: Page) -> None:
    ids = "all => all.map(one => one.dataset.concept)"
    drawn = page.locator(".concept").evaluate_all(ids)
    listed = part(page, "concept-list").locator(".list-title").evaluate_all(ids)
    assert len(drawn) >= 30
    assert sorted(drawn) == sorted(listed)


def test_choosing_opens_a_concept_and_back_leaves_it(page: Page) -> None:
    concept(page, "softmax").click()
    expect(title(page)).to_have_text("Softmax")
    page.locator(".concept-body a[data-concept]").first.click()
    expect(title(page)).not_to_have_text("Softmax")
    page.go_back()
    expect(title(page)).to_have_text("Softmax")
    page.go_back()
    expect(part(page, "background-intro")).to_be_visible()


def test_pointing_shows_all_links_of_a_concept(page: Page) -> None:
    kinds = "all => all.filter(one => getComputedStyle(one).display !== 'none').map(one => one.classList[1])"
    links = page.locator(".world .link")
    assert set(links.evaluate_all(kinds)) == {"needs"}
    concept(page, "softmax").hover()
    strong = page.locator(".world .link.strong")
    assert len(set(strong.evaluate_all(kinds))) > 1
    ends = "all => all.every(one => [one.dataset.from, one.dataset.to].includes('softmax'))"
    assert strong.evaluate_all(ends)
    expect(part(page, "graph-readout")).to_contain_text("Softmax")


def test_arrow_keys_walk_and_enter_opens(page: Page) -> None:
    concept(page, "softmax").evaluate("one => one.focus()")
    page.keyboard.press("ArrowDown")
    reached = page.evaluate("document.activeElement.dataset.concept")
    assert reached != "softmax"
    concept(page, reached).press("Enter")
    expect(part(page, "background-intro")).to_be_hidden()
    assert state_of(page)["concept"] == reached
    assert page.evaluate("document.activeElement.dataset.concept") == reached


def test_one_concept_is_in_the_tab_order(page: Page) -> None:
    assert page.locator('.concept[tabindex="0"]').count() == 1


def test_a_learning_path_is_followed_to_its_end(page: Page) -> None:
    part(page, "background-intro").locator('[data-path="self-attention"]').click()
    steps = part(page, "path-steps").locator("a")
    names = steps.all_inner_texts()
    assert names[-1] == "Self-attention"
    expect(page.locator(".badge.on-path")).to_have_count(len(names))
    for name in names[1:]:
        part(page, "path-next").click()
        expect(title(page)).to_have_text(name)
    expect(part(page, "path-next")).to_have_count(0)
    page.keyboard.press("[")
    expect(title(page)).to_have_text(names[-2])
    part(page, "leave-path").click()
    expect(part(page, "path")).to_be_hidden()


def test_a_search_leaves_what_is_found(page: Page) -> None:
    part(page, "find").fill("rollout")
    expect(part(page, "find-count")).to_have_text(re.compile(r"^\d of \d+$"))
    assert "far" in (concept(page, "gelu").get_attribute("class") or "")
    assert "far" not in (concept(page, "attention-rollout").get_attribute("class") or "")
    part(page, "find").press("Enter")
    expect(title(page)).to_have_text("Attention rollout")
    part(page, "find").fill("no such thing")
    expect(part(page, "concept-list")).to_contain_text("No concept has these words.")


def test_zoom_by_wheel_keys_and_buttons_reaches_the_link(page: Page) -> None:
    graph = part(page, "graph")
    graph.hover(position={"x": 20, "y": 20})
    page.mouse.wheel(0, -400)
    in_address(page, "graph")
    page.locator('[data-zoom="whole"]').click()
    in_address(page, "graph", there=False)
    concept(page, "softmax").evaluate("one => one.focus()")
    page.keyboard.press("+")
    in_address(page, "graph")
    assert state_of(page)["graph"].endswith(",1.4")
    box = graph.bounding_box()
    assert box is not None
    before = page.url
    page.mouse.move(box["x"] + 10, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 90, box["y"] + 70, steps=5)
    page.mouse.up()
    page.wait_for_function("before => location.href !== before", arg=before)
    sight = [float(value) for value in state_of(page)["graph"].split(",")]
    assert sight == pytest.approx([0.5 - 80 / box["width"] / 1.4, 0.5 - 60 / box["height"] / 1.4, 1.4], abs=0.01)
    assert "concept" not in state_of(page)


def test_a_cold_link_restores_all(address: str, chromium: Browser) -> None:
    link = f"{address}{LINK}&concept=key&path=self-attention&find=token&links=all&graph=0.4,0.4,2"
    with looking_at(chromium, link) as seen:
        expect(title(seen.page)).to_have_text("Key", timeout=WAIT)
        expect(part(seen.page, "path").locator('[aria-current="step"]')).to_have_text("Key")
        expect(part(seen.page, "find")).to_have_value("token")
        expect(seen.page.locator('[data-links="all"]')).to_have_attribute("aria-pressed", "true")
        expect(seen.page.locator(".world")).to_have_attribute("transform", re.compile(r"scale\(2"))
        assert not seen.problems


def test_numbers_are_those_of_the_chosen_picture(page: Page) -> None:
    concept(page, "class-probabilities").click()
    expect(part(page, "numbers-source")).to_contain_text("Live", timeout=WAIT)
    first = part(page, "numbers").inner_text()
    page.locator("[data-picture]").nth(3).click()
    expect(part(page, "numbers")).not_to_have_text(first, use_inner_text=True)
    expect(part(page, "numbers-source")).to_contain_text("Live", timeout=WAIT)
    assert part(page, "numbers").inner_text() != first
    assert "…" not in part(page, "numbers").inner_text()


def test_a_concept_leads_to_its_tensor(page: Page) -> None:
    concept(page, "attention-pattern").click()
    part(page, "met").locator('[data-hook$="hook_pattern"]').click()
    state = state_of(page)
    assert (state["view"], state["hook"].split(".", 2)[2]) == ("detail", "attn.hook_pattern")


def test_the_answer_is_folded_until_asked_for(page: Page) -> None:
    concept(page, "softmax").click()
    answer = part(page, "answer")
    expect(answer.locator(".answer")).to_be_hidden()
    answer.locator("summary").click()
    expect(answer.locator(".answer")).to_be_visible()


CROWDED = """() => {
  const frame = document.querySelector(".graph").getBoundingClientRect();
  const all = [...document.querySelectorAll(".concept > text, .band-name")];
  const boxes = all.map((one) => [one.textContent, one.getBoundingClientRect()]);
  const outside = (a) => a.left < frame.left - 1 || a.right > frame.right + 1 || a.bottom > frame.bottom + 1;
  const cut = boxes.filter(([, a]) => outside(a));
  const over = ([, a], [, b]) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  return [...cut, ...boxes.filter((a, i) => boxes.some((b, j) => j > i && over(a, b)))].map(([name]) => name);
}"""


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1024, 768), (390, 844)])
def test_no_label_is_cut_or_covered(page: Page, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    toggle = part(page, "graph-toggle")
    if toggle.is_visible():
        toggle.click()
    settle(page)
    assert page.evaluate(CROWDED) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_phone_the_words_come_first(address: str, chromium: Browser) -> None:
    with looking_at(chromium, f"{address}{LINK}&concept=softmax", viewport={"width": 390, "height": 844}) as seen:
        expect(title(seen.page)).to_have_text("Softmax", timeout=WAIT)
        expect(part(seen.page, "graph")).to_be_hidden()
        part(seen.page, "graph-toggle").click()
        expect(part(seen.page, "graph")).to_be_visible()
        concept(seen.page, "gelu").click()
        expect(title(seen.page)).to_have_text("GELU")
        expect(title(seen.page)).to_be_in_viewport()


def in_address(page: Page, key: str, *, there: bool = True) -> None:
    """Waits until the address says this, or no more; a zoom is written once it has come to rest."""
    page.wait_for_function("([key, there]) => location.hash.includes(`${key}=`) === there", arg=[key, there])

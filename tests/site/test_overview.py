"""The diagram of the whole model as a visitor uses it: read, open, zoom, choose, share, go back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from serving import expect_to_fit, looking_at, part, served, settle, state_of

WAIT = 60_000

# Texts and pictures of the diagram that lie on one another or stick out of it.
CROWDED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('.off-screen { display: none }');
  document.adoptedStyleSheets = [sheet];
  const pictures = '.ov-picture, .ov-map, .ov-heads, .ov-answer-link, .ov-stop';  // the last end in an ellipsis
  const texts = '.ov-label, .ov-shape, .ov-station-label, .ov-figures > span, .ov-captions > span,'
    + '.ov-panel h2, .ov-panel-says, .ov-close';
  const frame = document.querySelector('[data-part="diagram"]').getBoundingClientRect();
  const boxOf = (one) => {
    let words = one;  // without the room around a link that makes it easier to press
    while (words.childNodes.length === 1 && words.firstElementChild) words = words.firstElementChild;
    const range = document.createRange();
    range.selectNodeContents(words);
    return (one.matches(pictures) ? one : range).getBoundingClientRect();
  };
  const all = [...document.querySelectorAll(`${pictures}, ${texts}`)];
  const boxes = all.map((one) => [one, boxOf(one)]).filter(([, box]) => box.width > 1);
  const name = (one) => `${one.className} ${one.textContent.slice(0, 20)}`;
  const isOut = (box) => box.left < frame.left - 3 || box.right > frame.right + 3;
  const found = boxes.filter(([, box]) => isOut(box)).map(([one]) => `outside: ${name(one)}`);
  boxes.forEach(([one, a], i) => boxes.slice(i + 1).forEach(([other, b]) => {
    if (one.contains(other) || other.contains(one)) return;
    const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (across > 1.5 && down > 2.5) found.push(`${name(one)} on ${name(other)}`);
  }));
  return found;
}"""

# The picture is as large as its box.
PICTURE_FILLS = """() => {
  const [box, picture] = [".ov-image", ".ov-image .picture-frame img"]
    .map((one) => document.querySelector(one).getBoundingClientRect());
  return Math.abs(box.width - picture.width) <= 2 && Math.abs(box.height - picture.height) <= 2;
}"""


@pytest.fixture
def page(address: str, chromium: Browser) -> Iterator[Page]:
    with looking_at(chromium, address) as seen:
        live(seen.page)
        yield seen.page
        assert not seen.problems


def live(page: Page) -> None:
    expect(part(page, "diagram")).to_have_attribute("data-state", "live", timeout=WAIT)
    expect(page.locator('.ov-station:not([data-filled="true"])')).to_have_count(0, timeout=WAIT)


def block(page: Page, number: int) -> Locator:
    return page.locator(f'[data-block="{number}"]')


def test_a_block_opens_in_place_and_back_folds_it_up(page: Page) -> None:
    block(page, 2).click()
    expect(page.locator('[data-box="blocks.2.attn.hook_q"]')).to_have_attribute("data-filled", "true", timeout=WAIT)
    assert state_of(page)["open"] == "2"
    block(page, 4).click()
    expect(block(page, 2)).to_have_attribute("aria-expanded", "false")
    page.go_back()
    expect(block(page, 2)).to_have_attribute("aria-expanded", "true")
    page.go_back()
    expect(page.locator(".ov-panel")).to_have_count(0)


def test_the_length_of_the_row_is_that_of_the_tensor(page: Page) -> None:
    tensor = "window.elvit.tensor('blocks.3.hook_resid_post')"
    values = page.evaluate(f"{tensor}.then(({{ data, shape }}) => [...data.slice(0, shape[1])])")
    length = sum(value * value for value in values) ** 0.5
    shown = block(page, 3).locator('[data-part="length-value"]').inner_text()
    assert float(shown) == pytest.approx(length, rel=5e-3)


def test_wheel_buttons_and_keys_zoom_and_a_link_restores_it(page: Page, address: str) -> None:
    frame = part(page, "diagram")
    box = frame.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.wheel(0, -300)
    in_address(page, "zoom")
    assert float(state_of(page)["zoom"].split(",")[2]) > 1.5
    world = "document.querySelector('.ov-world').style.transform"
    seen = page.evaluate(world)
    other = page.context.new_page()
    other.goto(page.url)
    live(other)
    assert other.evaluate(world) == seen
    other.close()
    part(page, "zoom-all").click()
    in_address(page, "zoom", there=False)
    block(page, 0).focus()
    page.keyboard.press("+")
    in_address(page, "zoom")


def test_the_keyboard_walks_opens_and_closes(page: Page) -> None:
    block(page, 0).focus()
    page.keyboard.press("ArrowRight")
    expect(block(page, 1)).to_be_focused()
    expect(part(page, "reading")).to_contain_text("block 1")
    page.keyboard.press("Enter")
    expect(block(page, 1)).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(block(page, 1)).to_have_attribute("aria-expanded", "false")
    expect(block(page, 1)).to_be_focused()


def test_pointing_reads_the_number_the_hook_and_its_indices(page: Page) -> None:
    page.locator('[data-box="hook_full_embed"] .ov-picture').hover(position={"x": 3, "y": 1})
    reading = part(page, "reading")
    expect(reading).to_contain_text("CLS")
    expect(reading.locator("code")).to_contain_text("hook_full_embed[0, ")


def test_a_patch_pointed_at_in_one_picture_is_marked_in_all(page: Page) -> None:
    picture = page.locator('[data-map="patches"]')
    box = picture.bounding_box()
    assert box
    picture.hover(position={"x": box["width"] * 0.45, "y": box["height"] * 0.7})  # of 8 by 8: column 3, row 5
    expect(part(page, "token-name")).to_contain_text("patch (5, 3)")
    for spot in page.locator(".ov-map .ov-spot, .ov-picture .ov-spot").all():
        place = spot.evaluate(
            """one => {
              const [mine, all] = [one, one.parentNode].map((each) => each.getBoundingClientRect());
              return [(mine.left - all.left) / all.width, (mine.top - all.top) / all.height];
            }"""
        )
        assert place == pytest.approx([3 / 8, 5 / 8], abs=0.02)


def test_a_tensor_leads_to_its_numbers_and_a_term_to_its_concept(page: Page) -> None:
    page.locator('[data-box="hook_embed"] .ov-picture').click()
    assert state_of(page) == {"view": "detail", "hook": "hook_embed"}
    page.go_back()
    live(page)
    page.locator('.ov-prose [data-concept="cls-token"]').click()
    found = state_of(page)
    assert (found["view"], found["concept"]) == ("background", "cls-token")


def test_another_picture_flows_through(page: Page) -> None:
    before = block(page, 5).inner_text()
    page.locator('[data-part="gallery"] [data-picture]').nth(1).click()
    expect(block(page, 5)).not_to_have_text(before, timeout=WAIT)


def test_the_table_says_what_the_diagram_shows(page: Page) -> None:
    part(page, "in-words").locator("summary").click()
    rows = part(page, "in-words").locator("tbody tr")
    expect(rows).to_have_count(8)
    assert "2\u202f693\u202f578" in rows.last.inner_text()
    shown = block(page, 3).locator('[data-part="length-value"]').inner_text()
    assert shown in rows.nth(4).inner_text()


@pytest.mark.parametrize("name", ["default", "large"])
def test_nothing_is_crowded_or_cut(name: str, request: pytest.FixtureRequest, chromium: Browser) -> None:
    site = request.getfixturevalue(f"{name}_site")
    with served(site) as address, looking_at(chromium, f"{address}#open=1") as seen:
        live(seen.page)
        for width in (390, 1024, 1440):
            seen.page.set_viewport_size({"width": width, "height": 900})
            live(seen.page)
            settle(seen.page)
            assert seen.page.evaluate(CROWDED) == [], width
            assert seen.page.evaluate(PICTURE_FILLS), width
            expect_to_fit(seen.page)


def in_address(page: Page, key: str, *, there: bool = True) -> None:
    """Waits until the address says this, or no more; a zoom is written once it has come to rest."""
    page.wait_for_function("([key, there]) => location.hash.includes(`${key}=`) === there", arg=[key, there])

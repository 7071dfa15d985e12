"""The inspector: any matrix by link or from the page, its numbers, orders, extremes and files, by mouse and by key."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Browser, Page, expect
from serving import Visit, manifest_of, numbers_of, part, served, state_of, visit

W_IN = "blocks.2.mlp.W_in"
PATTERN = "blocks.4.attn.hook_pattern"
READY_MS = 60_000


@pytest.fixture(scope="module")
def visited(default_site: Path, chromium: Browser) -> Iterator[Visit]:
    options: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}, "permissions": ["clipboard-read"]}
    with served(default_site) as address, visit(chromium, address, **options) as seen:
        expect(part(seen.page, "status")).to_contain_text(" ms", timeout=READY_MS)
        yield seen
        assert not seen.problems


@pytest.fixture
def page(visited: Visit) -> Iterator[Page]:
    page = visited.page
    page.evaluate("window.elvit.go({ view: 'tensors', inspect: '', spot: '', head: 0, token: 0, column: 0 })")
    yield page


SPOT_IS = "(spot) => new URLSearchParams(location.hash.slice(1)).get('spot') === spot"


def inspect(page: Page, name: str, spot: str = "") -> None:
    page.evaluate("([inspect, spot]) => window.elvit.go({ inspect, spot })", [name, spot])
    expect(part(page, "inspector-name")).to_have_text(name)
    expect(part(page, "inspector-grid").locator("td.here")).to_be_visible()


def values(page: Page, kind: str, name: str) -> NDArray[np.float32]:
    return numbers_of(page, kind, name)


def written(text: str) -> float:
    return float(text.replace("−", "-").replace("\u202f", "").strip("\u2007\u2008 "))


def test_a_link_opens_it_escape_closes_it_and_back_opens_it_again(page: Page) -> None:
    link = page.evaluate("location.href.split('#')[0]") + f"#view=tensors&inspect={W_IN}&spot=0.7.12"
    page.evaluate("href => { location.href = href; }", link)
    dialog = part(page, "inspector")
    expect(dialog).to_be_visible()
    expect(part(page, "inspector-title")).to_have_text("The MLP’s first matrix, block 2")
    expect(part(page, "inspector-title")).to_be_focused()
    expect(part(page, "inspector-shape")).to_have_text("d_model 192 × d_mlp 768")
    expect(part(page, "inspector-readout")).to_contain_text("feature 7, hidden feature 12")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert "inspect" not in state_of(page)
    page.go_back()
    expect(dialog).to_be_visible()
    page.go_back()
    expect(dialog).to_be_hidden()


@pytest.mark.parametrize(
    ("kind", "name", "head"),
    [
        ("weight", W_IN, None),
        ("weight", "blocks.1.attn.W_O", 2),
        ("weight", "blocks.0.ln1.w", None),
        ("tensor", PATTERN, 1),
        ("tensor", "blocks.3.attn.hook_q", 2),
        ("tensor", "logits", None),
    ],
)
def test_its_numbers_are_those_of_the_model(kind: str, name: str, head: int | None, page: Page) -> None:
    inspect(page, name, f"{head or 0}.5.0")
    tensor = values(page, kind, name)
    dims = page.evaluate("([k, n]) => window.elvit[k](n).then(({ dims }) => dims)", [kind, name])
    plane = np.asarray(tensor if head is None else tensor.take(head, dims.index("head")))
    plane = plane.reshape(plane.shape[0], -1)
    for cell in part(page, "inspector-grid").locator("td[data-row]").all()[:40]:
        row, column = (int(cell.get_attribute(f"data-{axis}") or "") for axis in ("row", "column"))
        assert written(cell.inner_text()) == pytest.approx(plane[row, column], rel=6e-3, abs=1e-9)
    facts = part(page, "inspector").locator("[data-fact]")
    expect(facts).to_have_count(6)
    stated = {one.get_attribute("data-fact"): one.inner_text() for one in facts.all()}
    expected = {"min": tensor.min(), "max": tensor.max(), "mean": tensor.mean(), "std": tensor.std()}
    for fact, value in expected.items():
        assert written(stated[fact]) == pytest.approx(float(value), rel=6e-3, abs=1e-7), fact


def test_rows_are_ordered_by_a_column_falling_rising_and_back(page: Page) -> None:
    inspect(page, W_IN, "0.9.30")
    matrix = values(page, "weight", W_IN)
    column = page.locator('[data-part="inspector-grid"] td[data-column="30"]')

    def shown() -> list[float]:
        return [written(text) for text in column.all_inner_texts()]

    part(page, "sort-rows").click()
    expect(part(page, "inspector-order")).to_contain_text("Rows by hidden feature 30, largest first")
    falling = np.sort(matrix[:, 30])[::-1]
    np.testing.assert_allclose(shown(), falling[: len(shown())], rtol=6e-3)
    expect(page.locator('[data-part="inspector-grid"] th[aria-sort="descending"]')).to_contain_text("30")
    expect(part(page, "inspector-readout")).to_contain_text(f"feature {matrix[:, 30].argmax()}, hidden feature 30")
    part(page, "sort-rows").click()
    np.testing.assert_allclose(shown(), falling[::-1][: len(shown())], rtol=6e-3)
    part(page, "sort-rows").click()
    expect(part(page, "inspector-order")).to_be_hidden()


def test_columns_are_ordered_by_a_row_with_keys(page: Page) -> None:
    inspect(page, PATTERN, "2.17.0")
    row = values(page, "tensor", PATTERN)[2, 17]
    part(page, "inspector-grid").focus()
    page.keyboard.press("Shift+S")
    expect(part(page, "inspector-order")).to_contain_text("Columns by patch (2, 0), largest first")
    texts = page.locator('[data-part="inspector-grid"] td[data-row="17"]').all_inner_texts()
    np.testing.assert_allclose([written(text) for text in texts], np.sort(row)[::-1][: len(texts)], rtol=6e-3)
    part(page, "unsort").click()
    expect(part(page, "unsort")).to_be_hidden()


def test_the_extremes_are_found_in_whichever_head_they_are(page: Page) -> None:
    inspect(page, PATTERN)
    tensor = values(page, "tensor", PATTERN)
    for which, at in (("to-most", tensor.argmax()), ("to-least", tensor.argmin())):
        head, row, column = (int(i) for i in np.unravel_index(at, tensor.shape))
        part(page, which).click()
        here = part(page, "inspector-grid").locator("td.here")
        expect(here).to_have_attribute("data-row", str(row))
        expect(here).to_have_attribute("data-column", str(column))
        expect(part(page, "inspector").locator(f'[data-head="{head}"]')).to_have_attribute("aria-pressed", "true")
        assert written(here.inner_text()) == pytest.approx(float(tensor[head, row, column]), rel=6e-3)
        page.wait_for_function(SPOT_IS, arg=f"{head}.{row}.{column}")  # the cursor settles, then the address


def test_keys_move_zoom_and_tell_screen_readers(page: Page) -> None:
    inspect(page, W_IN, "0.0.0")
    plot, sight = part(page, "inspector-plot"), part(page, "inspector-sight")
    expect(sight).to_have_text("In sight: all 192 rows, all 768 columns.")
    plot.focus()
    for key in ("ArrowDown", "ArrowRight", "ArrowRight", "PageDown"):
        page.keyboard.press(key)
    expect(part(page, "inspector-readout")).to_contain_text("feature 11, hidden feature 2")
    spoken = page.locator('[data-part="inspector"] [role="status"].off-screen')
    expect(spoken).to_contain_text("feature 11, hidden feature 2: ")
    for _ in range(6):
        page.keyboard.press("+")
    expect(sight).to_contain_text("of 192")
    page.keyboard.press("End")
    expect(sight).to_contain_text("to 767 of 768")
    page.keyboard.press("0")
    expect(sight).to_have_text("In sight: all 192 rows, all 768 columns.")


def test_the_wheel_zooms_dragging_moves_a_click_chooses(page: Page) -> None:
    inspect(page, W_IN, "0.0.0")
    plot, sight = part(page, "inspector-plot"), part(page, "inspector-sight")
    box = plot.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    for _ in range(4):
        page.mouse.wheel(0, -300)
    expect(sight).to_contain_text("of 768")
    before = sight.inner_text()
    page.mouse.down()
    page.mouse.move(box["x"] + 40, box["y"] + 40, steps=4)
    page.mouse.up()
    expect(sight).not_to_have_text(before)
    page.mouse.move(box["x"] + 60, box["y"] + 60)
    expect(part(page, "inspector").locator('[data-part="lens"]')).to_be_visible()
    said = part(page, "inspector-readout").inner_text()
    page.mouse.click(box["x"] + 60, box["y"] + 60)
    part(page, "inspector-title").click()
    expect(part(page, "inspector-readout")).to_have_text(said)


def test_scrolling_shows_every_part_of_a_large_table_with_few_elements(page: Page) -> None:
    inspect(page, W_IN, "0.0.0")
    grid = part(page, "inspector-grid")
    grid.evaluate("g => g.scrollTo(1e6, 1e6)")
    last = grid.locator('td[data-row="191"][data-column="767"]')
    expect(last).to_be_visible()
    assert written(last.inner_text()) == pytest.approx(float(values(page, "weight", W_IN)[191, 767]), rel=6e-3)
    assert grid.evaluate("g => g.querySelectorAll('td').length") < 700


def test_files_and_the_clipboard_carry_the_numbers(page: Page) -> None:
    name = "blocks.1.attn.W_Q"
    inspect(page, name, "1.3.2")
    weight = values(page, "weight", name)
    with page.expect_download() as download:
        part(page, "inspector-npy").click()
    array = np.load(io.BytesIO(Path(download.value.path()).read_bytes()))
    np.testing.assert_array_equal(array, weight)
    with page.expect_download() as download:
        part(page, "inspector-csv").click()
    header, *rows = csv.reader(io.StringIO(Path(download.value.path()).read_text("utf-8")))
    assert header[:3] == ["d_model", "head", "d_head 0"]
    np.testing.assert_array_equal(np.array([row[2:] for row in rows], np.float32).reshape(weight.shape), weight)
    part(page, "inspector-copy").click()
    expect(part(page, "inspector-copy")).to_have_text("Copied")
    header, *rows = csv.reader(io.StringIO(page.evaluate("navigator.clipboard.readText()")))
    assert header[1] == "feature 0 of head 1"
    np.testing.assert_array_equal(np.array(rows[0][1:], np.float32), weight[0, 1, : len(header) - 1])


def test_what_belongs_together_is_one_press_away_and_a_head_is_kept(page: Page) -> None:
    inspect(page, "blocks.3.attn.hook_k", "1.0.0")
    part(page, "inspector").locator('[data-inspect="blocks.3.attn.W_K"]').click()
    expect(part(page, "inspector-title")).to_have_text("The key matrix, block 3")
    expect(part(page, "inspector").locator('[data-head="1"]')).to_have_attribute("aria-pressed", "true")
    part(page, "inspector").locator('[data-inspect="blocks.3.attn.hook_k"]').click()
    expect(part(page, "inspector-name")).to_have_text("blocks.3.attn.hook_k")


def test_every_matrix_of_the_model_opens(page: Page, visited: Visit, default_site: Path) -> None:
    model = manifest_of(default_site)["models"][0]
    for name in (*(hook["name"] for hook in model["hooks"]), *model["params"]):
        if name.startswith("blocks.1.") or not name.startswith("blocks."):
            inspect(page, name)
    assert not visited.problems


def test_a_name_that_the_model_does_not_have_is_said_to_be_none(page: Page) -> None:
    page.evaluate("window.elvit.go({ inspect: 'blocks.99.mlp.W_in' })")
    expect(part(page, "inspector-wait")).to_contain_text("has no “blocks.99.mlp.W_in”")
    expect(part(page, "inspector-table")).to_have_count(0)
    part(page, "inspector-close").click()
    expect(part(page, "inspector")).to_be_hidden()


def test_the_focus_goes_back_to_where_it_was(page: Page) -> None:
    part(page, "save-npy").focus()
    inspect(page, W_IN)
    page.keyboard.press("Escape")
    expect(part(page, "inspector")).to_be_hidden()
    expect(part(page, "save-npy")).to_be_focused()


@pytest.mark.parametrize("width", [1440, 1024, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_the_screen(width: int, scheme: str, address: str, chromium: Browser) -> None:
    options: Any = {"viewport": {"width": width, "height": 844}, "color_scheme": scheme}
    with visit(chromium, f"{address}#inspect={PATTERN}", **options) as seen:
        expect(part(seen.page, "inspector-grid").locator("td.here")).to_be_attached(timeout=READY_MS)
        for name in (PATTERN, "blocks.0.mlp.hook_post", "logits", W_IN, "embed.proj.weight"):
            inspect(seen.page, name)
            sizes = part(seen.page, "inspector").evaluate("d => [d.scrollWidth, d.clientWidth]")
            assert sizes[0] <= sizes[1], name
        if width == 390:
            box = part(seen.page, "inspector").bounding_box()
            assert box and (box["width"], box["height"]) == (390, 844)
        assert not seen.problems


def test_two_fingers_zoom_and_one_moves(address: str, chromium: Browser) -> None:
    options: Any = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    with visit(chromium, f"{address}#view=tensors&inspect={W_IN}", **options) as seen:
        expect(part(seen.page, "inspector-grid").locator("td.here")).to_be_attached(timeout=READY_MS)
        sight, plot = part(seen.page, "inspector-sight"), part(seen.page, "inspector-plot")
        expect(sight).to_contain_text("In sight: all 192 rows, all 768 columns.")
        box = plot.bounding_box()
        assert box
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        touches = seen.page.context.new_cdp_session(seen.page)

        def touch(kind: str, *points: tuple[float, float]) -> None:
            given = [{"x": x + dx, "y": y + dy, "id": i} for i, (dx, dy) in enumerate(points)]
            touches.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": given})

        touch("touchStart", (-20, 0), (20, 0))
        for apart in (40, 70, 100):
            touch("touchMove", (-apart, 0), (apart, 0))
        touch("touchEnd")
        expect(sight).to_contain_text("of 768")
        before = sight.inner_text()
        touch("touchStart", (0, 0))
        for to in (20, 40, 60):
            touch("touchMove", (to, 0))
        touch("touchEnd")
        expect(sight).not_to_have_text(before)
        assert not seen.problems


ZOOM = """async () => {
  const plot = document.querySelector('[data-part="inspector-plot"]');
  const { x, y } = plot.getBoundingClientRect();
  for (let i = 0; i < 30; i++) {
    const wheel = { deltaY: -60, clientX: x + 300, clientY: y + 90, bubbles: true, cancelable: true };
    plot.dispatchEvent(new WheelEvent("wheel", wheel));
    await new Promise((done) => requestAnimationFrame(done));
  }
}"""


def test_a_large_matrix_opens_and_zooms(wide_site: Path, chromium: Browser) -> None:
    """Nine megabytes; how fast is measured in benchmarks/details.py."""
    options: Any = {"viewport": {"width": 1440, "height": 900}}
    with served(wide_site) as address, visit(chromium, f"{address}#view=tensors", **options) as seen:
        expect(part(seen.page, "prediction")).to_contain_text("live", timeout=READY_MS)
        inspect(seen.page, "blocks.0.mlp.W_in")
        sight = part(seen.page, "inspector-sight")
        expect(sight).to_contain_text("all 768 rows, all 3\u202f072 columns")
        seen.page.evaluate(ZOOM)
        expect(sight).not_to_contain_text("all 768 rows")
        assert not seen.problems

"""The interaction view as a visitor uses it: windows and effects against numpy and torch, edits, links, undoing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from edits import logits_without, restricted_logits
from elvit.models.source import LoadedModel
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect
from scipy.stats import spearmanr  # type: ignore[import-untyped]
from serving import Visit, lead_back, looking_at, manifest_of, numbers_of, part, served, state_of

WAIT = 60_000
BLOCKS, SIDE, PATCHES, TOKENS, WIDTH, HEADS, CLASSES = 6, 8, 64, 65, 192, 3, 10
VIEW = "view=interaction"
LINK = f"{VIEW}&image=cat&token=28"
Array = NDArray[np.float64]
Box = tuple[int, int, int, int]


@pytest.fixture(scope="module")
def visited(address: str, chromium: Browser) -> Iterator[Visit]:
    with looking_at(chromium, f"{address}#{LINK}", viewport={"width": 1440, "height": 1000}) as seen:
        yield seen


@pytest.fixture
def page(visited: Visit) -> Iterator[Page]:
    page = lead_back(visited, LINK)
    live(page)
    yield page
    assert not visited.problems


def live(page: Page, wait: int = WAIT) -> None:
    expect(page.locator('.interaction[data-state="live"]')).to_be_visible(timeout=wait)


def settled(page: Page) -> None:
    """Once the edit and all that it is held against have been run."""
    expect(page.locator('[data-part="panel-cut"][data-fresh="true"][data-waiting="0"]')).to_be_visible(timeout=WAIT)


def go(page: Page, **change: Any) -> None:
    page.evaluate("change => window.elvit.go(change)", change)


def tensor(page: Page, name: str, *shape: int) -> Array:
    return numbers_of(page, "tensor", name).astype(np.float64).reshape(shape)


def indicator(page: Page, block: int, kind: str) -> Array:
    """[patch, patch], worked out apart from the program."""
    pattern = tensor(page, f"blocks.{block}.attn.hook_pattern", HEADS, TOKENS, TOKENS)[:, 1:, 1:]
    among = pattern / pattern.sum(-1, keepdims=True)
    mean, std = among.mean(0), among.std(0)
    return np.asarray({"mean": mean, "std": std, "mean+std": mean + std, "max": among.max(0)}[kind])


def window(values: Array, patch: int, k: float) -> Box:
    row = values[patch]
    held = np.flatnonzero((row >= row.mean() + k * row.std()) | (np.arange(PATCHES) == patch))
    rows, columns = np.divmod(held, SIDE)
    return int(rows.min()), int(rows.max()), int(columns.min()), int(columns.max())


def drawn_window(page: Page) -> Box:
    """The box that is outlined on the large figure."""
    outline = part(page, "window-outline")
    size = part(page, "large-map").evaluate("one => one.clientWidth")
    found = re.fullmatch(r"M(\S+) (\S+)H(\S+)V(\S+)H\S+Z", outline.get_attribute("d") or "")
    assert found
    left, top, right, bottom = (round(float(edge) * SIDE / size) for edge in found.groups())
    return top, bottom - 1, left, right - 1


def probabilities(page: Page) -> dict[str, float]:
    """After the cut, per cent, by class."""
    rows = part(page, "before-after").locator("li").all()
    return {row.locator(".bar-name").inner_text(): after(row.locator(".ba-value")) for row in rows}


def after(value: Locator) -> float:
    return float(value.inner_text().split("→")[1].replace("<0.1", "0.05"))


def embedded(page: Page, loaded: LoadedModel) -> tuple[Any, torch.Tensor]:
    """Transformers' own model with the page's tokens in front of its first block, and a picture to call it with."""
    tokens = torch.tensor(tensor(page, "hook_full_embed", 1, TOKENS, WIDTH), dtype=torch.float32)
    model: Any = loaded.model
    return model.vit.embeddings.register_forward_hook(lambda *_: tokens), torch.zeros(1, 3, 32, 32)


def shares(logits: torch.Tensor) -> Array:
    return np.asarray(100 * logits[0].softmax(-1).double().numpy())


class TestNumbers:
    @pytest.mark.parametrize("kind", ["mean", "std", "mean+std", "max"])
    def test_the_window_on_screen_is_that_of_the_tensors(self, kind: str, page: Page) -> None:
        for block, patch, k in ((0, 27, 1.0), (3, 0, 0.5), (5, 45, 2.2)):
            go(page, block=str(block), token=patch + 1, k=str(k), indicator=kind)
            expect(part(page, "large-title")).to_contain_text(f"in block {block}")
            assert drawn_window(page) == window(indicator(page, block, kind), patch, k)

    def test_dots_mark_what_stands_out(self, page: Page) -> None:
        go(page, block="2")
        row = indicator(page, 2, "mean")[27]
        out = {i for i in np.flatnonzero(row >= row.mean() + row.std()) if i != 27}
        size = part(page, "large-map").evaluate("one => one.clientWidth") / SIDE
        path = part(page, "standing-out").get_attribute("d") or ""
        centres = [(float(x) / size, float(y) / size) for x, y in re.findall(r"M(\S+) (\S+?)h", path)]
        assert {int(row) * SIDE + int(column) for column, row in centres} == out
        expect(part(page, "interaction-words")).to_contain_text(f"{len(out)} dots")

    def test_a_responsive_field_counts_the_windows_that_hold_the_patch(self, page: Page) -> None:
        go(page, figure="field", block="4", k="0.8")
        values = indicator(page, 4, "mean")
        boxes = [window(values, patch, 0.8) for patch in range(PATCHES)]
        for row, column in ((3, 3), (0, 7), (6, 2)):
            count = sum(top <= row <= bottom and left <= column <= right for top, bottom, left, right in boxes)
            assert f"windows of {count} of 64 patches" in read(page, row, column)

    def test_a_tendency_leads_to_the_mean_place_of_those_who_take(self, page: Page) -> None:
        go(page, figure="tendency", block="1")
        values = indicator(page, 1, "mean")
        places = np.stack(np.divmod(np.arange(PATCHES), SIDE), -1)
        for row, column in ((0, 0), (5, 6)):
            taken = values[:, row * SIDE + column]
            length = float(np.linalg.norm(taken @ places / taken.sum() - (row, column)))
            number = re.search(r"from ([\d.]+) patches", read(page, row, column))
            assert number and float(number[1]) == pytest.approx(length, rel=6e-3)


def read(page: Page, row: int, column: int) -> str:
    """What the page says of a patch of the large figure, once the pointer is on it."""
    box = part(page, "large-map").bounding_box()
    assert box
    page.mouse.move(box["x"] + (column + 0.5) / SIDE * box["width"], box["y"] + (row + 0.5) / SIDE * box["height"])
    reading = part(page, "reading")
    expect(reading).to_contain_text(f"patch ({row}, {column})")
    return reading.inner_text()


class TestCutting:
    def test_the_answer_without_patches_is_torchs(self, page: Page, default_model: LoadedModel) -> None:
        """Removed by a rule, and as many as its order says: torch runs on the tokens that are left."""
        go(page, edits="drop.least.30")
        settled(page)
        gone = removed(page)
        assert gone == least_responsive(page, 19)
        handle, pixels = embedded(page, default_model)
        try:
            expected = shares(logits_without(default_model.model, pixels, [patch + 1 for patch in gone]))
        finally:
            handle.remove()
        compare(probabilities(page), expected, default_model.labels)

    @pytest.mark.parametrize("where", ["", "3"])
    def test_the_answer_within_windows_is_torchs(self, where: str, page: Page, default_model: LoadedModel) -> None:
        go(page, edits=f"restrict.adaptive.{where}".rstrip("."), k="1.5")
        settled(page)
        allowed = [within(page, block, 1.5) if where in ("", str(block)) else everything() for block in range(BLOCKS)]
        handle, pixels = embedded(page, default_model)
        try:
            expected = shares(restricted_logits(default_model.model, pixels, allowed))
        finally:
            handle.remove()
        found = probabilities(page)
        compare(found, expected, default_model.labels)
        kept = re.search(r"([\d.]+)", part(page, "kept").inner_text())
        assert kept and float(kept[1]) == pytest.approx(100 * expected.max() / before(page, "cat"), abs=0.3)

    def test_random_controls_are_several_and_told_as_a_range(self, page: Page) -> None:
        go(page, edits="restrict.adaptive")
        settled(page)
        group = part(page, "kept-restrict")
        expect(group.locator('[data-way="random"] .ia-kept-dot')).to_have_count(5)
        expect(group.locator('[data-way="random"] td').last).to_contain_text(" to ")
        expect(group.locator('[data-way="adaptive"]')).to_have_attribute("aria-current", "true")
        group.get_by_role("button", name="fixed centred windows").click()
        settled(page)
        assert state_of(page)["edits"] == "restrict.fixed"

    def test_everything_removed_leaves_cls_alone(self, page: Page, default_model: LoadedModel) -> None:
        go(page, edits="drop.random.100")
        settled(page)
        expect(part(page, "removed-count")).to_contain_text("64 of 64")
        expect(part(page, "cut-words")).to_contain_text("without a picture")
        handle, pixels = embedded(page, default_model)
        try:
            expected = shares(logits_without(default_model.model, pixels, list(range(1, TOKENS))))
        finally:
            handle.remove()
        compare(probabilities(page), expected, default_model.labels)
        assert not re.search(r"\bNaN\b|\bundefined\b|not a number", page.inner_text("body"))

    def test_patches_are_brushed_away_and_undone(self, page: Page) -> None:
        cells = part(page, "remove-grid").locator(".patch")
        cells.nth(9).scroll_into_view_if_needed()
        cells.nth(9).hover()
        page.mouse.down()
        cells.nth(12).hover()
        page.mouse.up()
        assert removed(page) == [9, 10, 11, 12]
        settled(page)
        assert state_of(page)["edits"] == "remove.9-12"
        cells.nth(10).click()
        assert removed(page) == [9, 11, 12]
        part(page, "undo").click()
        assert removed(page) == [9, 10, 11, 12]
        page.keyboard.press("Control+z")
        assert removed(page) == []
        cells.nth(30).focus()
        page.keyboard.press("Space")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Space")
        assert removed(page) == [30, 31]
        part(page, "reset").click()
        assert removed(page) == []
        assert "edits" not in state_of(page)


def removed(page: Page) -> list[int]:
    cells = "cells => cells.flatMap((cell, i) => cell.getAttribute('aria-selected') === 'true' ? [i] : [])"
    found: list[int] = part(page, "remove-grid").locator(".patch").evaluate_all(cells)
    return found


def before(page: Page, label: str) -> float:
    row = part(page, "before-after").locator("li", has_text=label)
    return float(row.locator(".ba-value").inner_text().split("→")[0])


def least_responsive(page: Page, count: int) -> list[int]:
    sizes, taken = np.zeros(PATCHES), np.zeros(PATCHES)
    for block in range(BLOCKS):
        values = indicator(page, block, "mean")
        taken += values.sum(0)
        for top, bottom, left, right in (window(values, patch, 1.0) for patch in range(PATCHES)):
            sizes.reshape(SIDE, SIDE)[top : bottom + 1, left : right + 1] += 1
    return sorted(np.lexsort((np.arange(PATCHES), taken, sizes))[:count].tolist())


def everything() -> torch.Tensor:
    return torch.ones(TOKENS, TOKENS, dtype=torch.bool)


def within(page: Page, block: int, k: float) -> torch.Tensor:
    """Every patch reads CLS and its window; CLS reads all."""
    allowed = everything()
    values = indicator(page, block, "mean")
    for patch in range(PATCHES):
        top, bottom, left, right = window(values, patch, k)
        held = torch.zeros(SIDE, SIDE, dtype=torch.bool)
        held[top : bottom + 1, left : right + 1] = True
        allowed[patch + 1, 1:] = held.flatten()
    return allowed


def compare(found: dict[str, float], expected: Array, labels: Sequence[str]) -> None:
    assert len(found) == 5
    for label, value in found.items():
        assert value == pytest.approx(expected[labels.index(label)], abs=0.0501), label


class TestWindowByHand:
    def test_an_edge_is_dragged_and_the_model_runs_again(self, page: Page, default_model: LoadedModel) -> None:
        go(page, block="2", token=28)
        own = drawn_window(page)
        drag(page, "right", 7.1)
        assert drawn_window(page) == (*own[:3], 6)
        expect(part(page, "large-title")).to_contain_text("Your window")
        settled(page)
        assert state_of(page)["edits"] == f"window.2.27.{own[0]}.{own[1]}.{own[2]}.6"
        allowed = [everything() for _ in range(BLOCKS)]
        held = torch.zeros(SIDE, SIDE, dtype=torch.bool)
        held[own[0] : own[1] + 1, own[2] : 7] = True
        allowed[2][28, 1:] = held.flatten()
        handle, pixels = embedded(page, default_model)
        try:
            expected = shares(restricted_logits(default_model.model, pixels, allowed))
        finally:
            handle.remove()
        compare(probabilities(page), expected, default_model.labels)
        part(page, "reset-window").click()
        assert drawn_window(page) == own
        assert "edits" not in state_of(page)
        page.keyboard.press("Control+z")
        assert drawn_window(page) == (*own[:3], 6)

    def test_by_keyboard_and_never_past_its_patch(self, page: Page) -> None:
        go(page, block="2", token=28)
        top, bottom, left, right = drawn_window(page)
        edge = page.locator('[data-edge="bottom"]')
        edge.focus()
        page.keyboard.press("ArrowUp")
        assert drawn_window(page) == (top, bottom - 1, left, right)
        expect(edge).to_have_attribute("aria-valuetext", f"row {bottom - 1}")
        page.keyboard.press("Home")
        assert drawn_window(page) == (top, 3, left, right)
        part(page, "strip-undo").click()
        assert drawn_window(page) == (top, bottom - 1, left, right)


def drag(page: Page, edge: str, to: float) -> None:
    """Drags an upright edge to a column of the grid."""
    grip = page.locator(f'[data-edge="{edge}"]').bounding_box()
    frame = part(page, "large-map").bounding_box()
    assert grip and frame
    page.mouse.move(grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2)
    page.mouse.down()
    page.mouse.move(frame["x"] + to / SIDE * frame["width"], grip["y"] + grip["height"] / 2, steps=4)
    page.mouse.up()


def measure(page: Page) -> None:
    """Begins where it does not begin by itself, half a second after it is seen: a click after that would stop it."""
    button = part(page, "measure")
    button.scroll_into_view_if_needed()
    page.evaluate("new Promise((done) => setTimeout(done, 1500))")
    if button.is_visible() and button.inner_text().startswith("measure"):
        button.click()


class TestForetelling:
    def test_the_rank_correlation_is_that_of_the_runs(self, page: Page) -> None:
        go(page, block="1", cuts="block")
        measure(page)
        expect(part(page, "effect-words")).to_contain_text("rank correlation", timeout=2 * WAIT)
        keys = [key for key in range(PATCHES) if key != 27]
        effects = page.evaluate(EFFECTS, [28, [key + 1 for key in keys], 1])
        rows = part(page, "correlations").locator("tbody tr").all()
        for row, kind in zip(rows, ("mean", "std", "mean+std", "max"), strict=False):
            expected = spearmanr(indicator(page, 1, kind)[27, keys], effects).statistic
            assert row.locator("th").inner_text() == kind.replace("+", " + ")
            shown = float(row.locator("td").last.inner_text().replace("−", "-"))
            assert shown == pytest.approx(expected, abs=0.002)

    def test_the_last_block_says_why_the_answer_stays(self, page: Page) -> None:
        go(page, cuts="block", effect="answer")
        measure(page)
        expect(part(page, "effect-words")).to_contain_text("nothing reads what this patch has taken", timeout=2 * WAIT)


EFFECTS = """async ([query, keys, block]) => {
  const hook = "blocks.5.hook_resid_post";
  const width = 192;
  const row = (data) => data.slice(query * width, (query + 1) * width);
  const before = row((await elvit.tensor(hook)).data);
  const found = [];
  for (const key of keys) {
    const { tensors } = await elvit.rerun({ cut: [{ query, key, block }], keep: [hook] });
    found.push(Math.hypot(...row(tensors[hook].data).map((value, i) => value - before[i])));
  }
  return found;
}"""


class TestLinks:
    def test_a_cold_link_restores_what_was_cut(self, page: Page, address: str, chromium: Browser) -> None:
        go(page, block="3", token=12, k="0.7", indicator="max", drop="most", share=20, restrict="fixed", where="2")
        go(page, boxes="3.11.0.4.1.5")
        settled(page)
        assert state_of(page)["edits"] == "drop.most.20 restrict.fixed.2 window.3.11.0.4.1.5"
        with looking_at(chromium, page.url, viewport={"width": 1440, "height": 1000}) as other:
            live(other.page)
            settled(other.page)
            assert removed(other.page) == removed(page)
            assert probabilities(other.page) == probabilities(page)
            assert drawn_window(other.page) == drawn_window(page) == (0, 4, 1, 5)
            assert other.page.locator('[data-part="share"]').input_value() == "20"
            assert not other.problems

    def test_values_that_are_none_leave_the_view_usable(self, address: str, chromium: Browser) -> None:
        odd = "&k=x&block=99&boxes=9.9.9_1.2.3.4.5.6.7&gone=900,3&where=77&drop=what&indicator=x&token=9999&share=999"
        with looking_at(chromium, f"{address}#{VIEW}{odd}") as seen:
            live(seen.page)
            settled(seen.page)
            assert removed(seen.page) == [3]
            assert not re.search(r"\bNaN\b|\bundefined\b|not a number", seen.page.inner_text("body"))
            assert not seen.problems

    def test_the_concepts_lead_here(self, address: str, chromium: Browser) -> None:
        with looking_at(chromium, f"{address}#view=background&concept=responsive-field&token=20") as seen:
            part(seen.page, "in-interaction").click()
            live(seen.page)
            assert state_of(seen.page)["figure"] == "field"
            expect(part(seen.page, "interaction-title")).to_contain_text("Who reads patch (2, 3)")


def test_depth_is_played_and_stepped(page: Page) -> None:
    go(page, block="0", figure="tendency")
    part(page, "step-on").click()
    expect(part(page, "large-title")).to_have_text("Tendencies in block 1")
    part(page, "play").click()
    expect(part(page, "large-title")).to_have_text("Tendencies in block 5", timeout=WAIT)
    expect(part(page, "play")).to_have_attribute("aria-label", "Play")


def test_your_own_grey_image_leaves_no_number_that_is_none(address: str, chromium: Browser, tmp_path: Path) -> None:
    grey = tmp_path / "grey.png"
    Image.new("RGB", (64, 64), (128, 128, 128)).save(grey)
    with looking_at(chromium, f"{address}#{VIEW}&edits=drop.similarity.30+restrict.adaptive") as seen:
        page = seen.page
        live(page)
        part(page, "own").click()
        page.locator('input[type="file"]').first.set_input_files(grey)
        expect(part(page, "prediction")).to_contain_text("live", timeout=WAIT)
        page.wait_for_function("() => window.elvit.state().image === 'own-1'")
        live(page)
        settled(page)
        for figure in ("window", "field", "tendency"):
            go(page, figure=figure)
            assert not re.search(r"\bNaN\b|\bundefined\b|not a number", page.inner_text("body") + page.content())
        assert not seen.problems


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_nothing_sticks_out_of_the_screen(width: int, address: str, chromium: Browser) -> None:
    for state in (
        "",
        "&figure=tendency&edits=drop.least.30+restrict.adaptive",
        "&figure=field&edits=window.5.36.0.7.0.7",
    ):
        size = {"width": width, "height": 900}
        with looking_at(chromium, f"{address}#{VIEW}{state}", viewport=size) as seen:
            live(seen.page)
            settled(seen.page)
            assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
            assert not seen.problems


def test_without_the_model_the_page_says_what_it_waits_for(address: str, chromium: Browser, default_site: Path) -> None:
    weights = manifest_of(default_site)["models"][0]["weights"]["chunks"][0]["file"]
    context = chromium.new_context()
    context.route(f"**/{weights}", lambda _: None)  # never answered
    page = context.new_page()
    page.goto(f"{address}#{VIEW}&restrict=adaptive")
    expect(part(page, "interaction-says")).to_contain_text("precomputed attention", timeout=WAIT)
    expect(part(page, "kept")).to_contain_text("when the model has run")
    assert drawn_window(page)[0] <= 4
    assert "NaN" not in page.inner_text("body")
    context.close()


def test_a_wide_model_is_cut_as_well(wide_site: Path, chromium: Browser) -> None:
    with served(wide_site) as address, looking_at(chromium, f"{address}#{VIEW}&edits=drop.least.50") as seen:
        page = seen.page
        live(page, 4 * WAIT)
        expect(part(page, "removed-count")).to_contain_text("98 of 196 patches", timeout=WAIT)
        expect(page.locator('[data-part="panel-cut"][data-fresh="true"]')).to_be_visible(timeout=2 * WAIT)
        expect(part(page, "rerun-source")).to_contain_text("run again in")
        assert not seen.problems

"""The interpretation view as a visitor uses it: its numbers against numpy's, picking, thresholds, links, export."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from serving import Visit, expect_to_fit, lead_back, looking_at, manifest_of, numbers_of, part, served, settle, state_of

WAIT = 60_000
BLOCKS, SIDE, TOKENS, WIDTH, HEADS = 6, 8, 65, 192, 3
VIEW = "view=interpretation"
LINK = f"{VIEW}&image=cat"
SVG = "{http://www.w3.org/2000/svg}"
Array = NDArray[np.float64]


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


def live(page: Page) -> None:
    expect(page.locator('.interpretation[data-state="live"]')).to_be_visible(timeout=WAIT)


def tensor(page: Page, name: str, *shape: int) -> Array:
    return numbers_of(page, "tensor", name).astype(np.float64).reshape(shape)


def streams(page: Page) -> list[Array]:
    return [tensor(page, f"blocks.{block}.hook_resid_post", TOKENS, WIDTH) for block in range(BLOCKS)]


def patterns(page: Page) -> list[Array]:
    names = [f"blocks.{block}.attn.hook_pattern" for block in range(BLOCKS)]
    return [tensor(page, name, HEADS, TOKENS, TOKENS) for name in names]


def cosines(tokens: Array, references: list[int]) -> Array:
    mean = tokens[references].mean(0)
    patches = tokens[1:]
    result: Array = patches @ mean / np.linalg.norm(patches, axis=1) / np.linalg.norm(mean)
    return result


def rolled(patterns: list[Array], keep: bool, fuse: str = "mean") -> list[Array]:
    """After each block, by matrices written out: never an entry of the program's."""
    whole = np.eye(TOKENS)
    found = []
    for pattern in patterns:
        step = getattr(pattern, fuse)(0) + (np.eye(TOKENS) if keep else 0)
        whole = (step / step.sum(1, keepdims=True)) @ whole
        found.append(whole)
    return found


def read(page: Page, row: int, column: int) -> float:
    """The number that the page says of a patch of the large map, once the pointer is on it."""
    box = part(page, "large-map").bounding_box()
    assert box
    page.mouse.move(box["x"] + (column + 0.5) / SIDE * box["width"], box["y"] + (row + 0.5) / SIDE * box["height"])
    reading = part(page, "reading")
    expect(reading).to_contain_text(f"patch ({row}, {column})")
    said = reading.locator(".ov-says").inner_text().replace("−", "-")
    number = re.search(r"(?<!\()(-?\d+\.?\d*(?:e-?\d+)?)(?= of|$)", said)
    assert number, said
    return float(number[1])


def overlay(page: Page, where: str) -> NDArray[np.uint8]:
    """The colours of a map, one a patch."""
    script = """one => {
      const copy = Object.assign(document.createElement('canvas'), { width: one.width, height: one.height });
      const context = copy.getContext('2d', { willReadFrequently: true });
      context.drawImage(one, 0, 0);
      return [...context.getImageData(0, 0, one.width, one.height).data];
    }"""
    canvas = page.locator(f"{where} .in-overlay")
    return np.array(canvas.evaluate(script), np.uint8).reshape(SIDE, SIDE, 4)


def edges(path: str, size: float) -> set[tuple[str, int, int]]:
    """Unit edges of an outline in pixels."""
    unit = size / SIDE
    found = set()
    for x, y, way, to in re.findall(r"M([\d.]+) ([\d.]+)([HV])([\d.]+)", path):
        column, row, end = (round(float(value) / unit) for value in (x, y, to))
        line = range(column, end) if way == "H" else range(row, end)
        found |= {("H", row, at) if way == "H" else ("V", at, column) for at in line}
    return found


def edges_of(inside: NDArray[np.bool_]) -> set[tuple[str, int, int]]:
    framed = np.pad(inside.reshape(SIDE, SIDE), 1)
    across, down = framed[1:] != framed[:-1], framed[:, 1:] != framed[:, :-1]
    found = {("H", int(row), int(column) - 1) for row, column in np.argwhere(across)}
    return found | {("V", int(row) - 1, int(column)) for row, column in np.argwhere(down)}


def outline(page: Page) -> set[tuple[str, int, int]]:
    size = part(page, "large-map").evaluate("one => one.clientWidth")
    return edges(part(page, "outline").get_attribute("d") or "", size)


def go(page: Page, **change: Any) -> None:
    page.evaluate("change => window.elvit.go(change)", change)


class TestNumbers:
    def test_cosines_on_screen_are_those_of_the_tensors(self, page: Page) -> None:
        tokens = streams(page)
        for references, state in (([0], {}), ([20, 21, 28, 29], {"refs": "20-21,28-29", "token": 29})):
            for block in (0, 3, 5):
                go(page, block=str(block), **state)
                expected = cosines(tokens[block], references).reshape(SIDE, SIDE)
                for row, column in ((0, 0), (2, 5), (6, 3)):
                    assert read(page, row, column) == pytest.approx(expected[row, column], abs=0.00501)

    @pytest.mark.parametrize("fuse", ["mean", "max", "min", "head"])
    def test_attention_on_screen_is_that_of_the_tensors(self, fuse: str, page: Page) -> None:
        go(page, method="attention", fuse=fuse, head=1, token=13, block="2")
        pattern = tensor(page, "blocks.2.attn.hook_pattern", HEADS, TOKENS, TOKENS)[:, 13, 1:]
        expected = (pattern[1] if fuse == "head" else getattr(pattern, fuse)(0)).reshape(SIDE, SIDE)
        for row, column in ((1, 4), (4, 2), (7, 7)):
            assert read(page, row, column) == pytest.approx(expected[row, column], rel=6e-3)

    @pytest.mark.parametrize("identity", ["with", "without"])
    def test_rollout_on_screen_is_the_product_of_the_patterns(self, identity: str, page: Page) -> None:
        found = patterns(page)
        go(page, method="rollout", identity=identity, fuse="max", block="4")
        expected = rolled(found, identity == "with", "max")[4][0, 1:].reshape(SIDE, SIDE)
        for row, column in ((0, 1), (3, 3), (5, 6)):
            assert read(page, row, column) == pytest.approx(expected[row, column], rel=6e-3)

    def test_every_small_map_is_painted_from_the_numbers(self, page: Page) -> None:
        """On one scale, brighter is more: colours rank all patches of all blocks as the numbers do."""
        tokens = streams(page)
        expected = np.concatenate([cosines(each, [0]) for each in tokens])
        where = '.in-cell[data-method="similarity"][data-block="{}"]'
        colours = np.concatenate([overlay(page, where.format(block)).reshape(-1, 4) for block in range(BLOCKS)])
        assert (colours[:, 3] == 255).all()
        order = np.argsort(expected)
        green = colours[order, 1].astype(int)  # grows all along viridis
        assert (np.diff(green) >= 0).all() and green[-1] - green[0] > 100

    def test_the_curves_are_those_of_the_tensors(self, page: Page) -> None:
        go(page, mask="none")
        said = part(page, "curve").locator("svg").get_attribute("aria-label") or ""
        found = re.findall(r"(highest|median): ([^.]*(?:\.\d+[^.]*)*)", said)
        lines = {name: text.replace("−", "-") for name, text in found}
        maps = [cosines(each, [0]) for each in streams(page)]
        for name, rule in (("highest", np.max), ("median", np.median)):
            numbers = [float(number) for number in re.findall(r"-?\d+\.\d+", lines[name])]
            assert numbers == pytest.approx([rule(each) for each in maps], abs=0.00501)

    def test_inside_and_outside_are_told_apart_by_the_mask(self, page: Page, default_site: Path) -> None:
        cover = np.array(manifest_of(default_site)["models"][0]["covers"]["cat"]["cat"])
        said = part(page, "curve").locator("svg").get_attribute("aria-label") or ""
        maps = [cosines(each, [0]) for each in streams(page)]
        for name, patches in (("inside", cover >= 0.5), ("outside", cover < 0.5)):
            line = re.search(rf"{name}: ([^a-z]+)", said)
            assert line
            numbers = [float(number) for number in re.findall(r"-?\d+\.\d+", line[1].replace("−", "-"))]
            assert numbers == pytest.approx([each[patches].mean() for each in maps], abs=0.00501)
        values = maps[5]
        go(page, threshold="0.3")
        shares = [f"{100 * (values[side] >= 0.3).mean():.1f} %" for side in (cover >= 0.5, cover < 0.5)]
        words = part(page, "interpretation-words")
        said = f"The outline holds {shares[0]} of the patches of the cat and {shares[1]} of the others."
        expect(words).to_contain_text(said)

    def test_the_words_count_what_is_outlined(self, page: Page) -> None:
        go(page, threshold="0.3", block="3")
        above = int((cosines(streams(page)[3], [0]) >= 0.3).sum())
        expect(part(page, "interpretation-words")).to_contain_text(f"{above} of 64 patches lie at or above 0.30")


class TestThreshold:
    def test_the_outline_runs_around_the_patches_at_or_above_it(self, page: Page) -> None:
        values = cosines(streams(page)[5], [0])
        for threshold in (0.2, 0.35, 0.5):
            go(page, threshold=str(threshold))
            assert outline(page) == edges_of(values >= threshold)

    def test_it_starts_where_the_two_groups_differ_most(self, page: Page) -> None:
        values = np.sort(cosines(streams(page)[5], [0]))
        within = [values[:at].var() * at + values[at:].var() * (64 - at) for at in range(1, 64)]
        assert outline(page) == edges_of(cosines(streams(page)[5], [0]) >= values[int(np.argmin(within)) + 1])

    def test_the_handle_by_keyboard_and_by_pointer(self, page: Page) -> None:
        handle = part(page, "threshold")
        handle.focus()
        before = float(handle.get_attribute("aria-valuenow") or "nan")
        page.keyboard.press("PageUp")
        page.keyboard.press("ArrowRight")
        after = float(handle.get_attribute("aria-valuenow") or "nan")
        assert after > before
        assert float(state_of(page)["threshold"]) == pytest.approx(after)
        page.keyboard.press("End")
        expect(handle).to_have_attribute("aria-valuenow", handle.get_attribute("aria-valuemax") or "")
        box = page.locator(".in-strip").bounding_box()
        assert box
        page.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + 4)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] * 0.25, box["y"] + 4, steps=4)
        page.mouse.up()
        low, high = (float(handle.get_attribute(f"aria-value{end}") or "nan") for end in ("min", "max"))
        assert float(state_of(page)["threshold"]) == pytest.approx(low + 0.25 * (high - low), abs=0.02 * (high - low))
        assert outline(page) == edges_of(cosines(streams(page)[5], [0]) >= float(state_of(page)["threshold"]))


class TestReference:
    def test_a_click_a_drag_and_a_click_with_shift(self, page: Page) -> None:
        cell = ".anchor .patch[data-token='{}']"
        page.locator(cell.format(20)).click()
        assert state_of(page)["token"] == "20"
        expect(part(page, "interpretation-title")).to_have_text("What becomes like patch (2, 3), block by block")
        page.locator(cell.format(44)).click(modifiers=["Shift"])
        assert state_of(page)["refs"] == "20,44"
        expect(page.locator(".anchor .patch[aria-selected]")).to_have_count(2)
        page.locator(cell.format(20)).hover()
        page.mouse.down()
        page.locator(cell.format(30)).hover()
        page.mouse.up()
        assert state_of(page)["refs"] == "20-22,28-30"
        page.mouse.move(700, 60)
        expect(part(page, "interpretation-title")).to_have_text("What becomes like 6 patches, block by block")
        expected = cosines(streams(page)[5], [20, 21, 22, 28, 29, 30])
        assert read(page, 4, 4) == pytest.approx(expected[36], abs=0.00501)
        page.locator(".anchor .prefix").click()
        assert "refs" not in state_of(page)

    def test_several_without_a_shift_key(self, page: Page) -> None:
        part(page, "add-patches").click()
        for token in (11, 12, 13):
            page.locator(f".anchor .patch[data-token='{token}']").click()
        found = state_of(page)["refs"]
        assert found == "0,11-13"
        page.locator(".anchor .patch[data-token='12']").click()
        assert state_of(page)["refs"] == "0,11,13"
        part(page, "add-patches").click()
        page.locator(".anchor .patch[data-token='12']").click()
        assert "refs" not in state_of(page)

    def test_by_keyboard(self, page: Page) -> None:
        page.locator(".anchor .patch[data-token='20']").focus()
        page.keyboard.press("ArrowRight")
        assert state_of(page)["token"] == "21"
        page.keyboard.press("Shift+ArrowRight")
        assert state_of(page)["refs"] == "21-22"
        page.keyboard.press("c")
        assert "refs" not in state_of(page) and "token" not in state_of(page)
        frame = part(page, "large-map")
        frame.focus()
        for key in ("ArrowDown", "ArrowDown", "ArrowRight", "Enter"):
            page.keyboard.press(key)
        assert state_of(page)["token"] == str(1 + 2 * SIDE + 1)

    def test_the_pointer_over_the_picture_tries_a_patch_out(self, page: Page) -> None:
        before = overlay(page, '[data-part="large-map"]')
        words = part(page, "interpretation-words").inner_text()
        page.locator(".anchor .patch[data-token='37']").hover()
        expect(part(page, "interpretation-title")).to_contain_text("patch (4, 4)")
        assert not np.array_equal(overlay(page, '[data-part="large-map"]'), before)
        assert part(page, "interpretation-words").inner_text() == words
        page.mouse.move(700, 60)
        expect(part(page, "interpretation-title")).to_contain_text("CLS")
        np.testing.assert_array_equal(overlay(page, '[data-part="large-map"]'), before)
        assert "token" not in state_of(page)

    def test_a_small_map_becomes_the_large_one(self, page: Page) -> None:
        small = page.locator('.in-cell[data-method="rollout"][data-block="2"]')
        small.click()
        expect(small).to_have_attribute("aria-pressed", "true")
        found = state_of(page)
        assert (found["method"], found["block"]) == ("rollout", "2")
        np.testing.assert_array_equal(
            overlay(page, '[data-part="large-map"]'), overlay(page, '.in-cell[data-method="rollout"][data-block="2"]')
        )
        page.keyboard.press("ArrowRight")
        assert state_of(page)["block"] == "3"
        expect(page.locator('.in-cell[data-method="rollout"][data-block="3"]')).to_be_focused()
        page.keyboard.press("ArrowUp")
        assert state_of(page)["method"] == "attention"


class TestLinks:
    def test_a_cold_link_restores_the_exact_picture(self, address: str, chromium: Browser) -> None:
        state = "image=airplane-ship-and-bird&refs=34-36,42-44&token=44&method=attention&block=3&threshold=0.02"
        seen = []
        for way in ("cold", "step by step"):
            link = f"{address}#{VIEW}" + (f"&{state}" if way == "cold" else "")
            with looking_at(chromium, link, viewport={"width": 1440, "height": 1000}) as visit:
                live(visit.page)
                if way != "cold":
                    pairs = dict(piece.split("=") for piece in state.split("&"))
                    go(visit.page, **{**pairs, "token": int(pairs["token"])})
                    expect(part(visit.page, "interpretation-title")).to_contain_text("6 patches")
                    expect(part(visit.page, "prediction")).to_contain_text("live", timeout=WAIT)
                    live(visit.page)
                    settle(visit.page)
                visit.page.mouse.move(800, 50)
                seen.append((outline(visit.page), overlay(visit.page, '[data-part="large-map"]').tobytes()))
                assert not visit.problems
        assert seen[0] == seen[1]
        assert seen[0][0]

    def test_values_that_are_none_leave_the_view_usable(self, address: str, chromium: Browser) -> None:
        none = "refs=x,9999&method=vision&block=77&threshold=abc&mask=drawn:*&versus=nobody&opacity=999"
        with looking_at(chromium, f"{address}#{VIEW}&{none}") as seen:
            live(seen.page)
            assert "NaN" not in seen.page.inner_text("body")
            expect(part(seen.page, "large-title")).to_contain_text("after block 5")
            assert not seen.problems


class TestExport:
    def test_the_large_map_as_svg_is_what_is_on_screen(self, page: Page) -> None:
        go(page, token=20, threshold="0.4")
        root = ElementTree.fromstring(saved(page, "Cosine similarity after block 5", "svg"))
        shown = part(page, "outline").get_attribute("d")
        assert any(one.get("d") == shown for one in root.iter(f"{SVG}path"))
        images = [one.get(name, "") for one in root.iter(f"{SVG}image") for name in one.attrib if name.endswith("href")]
        pictures = [Image.open(io.BytesIO(base64.b64decode(each.split(",")[1]))).convert("RGBA") for each in images]
        colours = overlay(page, '[data-part="large-map"]')
        small = [each.resize((SIDE, SIDE), Image.Resampling.NEAREST) for each in pictures]
        assert any(np.array_equal(np.asarray(each), colours) for each in small)
        words = " ".join("".join(one.itertext()) for one in root.iter(f"{SVG}text"))
        assert "after block 5: patches at or above 0.40" in words and "64 patches by similarity" in words

    def test_the_large_map_as_png_has_the_colours_of_the_screen(self, page: Page) -> None:
        page.mouse.move(800, 50)
        drawn = Image.open(io.BytesIO(saved(page, "Cosine similarity after block 5", "png"))).convert("RGB")
        shown = Image.open(io.BytesIO(part(page, "large").screenshot())).convert("RGB")
        half = drawn.resize((drawn.width // 2, drawn.height // 2), Image.Resampling.BOX)
        cut = half.crop((16, 16, 16 + shown.width, 16 + shown.height))
        difference = np.abs(np.asarray(cut, np.float32) - np.asarray(shown, np.float32))
        assert difference.mean() < 8  # letters, and edges between two pixels

    def test_small_maps_and_curves_are_figures_too(self, page: Page) -> None:
        root = ElementTree.fromstring(saved(page, "Block by block", "svg"))
        assert len(list(root.iter(f"{SVG}image"))) == 2 * 3 * BLOCKS
        assert list(ElementTree.fromstring(saved(page, "cosine similarity by block", "svg")).iter(f"{SVG}path"))


def saved(page: Page, name: str, kind: str) -> bytes:
    part(page, "export").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=f"{name} as {kind.upper()}").click()
    page.keyboard.press("Escape")
    return Path(download.value.path()).read_bytes()


def test_your_own_image_works_and_a_grey_one_leaves_no_number_that_is_none(
    address: str, chromium: Browser, tmp_path: Path
) -> None:
    grey = tmp_path / "grey.png"
    Image.new("RGB", (64, 64), (128, 128, 128)).save(grey)
    with looking_at(chromium, f"{address}#{VIEW}") as seen:
        page = seen.page
        live(page)
        part(page, "own").click()
        page.locator('input[type="file"]').first.set_input_files(grey)
        expect(part(page, "prediction")).to_contain_text("live", timeout=WAIT)
        live(page)
        settle(page)
        assert state_of(page)["image"] == "own-1"
        for method in ("similarity", "attention", "rollout"):
            go(page, method=method)
            said = page.inner_text("body") + page.content()
            assert not re.search(r"\bNaN\b|\bundefined\b|not a number", said)
        go(page, method="similarity")
        tokens = tensor(page, "blocks.5.hook_resid_post", TOKENS, WIDTH)
        assert read(page, 3, 3) == pytest.approx(cosines(tokens, [0])[27], abs=0.00501)
        assert not seen.problems


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_nothing_sticks_out_of_the_screen(width: int, address: str, chromium: Browser) -> None:
    with looking_at(chromium, f"{address}#{VIEW}", viewport={"width": width, "height": 900}) as seen:
        for state in ("", "&refs=0,11-40,50&token=50", "&method=attention&beside=none", "&scale=each&token=9"):
            seen.page.evaluate("hash => { location.hash = hash }", f"{VIEW}{state}")
            live(seen.page)
            settle(seen.page)
            expect_to_fit(seen.page)
        assert not seen.problems


def test_without_the_model_the_page_says_what_is_happening(address: str, chromium: Browser, default_site: Path) -> None:
    weights = manifest_of(default_site)["models"][0]["weights"]["chunks"][0]["file"]
    context = chromium.new_context()
    context.route(f"**/{weights}", lambda _: None)  # never answered
    page = context.new_page()
    page.goto(f"{address}#{VIEW}")
    expect(part(page, "interpretation-says")).to_contain_text("loading", timeout=WAIT)
    expect(page.locator(".in-map").first).to_be_visible()
    assert "NaN" not in page.inner_text("body")
    context.close()


def test_a_wide_model_follows_the_pointer(wide_site: Path, chromium: Browser) -> None:
    with served(wide_site) as address, looking_at(chromium, f"{address}#{VIEW}") as seen:
        page = seen.page
        expect(page.locator('.interpretation[data-state="live"]')).to_be_visible(timeout=4 * WAIT)
        view = page.locator(".interpretation")
        page.locator(".anchor .patch").nth(100).hover()
        expect(view).to_have_attribute("data-passing", "true")
        assert not seen.problems

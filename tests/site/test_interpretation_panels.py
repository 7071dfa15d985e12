"""The panels of the interpretation view: scores against scikit-learn, brush, matrix, comparisons, care, logit lens."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from browsing import SITE_TEMPLATE
from elvit.models.source import LoadedModel
from elvit.output.pack import read_chunk
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect
from scipy.stats import spearmanr  # type: ignore[import-untyped]
from serving import Visit, lead_back, looking_at, manifest_of, numbers_of, part, settle, state_of
from sklearn.metrics import average_precision_score, jaccard_score, roc_auc_score

WAIT = 60_000
BLOCKS, SIDE, TOKENS, WIDTH, HEADS = 6, 8, 65, 192, 3
PATCHES = SIDE * SIDE
IMAGE, CLASS = "cat-and-dog", "dog"
VIEW = f"view=interpretation&image={IMAGE}"
DESKTOP: ViewportSize = {"width": 1440, "height": 1000}
AXE = SITE_TEMPLATE / "node_modules" / "axe-core" / "axe.min.js"
FIND = """async () => (await axe.run('[data-part="panels"]')).violations.map(({ id, help, nodes }) =>
  `${id}: ${help}: ${nodes.map((node) => node.target.join(" ")).slice(0, 3).join("; ")}`)"""
Array = NDArray[np.float64]


@pytest.fixture(scope="module")
def seen(address: str, chromium: Browser) -> Iterator[Visit]:
    """One page for all tests that leave nothing behind but its address."""
    with looking_at(chromium, f"{address}#{VIEW}", viewport=DESKTOP) as seen:
        live(seen.page)
        yield seen
        # Chromium would have a canvas told beforehand that a test reads it.
        assert [problem for problem in seen.problems if "willReadFrequently" not in problem] == []


@pytest.fixture
def page(seen: Visit) -> Page:
    page = lead_back(seen, VIEW)
    live(page)
    settle(page)  # until no panel moves another
    expect(part(page, "brush-count")).to_contain_text("0 of 64")
    return page


def live(page: Page) -> None:
    expect(page.locator('.interpretation[data-state="live"]')).to_be_visible(timeout=WAIT)
    expect(part(page, "scores-words")).to_contain_text("finds", timeout=WAIT)


def go(page: Page, **change: Any) -> None:
    page.evaluate("change => window.elvit.go(change)", change)


def tensor(page: Page, name: str, *shape: int) -> Array:
    return numbers_of(page, "tensor", name).astype(np.float64).reshape(shape)


def streams(page: Page) -> list[Array]:
    return [tensor(page, f"blocks.{block}.hook_resid_post", TOKENS, WIDTH) for block in range(BLOCKS)]


def patterns(page: Page) -> list[Array]:
    return [tensor(page, f"blocks.{block}.attn.hook_pattern", HEADS, TOKENS, TOKENS) for block in range(BLOCKS)]


def cosines(tokens: Array, reference: int = 0) -> Array:
    unit = tokens / np.linalg.norm(tokens, axis=1, keepdims=True)
    result: Array = unit[1:] @ unit[reference]
    return result


def maps_of(page: Page) -> dict[str, list[Array]]:
    """Similarity, attention and rollout of CLS after every block, written out."""
    attention = [pattern.mean(0) for pattern in patterns(page)]
    whole, rolled = np.eye(TOKENS), []
    for pattern in attention:
        whole = (pattern + np.eye(TOKENS)) / 2 @ whole
        rolled.append(whole[0, 1:])
    return {
        "similarity": [cosines(stream) for stream in streams(page)],
        "attention": [pattern[0, 1:] for pattern in attention],
        "rollout": rolled,
    }


def truth_of(site: Path, name: str = CLASS, image: str = IMAGE) -> NDArray[np.bool_]:
    covers = manifest_of(site)["models"][0]["covers"]
    return np.array(covers[image][name]) >= 0.5


def best_iou(values: Array, truth: NDArray[np.bool_]) -> float:
    return max(float(jaccard_score(truth, values >= threshold)) for threshold in values)


EXPECTED: dict[str, Callable[[Array, NDArray[np.bool_]], float]] = {
    "roc_auc": lambda values, truth: roc_auc_score(truth, values),
    "average_precision": lambda values, truth: average_precision_score(truth, values),
    "best_iou": best_iou,
    "iou_halfway": lambda values, truth: jaccard_score(truth, values >= (values.min() + values.max()) / 2),
    "pointing_game": lambda values, truth: float(truth[values.argmax()]),
}


def cell(page: Page, method: str, block: int) -> Locator:
    return page.locator(f'td[data-method="{method}"][data-block="{block}"]')


def settled(page: Page, metric: str) -> None:
    chosen = page.locator(f'[data-part="score-metric"] [data-value="{metric}"]')
    expect(chosen).to_have_attribute("aria-pressed", "true")


class TestScores:
    def test_every_score_is_scikit_learns(self, page: Page, default_site: Path) -> None:
        maps, truth = maps_of(page), truth_of(default_site)
        go(page, mask=CLASS)
        for metric, score in EXPECTED.items():
            page.locator(f'[data-part="score-metric"] [data-value="{metric}"]').click()
            settled(page, metric)
            settle(page)
            for method, blocks in maps.items():
                for block, values in enumerate(blocks):
                    found = cell(page, method, block)
                    assert float(found.get_attribute("data-value") or "nan") == pytest.approx(
                        score(values, truth), abs=1e-6
                    ), (metric, method, block)
                    assert float(found.inner_text()) == pytest.approx(score(values, truth), abs=6e-4)
        assert state_of(page)["score"] == "pointing_game"

    def test_the_best_is_marked_and_chance_is_named(self, page: Page, default_site: Path) -> None:
        maps, truth = maps_of(page), truth_of(default_site)
        go(page, mask=CLASS, score="average_precision")
        settled(page, "average_precision")
        settle(page)
        scores = {(m, b): average_precision_score(truth, v) for m, of in maps.items() for b, v in enumerate(of)}
        method, block = max(scores, key=lambda key: scores[key])
        assert page.locator("td.ip-best").count() == 1
        expect(cell(page, method, block)).to_have_class("ip-best")
        chance = page.locator("[data-chance]").get_attribute("data-chance")
        assert float(chance or "nan") == pytest.approx(truth.mean())
        words = part(page, "scores-words").inner_text()
        assert f"after block {block} finds the {CLASS} best: {scores[method, block]:.3f}" in words

    def test_a_cell_leads_to_its_map_and_keeps_the_focus(self, page: Page) -> None:
        cell(page, "rollout", 3).get_by_role("button").click()
        assert state_of(page) | {"method": "rollout", "block": "3"} == state_of(page)
        expect(cell(page, "rollout", 3).get_by_role("button")).to_be_focused()

    def test_the_gallerys_means_are_those_of_its_pack(self, page: Page, default_site: Path) -> None:
        scores = manifest_of(default_site)["models"][0]["scores"]
        shape = (len(scores["methods"]), BLOCKS, len(scores["metrics"]), 3)
        values = unpacked(default_site, scores["pack"]).reshape(shape)
        for method, key in (("similarity", "similarity"), ("attention", "attention_mean"), ("rollout", "rollout")):
            for block in range(BLOCKS):
                shown = page.locator(f'td[data-gallery="{method}"][data-block="{block}"]')
                mean, low, high = values[scores["methods"].index(key), block, 0]
                assert float(shown.get_attribute("data-value") or "nan") == pytest.approx(mean, abs=1e-6)
                assert shown.inner_text().split() == [f"{mean:#.3g}", f"{low:.2f}–{high:.2f}"]

    def test_all_scores_are_saved_as_a_table(self, page: Page, default_site: Path) -> None:
        go(page, mask=CLASS)
        expect(part(page, "scores-words")).to_contain_text(CLASS)
        with page.expect_download() as download:
            part(page, "score-csv").click()
        rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text("utf-8"))))
        assert len(rows) == 3 * BLOCKS * len(EXPECTED)
        maps, truth = maps_of(page), truth_of(default_site)
        for row in rows:
            expected = EXPECTED[row["metric"]](maps[row["method"]][int(row["block"])], truth)
            assert float(row["score"]) == pytest.approx(expected, abs=1e-6), row
            assert 0 <= float(row["gallery_low"]) <= float(row["gallery_mean"]) <= float(row["gallery_high"]) <= 1

    def test_without_a_mask_one_is_asked_for(self, page: Page) -> None:
        go(page, mask="none")
        expect(part(page, "scores-missing")).to_contain_text("draw one")
        part(page, "score-draw").click()
        expect(page.locator('[data-part="panel-brush"] .patch').first).to_be_focused()

    @pytest.mark.parametrize(("bits", "words"), [("AAAAAAAAAAA", "No patch"), ("__________8", "Every patch")])
    def test_a_mask_that_is_empty_or_full_is_said_in_words(self, bits: str, words: str, page: Page) -> None:
        go(page, mask=f"drawn:{bits}")
        expect(part(page, "scores-missing")).to_contain_text(words)
        assert "NaN" not in page.locator("body").inner_text()


def unpacked(site: Path, pack: dict[str, Any]) -> NDArray[np.float32]:
    return np.frombuffer(b"".join(read_chunk(site, chunk["file"]) for chunk in pack["chunks"]), np.float32)


def drawn(page: Page) -> list[int]:
    """Patches that are drawn on the picture of the brush, once it has them."""
    script = "cells => cells.flatMap((cell, i) => cell.classList.contains('ip-drawn') ? [i] : [])"
    found: list[int] = page.locator('[data-part="panel-brush"] .patch').evaluate_all(script)
    return found


def stroke(page: Page, *patches: tuple[int, int]) -> None:
    grid = page.locator('[data-part="panel-brush"] .patch-grid')
    grid.scroll_into_view_if_needed()
    box = grid.bounding_box()
    assert box
    across, down = box["width"] / SIDE, box["height"] / SIDE
    places = [(box["x"] + (column + 0.5) * across, box["y"] + (row + 0.5) * down) for row, column in patches]
    page.mouse.move(*places[0])
    page.mouse.down()
    for place in places[1:]:
        page.mouse.move(*place)
    page.mouse.up()


class TestBrush:
    def test_a_stroke_draws_what_it_passes_and_the_scores_follow(self, page: Page) -> None:
        stroke(page, (2, 1), (2, 4), (5, 4))
        expected = [17, 18, 19, 20, 28, 36, 44]
        assert drawn(page) == expected
        expect(part(page, "scores-words")).to_contain_text("what you drew")
        truth = np.isin(np.arange(PATCHES), expected)
        values = maps_of(page)["similarity"][2]
        assert float(cell(page, "similarity", 2).get_attribute("data-value") or "nan") == pytest.approx(
            roc_auc_score(truth, values), abs=1e-6
        )
        assert state_of(page)["mask"].startswith("drawn:")

    def test_a_link_holds_the_mask(self, page: Page, address: str) -> None:
        stroke(page, (0, 0), (0, 3))
        assert state_of(page)["mask"]
        other = page.context.new_page()
        other.set_viewport_size(DESKTOP)
        other.goto(page.url)
        live(other)
        assert drawn(other) == [0, 1, 2, 3]
        other.close()

    def test_a_click_takes_out_the_eraser_erases_and_undo_goes_back(self, page: Page) -> None:
        stroke(page, (1, 1), (1, 3))
        stroke(page, (1, 2))
        assert drawn(page) == [9, 11]
        page.locator('[data-tool="erase"]').click()
        stroke(page, (1, 0), (1, 1))
        assert drawn(page) == [11]
        for expected in ([9, 11], [9, 10, 11], []):
            part(page, "brush-undo").click()
            assert drawn(page) == expected
        expect(part(page, "brush-undo")).to_be_disabled()
        assert "mask" not in state_of(page)
        page.locator('[data-tool="draw"]').click()

    def test_the_keyboard_draws(self, page: Page) -> None:
        page.locator('[data-part="panel-brush"] .patch').first.focus()
        for key in ("Space", "ArrowRight", "ArrowDown", "Space", "ArrowDown", "Enter"):
            page.keyboard.press(key)
        assert drawn(page) == [0, 9, 17]
        page.keyboard.press("Delete")
        assert drawn(page) == [0, 9]
        expect(part(page, "brush-count")).to_contain_text("2 of 64")
        assert state_of(page).get("token") is None, "the reference stays"
        part(page, "brush-clear").click()
        assert drawn(page) == []

    def test_a_known_mask_is_a_start(self, page: Page, default_site: Path) -> None:
        go(page, mask=CLASS)
        expect(part(page, "brush-copy")).to_contain_text(CLASS)
        part(page, "brush-copy").click()
        assert drawn(page) == np.flatnonzero(truth_of(default_site)).tolist()
        part(page, "brush-invert").click()
        assert drawn(page) == np.flatnonzero(~truth_of(default_site)).tolist()

    def test_it_is_saved_in_the_size_of_the_picture_and_as_a_table(self, page: Page, default_site: Path) -> None:
        stroke(page, (3, 2), (4, 2))
        with page.expect_download() as download:
            part(page, "brush-png").click()
        image = Image.open(io.BytesIO(Path(download.value.path()).read_bytes())).convert("L")
        entry = next(one for one in manifest_of(default_site)["images"] if one["id"] == IMAGE)
        assert image.size == (entry["width"], entry["height"])
        shares = np.asarray(image, np.float64).reshape(SIDE, image.height // SIDE, SIDE, -1).mean((1, 3)) / 255
        assert np.flatnonzero(shares.ravel() == 1).tolist() == [26, 34] and shares.sum() == 2
        with page.expect_download() as download:
            part(page, "brush-csv").click()
        rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text("utf-8"))))
        assert [(row["row"], row["column"]) for row in rows if row["chosen"] == "1"] == [("3", "2"), ("4", "2")]


def hover(page: Page, name: str, row: float, column: float, cells: int) -> None:
    figure = part(page, name)
    figure.scroll_into_view_if_needed()
    settle(page)
    box = figure.bounding_box()
    assert box
    page.mouse.move(box["x"] + (column + 0.5) / cells * box["width"], box["y"] + (row + 0.5) / cells * box["height"])


def patches_in(text: str) -> list[int]:
    return [int(row) * SIDE + int(column) for row, column in re.findall(r"patch \((\d), (\d)\)", text)]


def number_in(text: str) -> float:
    found = re.search(r"[+-]?\d+(?:\.\d+)?(?:e-?\d+)?", text.replace("−", "-"))
    assert found, text
    return float(found[0])


class TestMatrix:
    def test_hovering_reads_the_cosine_of_a_pair(self, page: Page) -> None:
        hover(page, "matrix", 5, 41, PATCHES)
        said = part(page, "matrix-readout").inner_text()
        assert patches_in(said) == [5, 41]
        patches = streams(page)[-1][1:]
        unit = patches / np.linalg.norm(patches, axis=1, keepdims=True)
        assert number_in(said) == pytest.approx(unit[5] @ unit[41], abs=0.0051)
        expect(page.locator('[data-part="picture"] .patch.hovered')).to_have_attribute("data-token", "6")
        assert page.locator('[data-part="panel-matrix"] .ip-spot').count() == 2

    def test_ordered_by_the_reference_the_most_similar_come_first(self, page: Page) -> None:
        page.locator('[data-part="matrix-order"] [data-value="reference"]').click()
        assert state_of(page)["order"] == "reference"
        settle(page)
        order = np.argsort(-cosines(streams(page)[-1]), kind="stable")
        hover(page, "matrix", 0, PATCHES - 1, PATCHES)
        assert patches_in(part(page, "matrix-readout").inner_text()) == [order[0], order[-1]]

    @pytest.mark.parametrize("order", ["grid", "cluster", "reference"])
    def test_what_is_painted_is_the_matrix_in_that_order(self, order: str, page: Page) -> None:
        go(page, order=order)
        settle(page)
        patches = streams(page)[-1][1:]
        unit = patches / np.linalg.norm(patches, axis=1, keepdims=True)
        hover(page, "matrix", 0, 0, PATCHES)
        places = []
        for place in range(0, PATCHES, 9):
            hover(page, "matrix", place, place, PATCHES)
            places.append(patches_in(part(page, "matrix-readout").inner_text())[0])
        canvas = page.locator(".ip-matrix-canvas")
        script = """(one, count) => {
          const { data, width } = one.getContext("2d").getImageData(0, 0, one.width, one.height);
          const middle = (i) => Math.floor((i + 0.5) * width / count);
          return Array.from({ length: count * count }, (_, i) => {
            const at = 4 * (middle(Math.floor(i / count)) * width + middle(i % count));
            return [...data.subarray(at, at + 3)];
          });
        }"""
        pixels = np.array(canvas.evaluate(script, PATCHES), np.float64).reshape(PATCHES, PATCHES, 3)
        # Viridis grows lighter throughout, so that its brightness has the order of the values.
        light = pixels @ [0.2126, 0.7152, 0.0722]
        rows = light[np.ix_(range(0, PATCHES, 9), range(0, PATCHES, 9))]
        values = (unit @ unit.T)[np.ix_(places, places)]
        off = ~np.eye(len(places), dtype=bool)
        assert spearmanr(rows[off], values[off])[0] > 0.995

    def test_the_keyboard_reads_and_picks(self, page: Page) -> None:
        part(page, "matrix").focus()
        for key in ("ArrowDown", "ArrowDown", "ArrowRight"):
            page.keyboard.press(key)
        assert patches_in(part(page, "matrix-readout").inner_text()) == [1, 1]
        page.keyboard.press("Enter")
        assert state_of(page)["token"] == "2"


class TestComparisons:
    def test_two_methods_are_compared_by_rank(self, page: Page) -> None:
        maps = maps_of(page)
        page.locator('[data-part="difference-with"] [data-value="rollout"]').click()
        expected = spearmanr(maps["similarity"][-1], maps["rollout"][-1])[0]
        words = part(page, "difference-words")
        expect(words).to_contain_text("rollout")
        assert number_in(words.inner_text().split("correlation is")[1]) == pytest.approx(expected, abs=1e-3)
        hover(page, "difference-map", 3.2, 2, SIDE)  # below the caption's line
        said = part(page, "difference-readout").inner_text()
        (patch,) = patches_in(said)
        below = [(maps[name][-1] < maps[name][-1][patch]).sum() for name in ("similarity", "rollout")]
        assert number_in(said) == pytest.approx((below[0] - below[1]) / (PATCHES - 1), abs=2e-3)

    def test_another_picture_stands_beside_it_on_one_scale(self, page: Page, address: str) -> None:
        mine = maps_of(page)["similarity"][-1]
        part(page, "versus-with").select_option("horse")
        assert state_of(page)["versus"] == "horse"
        expect(part(page, "versus-right")).to_contain_text("precomputed to 1/255")
        right = page.locator('[data-part="versus-right"] .picture-frame')
        right.scroll_into_view_if_needed()
        right.locator('.patch[data-token="30"]').hover()
        first, second = part(page, "versus-readout").locator("b").inner_text().replace("−", "-").split(" and ")
        go(page, image="horse", versus="")
        live(page)
        theirs = maps_of(page)["similarity"][-1]
        assert float(first) == pytest.approx(mine[29], abs=0.0051)
        assert float(second) == pytest.approx(theirs[29], abs=0.0051 + 1 / 255)

    def test_a_link_to_nothing_says_so(self, page: Page) -> None:
        go(page, versus="a-picture-of-somebody")
        expect(part(page, "versus-says")).to_contain_text("does not have")
        go(page, versus=IMAGE)
        expect(part(page, "versus-says")).to_contain_text("Choose another picture")


class TestCare:
    def test_its_figures_are_those_of_the_tokens(self, page: Page) -> None:
        patches = streams(page)[-1][1:]
        unit = patches / np.linalg.norm(patches, axis=1, keepdims=True)
        pairs = unit @ unit.T
        level = pairs[np.triu_indices(PATCHES, 1)].mean()
        said = page.locator('[data-caution="direction"]').inner_text()
        assert number_in(said) == pytest.approx(level, abs=0.0051)
        lengths = np.linalg.norm(patches, axis=1)
        shown = part(page, "norm-readout").inner_text()
        assert number_in(shown) == pytest.approx(np.median(lengths), rel=1e-3)
        assert patches_in(shown) == [lengths.argmax()]
        own = page.locator('[data-caution="reference"]')
        assert own.get_attribute("data-care") == str(level - cosines(streams(page)[-1]).mean() > 0.1).lower()

    def test_another_block_is_another_warning(self, page: Page) -> None:
        go(page, block="0")
        expect(part(page, "caution-words")).to_contain_text("After block 0")
        expect(part(page, "caution-chart-readout")).to_contain_text("after block 0")


class TestLens:
    def expected(self, page: Page, model: LoadedModel) -> Array:
        """Class probabilities of every token after every block, by torch's own norm and head."""
        tokens = torch.from_numpy(np.array(streams(page), np.float32))
        vit: Any = model.model
        with torch.no_grad():
            probabilities = torch.softmax(vit.classifier(vit.vit.layernorm(tokens)), -1)
        result: Array = probabilities.double().numpy()
        return result

    def test_cls_says_what_torch_reads(self, page: Page, default_model: LoadedModel) -> None:
        expected = self.expected(page, default_model)
        labels = manifest_of_page(page)["labels"]
        chart = part(page, "lens-chart")
        chart.scroll_into_view_if_needed()
        chart.focus()
        page.keyboard.press("Home")
        for block in range(BLOCKS):
            readout = part(page, "lens-chart-readout")
            expect(readout).to_contain_text(f"after block {block}")
            for value in readout.locator(".ip-value").all():
                name, shown = re.match(r"(.*) (<?[\d.]+)\s%", value.inner_text()).groups()  # type: ignore[union-attr]
                if not shown.startswith("<"):
                    assert float(shown) / 100 == pytest.approx(expected[block, 0, labels.index(name)], abs=6e-4)
            page.keyboard.press("ArrowRight")
        final = labels[expected[-1, 0].argmax()]
        expect(part(page, "lens-words")).to_contain_text(f"“{final}”")

    @pytest.mark.parametrize("block", [1, 5])
    def test_a_patch_says_its_three_highest(self, block: int, page: Page, default_model: LoadedModel) -> None:
        go(page, block=str(block))
        expect(part(page, "lens-words")).to_contain_text(f"after block {block}")
        settle(page)
        expected = self.expected(page, default_model)[block, 1:]
        labels = manifest_of_page(page)["labels"]
        for patch in (0, 27, 63):
            page.locator(f'[data-part="lens-map"] .patch[data-token="{patch + 1}"]').hover()
            expect(part(page, "lens-readout")).to_contain_text(f"patch ({patch // SIDE}, {patch % SIDE})")
            said = part(page, "lens-readout").inner_text()
            assert patches_in(said) == [patch]
            found = re.findall(r"([a-z]+) ([\d.]+)\s%", said)
            order = np.argsort(-expected[patch])[:3]
            assert [name for name, _ in found] == [labels[i] for i in order]
            for (_, shown), i in zip(found, order, strict=True):
                assert float(shown) / 100 == pytest.approx(expected[patch, i], abs=6e-4)
        counts = np.bincount(expected.argmax(1), minlength=len(labels))
        listed = part(page, "lens-classes").inner_text()
        assert f"{labels[counts.argmax()]}" in listed and str(counts.max()) in listed


def manifest_of_page(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate("({ labels: window.elvit.manifest.models[0].labels })")
    return found


def test_a_constant_picture_of_ones_own_is_said_in_words(address: str, chromium: Browser, tmp_path: Path) -> None:
    grey = tmp_path / "grey.png"
    Image.new("RGB", (80, 40), (128, 128, 128)).save(grey)
    with looking_at(chromium, f"{address}#{VIEW}", viewport=DESKTOP) as seen:
        page = seen.page
        live(page)
        part(page, "own").click()
        part(page, "file").set_input_files(grey)
        expect(part(page, "scores-missing")).to_contain_text("draw one", timeout=WAIT)
        expect(page.locator('.interpretation[data-state="live"]')).to_be_visible(timeout=WAIT)
        stroke(page, (1, 1), (4, 4))
        expect(part(page, "scores-words")).to_contain_text("what you drew")
        with page.expect_download() as download:
            part(page, "brush-png").click()
        assert Image.open(io.BytesIO(Path(download.value.path()).read_bytes())).size == (80, 40)
        part(page, "versus-with").select_option("horse")
        expect(part(page, "versus-right")).to_contain_text("precomputed")
        settle(page)
        assert not re.search(r"NaN|undefined|Infinity", part(page, "panels").inner_text())
        assert not seen.problems


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(width: int, scheme: Any, address: str, chromium: Browser) -> None:
    options = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme, "reduced_motion": "reduce"}
    with looking_at(chromium, f"{address}#{VIEW}&versus=horse&order=cluster", **options) as seen:
        page = seen.page
        page.evaluate(AXE.read_text("utf-8"))
        live(page)
        settle(page)
        found = page.evaluate(FIND)
        go(page, mask="drawn:AAAYPDw8GAA")
        expect(part(page, "scores-words")).to_contain_text("what you drew")
        settle(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "no wider than the window"
        found += page.evaluate(FIND)
        assert not found

"""Figures of the embedding and of the residual stream: what they print is what pixels, weights and tensors come to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Browser, Page, expect
from serving import Visit, lead_back, manifest_of, numbers_of, part, served, visit

WAIT = 60_000
# The picture as the model saw it, off the canvas that shows it: the bytes as they are.
PIXELS = """() => {
  const { width, height } = document.querySelector(".patch-picture");
  const copy = Object.assign(document.createElement("canvas"), { width, height });
  const context = copy.getContext("2d", { willReadFrequently: true });
  context.drawImage(document.querySelector(".patch-picture"), 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  return [[...data].filter((_, i) => i % 4 < 3), [height, width, 3]];
}"""
# Texts of a figure that stick out of it.
OUTSIDE = """(selector) => {
  const frame = document.querySelector(selector).getBoundingClientRect();
  const inside = [...document.querySelectorAll(`${selector} text, ${selector} p, ${selector} li, ${selector} canvas`)];
  const out = ({ left, right, width }) => width > 0 && (left < frame.left - 12 || right > frame.right + 8);
  return inside.filter((one) => out(one.getBoundingClientRect())).map((one) => one.textContent || one.className);
}"""
FIGURES = {
    "hook_embed": "patch-figure",
    "hook_full_embed": "concat-figure",
    "blocks.2.hook_resid_mid": "residual-figure",
    "blocks.2.hook_resid_post": "residual-figure",
}


@pytest.fixture(scope="module")
def visited(address: str, chromium: Browser) -> Iterator[Visit]:
    with visit(chromium, f"{address}#view=detail", reduced_motion="reduce") as visited:
        yield visited


@pytest.fixture
def seen(visited: Visit) -> Iterator[Visit]:
    lead_back(visited, "view=detail")
    yield visited
    assert not visited.problems


def opened(page: Page, hook: str, **state: Any) -> None:
    page.evaluate("state => window.elvit.go(state)", {"view": "detail", "hook": hook, "at": 0, **state})
    expect(page.locator(f'[data-part="{FIGURES[hook]}"][data-figure^="{hook}"]')).to_be_visible(timeout=WAIT)
    expect(page.locator(".detail-figure.waits")).to_have_count(0, timeout=WAIT)
    expect(part(page, "scrub")).to_have_value(str(state.get("at", 0)))


def array(page: Page, kind: str, name: str) -> NDArray[np.float64]:
    return numbers_of(page, kind, name).astype(np.float64)


def pixels_on(page: Page) -> NDArray[np.float64]:
    data, shape = page.evaluate(PIXELS)
    return np.array(data, np.float64).reshape(shape)


def value(text: str) -> float:
    return float(re.sub(r"[\s\u2007\u2008\u202f]", "", text).replace("\u2212", "-"))


def spelled(text: str) -> list[float]:
    """Every number in a sentence."""
    return [value(one) for one in re.findall(r"\u2212?\d+\.?\d*(?:e\u2212?\d+)?", text)]


def printed(number: Any) -> Any:
    return pytest.approx(number, rel=5.1e-3, abs=1e-6)


def terms(page: Page, site: Path, patch: int, feature: int) -> NDArray[np.float64]:
    """Pixels times filter, [channel, row, column], from the bytes of the picture and the weights themselves."""
    model = manifest_of(site)["models"][0]
    steps, size = model["preprocess"], model["config"]["patch_size"]
    side = model["config"]["image_size"] // size
    row, column = divmod(patch, side)
    pixels = (pixels_on(page) * steps["rescale"] - steps["mean"]) / steps["std"]
    seen = pixels[row * size : (row + 1) * size, column * size : (column + 1) * size]
    weight = array(page, "weight", "embed.proj.weight")[..., feature]
    product: NDArray[np.float64] = (seen * weight).transpose(2, 0, 1)
    return product


def sums(page: Page) -> list[float]:
    """The column of sums: three channels, bias, result."""
    texts = page.locator(".patch-figure g > text.patch-sum").all_text_contents()
    return [value(text) for text in texts if text]


def check_patch(page: Page, site: Path, token: int, feature: int) -> None:
    opened(page, "hook_embed", token=token, column=feature)
    products = terms(page, site, token - 1, feature)
    bias = array(page, "weight", "embed.proj.bias")[feature]
    own = array(page, "tensor", "hook_embed")[token - 1, feature]
    assert products.sum() + bias == pytest.approx(own, abs=1e-4)
    assert sums(page) == [printed(one) for one in (*products.sum((1, 2)), bias, own)]
    result = float(page.locator(".worked-frame").get_attribute("data-result") or "nan")
    assert result == pytest.approx(own, abs=1e-4)


def test_the_patchs_sums_are_the_pixels_times_the_filter(seen: Visit, default_site: Path) -> None:
    for token, feature in ((1, 0), (28, 17), (64, 191)):
        check_patch(seen.page, default_site, token, feature)


def test_a_term_of_the_patch_is_printed_below_its_cells(seen: Visit, default_site: Path) -> None:
    page = seen.page
    opened(page, "hook_embed", token=28, column=17)
    products = terms(page, default_site, 27, 17).ravel()
    for index in (0, 17, 47):
        opened(page, "hook_embed", token=28, column=17, at=12 + index)
        expect(part(page, "player-where")).to_have_text(f"term {index + 1} of 48")
        pixel, weight, product = page.locator(".patch-figure text.patch-pair").all_text_contents()[:3]
        assert value(pixel) * value(weight) == pytest.approx(products[index], rel=2e-2, abs=1e-5)
        assert value(product) == printed(products[index])
        assert value(page.locator(".patch-figure .lane-running strong").inner_text()) == printed(
            products[: index + 1].sum()
        )


def test_the_window_steps_over_the_picture_and_leaves_rows_behind(seen: Visit) -> None:
    page = seen.page
    for row in (0, 3, 7):
        opened(page, "hook_embed", token=28, column=17, at=1 + row)
        expect(part(page, "player-where")).to_have_text(f"grid row {row + 1} of 8")
        picture = page.locator(".patch-picture").bounding_box()
        window = page.locator(".patch-outline").first.bounding_box()
        assert picture and window
        unit = picture["width"] / 8
        # At rest the window is on the last patch of its row.
        assert window["x"] + window["width"] / 2 == pytest.approx(picture["x"] + 7.5 * unit, abs=2)
        assert window["y"] + window["height"] / 2 == pytest.approx(picture["y"] + (row + 0.5) * unit, abs=2)
        assert f"{1 + row * 8} to {8 + row * 8}" in part(page, "now").inner_text()


def test_passing_over_the_squares_reads_any_term(seen: Visit, default_site: Path) -> None:
    page = seen.page
    opened(page, "hook_embed", token=28, column=17)
    products = terms(page, default_site, 27, 17)
    squares = page.locator(".patch-squares").nth(2)
    squares.evaluate("one => one.scrollIntoView({ block: 'center' })")
    box = squares.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + box["height"] - 6)
    product = page.locator(".patch-figure text.patch-pair").nth(2)
    expect(product).to_be_visible()
    assert value(product.text_content() or "") == printed(products[2, 3, 3])
    page.mouse.move(2, 2)
    expect(product).to_be_hidden()


def cosines(rows: NDArray[np.float64], row: NDArray[np.float64]) -> NDArray[np.float64]:
    found: NDArray[np.float64] = rows @ row / np.linalg.norm(rows, axis=1) / np.linalg.norm(row)
    return found


@pytest.mark.parametrize("token", [0, 28])
def test_a_token_is_what_it_holds_plus_its_position(token: int, seen: Visit) -> None:
    page = seen.page
    opened(page, "hook_full_embed", token=token, column=9)
    positions, full = array(page, "tensor", "hook_pos_embed"), array(page, "tensor", "hook_full_embed")
    kind, name = ("weight", "cls_token") if token == 0 else ("tensor", "hook_embed")
    content = array(page, kind, name).reshape(-1, positions.shape[-1])[max(0, token - 1)]
    lengths = [value(text) for text in page.locator(".concat-figure .lane-value strong").all_inner_texts()]
    assert lengths == [printed(np.linalg.norm(row)) for row in (content, positions[token], full[token])]
    alike = cosines(positions, positions[token])
    alike[[0, token]] = -2
    order = np.argsort(-alike)[:5]
    listed = page.locator(".nearest-list li")
    for item, best in zip(listed.all(), order, strict=True):
        row, column = divmod(int(best) - 1, 8)
        assert item.inner_text().startswith(f"patch ({row}, {column})")
        assert value(item.locator(".figures").inner_text()) == printed(alike[best])
    opened(page, "hook_full_embed", token=token, column=9, at=3 + 40)
    said = spelled(part(page, "now").inner_text())
    assert said == [40, printed(content[40]), printed(positions[token, 40]), printed(full[token, 40])]


@pytest.mark.parametrize(
    ("hook", "written"), [("hook_resid_mid", "hook_attn_out"), ("hook_resid_post", "hook_mlp_out")]
)
def test_an_addition_tells_lengths_angle_and_share(hook: str, written: str, seen: Visit) -> None:
    page = seen.page
    before = "hook_resid_pre" if hook == "hook_resid_mid" else "hook_resid_mid"
    opened(page, f"blocks.2.{hook}", token=28, column=9)
    stream, added, after = (array(page, "tensor", f"blocks.2.{name}") for name in (before, written, hook))
    x, a, y = stream[28], added[28], after[28]
    listed = [text.replace("\u00b0", "") for text in page.locator(".arrows-list strong").all_inner_texts()]
    assert [value(text) for text in listed[:3]] == [printed(np.linalg.norm(row)) for row in (x, a, y)]
    cosine = float(cosines(a[None], x)[0])
    degrees, told = (value(text) for text in listed[3].split(","))
    assert degrees == pytest.approx(np.degrees(np.arccos(cosine)), abs=0.06)
    assert told == printed(cosine)
    to_last = int(part(page, "scrub").get_attribute("max") or 0)
    opened(page, f"blocks.2.{hook}", token=28, column=9, at=to_last - 1)
    share = float(a @ y / (y @ y))
    assert spelled(part(page, "now").inner_text())[-1] == pytest.approx(100 * share, abs=0.06)
    ratio, angle = (page.locator(".grid-map").nth(i).locator(".grid-map-readout strong") for i in (1, 0))
    assert value(ratio.inner_text()) == printed(np.linalg.norm(a) / np.linalg.norm(x))
    assert value(angle.inner_text()) == printed(cosine)


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_nothing_sticks_out_of_its_figure(width: int, address: str, chromium: Browser) -> None:
    options = {"viewport": {"width": width, "height": 900}, "reduced_motion": "reduce"}
    with visit(chromium, f"{address}#view=detail", **options) as seen:
        for hook, figure in FIGURES.items():
            opened(seen.page, hook, token=8, column=191)
            assert seen.page.evaluate(OUTSIDE, f".{figure}") == [], (hook, width)
            assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
            label = part(seen.page, figure).get_attribute("aria-label") or ""
            assert len(spelled(label)) >= 4 and "NaN" not in label


def test_a_patch_of_768_numbers(wide_site: Path, chromium: Browser) -> None:
    with served(wide_site) as address, visit(chromium, f"{address}#view=detail", reduced_motion="reduce") as seen:
        check_patch(seen.page, wide_site, 100, 500)
        opened(seen.page, "hook_embed", token=100, column=500, at=18 + 300)
        expect(part(seen.page, "player-where")).to_have_text("term 301 of 768")
        assert not seen.problems

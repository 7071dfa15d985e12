"""Models without the habits of a plain ViT in the page: every view and every page of Detail, numbers and words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from browsing import photo_like
from elvit.models.processor import normalise, prepare
from elvit.models.source import load_model
from habitless import registered
from independent import hooks_of
from playwright.sync_api import Browser, Page, expect
from serving import Visit, part, served, settle, visit

WAIT = 60_000
NOT_SAID = re.compile(r"NaN|undefined|not a number|\[object|Infinity")
VIEWS = ["overview", "interpretation", "interaction", "tensors", "detail", "background"]
# By model: rows and columns of its grid, and the tokens before it.
GRIDS = {"mean-readout": (3, 5, 0), "two-heads": (4, 3, 2)}
# The number that a page of Detail is about, out of the tensor itself.
OWN = """async (name) => {
  const [, hook, at] = /^([^[]+)\\[(.*)\\]$/.exec(name);
  const { shape, data } = await window.elvit.tensor(hook);
  return data[at.split(", ").map(Number).reduce((flat, index, axis) => flat * shape[axis] + index, 0)];
}"""


@pytest.fixture(scope="module", params=list(GRIDS))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def seen(name: str, habitless_site: Path, chromium: Browser) -> Iterator[Visit]:
    size: Any = {"width": 1440, "height": 1000}
    with served(habitless_site) as address, visit(chromium, f"{address}#model={name}", viewport=size) as seen:
        expect(part(seen.page, "status")).to_contain_text(" ms", timeout=WAIT)
        yield seen
        assert not seen.problems


def go(page: Page, **state: Any) -> None:
    page.evaluate("state => window.elvit.go(state)", state)
    settle(page)


def said(page: Page, name: str) -> str:
    """All that is to be read, after a look at what must not be there."""
    text = page.locator("body").inner_text()
    assert not NOT_SAID.search(text), text
    if name == "mean-readout":
        assert "CLS" not in text, text
    return text


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_shows_it(view: str, name: str, seen: Visit) -> None:
    go(seen.page, view=view, token=0, refs="", hook="")
    if view != "background":  # whose articles explain what other models have
        assert len(said(seen.page, name)) > 500
    assert not seen.problems


def test_the_grid_is_drawn_as_the_model_cuts_the_picture(name: str, seen: Visit) -> None:
    rows, columns, prefix = GRIDS[name]
    page = seen.page
    go(page, view="overview")
    grid = part(page, "picture").locator(".patch-grid")
    assert grid.locator('[role="row"]').count() == rows
    assert grid.locator("[data-token]").count() == rows * columns
    text = said(page, name)
    assert f"{rows * columns} patches" in text and f"{columns} × {rows} patches" in text.replace("\u00a0", " ")
    assert f"{rows * columns + prefix} tokens" in text
    go(page, token=prefix + columns + 1)
    assert "patch (1, 1)" in said(page, name)
    if prefix:
        go(page, token=1)
        assert "distillation token" in said(page, name)


def test_every_page_of_detail_comes_to_the_hooks_own_number(name: str, seen: Visit) -> None:
    page = seen.page
    hooks = [hook for hook in page.evaluate("window.elvit.hooks()") if not re.match(r"blocks\.[02]", hook)]
    for hook in hooks:
        for token in (0, 6):
            go(page, view="detail", hook=hook, token=token, head=2, column=3, at=0)
            text = said(page, name)
            # A tensor that every picture has, or that is handed on, is worked out by nobody.
            if page.locator(".worked-frame[data-result]").count() == 0:
                continue
            address = part(page, "detail-name").inner_text()
            assert text
            result = float(page.locator(".worked-frame").get_attribute("data-result") or "nan")
            assert result == pytest.approx(page.evaluate(OWN, address), abs=1e-4), (address, token)
        assert not seen.problems, hook


def test_every_page_of_tensors_and_the_inspector_name_its_tokens(name: str, seen: Visit) -> None:
    page = seen.page
    for hook in page.evaluate("window.elvit.hooks()"):
        if re.match(r"blocks\.[12]", hook):
            continue
        go(page, view="tensors", hook=hook, token=0, inspect="", spot="")
        said(page, name)
        go(page, inspect=hook, spot="0.0.0")
        expect(part(page, "inspector-name")).to_have_text(hook)
        said(page, name)
    for weight in page.evaluate("window.elvit.weights()"):
        if not weight.startswith("blocks."):
            go(page, inspect=weight, spot="0.0.0")
            expect(part(page, "inspector-name")).to_have_text(weight)
            said(page, name)
    go(page, inspect="", spot="")
    assert not seen.problems


def test_attention_is_cut_and_the_model_answers_again(name: str, seen: Visit) -> None:
    page = seen.page
    go(page, view="interaction", token=GRIDS[name][2] + 1, edits="")
    before = page.evaluate("window.elvit.state().edits")
    page.get_by_role("button", name="Remove the 30 % that are read least").click()
    cut = page.locator('[data-part="panel-cut"][data-fresh="true"][data-waiting="0"]')
    expect(cut).to_be_visible(timeout=WAIT)
    settle(page)
    assert page.evaluate("window.elvit.state().edits") != before
    said(page, name)
    assert not seen.problems


def test_maps_and_panels_speak_of_what_the_head_reads(name: str, seen: Visit) -> None:
    page = seen.page
    rows, columns, _ = GRIDS[name]
    for method in ("similarity", "attention", "rollout"):
        go(page, view="interpretation", method=method, token=0, refs="", block="2")
        text = said(page, name)
    assert ("all patches" if name == "mean-readout" else "CLS and distillation token") in text
    overlay = page.locator(".in-figure .in-overlay").first
    assert overlay.evaluate("one => [one.height, one.width]") == [rows, columns]
    assert not seen.problems


def test_every_tensor_is_the_models_own(name: str, seen: Visit, habitless_site: Path) -> None:
    with registered():
        model = load_model(str(habitless_site.with_name("habitless-models") / name))
    pixels = normalise(prepare(photo_like(301, 217, 4), model.preprocess), model.preprocess)
    expected = hooks_of(model.model, torch.from_numpy(pixels))
    seen.run(pixels[0])
    assert set(seen.page.evaluate("window.elvit.hooks()")) == set(expected)
    for hook, tensor in expected.items():
        assert np.abs(seen.tensor(hook) - tensor.reshape(-1)).max() <= 1e-4, hook


def test_a_script_cuts_attention(name: str, seen: Visit) -> None:
    rows, columns, _ = GRIDS[name]
    whole = seen.run(np.zeros((3, *_pixels(name)), np.float32))
    assert np.abs(seen.rerun(remove=[]) - whole).max() <= 1e-6
    assert np.abs(seen.rerun(remove=[0, rows * columns - 1]) - whole).max() > 1e-5
    windows = [[[0, rows - 1, 0, columns - 1]] * (rows * columns)] * 3
    assert np.abs(seen.rerun(windows=windows) - whole).max() <= 1e-6
    assert not seen.problems


def _pixels(name: str) -> tuple[int, int]:
    return {"mean-readout": (12, 30), "two-heads": (20, 15)}[name]

"""Figures of sums: the numbers printed under the rectangle are the tensors' and weights' own, term by term."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Browser, Page, Position, expect
from serving import Visit, lead_back, next_frames, numbers_of, part, served, state_of, visit

WAIT = 60_000
FIGURE = ".sum-figure"
# Texts of the figure that stick out of it, by more than the digit at the left of an axis.
OUTSIDE = """() => {
  const frame = document.querySelector('.sum-figure').getBoundingClientRect();
  const inside = [...document.querySelectorAll('.sum-figure :not(.lane-veil)')].filter((one) => one.checkVisibility());
  const out = ({ left, right, width }) => width > 0 && (left < frame.left - 12 || right > frame.right + 8);
  return inside.filter((one) => out(one.getBoundingClientRect())).map((one) => one.className.baseVal ?? one.className);
}"""
TOKEN, HEAD, COLUMN = 30, 1, 7


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
    page.evaluate(
        "state => window.elvit.go(state)",
        {"view": "detail", "hook": hook, "token": TOKEN, "head": HEAD, "column": COLUMN, "at": 0, **state},
    )
    expect(page.locator(f'{FIGURE}[data-figure^="{hook}"]')).to_be_visible(timeout=WAIT)
    expect(page.locator(".detail-figure.waits")).to_have_count(0, timeout=WAIT)
    expect(part(page, "scrub")).to_have_value(str(state.get("at", 0)))
    next_frames(page)  # with reduced motion a moved thing arrives one frame later


def array(page: Page, kind: str, name: str) -> NDArray[np.float64]:
    return numbers_of(page, kind, name).astype(np.float64)


def factors(page: Page, hook: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """What is multiplied on the page of a hook, from the tensors and the weights themselves."""
    block = hook.rpartition(".hook")[0] or hook

    def tensor(name: str) -> NDArray[np.float64]:
        return array(page, "tensor", name)

    def weight(name: str, column: int) -> NDArray[np.float64]:
        return array(page, "weight", name).reshape(-1, width)[:, column]

    kind = hook.removeprefix("blocks.2.")
    if kind in ("attn.hook_q", "attn.hook_k", "attn.hook_v"):
        normalized = tensor("blocks.2.ln1.hook_normalized")
        width = normalized.shape[1]
        d_head = tensor(hook).shape[2]
        return normalized[TOKEN], weight(f"{block}.W_{kind[-1].upper()}", HEAD * d_head + COLUMN)
    if kind == "attn.hook_attn_scores":
        return tensor("blocks.2.attn.hook_q")[TOKEN, HEAD], tensor("blocks.2.attn.hook_k")[COLUMN, HEAD]
    if kind == "attn.hook_z":
        return tensor("blocks.2.attn.hook_pattern")[HEAD, TOKEN], tensor("blocks.2.attn.hook_v")[:, HEAD, COLUMN]
    source, name = {
        "hook_attn_out": ("blocks.2.attn.hook_z", "blocks.2.attn.W_O"),
        "mlp.hook_pre": ("blocks.2.ln2.hook_normalized", "blocks.2.mlp.W_in"),
        "hook_mlp_out": ("blocks.2.mlp.hook_post", "blocks.2.mlp.W_out"),
        "logits": ("ln_final.hook_normalized", "head.W_H"),
    }[kind]
    width = tensor(hook).shape[-1]
    return tensor(source)[0 if kind == "logits" else TOKEN].ravel(), weight(name, COLUMN)


HOOKS = [f"attn.hook_{name}" for name in ("q", "k", "v", "attn_scores", "z")]
HOOKS += ["hook_attn_out", "mlp.hook_pre", "hook_mlp_out"]


def value(text: str) -> float:
    return float(text.strip().replace("\u2212", "-").replace("\u202f", ""))


def check(page: Page, hook: str) -> None:
    """Some terms of the page, as it prints them, and the sum so far beside the curve."""
    opened(page, hook)
    left, right = factors(page, hook)
    running = np.cumsum(left * right)
    steps = int(part(page, "scrub").get_attribute("max") or 0)
    first = 2 if "hook_attn_scores" not in hook and "hook_z" not in hook else 1
    for index in (0, 1, len(left) // 2, len(left) - 1):
        opened(page, hook, at=first + index)
        shown = page.locator(f"{FIGURE} .pair-text > span").all_inner_texts()
        a, b, product = [value(text) for text in shown[:3]]
        assert a == pytest.approx(left[index], rel=6e-3, abs=1e-6), (hook, index)
        assert b == pytest.approx(right[index], rel=6e-3, abs=1e-6), (hook, index)
        assert product == pytest.approx(left[index] * right[index], rel=6e-3, abs=1e-6), (hook, index)
        so_far = value(page.locator(f"{FIGURE} .lane-running .lane-value strong").inner_text())
        assert so_far == pytest.approx(running[index], rel=6e-3, abs=1e-5), (hook, index)
    opened(page, hook, at=steps)
    told = value(page.locator(f"{FIGURE} .lane-strip .lane-value strong").inner_text())
    assert told == pytest.approx(float(page.locator(".worked-frame").get_attribute("data-result") or "nan"), rel=6e-3)
    assert page.locator(f"{FIGURE} .lane-cell.blank").count() == 0


@pytest.mark.parametrize("hook", [*(f"blocks.2.{name}" for name in HOOKS), "logits"])
def test_the_printed_terms_are_those_of_tensors_and_weights(seen: Visit, hook: str) -> None:
    check(seen.page, hook)


def test_a_model_768_wide_too(wide_site: Path, chromium: Browser) -> None:
    with served(wide_site) as address, visit(chromium, f"{address}#view=detail", reduced_motion="reduce") as visited:
        for name in ("attn.hook_q", "attn.hook_z", "hook_attn_out", "hook_mlp_out"):
            check(visited.page, f"blocks.2.{name}")
        assert not visited.problems


# Where the rectangle and the dot stand, as shares of the plot.
STANDS = """() => {
  const box = (selector) => document.querySelector(`.sum-figure ${selector}`).getBoundingClientRect();
  const plot = box('.lane-terms .lane-plot');
  const middle = ({ left, width }) => (left + width / 2 - plot.left) / plot.width;
  return ['.lane-marker', '.running-dot'].map(box).map(middle);
}"""


def test_the_rectangle_stands_over_its_term(seen: Visit) -> None:
    page = seen.page
    for at, share in ((1, 0.5 / 64), (33, 32.5 / 64), (64, 63.5 / 64)):
        opened(page, "blocks.2.attn.hook_attn_scores", at=at)
        assert page.evaluate(STANDS) == pytest.approx([share, share], abs=0.003)


def test_pointing_reads_a_term_and_pressing_goes_to_its_step(seen: Visit) -> None:
    page = seen.page
    opened(page, "blocks.2.attn.hook_attn_scores")
    lane = page.locator(f"{FIGURE} .lane-terms .lane-plot")
    box = lane.bounding_box()
    assert box
    place: Position = {"x": box["width"] * 20.5 / 64, "y": 10}
    lane.hover(position=place)
    expect(page.locator(".pair-name")).to_have_text("feature 20")
    lane.click(position=place)
    assert state_of(page)["at"] == "21"
    expect(part(page, "player-where")).to_have_text("term 21 of 64")


def test_a_place_of_the_result_can_be_chosen(seen: Visit) -> None:
    page = seen.page
    opened(page, "blocks.2.attn.hook_v")
    plot = page.locator(f"{FIGURE} .lane-strip .lane-plot").last
    box = plot.bounding_box()
    assert box
    plot.click(position={"x": box["width"] * 5 / 6, "y": 8})
    state = state_of(page)
    assert state["head"] == "2"
    assert 28 <= int(state["column"]) <= 35


@pytest.mark.parametrize("width", [340, 390, 1024, 1440])
def test_nothing_sticks_out(seen: Visit, width: int) -> None:
    page = seen.page
    page.set_viewport_size({"width": width, "height": 900})
    for hook in [*(f"blocks.2.{name}" for name in HOOKS), "logits"]:
        for at in (0, 5):
            opened(page, hook, at=at)
            assert page.evaluate(OUTSIDE) == [], (hook, at)

"""LayerNorm, softmax, logit lens and activation: what their pages print is what the tensors and weights come to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Browser, Page, expect
from serving import Visit, expect_to_fit, part, served, settle, visit

WAIT = 60_000
TOKEN, HEAD, COLUMN, EPS = 27, 1, 3, {"default": 1e-6, "wide": 1e-12}
FIGURE = {"layer_norm": ".norm-figure", "softmax": ".softmax-figure", "activation": ".activation-figure"}
# Parts of the figure that stick out of the page.
# Of each class in the table of the lens: its index, and what its cells say.
CELLS = """rows => rows.map((row) => {
  const titles = [...row.querySelectorAll("title")];
  return [Number(row.dataset.class), titles.map((title) => title.textContent)];
})"""
NORMS = ["blocks.2.ln1.hook_normalized", "blocks.2.ln2.hook_normalized", "ln_final.hook_normalized"]
Array = NDArray[np.float64]


@pytest.fixture(scope="module", params=["default", "wide"])
def size(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def seen(size: str, request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Visit]:
    site = request.getfixturevalue(f"{size}_site")
    with (
        served(site) as address,
        visit(chromium, f"{address}#view=detail&hook=logits", reduced_motion="reduce") as visited,
    ):
        yield visited
        assert not visited.problems


def opened(page: Page, hook: str, op: str, **state: Any) -> None:
    place = {"token": TOKEN, "head": HEAD, "column": COLUMN, "at": 0} | state
    page.evaluate("state => window.elvit.go(state)", {"view": "detail", "hook": hook} | place)
    expect(page.locator(f'{FIGURE[op]}[data-figure^="{hook}"]')).to_be_visible(timeout=WAIT)
    expect(page.locator(".detail-figure.waits")).to_have_count(0, timeout=WAIT)
    expect(part(page, "scrub")).to_have_value(str(place["at"]))


def tensor(seen: Visit, name: str) -> Array:
    shape = seen.page.evaluate("name => window.elvit.tensor(name).then(({ shape }) => shape)", name)
    return seen.tensor(name).astype(np.float64).reshape(shape)


def result(page: Page) -> float:
    return float(page.locator(".worked-frame").get_attribute("data-result") or "nan")


def printed(text: str) -> float:
    return float(re.sub(r"[ %\u00a0\u2009\u202f]", "", text.replace("\u2212", "-").replace("<", "")))


def tails(page: Page, op: str) -> list[float]:
    """The numbers at the right of the lanes, from the top."""
    return [printed(text) for text in page.locator(f"{FIGURE[op]} .lane-value strong").all_text_contents()]


def normalised(row: Array, eps: float) -> tuple[Array, float, float]:
    mean = row.mean()
    scale = np.sqrt(((row - mean) ** 2).mean() + eps)
    return (row - mean) / scale, mean, scale


def softmax(scores: Array) -> Array:
    e = np.exp(scores - scores.max())
    return np.asarray(e / e.sum())


@pytest.mark.parametrize("hook", NORMS)
def test_a_number_is_followed_through_all_stages_of_layer_norm(seen: Visit, size: str, hook: str) -> None:
    page, norm = seen.page, hook.removesuffix(".hook_normalized")
    sources = {"ln1": "hook_resid_pre", "ln2": "hook_resid_mid"}
    source = f"blocks.2.{sources[norm[-3:]]}" if "blocks" in norm else f"blocks.{last_block(page)}.hook_resid_post"
    opened(page, hook, "layer_norm")
    row = tensor(seen, source)[TOKEN]
    standard, mean, scale = normalised(row, EPS[size])
    gained = standard[COLUMN] * seen.weight(f"{norm}.w")[COLUMN]
    after = gained + seen.weight(f"{norm}.b")[COLUMN]
    expected = [row[COLUMN], row[COLUMN] - mean, standard[COLUMN], gained, after]
    assert tails(page, "layer_norm") == pytest.approx(expected, rel=6e-3, abs=1e-4)
    assert result(page) == pytest.approx(after, abs=1e-5)
    assert result(page) == pytest.approx(tensor(seen, hook)[TOKEN, COLUMN], abs=1e-4)
    assert scale == pytest.approx(tensor(seen, f"{norm}.hook_scale")[TOKEN, 0], rel=1e-4)
    page.evaluate("window.elvit.go({ at: 3 })")
    expect(part(page, "worked")).to_have_text(re.compile(r"^s = √"))
    assert printed(page.locator(".worked .worked-result").inner_text()) == pytest.approx(scale, rel=6e-3)
    assert np.sqrt((row - mean) @ (row - mean) / len(row)) == pytest.approx(scale, rel=1e-4)


def test_scores_become_shares(seen: Visit) -> None:
    page = seen.page
    opened(page, "blocks.2.attn.hook_pattern", "softmax")
    scores = tensor(seen, "blocks.2.attn.hook_attn_scores")[HEAD, TOKEN]
    shares = softmax(scores)
    off = scores[COLUMN] - scores.max()
    expected = [scores[COLUMN], off, np.exp(off), np.exp(scores - scores.max()).sum()]
    assert tails(page, "softmax")[:4] == pytest.approx(expected, rel=6e-3, abs=1e-4)
    assert tails(page, "softmax")[4] == pytest.approx(shares[COLUMN] * 100, abs=0.11)
    assert result(page) == pytest.approx(shares[COLUMN], abs=1e-6)
    assert result(page) == pytest.approx(tensor(seen, "blocks.2.attn.hook_pattern")[HEAD, TOKEN, COLUMN], abs=1e-4)
    bits = -(shares * np.log2(shares)).sum()
    reading = page.locator(".figure-reading").inner_text()
    said = [printed(text) for text in re.findall(r"[\d.]+", reading)[:2]]
    assert said == pytest.approx([bits, 2**bits], rel=6e-3)
    listed = page.locator(".top-shares .figures").first.inner_text()
    assert printed(listed) == pytest.approx(shares.max() * 100, abs=0.06)


@pytest.mark.parametrize("term", [0, 5, 40])
def test_the_sum_grows_by_one_exponential_a_step(seen: Visit, term: int) -> None:
    page = seen.page
    opened(page, "blocks.2.attn.hook_pattern", "softmax", at=3 + term)
    scores = tensor(seen, "blocks.2.attn.hook_attn_scores")[HEAD, TOKEN]
    powers = np.exp(scores - scores.max())
    expected = [scores[term], scores[term] - scores.max(), powers[term], powers[: term + 1].sum()]
    assert tails(page, "softmax")[:4] == pytest.approx(expected, rel=6e-3, abs=1e-4)
    expect(part(page, "now")).to_contain_text("The sum so far is")
    assert page.locator(".softmax-figure .lane.to-come").count() == 1


def test_the_logit_lens_is_the_head_on_the_stream_after_each_block(seen: Visit, size: str) -> None:
    page = seen.page
    opened(page, "probabilities", "softmax", token=0)
    matrix, offset = seen.weight("head.W_H").astype(np.float64), seen.weight("head.b_H")
    gain, bias = seen.weight("ln_final.w"), seen.weight("ln_final.b")
    cells = page.locator(".lens-table [data-class]").evaluate_all(CELLS)
    assert COLUMN in [index for index, _ in cells]
    for block in range(last_block(page) + 1):
        row = normalised(tensor(seen, f"blocks.{block}.hook_resid_post")[0], EPS[size])[0]
        shares = softmax((row * gain + bias) @ matrix + offset)
        if block == last_block(page):
            assert np.abs(shares - tensor(seen, "probabilities")).max() < 1e-4
        for index, titles in cells:
            assert printed(titles[block].rpartition(": ")[2]) == pytest.approx(shares[index] * 100, abs=0.11)
        leaders = [index for index, _ in cells if index == shares.argmax()]
        if size == "default":
            assert leaders, block
        page.evaluate("at => window.elvit.go({ at })", 5 + len(offset) + block)
        expect(part(page, "now")).to_contain_text(f"Stopped after block {block}")
        assert f"{shares.max() * 100:.1f}" in part(page, "now").inner_text()


def test_the_activation_counts_what_it_silences(seen: Visit) -> None:
    page = seen.page
    opened(page, "blocks.2.mlp.hook_post", "activation")
    before, after = (tensor(seen, f"blocks.2.mlp.hook_{name}")[TOKEN] for name in ("pre", "post"))
    reading = page.locator(".activation-figure .figure-reading").inner_text().replace("below 0", "")
    numbers = [int(printed(one)) for one in re.findall(r"\d+(?:\u202f\d+)*", reading)]
    silenced = int((np.abs(after) <= 0.1 * np.abs(before)).sum())
    squares = np.sort(after**2)[::-1].cumsum()
    half = int(np.searchsorted(squares, squares[-1] / 2)) + 1
    assert numbers[:2] == [len(before), int((before < 0).sum())]
    assert numbers[2] == pytest.approx(silenced, abs=1)
    assert numbers[3] == pytest.approx(half, abs=1)
    assert result(page) == pytest.approx(after[COLUMN], abs=1e-5)


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_figures_keep_to_the_page(seen: Visit, width: int) -> None:
    page = seen.page
    page.set_viewport_size({"width": width, "height": 900})
    places = [("blocks.2.ln1.hook_normalized", "layer_norm"), ("blocks.2.attn.hook_pattern", "softmax")]
    for hook, op in [*places, ("probabilities", "softmax"), ("blocks.2.mlp.hook_post", "activation")]:
        opened(page, hook, op, token=0 if hook == "probabilities" else TOKEN)
        settle(page)
        expect_to_fit(page)
        assert page.locator(FIGURE[op]).get_attribute("aria-label")


def last_block(page: Page) -> int:
    return int(page.evaluate("window.elvit.manifest.models[0].config.n_layers")) - 1

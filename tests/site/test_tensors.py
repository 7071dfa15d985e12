"""The browser's tensors are PyTorch's: every hook, on the wasm backend, small model and large."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from browsing import photo_like
from edits import Change, changed_logits, edited_logits, logits_without, restricted_logits
from elvit.hooks.spec import Spec
from elvit.models.adapter import ADAPTERS
from elvit.models.processor import normalise, prepare
from elvit.models.source import LoadedModel
from independent import hooks_of
from numpy.typing import NDArray
from playwright.sync_api import Browser
from serving import Visit, served, visit

TOLERANCE = 1e-4
Pixels = NDArray[np.float32]


@pytest.fixture(scope="module", params=["default", "large"])
def site_and_model(request: pytest.FixtureRequest) -> tuple[Path, LoadedModel]:
    name = request.param
    return request.getfixturevalue(f"{name}_site"), request.getfixturevalue(f"{name}_model")


@pytest.fixture(scope="module")
def page(site_and_model: tuple[Path, LoadedModel], chromium: Browser) -> Iterator[Visit]:
    with served(site_and_model[0]) as address, visit(chromium, address) as seen:
        yield seen
        assert not seen.problems


def noise(model: LoadedModel) -> Pixels:
    pixels = ADAPTERS[model.architecture].spec(model.model).pixels
    return np.random.default_rng(11).uniform(-1, 1, (1, 3, *pixels)).astype(np.float32)


def photo(model: LoadedModel) -> Pixels:
    return normalise(prepare(photo_like(301, 217, 4), model.preprocess), model.preprocess)


@pytest.mark.parametrize("picture", [noise, photo])
def test_every_hook_is_within_a_ten_thousandth(
    picture: object, page: Visit, site_and_model: tuple[Path, LoadedModel]
) -> None:
    _, model = site_and_model
    pixels = noise(model) if picture is noise else photo(model)
    expected = hooks_of(model.model, torch.from_numpy(pixels))
    page.run(pixels[0])
    assert set(page.page.evaluate("window.elvit.hooks()")) == set(expected)
    errors = {}
    for name, tensor in expected.items():
        difference = np.abs(page.tensor(name) - tensor.reshape(-1)).max()
        errors[name] = difference / max(1.0, np.abs(tensor).max())
    assert max(errors.values()) <= TOLERANCE, max(errors, key=lambda name: errors[name])
    assert np.abs(page.tensor("logits") - expected["logits"]).max() <= TOLERANCE


@pytest.mark.parametrize("picture", [noise, photo])
def test_logits_are_those_of_the_untouched_model(
    picture: object, page: Visit, site_and_model: tuple[Path, LoadedModel]
) -> None:
    _, model = site_and_model
    pixels = noise(model) if picture is noise else photo(model)
    with torch.no_grad():
        expected = model.model(pixel_values=torch.from_numpy(pixels)).logits[0].numpy()
    assert np.abs(page.run(pixels[0]) - expected).max() <= TOLERANCE


Edit = dict[str, Any]
Allowed = list[torch.Tensor]


def all_pairs(spec: Spec) -> torch.Tensor:
    """Whether a query may read a key, [query, key]: every one."""
    tokens = spec.patches + spec.n_prefix
    return torch.ones(tokens, tokens, dtype=torch.bool)


def a_third_removed(spec: Spec) -> tuple[Edit, Allowed]:
    """Every third patch, which no token reads in any block."""
    gone = list(range(0, spec.patches, 3))
    pairs = all_pairs(spec)
    pairs[:, [spec.n_prefix + patch for patch in gone]] = False
    return {"remove": gone}, [pairs] * spec.n_layers


def windows(spec: Spec) -> tuple[Edit, Allowed]:
    """Another box for every patch in every second block, at random, the patch itself in it."""
    random = np.random.default_rng(5)
    cells = np.stack(np.divmod(np.arange(spec.patches), spec.columns), 1)  # [patch, row and column]
    boxes: list[list[list[int]] | None] = []
    allowed: Allowed = []
    for block in range(spec.n_layers):
        others = cells[random.integers(0, spec.patches, (2, spec.patches))]
        ends = np.concatenate([others, cells[None]])
        first, last = ends.min(0), ends.max(0)
        inside = ((cells >= first[:, None]) & (cells <= last[:, None])).all(-1)  # [patch, held]
        pairs = all_pairs(spec)
        if block % 2 == 0:
            pairs[spec.n_prefix :, spec.n_prefix :] = torch.from_numpy(inside)
        boxes.append(np.stack([first, last], -1).reshape(-1, 4).tolist() if block % 2 == 0 else None)
        allowed.append(pairs)
    return {"windows": boxes}, allowed


def single_edges(spec: Spec) -> tuple[Edit, Allowed]:
    """What CLS reads of a patch in one block, and what a patch reads of another in all."""
    allowed = [all_pairs(spec) for _ in range(spec.n_layers)]
    allowed[2][0, 10] = False
    for pairs in allowed:
        pairs[7, 20] = False
    return {"cut": [{"query": 0, "key": 10, "block": 2}, {"query": 7, "key": 20}]}, allowed


@pytest.mark.parametrize("restriction", [a_third_removed, windows, single_edges])
def test_restricted_attention_is_that_of_pytorch(
    restriction: Callable[[Spec], tuple[Edit, Allowed]], page: Visit, site_and_model: tuple[Path, LoadedModel]
) -> None:
    _, model = site_and_model
    pixels = photo(model)
    edit, allowed = restriction(ADAPTERS[model.architecture].spec(model.model))
    plain = page.run(pixels[0])
    expected = restricted_logits(model.model, torch.from_numpy(pixels), allowed)[0].numpy()
    assert np.abs(expected - plain).max() > 10 * TOLERANCE
    assert np.abs(page.rerun(**edit) - expected).max() <= TOLERANCE


def test_a_removed_patch_counts_as_little_as_one_that_was_never_there(
    page: Visit, site_and_model: tuple[Path, LoadedModel]
) -> None:
    _, model = site_and_model
    pixels = photo(model)
    page.run(pixels[0])
    expected = logits_without(model.model, torch.from_numpy(pixels), [1, 2, 5])[0].numpy()
    assert np.abs(page.rerun(remove=[0, 1, 4]) - expected).max() <= TOLERANCE


def test_without_a_restriction_a_rerun_is_the_run(page: Visit, site_and_model: tuple[Path, LoadedModel]) -> None:
    _, model = site_and_model
    spec = ADAPTERS[model.architecture].spec(model.model)
    whole = [0, spec.rows - 1, 0, spec.columns - 1]
    plain = page.run(photo(model)[0])
    assert np.abs(page.rerun(windows=[[whole] * spec.patches] * spec.n_layers) - plain).max() <= 1e-6
    assert np.array_equal(page.rerun(remove=[]), plain)


def test_masks_that_differ_by_head_are_those_of_pytorch(page: Visit, site_and_model: tuple[Path, LoadedModel]) -> None:
    _, model = site_and_model
    spec = ADAPTERS[model.architecture].spec(model.model)
    pixels = photo(model)
    plain = page.run(pixels[0])
    random = np.random.default_rng(6)
    tokens = all_pairs(spec).shape[0]
    restricted = {1, 2, spec.n_layers - 1}
    allowed = [
        random.random((spec.n_heads, tokens, tokens)) < 0.3 if block in restricted else None
        for block in range(spec.n_layers)
    ]
    for pairs in allowed:
        if pairs is not None:
            pairs |= np.eye(tokens, dtype=bool)
    every = torch.ones(spec.n_heads, tokens, tokens, dtype=torch.bool)
    bound = [every if pairs is None else torch.from_numpy(pairs) for pairs in allowed]
    expected = restricted_logits(model.model, torch.from_numpy(pixels), bound)[0].numpy()
    masks = [None if pairs is None else pairs.reshape(-1).astype(int).tolist() for pairs in allowed]
    assert np.abs(expected - plain).max() > 10 * TOLERANCE
    assert np.abs(page.rerun(masks=masks) - expected).max() <= TOLERANCE


Changed = tuple[list[Edit], dict[str, Change]]


def a_head_switched_off(spec: Spec, traced: dict[str, Pixels]) -> Changed:
    """One head of one block writes nothing, another twice as much."""
    factors = np.ones((spec.n_heads, 1), np.float32)
    factors[[0, -1], 0] = [0, 2]
    scale = torch.from_numpy(factors).expand(spec.n_heads, spec.d_head).reshape(-1)
    edit = {"hook": "blocks.2.attn.hook_z", "kind": "scale", "values": factors, "shape": list(factors.shape)}
    return [edit], {"blocks.2.attn.hook_z": lambda z: z * scale}


def patched_from_another_picture(spec: Spec, traced: dict[str, Pixels]) -> Changed:
    """Two tokens of the stream are those of another picture, and a later MLP's are fed whole."""
    stream, mlp = "blocks.1.hook_resid_pre", "blocks.3.mlp.hook_post"
    values = traced[stream].astype(np.float32)
    where = np.zeros_like(values, dtype=int)
    where[[0, 7]] = 1
    places = torch.from_numpy(where)[None] > 0
    edits: list[Edit] = [
        {"hook": stream, "kind": "feed", "values": values, "where": where.reshape(-1).tolist()},
        {"hook": mlp, "kind": "feed", "values": traced[mlp]},
    ]
    changes: dict[str, Change] = {
        stream: lambda own: torch.where(places, torch.from_numpy(values)[None], own),
        mlp: lambda own: torch.from_numpy(traced[mlp]).reshape(own.shape),
    }
    return edits, changes


def edits_all_over(spec: Spec, traced: dict[str, Pixels]) -> Changed:
    """Each lies behind the one before: a query, scores by head, a stream, a mask, what a block leaves."""
    random = np.random.default_rng(8)
    tokens = all_pairs(spec).shape[0]
    direction = random.normal(0, 0.5, spec.d_model).astype(np.float32)
    slopes = random.uniform(0, 2, (spec.n_heads, 1, 1)).astype(np.float32)
    mask = ((random.random((tokens, tokens)) < 0.5) | np.eye(tokens, dtype=bool)).astype(np.float32)
    penalty = torch.zeros(tokens, tokens).masked_fill(torch.from_numpy(mask) == 0, -torch.inf)
    edits: list[Edit] = [
        {"hook": "blocks.0.attn.hook_q", "kind": "scale", "values": np.array([0.5], np.float32), "shape": [1]},
        {"hook": "blocks.1.attn.hook_attn_scores", "kind": "scale", "values": slopes, "shape": list(slopes.shape)},
        {"hook": "blocks.2.hook_resid_pre", "kind": "add", "values": direction},
        {"hook": "blocks.2.attn.hook_attn_scores", "kind": "mask", "values": mask},
        {"hook": "blocks.3.hook_mlp_out", "kind": "scale", "values": np.array([0], np.float32), "shape": [1]},
    ]
    changes: dict[str, Change] = {
        "blocks.0.attn.hook_q": lambda q: q / 2,
        "blocks.1.attn.hook_attn_scores": lambda scores: scores * torch.from_numpy(slopes),
        "blocks.2.hook_resid_pre": lambda own: own + torch.from_numpy(direction),
        "blocks.2.attn.hook_attn_scores": lambda scores: scores + penalty,
        "blocks.3.hook_mlp_out": lambda own: own * 0,
    }
    return edits, changes


@pytest.mark.parametrize("change", [a_head_switched_off, patched_from_another_picture, edits_all_over])
def test_edits_of_any_hooks_are_those_of_pytorch(
    change: Callable[[Spec, dict[str, Pixels]], Changed], page: Visit, site_and_model: tuple[Path, LoadedModel]
) -> None:
    _, model = site_and_model
    pixels = photo(model)
    other = hooks_of(model.model, torch.from_numpy(noise(model)))
    edits, changes = change(ADAPTERS[model.architecture].spec(model.model), other)
    plain = page.run(pixels[0])
    expected = changed_logits(model.model, torch.from_numpy(pixels), changes)[0].numpy()
    assert np.abs(expected - plain).max() > 10 * TOLERANCE
    assert np.abs(page.rerun(edits=edits) - expected).max() <= TOLERANCE * max(1.0, np.abs(expected).max())


HELD = """async () => {
  const [one, two] = elvit.manifest.images.map(({ id }) => id);
  const hook = `blocks.${elvit.manifest.models[0].config.n_layers - 1}.attn.hook_pattern`;
  const sum = ({ data }) => data.reduce((total, value, i) => total + value * (i % 97), 0);
  const alone = [];
  for (const id of [one, two]) {
    await elvit.run(id);
    alone.push(sum(await elvit.tensor(hook)));
  }
  const before = (await elvit.memory()).tensors;
  const runs = [await elvit.run(one, { hold: true }), await elvit.run(two, { hold: true })];
  const edited = await runs[0].rerun({ remove: [0], hold: true });
  await elvit.run(two);
  const held = [];
  for (const run of [...runs, edited]) held.push(sum(await run.tensor(hook)));
  const during = (await elvit.memory()).tensors;
  for (const run of [...runs, edited]) run.release();
  const problem = await runs[0].tensor(hook).catch(({ message }) => message);
  return { alone, held, before, during, after: (await elvit.memory()).tensors, problem };
}"""


def test_runs_held_at_once_have_each_their_own_tensors_until_they_are_released(
    page: Visit, site_and_model: tuple[Path, LoadedModel]
) -> None:
    found = page.page.evaluate(HELD)
    one, two, edited = found["held"]
    assert [one, two] == found["alone"]
    assert len({one, two, edited}) == 3
    assert found["after"] == found["before"] < found["during"]
    assert found["problem"] == "This run has been released."


# One hook of every kind, in the third block where it has one.
KINDS = (
    "hook_embed", "hook_pos_embed", "hook_full_embed",
    "blocks.2.hook_resid_pre", "blocks.2.ln1.hook_scale", "blocks.2.ln1.hook_normalized",
    "blocks.2.attn.hook_q", "blocks.2.attn.hook_k", "blocks.2.attn.hook_v",
    "blocks.2.attn.hook_attn_scores", "blocks.2.attn.hook_pattern", "blocks.2.attn.hook_z",
    "blocks.2.hook_attn_out", "blocks.2.hook_resid_mid", "blocks.2.ln2.hook_scale", "blocks.2.ln2.hook_normalized",
    "blocks.2.mlp.hook_pre", "blocks.2.mlp.hook_post", "blocks.2.hook_mlp_out", "blocks.2.hook_resid_post",
    "ln_final.hook_scale", "ln_final.hook_normalized",
)  # fmt: skip


@pytest.fixture(scope="module")
def fed_page(default_site: Path, chromium: Browser) -> Iterator[Visit]:
    with served(default_site) as address, visit(chromium, address) as seen:
        yield seen


@pytest.fixture(scope="module")
def traced(default_model: LoadedModel) -> dict[str, Pixels]:
    return hooks_of(default_model.model, torch.from_numpy(photo(default_model)))


def test_every_kind_of_the_table_is_fed(traced: dict[str, Pixels]) -> None:
    one_block = {name for name in traced if name.startswith("blocks.2.") or not name.startswith("blocks.")}
    assert {*KINDS, "logits", "probabilities"} == one_block


@pytest.mark.parametrize("hook", KINDS)
def test_a_hook_fed_back_changes_nothing(hook: str, fed_page: Visit, default_model: LoadedModel) -> None:
    pixels = photo(default_model)[0]
    before = fed_page.run(pixels)
    value = fed_page.tensor(hook)
    assert np.array_equal(fed_page.run(pixels, {hook: value}), before)


@pytest.mark.parametrize("factor", [0.0, 2.0], ids=["zeroed", "doubled"])
@pytest.mark.parametrize("hook", KINDS)
def test_an_edited_hook_changes_the_logits_as_in_pytorch(
    hook: str, factor: float, fed_page: Visit, default_model: LoadedModel, traced: dict[str, Pixels]
) -> None:
    pixels = photo(default_model)
    value = (factor * traced[hook]).astype(np.float32)
    expected = edited_logits(
        default_model.model, torch.from_numpy(pixels), hook, torch.from_numpy(value)[None]
    )[0].numpy()  # fmt: skip
    actual = fed_page.run(pixels[0], {hook: value})
    if not np.isfinite(expected).all():  # a scale of zero divides by zero on both sides
        assert hook.endswith("hook_scale") and factor == 0 and not np.isfinite(actual).all()
        return
    assert np.abs(expected - traced["logits"]).max() > 1e-3
    assert np.abs(actual - expected).max() <= TOLERANCE * max(1.0, np.abs(expected).max())

"""The browser's tensors are PyTorch's: every hook, on the wasm backend, small model and large."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from browsing import photo_like
from edits import edited_logits
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
    edge = ADAPTERS[model.architecture].spec(model.model).image_size
    return np.random.default_rng(11).uniform(-1, 1, (1, 3, edge, edge)).astype(np.float32)


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

"""The browser's tensors are PyTorch's: every hook, on the wasm backend, small model and large."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from conftest import photo_like
from edits import edited_logits
from elvit.export import Traced
from elvit.models.adapter import ADAPTERS
from elvit.models.processor import normalise, prepare
from elvit.models.source import LoadedModel
from elvit.trace import trace
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
    expected = trace(Traced(model.model, ADAPTERS[model.architecture]), pixels)
    page.run(pixels[0])
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


class TestFeeding:
    """One hook of every kind, fed back unchanged, set to zero, and doubled."""

    kinds = (
        "hook_embed", "hook_pos_embed", "hook_full_embed", "hook_resid_pre", "ln1.hook_scale", "ln1.hook_normalized",
        "attn.hook_q", "attn.hook_k", "attn.hook_v", "attn.hook_attn_scores", "attn.hook_pattern", "attn.hook_z",
        "hook_attn_out", "hook_resid_mid", "ln2.hook_scale", "ln2.hook_normalized", "mlp.hook_pre", "mlp.hook_post",
        "hook_mlp_out", "hook_resid_post", "ln_final.hook_scale", "ln_final.hook_normalized",
    )  # fmt: skip

    @pytest.fixture(scope="class")
    def visited(self, default_site: Path, chromium: Browser) -> Iterator[Visit]:
        with served(default_site) as address, visit(chromium, address) as seen:
            yield seen

    @pytest.fixture(scope="class")
    def traced(self, default_model: LoadedModel) -> dict[str, Pixels]:
        return trace(Traced(default_model.model, ADAPTERS[default_model.architecture]), photo(default_model))

    def test_every_kind_of_the_table_is_here(self, traced: dict[str, Pixels]) -> None:
        fed = {self.hook(kind) for kind in self.kinds} | {"logits", "probabilities"}
        block = {name for name in traced if name.startswith("blocks.2.") or not name.startswith("blocks.")}
        assert fed == block

    @pytest.mark.parametrize("kind", kinds)
    def test_a_hook_fed_back_changes_nothing(self, kind: str, visited: Visit, default_model: LoadedModel) -> None:
        pixels = photo(default_model)[0]
        before = visited.run(pixels)
        value = visited.tensor(self.hook(kind))
        assert np.array_equal(visited.run(pixels, {self.hook(kind): value}), before)

    @pytest.mark.parametrize("factor", [0.0, 2.0], ids=["zeroed", "doubled"])
    @pytest.mark.parametrize("kind", kinds)
    def test_an_edited_hook_changes_the_logits_as_in_pytorch(
        self, kind: str, factor: float, visited: Visit, default_model: LoadedModel, traced: dict[str, Pixels]
    ) -> None:
        pixels = photo(default_model)
        value = (factor * traced[self.hook(kind)]).astype(np.float32)
        expected = edited_logits(
            default_model.model,  # type: ignore[arg-type]
            torch.from_numpy(pixels), self.hook(kind), torch.from_numpy(value)[None],
        )[0].numpy()  # fmt: skip
        actual = visited.run(pixels[0], {self.hook(kind): value})
        if not np.isfinite(expected).all():  # a scale of zero divides by zero on both sides
            assert kind.endswith("hook_scale") and factor == 0 and not np.isfinite(actual).all()
            return
        assert np.abs(expected - traced["logits"]).max() > 1e-3
        assert np.abs(actual - expected).max() <= TOLERANCE * max(1.0, np.abs(expected).max())

    @staticmethod
    def hook(kind: str) -> str:
        outside = ("hook_embed", "hook_pos_embed", "hook_full_embed")
        return kind if kind in outside or kind.startswith("ln_final") else f"blocks.2.{kind}"

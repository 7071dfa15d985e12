"""Weights in the browser: the model's own, and those with which the tensors on the page come about."""

from __future__ import annotations

from collections.abc import Iterator
from math import prod
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from elvit.models.source import LoadedModel
from numpy.typing import NDArray
from playwright.sync_api import Browser
from serving import Visit, manifest_of, served, visit

Array = NDArray[np.float64]
Json = dict[str, Any]

TOLERANCE = 1e-4


@pytest.fixture(scope="module", params=["default", "wide"])
def site(request: pytest.FixtureRequest) -> Path:
    found: Path = request.getfixturevalue(f"{request.param}_site")
    return found


@pytest.fixture(scope="module")
def model(site: Path) -> Json:
    found: Json = manifest_of(site)["models"][0]
    return found


@pytest.fixture(scope="module")
def page(site: Path, chromium: Browser) -> Iterator[Visit]:
    with served(site) as address, visit(chromium, address) as seen:
        yield seen
        assert not seen.problems


def in_memory(weight: NDArray[np.float32]) -> NDArray[np.float32]:
    """A parameter of torch as products and convolutions in the browser want it: what comes in first."""
    order = {2: (1, 0), 4: (2, 3, 1, 0)}.get(weight.ndim, range(weight.ndim))
    return weight.transpose(order)


def test_the_weights_are_all_parameters_of_the_model(
    page: Visit, model: Json, site: Path, request: pytest.FixtureRequest
) -> None:
    name = "default_model" if model["id"] == "vit-tiny-cifar10" else "wide_model"
    loaded: LoadedModel = request.getfixturevalue(name)
    left = {parameter: tensor.detach() for parameter, tensor in loaded.model.named_parameters()}
    for weight, entry in model["params"].items():
        values = page.weight(weight)
        assert list(values.shape) == entry["shape"], weight
        assert len(entry["dims"]) == len(entry["shape"]), weight
        same = [p for p, t in left.items() if t.numel() == values.size and equal(values, as_stored(t, model))]
        assert same, weight
        del left[same[0]]
    assert not left


def as_stored(tensor: Any, model: Json) -> NDArray[np.float32]:
    array: NDArray[np.float32] = (tensor.half() if model["dtype"] == "float16" else tensor).float().numpy()
    return in_memory(array)


def equal(values: NDArray[np.float32], parameter: NDArray[np.float32]) -> bool:
    return np.array_equal(values.reshape(-1), parameter.reshape(-1))


def test_a_slice_is_that_part_of_the_whole(page: Visit, model: Json) -> None:
    for name in ("blocks.1.mlp.W_in", "blocks.1.attn.W_Q", "blocks.1.attn.W_O"):
        whole, entry = page.weight(name), model["params"][name]
        for axis, (dim, length) in enumerate(zip(entry["dims"], entry["shape"], strict=True)):
            index = length - 1
            values = page.page.evaluate(SLICE, [name, dim, index])
            assert values["dims"] == [d for d in entry["dims"] if d != dim]
            np.testing.assert_array_equal(np.float32(values["data"]), whole.take(index, axis).reshape(-1))


SLICE = """async ([name, axis, index]) => {
  const { dims, data } = await window.elvit.weight(name, { axis, index });
  return { dims, data: [...data] };
}"""


def test_unknown_weights_are_refused_in_a_sentence(page: Visit) -> None:
    said = page.page.evaluate("""() => window.elvit.weight("blocks.0.attn.W_q").catch(({ name, message, hint }) =>
        [name, message, hint])""")
    assert said == ["EngineError", 'There is no weight "blocks.0.attn.W_q".', 'Did you mean "blocks.0.attn.W_Q"?']


class Recomputed:
    """Each operation that has weights, from its inputs and its weights as the page hands them out."""

    def __init__(self, page: Visit, model: Json, pixels: NDArray[np.float32]) -> None:
        self.page, self.config, self.pixels = page, model["config"], pixels.astype(np.float64)
        self.hooks = {hook["name"]: hook for hook in model["hooks"]}

    def fetched(self, name: str) -> Array:
        return self.page.tensor(name).astype(np.float64).reshape(self.hooks[name]["shape"])

    def expected(self, hook: Json) -> Array:
        weights = [self.page.weight(name).astype(np.float64) for name in hook["weights"]]
        inputs = [self.fetched(name) for name in hook["inputs"] if name != "image"]
        found: Array = getattr(self, hook["op"])(inputs, weights).reshape(hook["shape"])
        return found

    def linear(self, inputs: list[Array], weights: list[Array]) -> Array:
        rows = inputs[0].reshape(len(inputs[0]), -1)
        matrix = weights[0].reshape(rows.shape[1], -1)
        return rows @ matrix + sum(bias.reshape(-1) for bias in weights[1:])

    projection = linear

    def head(self, inputs: list[Array], weights: list[Array]) -> Array:
        return self.linear([inputs[0][:1]], weights)

    def layer_norm(self, inputs: list[Array], weights: list[Array]) -> Array:
        x, scale = inputs
        gain, bias = weights
        normalized: Array = (x - x.mean(-1, keepdims=True)) / scale * gain + bias
        return normalized

    def parameter(self, _inputs: list[Array], weights: list[Array]) -> Array:
        return weights[0]

    def concat_add(self, inputs: list[Array], weights: list[Array]) -> Array:
        patches, positions = inputs
        return np.concatenate([weights[0][None], patches]) + positions

    def patch_embedding(self, _inputs: list[Array], weights: list[Array]) -> Array:
        edge = self.config["patch_size"]
        grid = self.config["image_size"] // edge
        patches = self.pixels.reshape(3, grid, edge, grid, edge).transpose(1, 3, 2, 4, 0)
        return self.linear([patches.reshape(grid * grid, edge, edge, 3)], weights)


def test_what_an_operation_makes_follows_from_its_inputs_and_its_weights(page: Visit, model: Json) -> None:
    edge = model["config"]["image_size"]
    pixels = np.random.default_rng(5).uniform(-1, 1, (3, edge, edge)).astype(np.float32)
    page.run(pixels)
    recomputed = Recomputed(page, model, pixels)
    used = []
    for hook in model["hooks"]:
        if not hook["weights"]:
            continue
        used += hook["weights"]
        found = recomputed.fetched(hook["name"])
        assert np.abs(found - recomputed.expected(hook)).max() <= TOLERANCE * max(1, np.abs(found).max()), hook["name"]
    assert sorted(used) == sorted(model["params"])
    assert sum(prod(entry["shape"]) for entry in model["params"].values()) == model["parameters"]

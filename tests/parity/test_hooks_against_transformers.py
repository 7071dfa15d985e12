"""Every hook equals what transformers itself computes, taken from the untouched model by its own means."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from elvit.convert.onnx import Traced
from elvit.models.adapter import ADAPTERS
from elvit.site.trace import trace
from independent import Arrays, hooks_of
from transformers import ViTConfig, ViTForImageClassification


@pytest.fixture(scope="module", params=[1e-12, 1e-3], ids=["tiny epsilon", "large epsilon"])
def model(request: pytest.FixtureRequest) -> ViTForImageClassification:
    torch.manual_seed(3)
    sizes = {"image_size": 24, "patch_size": 6, "hidden_size": 36, "num_hidden_layers": 3, "num_attention_heads": 3}
    more = {"intermediate_size": 80, "num_labels": 7, "layer_norm_eps": request.param, "attn_implementation": "eager"}
    options: dict[str, Any] = {**sizes, **more}
    model: ViTForImageClassification = ViTForImageClassification(ViTConfig(**options)).eval()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(0.1 * torch.randn_like(parameter))
    return model


@pytest.fixture(scope="module")
def pixels() -> torch.Tensor:
    return torch.randn(1, 3, 24, 24, generator=torch.Generator().manual_seed(5))


@pytest.fixture(scope="module")
def ours(model: ViTForImageClassification, pixels: torch.Tensor) -> Arrays:
    return trace(Traced(model, ADAPTERS["ViTForImageClassification"]), pixels.numpy())


@pytest.fixture(scope="module")
def theirs(model: ViTForImageClassification, pixels: torch.Tensor) -> Arrays:
    return hooks_of(model, pixels)


def test_the_table_names_every_tensor_in_forward_order(model: ViTForImageClassification, ours: Arrays) -> None:
    hooks = ADAPTERS["ViTForImageClassification"].hooks(model)
    assert list(ours) == [hook.name for hook in hooks]
    assert {hook.name: hook.shape for hook in hooks} == {name: tensor.shape for name, tensor in ours.items()}


def test_every_hook_equals_transformers(ours: Arrays, theirs: Arrays) -> None:
    assert set(theirs) == set(ours)
    for name, tensor in theirs.items():
        np.testing.assert_allclose(ours[name], tensor, atol=2e-5, rtol=2e-5, err_msg=name)


def test_listening_leaves_the_model_as_it_was(model: ViTForImageClassification, pixels: torch.Tensor) -> None:
    with torch.no_grad():
        before = model(pixel_values=pixels).logits
        trace(Traced(model, ADAPTERS["ViTForImageClassification"]), pixels.numpy())
        assert torch.equal(model(pixel_values=pixels).logits, before)

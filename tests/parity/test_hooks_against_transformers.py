"""Every hook equals what transformers itself computes, taken from the untouched model by its own means."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pytest
import torch
from elvit.export import Traced
from elvit.models.adapter import ADAPTERS
from elvit.trace import trace
from numpy.typing import NDArray
from transformers import ViTConfig, ViTForImageClassification

Arrays = dict[str, NDArray[np.float32]]


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
    """The hooks as transformers' outputs and torch's own module hooks give them."""
    vit: Any = model.vit
    with torch.no_grad(), captured(model) as seen:
        result = model(pixel_values=pixels, output_attentions=True, output_hidden_states=True)
    found = {"logits": result.logits, "probabilities": torch.softmax(result.logits, -1)}
    found["hook_embed"] = seen[vit.embeddings.patch_embeddings]["output"]
    found["hook_pos_embed"] = vit.embeddings.position_embeddings
    found["hook_full_embed"] = result.hidden_states[0]
    found |= norm("ln_final", vit.layernorm, seen)
    for layer, block in enumerate(vit.layers):
        found |= {f"blocks.{layer}.{name}": tensor for name, tensor in in_block(block, seen).items()}
        found[f"blocks.{layer}.attn.hook_pattern"] = result.attentions[layer]
        found[f"blocks.{layer}.hook_resid_pre"] = result.hidden_states[layer]
    return {name: tensor.detach()[0].numpy() for name, tensor in found.items()}


@contextmanager
def captured(model: torch.nn.Module) -> Iterator[dict[torch.nn.Module, dict[str, torch.Tensor]]]:
    seen: dict[torch.nn.Module, dict[str, torch.Tensor]] = {}

    def listen(module: torch.nn.Module, inputs: tuple[Any, ...], output: Any) -> None:
        first = output[0] if isinstance(output, tuple) else output
        seen[module] = {"input": inputs[0], "output": first} if inputs else {"output": first}

    handles = [module.register_forward_hook(listen) for module in model.modules()]
    yield seen
    for handle in handles:
        handle.remove()


def norm(name: str, module: Any, seen: dict[Any, dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    variance = seen[module]["input"].double().var(-1, unbiased=False, keepdim=True)
    return {
        f"{name}.hook_scale": (variance + module.eps).sqrt().float(),
        f"{name}.hook_normalized": seen[module]["output"],
    }


def in_block(block: Any, seen: dict[Any, dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    attention, mlp = block.attention, block.mlp
    projected = (attention.q_proj, attention.k_proj, attention.v_proj)
    q, k, v = (seen[module]["output"].unflatten(-1, (3, 12)) for module in projected)
    scores = torch.einsum("bqhd,bkhd->bhqk", q.double(), k.double()) / np.sqrt(12)
    return {
        **norm("ln1", block.layernorm_before, seen),
        **norm("ln2", block.layernorm_after, seen),
        "attn.hook_q": q,
        "attn.hook_k": k,
        "attn.hook_v": v,
        "attn.hook_attn_scores": scores.float(),
        "attn.hook_z": seen[attention.o_proj]["input"].unflatten(-1, (3, 12)),
        "hook_attn_out": seen[attention.o_proj]["output"],
        "hook_resid_mid": seen[block.layernorm_after]["input"],
        "mlp.hook_pre": seen[mlp.fc1]["output"],
        "mlp.hook_post": seen[mlp.fc2]["input"],
        "hook_mlp_out": seen[mlp.fc2]["output"],
        "hook_resid_post": seen[block]["output"],
    }


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

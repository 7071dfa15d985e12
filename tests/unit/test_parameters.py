"""The weights by the field's names: each there, with the module's own numbers, whatever else has the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from elvit.convert.model import Converted, load_and_convert
from elvit.hooks.weights import parameters
from elvit.running.progress import Quiet
from factories import model_folder
from numpy.typing import NDArray

Arrays = dict[str, NDArray[np.float32]]


def converted(folder: Path, **settings: Any) -> Converted:
    return load_and_convert(str(model_folder(folder / "model", **settings)), None, False, Quiet(), lambda _: None)


def shaped(model: Converted) -> Arrays:
    constants = model.graph.graph.weights
    entries = parameters(model.adapter.spec(model.loaded.model), constants)
    return {name: constants[name].reshape(entry["shape"]) for name, entry in entries.items()}


def of_block(block: Any, d_head: int) -> Arrays:
    """What a block's modules hold, turned by hand into [in, out]."""
    attention, mlp = block.attention, block.mlp
    found = {"ln1.w": block.layernorm_before.weight, "ln1.b": block.layernorm_before.bias}
    found |= {"ln2.w": block.layernorm_after.weight, "ln2.b": block.layernorm_after.bias}
    for letter, module in {"Q": attention.q_proj, "K": attention.k_proj, "V": attention.v_proj}.items():
        found[f"attn.W_{letter}"] = module.weight.T.unflatten(1, (-1, d_head))
        found[f"attn.b_{letter}"] = module.bias.unflatten(0, (-1, d_head))
    found |= {"attn.W_O": attention.o_proj.weight.T.unflatten(0, (-1, d_head)), "attn.b_O": attention.o_proj.bias}
    found |= {"mlp.W_in": mlp.fc1.weight.T, "mlp.b_in": mlp.fc1.bias}
    found |= {"mlp.W_out": mlp.fc2.weight.T, "mlp.b_out": mlp.fc2.bias}
    return {name: tensor.detach().numpy() for name, tensor in found.items()}


def of_model(model: Any, d_head: int) -> Arrays:
    embeddings = model.vit.embeddings
    projection = embeddings.patch_embeddings.projection
    found = {"embed.proj.weight": projection.weight.permute(2, 3, 1, 0), "embed.proj.bias": projection.bias}
    found |= {"cls_token": embeddings.cls_token[0, 0], "pos_embed.W_pos": embeddings.position_embeddings[0]}
    found |= {"ln_final.w": model.vit.layernorm.weight, "ln_final.b": model.vit.layernorm.bias}
    found |= {"head.W_H": model.classifier.weight.T, "head.b_H": model.classifier.bias}
    arrays = {name: tensor.detach().numpy() for name, tensor in found.items()}
    for layer, block in enumerate(model.vit.layers):
        arrays |= {f"blocks.{layer}.{name}": array for name, array in of_block(block, d_head).items()}
    return arrays


@pytest.mark.parametrize("is_fresh", [True, False], ids=["equal biases", "all different"])
def test_every_weight_is_the_modules_own(is_fresh: bool, tmp_path: Path) -> None:
    torch.manual_seed(1)
    model = converted(tmp_path)
    if not is_fresh:
        with torch.no_grad():
            for parameter in model.loaded.model.parameters():
                parameter.add_(torch.randn_like(parameter))
        model.loaded.model.save_pretrained(tmp_path / "model")
        model = load_and_convert(str(tmp_path / "model"), None, False, Quiet(), lambda _: None)
    found, expected = shaped(model), of_model(model.loaded.model, 8)
    assert set(found) == set(expected)
    for name, array in expected.items():
        np.testing.assert_array_equal(found[name], array, err_msg=name)


@pytest.mark.parametrize("settings", [{}, {"qkv_bias": False}], ids=["with", "without biases of q, k and v"])
def test_operations_use_exactly_the_weights_there_are(settings: dict[str, Any], tmp_path: Path) -> None:
    model = converted(tmp_path, **settings)
    used = [weight for hook in model.hooks for weight in hook.weights]
    assert sorted(used) == sorted(shaped(model))
    assert ("blocks.0.attn.b_Q" in used) == (not settings)

"""The hooks of a ViT by transformers' and torch's own means: its outputs and plain module hooks, without elvit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

Arrays = dict[str, NDArray[np.float32]]
Seen = dict[nn.Module, dict[str, Tensor]]


def hooks_of(model: Any, pixels: Tensor) -> Arrays:
    """Every hook of one picture, without its batch axis, from the untouched model.

    Args:
        model: ViTForImageClassification in eval mode, or one that transformers builds after it.
        pixels: normalised, [1, 3, height, width].
    """
    vit = getattr(model, model.base_model_prefix)
    with torch.no_grad(), _eager(model), _captured(model) as seen:
        result = model(pixel_values=pixels, output_attentions=True, output_hidden_states=True)
    found = {"logits": result.logits, "probabilities": torch.softmax(result.logits, -1)}
    found["hook_embed"] = seen[vit.embeddings.patch_embeddings]["output"]
    found["hook_pos_embed"] = vit.embeddings.position_embeddings
    found["hook_full_embed"] = result.hidden_states[0]
    found |= _norm("ln_final", vit.layernorm, seen)
    for layer, block in enumerate(vit.layers):
        found |= {f"blocks.{layer}.{name}": tensor for name, tensor in _in_block(block, seen).items()}
        found[f"blocks.{layer}.attn.hook_pattern"] = result.attentions[layer]
        found[f"blocks.{layer}.hook_resid_pre"] = result.hidden_states[layer]
    if "distillation_logits" in result:
        found |= {"logits_cls": result.cls_logits, "logits_dist": result.distillation_logits}
    return {name: tensor.detach()[0].numpy() for name, tensor in found.items()}


@contextmanager
def _eager(model: Any) -> Iterator[None]:
    """The attention that gives its pattern away."""
    before = model.config._attn_implementation
    model.set_attn_implementation("eager")
    yield
    model.set_attn_implementation(before)


@contextmanager
def _captured(model: nn.Module) -> Iterator[Seen]:
    seen: Seen = {}

    def listen(module: nn.Module, inputs: tuple[Any, ...], output: Any) -> None:
        first = output[0] if isinstance(output, tuple) else output
        seen[module] = {"input": inputs[0], "output": first} if inputs else {"output": first}

    handles = [module.register_forward_hook(listen) for module in model.modules()]
    yield seen
    for handle in handles:
        handle.remove()


def _norm(name: str, module: Any, seen: Seen) -> dict[str, Tensor]:
    variance = seen[module]["input"].double().var(-1, unbiased=False, keepdim=True)
    return {
        f"{name}.hook_scale": (variance + module.eps).sqrt().float(),
        f"{name}.hook_normalized": seen[module]["output"],
    }


def _in_block(block: Any, seen: Seen) -> dict[str, Tensor]:
    attention, mlp = block.attention, block.mlp
    heads = (attention.num_attention_heads, attention.head_dim)
    projected = (attention.q_proj, attention.k_proj, attention.v_proj)
    q, k, v = (seen[module]["output"].unflatten(-1, heads) for module in projected)
    scores = torch.einsum("bqhd,bkhd->bhqk", q.double(), k.double()) / np.sqrt(attention.head_dim)
    return {
        **_norm("ln1", block.layernorm_before, seen),
        **_norm("ln2", block.layernorm_after, seen),
        "attn.hook_q": q,
        "attn.hook_k": k,
        "attn.hook_v": v,
        "attn.hook_attn_scores": scores.float(),
        "attn.hook_z": seen[attention.o_proj]["input"].unflatten(-1, heads),
        "hook_attn_out": seen[attention.o_proj]["output"],
        "hook_resid_mid": seen[block.layernorm_after]["input"],
        "mlp.hook_pre": seen[mlp.fc1]["output"],
        "mlp.hook_post": seen[mlp.fc2]["input"],
        "hook_mlp_out": seen[mlp.fc2]["output"],
        "hook_resid_post": seen[block]["output"],
    }

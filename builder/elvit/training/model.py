"""The model trained: transformers' own ViT, new or from a folder, and its pass over some of the patches."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor
from torch.nn import functional
from transformers import ViTConfig, ViTForImageClassification

from elvit.training.kinds import CONFIGS, KINDS
from elvit.training.mimetic import start_mimetic

IMAGE_SIZE = 32


def tiny_config(classes: tuple[str, ...], kind: str = "vit", **sizes: Any) -> ViTConfig:
    """A model of 2.7 million parameters for pictures of `IMAGE_SIZE` pixels squared.

    Args:
        classes: their names.
        kind: one of `KINDS`.
        sizes: settings of the configuration that are to be otherwise.
    """
    settings = {
        "image_size": IMAGE_SIZE,
        "patch_size": 4,
        "hidden_size": 192,
        "num_hidden_layers": 6,
        "num_attention_heads": 3,
        "intermediate_size": 768,
        "hidden_act": "gelu",
        "layer_norm_eps": 1e-6,
        "hidden_dropout_prob": 0.0,
        "attention_probs_dropout_prob": 0.0,
        "id2label": dict(enumerate(classes)),
        "label2id": {name: index for index, name in enumerate(classes)},
    }
    return CONFIGS[kind](**{**settings, **sizes})


def new_model(config: ViTConfig, seed: int) -> ViTForImageClassification:
    """A model with first weights drawn by chance, the same for the same seed."""
    kind = next(kind for kind, its in CONFIGS.items() if its.model_type == config.model_type)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        model = KINDS[kind](config)
    start_mimetic(model, torch.Generator().manual_seed(seed))
    model.set_attn_implementation("sdpa")
    return model


def choose_patches(pictures: int, patches: int, share: float, generator: torch.Generator) -> Tensor | None:
    """Positions of CLS and of a random share of the patches, another share for each picture.

    Returns:
        [picture, 1 + kept], or None where all are kept.
    """
    if share >= 1:
        return None
    kept = max(1, round(patches * share))
    order = torch.rand(pictures, patches, generator=generator).argsort(1)[:, :kept] + 1
    return torch.cat([order.new_zeros(pictures, 1), order], 1)


def logits_from_some(model: ViTForImageClassification, pixels: Tensor, chosen: Tensor | None) -> Tensor:
    """Logits from the chosen tokens; from all of them this is the model's own forward pass.

    Source: Hou et al. 2022, arXiv:2203.13240 (token dropping); Li et al. 2023, arXiv:2212.00794 (images).

    Args:
        model: the classifier.
        pixels: normalized, [picture, channel, row, column].
        chosen: positions to keep, CLS first, [picture, 1 + kept]; None for all.

    Returns:
        [picture, class].
    """
    vit = model.vit
    tokens = vit.embeddings(pixels)  # [picture, 1 + patch, d_model]
    if chosen is not None:
        tokens = tokens.gather(1, chosen[..., None].expand(-1, -1, tokens.shape[2]))
    for layer in vit.layers[:-1]:
        tokens = layer(tokens)
    logits: Tensor = model.classifier(vit.layernorm(first_of(vit.layers[-1], tokens)))
    return logits


def first_of(layer: Any, tokens: Tensor) -> Tensor:
    """The first token that a block gives, [picture, d_model], without computing the others."""
    attention = layer.attention
    normed = layer.layernorm_before(tokens)

    def by_head(projected: Tensor) -> Tensor:
        heads: Tensor = projected.unflatten(2, (attention.num_attention_heads, -1))
        return heads.transpose(1, 2)

    weighted = functional.scaled_dot_product_attention(
        by_head(attention.q_proj(normed[:, :1])),
        by_head(attention.k_proj(normed)),
        by_head(attention.v_proj(normed)),
        scale=attention.scaling,
    )
    first = tokens[:, 0] + attention.o_proj(weighted.transpose(1, 2).flatten(2))[:, 0]
    done: Tensor = first + layer.mlp(layer.layernorm_after(first))
    return done

"""The model trained: transformers' own ViT, new or from a folder, and its pass over some of the patches."""

from __future__ import annotations

import torch
from torch import Tensor
from transformers import ViTConfig, ViTForImageClassification

IMAGE_SIZE = 32


def tiny_config(classes: tuple[str, ...]) -> ViTConfig:
    """A ViT of 2.7 million parameters for pictures of `IMAGE_SIZE` pixels squared."""
    return ViTConfig(
        image_size=IMAGE_SIZE,
        patch_size=4,
        hidden_size=192,
        num_hidden_layers=6,
        num_attention_heads=3,
        intermediate_size=768,
        hidden_act="gelu",
        layer_norm_eps=1e-6,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        id2label=dict(enumerate(classes)),
        label2id={name: index for index, name in enumerate(classes)},
    )


def new_model(config: ViTConfig, seed: int) -> ViTForImageClassification:
    """A model with random weights, the same for the same seed."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        model = ViTForImageClassification(config)
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
    for layer in vit.layers:
        tokens = layer(tokens)
    logits: Tensor = model.classifier(vit.layernorm(tokens)[:, 0])
    return logits

"""A WinfT in training: its forward pass with the windows it predicts, and how far they are from a guide's."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from elvit.models.winft.modeling_winft import WinfTForImageClassification
from elvit.training.model import first_of


def logits_and_distances(model: WinfTForImageClassification, pictures: Tensor) -> tuple[Tensor, Tensor]:
    """The model's own forward pass, as far as the classifier reads it.

    Args:
        model: the classifier.
        pictures: normalized, [picture, channel, row, column].

    Returns:
        Logits [picture, class], and the distances to the windows' edges [block, picture, patch, 4], grid units.
    """
    vit: Any = model.vit
    tokens = vit.embeddings(pictures)  # [picture, pos, d_model]
    found = []
    for layer in vit.layers:
        found.append(layer.attention.distances(layer.layernorm_before(tokens)))
        tokens = layer(tokens) if layer is not vit.layers[-1] else first_of(layer, tokens)
    logits: Tensor = model.classifier(vit.layernorm(tokens))
    return logits, torch.stack(found)


def distance_from_guide(predicted: Tensor, wanted: Tensor) -> Tensor:
    """Smooth L1 between edges, the mean over blocks, patches and edges, summed over the pictures; a scalar.

    Source: Girshick 2015, arXiv:1504.08083 (smooth L1).

    Args:
        predicted: grid units, [block, picture, patch, 4].
        wanted: likewise.
    """
    loss: Tensor = functional.smooth_l1_loss(predicted, wanted) * predicted.shape[1]
    return loss

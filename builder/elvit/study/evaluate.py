"""A trained arm over the test pictures: what it names rightly, and what its windows are like."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from transformers import ViTForImageClassification

from elvit.analysis.windows import window_mask
from elvit.models.winft.modeling_winft import WinfTForImageClassification
from elvit.study.boxes import agreement, areas, hard_boxes
from elvit.study.result import Windows
from elvit.training.augment import Normalization
from elvit.training.data import PictureSet
from elvit.training.guide import Guide
from elvit.training.windowed import logits_and_distances

BATCH = 250
DIGITS = 5  # of what is kept


@torch.no_grad()
def named_rightly(
    model: ViTForImageClassification, test: PictureSet, normalization: Normalization
) -> NDArray[np.bool_]:
    """Whether each picture is, [picture], in float32."""
    guesses = [model(pixel_values=part).logits.argmax(1).cpu() for part in _batches(model, test, normalization)]
    right: NDArray[np.bool_] = (torch.cat(guesses) == test.labels).numpy()
    return right


@torch.no_grad()
def look_at_windows(
    model: WinfTForImageClassification, test: PictureSet, normalization: Normalization, guide: Guide
) -> Windows:
    """Size, softness and agreement with the guide of the windows, the mean over pictures."""
    blocks, columns = len(model.attentions), guide.columns
    sums: list[NDArray[np.float64]] = []
    for part in _batches(model, test, normalization):
        predicted = logits_and_distances(model, part)[1].cpu().numpy()  # [block, picture, patch, 4]
        wanted = guide.distances(part, normalization, blocks).cpu().numpy()
        boxes, others = hard_boxes(predicted, columns), hard_boxes(wanted, columns)
        distances = predicted.mean(2)  # [block, picture, 4]
        apart = np.abs(predicted - wanted).mean((2, 3))
        rows = [areas(boxes), agreement(boxes, others), apart, *np.moveaxis(distances, 2, 0)]
        sums.append(np.stack(rows).sum(2))  # [what, block]
    held, agreed, apart, *edges = (np.sum(sums, 0) / len(test)).round(DIGITS)
    softness = [round(attention.temperature.item(), DIGITS) for attention in model.attentions]
    return Windows(held.tolist(), np.stack(edges, 1).tolist(), softness, agreed.tolist(), apart.tolist())


def guides_areas(guide: Guide, pixels: Tensor, normalization: Normalization) -> list[float]:
    """How many patches the guide's adaptive windows hold on average in each block, over some pictures."""
    counts = []
    for part in torch.split(pixels, BATCH):
        boxes = guide.windows(normalization(part).to(next(guide.model.parameters()).device), normalization)
        held = window_mask(boxes, boxes.shape[-2], guide.columns)  # [block, picture, query, key]
        counts.append(held.sum(-1).mean(-1).sum(-1))
    mean: list[float] = (np.sum(counts, 0) / len(pixels)).tolist()
    return mean


def _batches(model: ViTForImageClassification, test: PictureSet, normalization: Normalization) -> Iterator[Tensor]:
    device = next(model.parameters()).device
    for part in torch.split(test.pixels, BATCH):
        yield normalization(part).to(device)

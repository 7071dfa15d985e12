"""Windows to learn from: those that a trained ViT's attention has on the very picture at hand.

Ma et al. 2023, arXiv:2203.05922, guide windows by measured interactions; what an interaction and an adaptive window
are is told in `elvit.analysis`, and is this project's own definition.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from transformers import ViTForImageClassification

from elvit.analysis.interaction import Indicator, among_patches, fuse_interaction
from elvit.analysis.windows import Boxes, adaptive_windows
from elvit.errors import ElvitError
from elvit.training.augment import Normalization, renormalized
from elvit.training.precision import fast_precision
from elvit.training.start import WEIGHTS, load_start

N_PREFIX = 1
INDICATOR: Indicator = "mean"
K = 1.0  # standard deviations above the mean of a row; as in the experiments of `elvit interact`
EDGE = 0.5  # grid units from the centre of the outermost patch of a box to the box's edge


@dataclass(frozen=True)
class Guide:
    """A trained ViT whose adaptive windows are learned.

    Attributes:
        name: a digest of its weights.
        model: ready to answer.
        normalization: what its pictures are normalized with.
        columns: of its grid of patches.
    """

    name: str
    model: ViTForImageClassification
    normalization: Normalization
    columns: int

    def windows(self, pictures: Tensor, normalization: Normalization) -> Boxes:
        """Its adaptive windows, [block, picture, patch, 4]; see `adaptive_windows`.

        Args:
            pictures: normalized, [picture, channel, row, column].
            normalization: what they were normalized with.
        """
        patterns = patterns_of(self.model, renormalized(pictures, normalization, self.normalization))
        taken = fuse_interaction(among_patches(patterns, N_PREFIX), INDICATOR)
        return adaptive_windows(taken, K, self.columns)

    def distances(self, pictures: Tensor, normalization: Normalization, blocks: int) -> Tensor:
        """From each patch to the edges of its adaptive window, for a student of so many blocks.

        Block b of the student has the windows of the guide's block at the same share of its depth.

        Returns:
            Grid units, [block, picture, patch, 4], where the pictures are.
        """
        boxes = self.windows(pictures, normalization)
        chosen = [round(block * (len(boxes) - 1) / max(1, blocks - 1)) for block in range(blocks)]
        distances = distances_of(boxes[chosen], self.columns)
        return torch.from_numpy(distances).to(pictures.device, torch.float32)


def distances_of(boxes: Boxes, columns: int) -> NDArray[np.float64]:
    """How far the edges of boxes are from their patches: half a patch beyond the centre of the outermost one.

    Args:
        boxes: top, bottom, left, right, ends included, [..., patch, 4].
        columns: of the grid.

    Returns:
        Grid units, at least a half, [..., patch, 4].
    """
    row, column = np.divmod(np.arange(boxes.shape[-2]), columns)
    top, bottom, left, right = np.moveaxis(boxes, -1, 0)
    return np.stack([row - top, bottom - row, column - left, right - column], -1) + EDGE


@torch.no_grad()
def patterns_of(model: ViTForImageClassification, pictures: Tensor) -> NDArray[np.float32]:
    """Attention of every block to normalized pictures, [block, picture, head, query, key]."""
    patterns = []
    with fast_precision(pictures.device):
        tokens = model.vit.embeddings(pictures)
        for layer in model.vit.layers:
            patterns.append(_pattern(layer, tokens).float().cpu().numpy())
            tokens = layer(tokens)
    return np.stack(patterns)


def _pattern(layer: Any, tokens: Tensor) -> Tensor:
    attention = layer.attention
    normed = layer.layernorm_before(tokens)
    query, key = (
        projection(normed).unflatten(2, (attention.num_attention_heads, -1)).transpose(1, 2)
        for projection in (attention.q_proj, attention.k_proj)
    )
    scores: Tensor = (query @ key.transpose(2, 3)).float() * attention.scaling
    return scores.softmax(-1)


def open_guide(folder: Path, student: ViTForImageClassification) -> Guide:
    """A trained ViT as a guide for a student with the same pictures and the same grid.

    Raises:
        ElvitError: it is no ViT, or has another grid.
    """
    start = load_start(folder)
    grids = [(model.config.image_size, _grid(model)) for model in (start.model, student)]
    if grids[0] != grids[1]:
        size, grid = grids[1]
        wanted = f"It has to have pictures of {size} pixels and {grid} patches a side."
        raise ElvitError(f"The guide {folder} has another grid than the model to train.", wanted)
    name = f"weights {hashlib.sha256((folder / WEIGHTS).read_bytes()).hexdigest()[:16]}"
    start.model.train(False).requires_grad_(False)
    return Guide(name, start.model, start.normalization, _grid(student))


def _grid(model: ViTForImageClassification) -> int:
    """Patches a side."""
    patches: int = model.vit.embeddings.patch_embeddings.num_patches
    return math.isqrt(patches)

"""Patch interaction: one number for how much a patch takes from another in a block, made of all heads.

The idea is that of Ma et al. 2023, arXiv:2203.05922; the formulas are this project's own operational definitions.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]
Indicator = Literal["mean", "std", "mean+std", "max"]

INDICATORS: tuple[Indicator, ...] = ("mean", "std", "mean+std", "max")
"""Mean over the heads, standard deviation over the heads, their sum, the largest of any head."""


ROUNDING = 1e-12
"""What is smaller than this, in terms of what it is a difference of, is rounding, and counts as 0."""


def among_patches(pattern: Floats, n_prefix: int) -> NDArray[np.float64]:
    """The attention that patches give to patches, each row brought back to a sum of 1.

    Args:
        pattern: [..., head, query, key], prefix tokens first.
        n_prefix: tokens before the first patch; may be 0.

    Returns:
        [..., head, patch, patch]; a row that gives nothing to any patch stays all 0.
    """
    kept = pattern[..., n_prefix:, n_prefix:].astype(np.float64)
    sums = kept.sum(-1, keepdims=True)
    among: NDArray[np.float64] = np.divide(kept, sums, out=np.zeros_like(kept), where=sums > 0)
    return among


def interaction(pattern: Floats, n_prefix: int, indicator: Indicator) -> NDArray[np.float64]:
    """How much patch i (row) takes from patch j (column) in each block.

    Args:
        pattern: `attn.hook_pattern`, [..., head, query, key].
        n_prefix: tokens before the first patch; they are left out.
        indicator: one of `INDICATORS`; the standard deviation is that of the heads at hand (divided by their
            number), so it is 0 everywhere where there is one head.

    Returns:
        [..., patch, patch].
    """
    return fuse_interaction(among_patches(pattern, n_prefix), indicator)


def fuse_interaction(among: NDArray[np.float64], indicator: Indicator) -> NDArray[np.float64]:
    """The same from the attention among patches, [..., head, patch, patch]."""
    if indicator == "max":
        highest: NDArray[np.float64] = among.max(-3)
        return highest
    mean: NDArray[np.float64] = among.mean(-3)
    if indicator == "mean":
        return mean
    spread: NDArray[np.float64] = np.sqrt(np.square(among - mean[..., None, :, :]).mean(-3))
    spread[spread <= ROUNDING * mean] = 0
    return spread if indicator == "std" else mean + spread


def over_blocks(blocks: NDArray[np.float64]) -> NDArray[np.float64]:
    """The mean over the blocks, [..., patch, patch], of [block, ..., patch, patch]."""
    mean: NDArray[np.float64] = blocks.mean(0)
    return mean

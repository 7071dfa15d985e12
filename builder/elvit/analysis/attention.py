"""Where tokens read from in one block: a head, or all heads as one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]
Fuse = Literal["mean", "max", "min"] | int
"""How heads become one: their mean, their highest, their lowest, or one of them by its number."""


def fuse_heads(pattern: Floats, fuse: Fuse) -> NDArray[np.float64]:
    """One matrix out of a block's heads.

    Args:
        pattern: [..., head, query, key].
        fuse: how.

    Returns:
        [..., query, key]; by max and min no distributions, their rows do not sum to 1.
    """
    if isinstance(fuse, int):
        return pattern[..., fuse, :, :].astype(np.float64)
    if fuse == "mean":
        mean: NDArray[np.float64] = pattern.sum(-3, dtype=np.float64) / pattern.shape[-3]
        return mean
    edge: NDArray[np.float64] = (pattern.max(-3) if fuse == "max" else pattern.min(-3)).astype(np.float64)
    return edge


def attention_map(pattern: Floats, references: Sequence[int], fuse: Fuse) -> NDArray[np.float64]:
    """What the reference tokens attend to: their rows with the heads fused, then the mean over the references.

    Args:
        pattern: [..., head, query, key].
        references: indices of tokens; none gives nan.
        fuse: how the heads become one.

    Returns:
        [..., key], the prefix tokens first.
    """
    if not len(references):
        return np.full((*pattern.shape[:-3], pattern.shape[-1]), np.nan)
    fused = fuse_heads(pattern[..., list(references), :], fuse)  # [..., reference, key]
    mean: NDArray[np.float64] = fused.mean(-2)
    return mean

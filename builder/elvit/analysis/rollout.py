"""Attention rollout: attention multiplied through the blocks, as if tokens were handed on unchanged but mixed.

Source: Abnar and Zuidema 2020, arXiv:2005.00928; fusing by max or min and discarding follow common practice for
Vision Transformers (Gildenblat 2020, jacobgil.github.io/deeplearning/vision-transformer-explainability).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from elvit.analysis.attention import Floats, Fuse, fuse_heads


def rollout(
    patterns: Floats, n_prefix: int, *, identity: bool = True, fuse: Fuse = "mean", discard: float = 0
) -> NDArray[np.float64]:
    """What each token has gathered from each token of the input up to every block.

    Args:
        patterns: [block, head, query, key], first block first.
        n_prefix: tokens before the first patch; their columns are never discarded.
        identity: adds the identity, which stands for the residual connection, before each row is brought back to
            a sum of 1.
        fuse: how heads become one.
        discard: share, from 0 to 1, of each fused matrix's entries in patch columns that is set to 0, the lowest
            first and the earlier of equals first.

    Returns:
        [block, query, key], cumulative; a row sums to 1, or is all 0 where nothing was left of it.
    """
    out = np.zeros((len(patterns), *patterns.shape[-2:]))
    for block, pattern in enumerate(patterns):
        step = rollout_step(pattern, n_prefix, identity=identity, fuse=fuse, discard=discard)
        out[block] = step @ out[block - 1] if block else step
    return out


def rollout_step(
    pattern: Floats, n_prefix: int, *, identity: bool = True, fuse: Fuse = "mean", discard: float = 0
) -> NDArray[np.float64]:
    """One block's part, [query, key]: fused, thinned out, with the identity where wanted, its rows of sum 1."""
    matrix = fuse_heads(pattern, fuse)
    patches = matrix[:, n_prefix:]
    count = int(discard * patches.size)
    if count > 0:
        kept = patches.flatten()
        kept[np.argsort(kept, kind="stable")[:count]] = 0
        matrix[:, n_prefix:] = kept.reshape(patches.shape)
    if identity:
        matrix += np.eye(len(matrix))
    sums = matrix.sum(-1, keepdims=True)
    step: NDArray[np.float64] = np.divide(matrix, sums, out=np.zeros_like(matrix), where=sums > 0)
    return step

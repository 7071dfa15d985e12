"""In which order patches are removed: the indiscriminative ones first, and other orders to hold that against.

An order is a list of all patches; the first ones go first. The indiscriminative patches are an idea of Ma et al. 2023,
arXiv:2203.05922; the rule is this project's own operational definition.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from elvit.analysis.attention import attention_map
from elvit.analysis.draws import uniform
from elvit.analysis.similarity import similarity_to

Floats = NDArray[np.floating]
Order = NDArray[np.int64]


def indiscriminative_order(windows: NDArray[np.bool_], indicator: Floats) -> Order:
    """Patches with the smallest responsive fields first, summed over blocks.

    Of equal ones that first from which others take less, summed over blocks; then the earlier.

    Args:
        windows: as masks, [block, ..., patch j, patch i].
        indicator: that they were made of, [block, ..., patch j, patch i].

    Returns:
        [..., patch].
    """
    fields = windows.sum((0, -2))
    return np.lexsort((indicator.astype(np.float64).sum((0, -2)), fields), axis=-1)


def responsive_order(windows: NDArray[np.bool_], indicator: Floats) -> Order:
    """The same the other way round: the most responsive patches first; of those equal in all, still the earlier."""
    fields = windows.sum((0, -2))
    return np.lexsort((-indicator.astype(np.float64).sum((0, -2)), -fields), axis=-1)


def attention_order(patterns: Floats, references: Sequence[int], n_prefix: int) -> Order:
    """Patches that the reference attends to least first, on average over blocks and heads; of equal ones the earlier.

    Args:
        patterns: [block, ..., head, query, key].
        references: tokens whose mean it is, as a rule those that the head reads.
        n_prefix: tokens before the first patch.

    Returns:
        [..., patch].
    """
    return np.argsort(attention_map(patterns, references, "mean").mean(0)[..., n_prefix:], axis=-1, kind="stable")


def similarity_order(streams: Floats, references: Sequence[int], n_prefix: int) -> Order:
    """Patches least like the reference first, by the cosine, averaged over the blocks; of equal ones the earlier.

    Args:
        streams: the residual stream after each block, [block, ..., pos, d_model].
        references: tokens whose mean it is, as a rule those that the head reads.
        n_prefix: tokens before the first patch.

    Returns:
        [..., patch].
    """
    return np.argsort(similarity_to(streams, references, n_prefix).mean(0), axis=-1, kind="stable")


def random_order(patches: int, seed: int) -> Order:
    """Any order, all being as likely: by the first draws of a seed, lowest first, [patch]."""
    return np.argsort(uniform(seed, 0, patches), kind="stable")


def removed_count(share: float, patches: int) -> int:
    """How many patches a share of them is: the nearest whole number, halves up."""
    return int(np.floor(share * patches + 0.5))


def kept_patches(order: Order | Sequence[int], share: float) -> Order:
    """The patches left when a share is removed, ascending, [..., patch].

    All may be removed: what is left is empty, and a model whose head reads a prefix token reads that alone.
    """
    order = np.asarray(order, dtype=np.int64)
    return np.sort(order[..., removed_count(share, order.shape[-1]) :], axis=-1)

"""What a cut changes, and whether an indicator foretold it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]


def relative_change(before: Floats, after: Floats) -> NDArray[np.float64]:
    """How far vectors moved, in terms of their length: |after - before| / |before|.

    Args:
        before: [..., d_model].
        after: [..., d_model].

    Returns:
        [...]; where `before` has no length, 0 if it did not move and 1 if it did.
    """
    before, after = before.astype(np.float64), after.astype(np.float64)
    moved, length = np.linalg.norm(after - before, axis=-1), np.linalg.norm(before, axis=-1)
    length = np.broadcast_to(length, moved.shape)
    change: NDArray[np.float64] = np.divide(moved, length, out=(moved > 0).astype(np.float64), where=length > 0)
    return change


def mean_ranks(values: Floats) -> NDArray[np.float64]:
    """The rank of each value, 1 for the lowest; equal values share the mean of theirs, [entry]."""
    ordered = np.sort(values)
    ranks: NDArray[np.float64] = (
        np.searchsorted(ordered, values, "left") + np.searchsorted(ordered, values, "right")
    ) / 2
    return ranks + 0.5


def rank_correlation(one: Floats, other: Floats) -> float:
    """Spearman's rank correlation: that of Pearson between the ranks.

    Source: Spearman 1904, "The proof and measurement of association between two things".

    Args:
        one: [entry].
        other: [entry].

    Returns:
        From -1 to 1; 0 where either is the same everywhere, or there are fewer than two entries: it ranks nothing.
    """
    if one.size < 2:
        return 0.0
    first, second = (ranks - ranks.mean() for ranks in (mean_ranks(one), mean_ranks(other)))
    size = float(np.sqrt(np.square(first).sum() * np.square(second).sum()))
    return float(np.clip((first * second).sum() / size, -1, 1)) if size > 0 else 0.0

"""Predicted windows as hard boxes on the grid: how large they are, and how well they agree with others."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]
Bools = NDArray[np.bool_]


def hard_boxes(distances: Floats, columns: int) -> Bools:
    """The patches whose centres lie within predicted edges; a patch's own always does.

    Args:
        distances: top, bottom, left, right, grid units, [..., patch, 4].
        columns: of the grid.

    Returns:
        [..., query, key].
    """
    row, column = np.divmod(np.arange(distances.shape[-2]), columns)
    down, across = row - row[:, None], column - column[:, None]  # [query, key]
    top, bottom, left, right = np.moveaxis(distances[..., None], -2, 0)  # each [..., query, 1]
    held: Bools = (-top <= down) & (down <= bottom) & (-left <= across) & (across <= right)
    return held


def areas(boxes: Bools) -> NDArray[np.float64]:
    """The mean share of the grid that windows hold, [...], of [..., query, key]."""
    shares: NDArray[np.float64] = boxes.mean((-2, -1))
    return shares


def agreement(boxes: Bools, others: Bools) -> NDArray[np.float64]:
    """Patches that both windows of a patch hold, as a share of those that either holds: the mean over patches.

    Source: Jaccard 1912, doi:10.1111/j.1469-8137.1912.tb05611.x (intersection over union).

    Args:
        boxes: [..., query, key]; none is empty.
        others: likewise.
    """
    both, either = (boxes & others).sum(-1), (boxes | others).sum(-1)
    mean: NDArray[np.float64] = (both / either).mean(-1)
    return mean

"""How well a map of patches agrees with the truth."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def patch_cover(mask: NDArray[np.bool_], rows: int, columns: int) -> NDArray[np.float64]:
    """The share of each patch that a mask covers.

    Args:
        mask: [row of pixels, column of pixels]; each side a multiple of the grid's.
        rows: of the grid of patches.
        columns: of the grid of patches.

    Returns:
        [patch], row by row, from 0 to 1.

    Raises:
        ValueError: the pixels cannot be shared out evenly.
    """
    height, width = mask.shape
    if height % rows or width % columns:
        raise ValueError(f"a mask of {width} x {height} pixels does not divide into {columns} x {rows} patches")
    tiles = mask.reshape(rows, height // rows, columns, width // columns)
    cover: NDArray[np.float64] = tiles.mean((1, 3), dtype=np.float64).reshape(-1)
    return cover


def roc_auc(values: NDArray[np.floating], truth: NDArray[np.bool_]) -> float:
    """Area under the ROC curve: how often a true entry's value is above a false one's, ties counting half.

    Source: Hanley and McNeil 1982, doi:10.1148/radiology.143.1.7063747.

    Args:
        values: [entry].
        truth: [entry].

    Returns:
        1 where all true entries lie above all others, 0.5 by chance; nan without true or without false ones.
    """
    positives = int(truth.sum())
    negatives = truth.size - positives
    if not positives or not negatives:
        return float("nan")
    _, places, counts = np.unique(values, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[places]  # equal values share their mean rank
    wins = ranks[truth].sum() - positives * (positives + 1) / 2
    return float(wins / (positives * negatives))

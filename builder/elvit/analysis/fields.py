"""Responsive fields: who looks at a patch, from how much of the grid, and on which side.

The idea is that of Ma et al. 2023, arXiv:2203.05922; the formulas are this project's own operational definitions.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]
Bools = NDArray[np.bool_]


def responsive_fields(windows: Bools) -> Bools:
    """The patches whose window holds a patch, [..., patch i, patch j], of windows as masks, [..., patch j, patch i]."""
    return np.swapaxes(windows, -1, -2)


def field_sizes(windows: Bools) -> NDArray[np.float64]:
    """The share of the grid whose windows hold each patch, [..., patch], of windows as masks, [..., patch, patch].

    Above 0, since a patch always belongs to its own adaptive window.
    """
    sizes: NDArray[np.float64] = windows.mean(-2, dtype=np.float64)
    return sizes


def tendencies(indicator: Floats, columns: int) -> NDArray[np.float64]:
    """From each patch to the mean place of all patches, weighted by how much each of them takes from it.

    Args:
        indicator: [..., patch j, patch i], j takes from i.
        columns: patches in a row of the grid.

    Returns:
        [..., patch, 2]: rows down and columns to the right, in patches; 0 where nobody takes anything.
    """
    weights = indicator.astype(np.float64)
    places = np.stack(np.divmod(np.arange(weights.shape[-1]), columns), axis=-1).astype(np.float64)  # [patch, 2]
    sums = weights.sum(-2)[..., None]  # [..., patch, 1]
    means = np.divide(np.swapaxes(weights, -1, -2) @ places, sums, out=np.zeros((*sums.shape[:-1], 2)), where=sums > 0)
    return np.where(sums > 0, means - places, 0.0)

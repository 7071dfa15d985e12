"""Windows on the grid of patches: adaptive ones, and others of the same area to hold them against.

A window is a box (top, bottom, left, right) in rows and columns of the grid, its ends included. Adaptive windows are
an idea of Ma et al. 2023, arXiv:2203.05922; the rules are this project's own operational definitions.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from elvit.analysis.draws import uniform
from elvit.analysis.interaction import ROUNDING

Floats = NDArray[np.floating]
Boxes = NDArray[np.int64]


def adaptive_windows(indicator: Floats, k: float, columns: int) -> Boxes:
    """The smallest box that holds each patch and all patches that stand out in its row.

    Patch j stands out in row i where I[i, j] >= mean_j I[i, j] + k std_j I[i, j], the standard deviation being that
    of the row at hand (divided by its length). In a row of equal values all reach the threshold, whatever k: the
    window is the whole grid. Where none does, as with a large k, it is the patch alone. What falls short of the
    threshold by less than 1e-12 of the row's largest value is rounding, and reaches it.

    Args:
        indicator: [..., patch, patch], row i takes from column j.
        k: how many standard deviations above its mean.
        columns: patches in a row of the grid.

    Returns:
        [..., patch, 4].
    """
    rows = indicator.astype(np.float64)
    threshold = rows.mean(-1, keepdims=True) + k * rows.std(-1, keepdims=True)
    chosen = rows >= threshold - ROUNDING * rows.max(-1, keepdims=True)
    count = rows.shape[-1]
    chosen[..., np.arange(count), np.arange(count)] = True
    grid = chosen.reshape(*chosen.shape[:-1], count // columns, columns)
    top, bottom = _ends(grid.any(-1))
    left, right = _ends(grid.any(-2))
    return np.stack([top, bottom, left, right], axis=-1)


def _ends(held: NDArray[np.bool_]) -> tuple[Boxes, Boxes]:
    """The first and the last place that is held, along the last axis."""
    return held.argmax(-1), held.shape[-1] - 1 - held[..., ::-1].argmax(-1)


def window_areas(boxes: Boxes) -> Boxes:
    """How many patches each box holds, [...], of [..., 4]."""
    top, bottom, left, right = np.moveaxis(boxes, -1, 0)
    areas: Boxes = (bottom - top + 1) * (right - left + 1)
    return areas


def window_mask(boxes: Boxes, patches: int, columns: int) -> NDArray[np.bool_]:
    """The boxes as masks, row by row.

    Args:
        boxes: [..., 4].
        patches: of the grid.
        columns: patches in a row of the grid.

    Returns:
        [..., patch]: whether the box holds the patch.
    """
    row, column = np.divmod(np.arange(patches), columns)
    top, bottom, left, right = np.moveaxis(boxes[..., None], -2, 0)
    held: NDArray[np.bool_] = (top <= row) & (row <= bottom) & (left <= column) & (column <= right)
    return held


def centred_windows(area: float, patches: int, columns: int) -> Boxes:
    """Fixed boxes around each patch, as a convolution would have them, of a given mean area.

    A box is square or one column wider than high; its middle (the left one of two) is the patch, and it is pushed
    back into the grid where it would stick out. The mean area lies between those of two sizes, so that the larger
    is given to as many patches as needed, evenly spread: to patch i where floor((i + 1) f) > floor(i f), f being how
    far the area lies from the smaller (0) to the larger (1).

    Args:
        area: the mean area wanted, in patches, from 1 to all of them; more or less is brought to that.
        patches: of the grid.
        columns: patches in a row of the grid.

    Returns:
        [patch, 4], of the wanted mean area, short of it by less than one box's difference over the whole grid.
    """
    rows = patches // columns
    sizes = _sizes(rows, columns)
    larger = next((n for n, (h, w) in enumerate(sizes) if h * w >= area), len(sizes) - 1)
    smaller = max(0, larger - 1)
    low, high = (sizes[n][0] * sizes[n][1] for n in (smaller, larger))
    share = 1.0 if low == high else min(1.0, max(0.0, (area - low) / (high - low)))
    places = np.arange(patches)
    taken = np.floor((places + 1) * share) > np.floor(places * share)
    height, width = np.where(taken[:, None], sizes[larger], sizes[smaller]).T
    row, column = np.divmod(places, columns)
    top = np.clip(row - (height - 1) // 2, 0, rows - height)
    left = np.clip(column - (width - 1) // 2, 0, columns - width)
    return np.stack([top, top + height - 1, left, left + width - 1], axis=-1)


def _sizes(rows: int, columns: int) -> list[tuple[int, int]]:
    """Heights and widths of boxes as square as the grid allows, each larger than the one before."""
    sizes = [(1, 1)]
    while sizes[-1] != (rows, columns):
        height, width = sizes[-1]
        wider = width < columns and (width <= height or height == rows)
        sizes.append((height, width + 1) if wider else (height + 1, width))
    return sizes


def random_windows(boxes: Boxes, patches: int, columns: int, seed: int, own: bool = False) -> Boxes:
    """Boxes of the same heights and widths at random places, all places of the grid being as likely.

    Box number n, counted over all axes, takes draw 2n of the seed for its row and draw 2n + 1 for its column.

    Args:
        boxes: [..., patch, 4], of each patch in its row.
        patches: of the grid.
        columns: patches in a row of the grid.
        seed: of the draws.
        own: whether each box has to hold its patch, the places that do being as likely; else it holds nothing in
            particular, perhaps not even the patch.

    Returns:
        [..., patch, 4].
    """
    rows = patches // columns
    drawn = uniform(seed, 0, boxes.size // 2).reshape(*boxes.shape[:-1], 2)
    row, column = np.divmod(np.arange(patches), columns)
    height, width = boxes[..., 1] - boxes[..., 0] + 1, boxes[..., 3] - boxes[..., 2] + 1
    top = _placed(drawn[..., 0], height, rows, row if own else None)
    left = _placed(drawn[..., 1], width, columns, column if own else None)
    return np.stack([top, top + height - 1, left, left + width - 1], axis=-1)


def _placed(drawn: NDArray[np.float64], size: Boxes, length: int, held: Boxes | None) -> Boxes:
    """Where boxes of a size begin along an edge of the grid."""
    first, last = np.zeros_like(size), length - size
    if held is not None:
        first, last = np.maximum(0, held - size + 1), np.minimum(last, held)
    places: Boxes = first + np.floor(drawn * (last - first + 1)).astype(np.int64)
    return places

"""Windows with soft edges on the grid of patches, and what they add to attention scores.

A window is told by four distances from its patch to its edges: top, bottom, left, right, in grid units, where the
centres of neighbouring patches are 1 apart.
"""

from __future__ import annotations

import torch
from torch import Tensor

EDGES = 4


def soft_box(distances: Tensor, temperature: Tensor | float, rows: int, columns: int) -> Tensor:
    """How far each patch (key) lies within the window of each patch (query), between 0 and 1.

    Along an axis this is sigma((j - i + before) / t) sigma((i + after - j) / t) for a query at i and a key at j; the
    box is the product of both axes. A query's own value is at least 1/16, as no distance is negative.

    Args:
        distances: not negative, [..., patch, 4].
        temperature: t, above 0; as it falls the edges become hard.
        rows: of the grid.
        columns: of the grid.

    Returns:
        [..., query, key].
    """
    place = torch.arange(rows * columns, device=distances.device)
    row = place.div(columns, rounding_mode="floor").to(distances.dtype)
    column = place.remainder(columns).to(distances.dtype)
    top, bottom, left, right = distances.unbind(-1)  # each [..., query]
    down = _between(row, rows, top, bottom, temperature)  # [..., query, row]
    across = _between(column, columns, left, right, temperature)  # [..., query, column]
    return (down[..., :, None] * across[..., None, :]).flatten(-2)


def window_bias(box: Tensor, n_prefix: int, floor: float) -> Tensor:
    """The logarithm of a box plus a floor, for the scores of patches among themselves; 0 wherever a prefix token is.

    Args:
        box: [..., query, key], of patches.
        n_prefix: tokens before the first patch, which read all and are read by all.
        floor: above 0, so that nothing is ever cut off wholly.

    Returns:
        [..., query, key], of all tokens.
    """
    return torch.nn.functional.pad(torch.log(box + floor), (n_prefix, 0, n_prefix, 0))


def _between(own: Tensor, count: int, before: Tensor, after: Tensor, temperature: Tensor | float) -> Tensor:
    """The box along one axis, [..., query, place], of queries at the places `own`, [query]."""
    offset = torch.arange(count, device=own.device, dtype=own.dtype) - own[:, None]  # [query, place]
    entered = torch.sigmoid((offset + before[..., None]) / temperature)
    not_left = torch.sigmoid((after[..., None] - offset) / temperature)
    return entered * not_left

"""Which token may read which, as masks over all tokens: true where a query (row) may read a key (column).

A score that is not allowed becomes minus infinity before the softmax. Prefix tokens may always be read, and read all
that is there.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]


def everything(tokens: int) -> Bools:
    """Every token may read every token, [query, key]."""
    return np.ones((tokens, tokens), np.bool_)


def within_windows(windows: Bools, n_prefix: int) -> Bools:
    """Each patch reads the patches of its window, and the prefix tokens, whose own rows stay whole.

    Args:
        windows: as masks, [..., patch, patch].
        n_prefix: tokens before the first patch.

    Returns:
        [..., query, key].
    """
    tokens = n_prefix + windows.shape[-1]
    allowed = np.ones((*windows.shape[:-2], tokens, tokens), np.bool_)
    allowed[..., n_prefix:, n_prefix:] = windows
    return allowed


def without_patches(removed: Sequence[int], patches: int, n_prefix: int) -> Bools:
    """Nobody reads the removed patches, not even they themselves: in every block, that is to leave the tokens out.

    Args:
        removed: numbers of patches.
        patches: of the grid.
        n_prefix: tokens before the first patch.

    Returns:
        [query, key]; a row without any key where all patches are removed and there is no prefix token.
    """
    allowed = everything(n_prefix + patches)
    allowed[:, [n_prefix + patch for patch in removed]] = False
    return allowed


def without_edge(query: int, key: int, patches: int, n_prefix: int) -> Bools:
    """One patch does not read one patch, by their numbers, [query, key]."""
    allowed = everything(n_prefix + patches)
    allowed[n_prefix + query, n_prefix + key] = False
    return allowed

"""What a map owes to where things usually are: the same score against the masks of the other pictures."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from elvit.analysis.scoring import METRICS, score_map

Doubles = NDArray[np.float64]
Bools = NDArray[np.bool_]


def doubled_ranks(maps: Doubles) -> NDArray[np.uint16]:
    """Twice the rank of every patch within its map, from 2 for the lowest; equal values share their mean rank.

    All that an area under the ROC curve needs of a map, against whatever mask.

    Args:
        maps: [..., patch].
    """
    flat = maps.reshape(-1, maps.shape[-1])
    ordered = np.sort(flat, axis=-1)
    found = np.empty(flat.shape, np.uint16)
    for row, values, line in zip(found, flat, ordered, strict=True):
        row[:] = np.searchsorted(line, values, "left") + np.searchsorted(line, values, "right") + 1
    return found.reshape(maps.shape)


class OtherMasks:
    """The masks of all pictures, of which each is left out in its turn.

    Args:
        truths: [picture, patch], each with patches of the thing and others.
    """

    def __init__(self, truths: Bools) -> None:
        self._truths = truths
        inside = truths.sum(1, dtype=np.float64)
        outside = truths.shape[1] - inside
        # An area is ranks · weights - offset (Mann and Whitney 1947): the mean over masks needs their sums only.
        self._weights = truths / (inside * outside)[:, None]  # [picture, patch]
        self._offsets = (inside + 1) / (2 * outside)
        self._weight, self._offset = self._weights.sum(0), self._offsets.sum()

    def areas(self, picture: int, ranks: NDArray[np.uint16]) -> Doubles:
        """Mean area under the ROC curve of a picture's maps against the masks of all others.

        Args:
            picture: its number.
            ranks: of its maps, from `doubled_ranks`, [..., patch].

        Returns:
            [...]; nan where there is no other picture.
        """
        others = len(self._truths) - 1
        if others == 0:
            return np.full(ranks.shape[:-1], np.nan)
        total = ranks / 2 @ (self._weight - self._weights[picture]) - (self._offset - self._offsets[picture])
        mean: Doubles = total / others
        return mean

    def usual(self, picture: int) -> Doubles:
        """What the map of no model scores that knows how often each patch is the thing's in the others, [metric]."""
        if len(self._truths) == 1:
            return np.full(len(METRICS), np.nan)
        truth = self._truths[picture]
        return score_map((self._truths.sum(0) - truth).astype(np.float64), truth)

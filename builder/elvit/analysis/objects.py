"""What EL-VIT claims, measured: is CLS more like the patches of the object than like the others?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from elvit.analysis.scoring import roc_auc, truth_of
from elvit.analysis.similarity import similarity_to


@dataclass(frozen=True)
class Spread:
    """Mean and standard deviation over pictures."""

    mean: float
    deviation: float


@dataclass(frozen=True)
class BlockLook:
    """The similarity of CLS with the patches after one block, over pictures.

    Attributes:
        inside: mean similarity with patches of the object.
        outside: mean similarity with the other patches.
        auc: area under the ROC curve of similarity against object.
        above_chance: share of the pictures with an area above 0.5.
    """

    inside: Spread
    outside: Spread
    auc: Spread
    above_chance: float


@dataclass(frozen=True)
class Look:
    """What was measured on scenes of one thing each.

    Attributes:
        scenes: how many there were.
        scored: how many of them have patches of the object and others.
        right: how many the model names rightly.
        blocks: the similarity of CLS with the patches, block by block.
    """

    scenes: int
    scored: int
    right: int
    blocks: tuple[BlockLook, ...]


def score_read(
    streams: NDArray[np.floating], cover: NDArray[np.floating], read: Sequence[int], n_prefix: int
) -> NDArray[np.float64]:
    """Of one picture: similarity of what the head reads inside and outside of the object, and its area under the ROC.

    Args:
        streams: the residual stream after each block, [block, pos, d_model].
        cover: share of each patch that the object covers, [patch].
        read: the tokens that the head reads, CLS where it reads one; their mean is compared.
        n_prefix: tokens before the first patch.

    Returns:
        [block, 3]; nan where no patch, or every one, is the object's.
    """
    truth = truth_of(cover)
    scores = np.full((len(streams), 3), np.nan)
    if truth.any() and not truth.all():
        similar = similarity_to(streams, read, n_prefix)  # [block, patch]
        for row, values in zip(scores, similar, strict=True):
            row[:] = values[truth].mean(), values[~truth].mean(), roc_auc(values, truth)
    return scores


def summarize(scores: NDArray[np.float64]) -> tuple[BlockLook, ...]:
    """Block by block over pictures, [picture, block, 3] as `score_read` gives them; without nans."""
    return tuple(_block(*columns) for columns in np.moveaxis(scores, 0, 2))


def _block(inside: NDArray[np.float64], outside: NDArray[np.float64], auc: NDArray[np.float64]) -> BlockLook:
    return BlockLook(_spread(inside), _spread(outside), _spread(auc), float((auc > 0.5).mean()))


def _spread(values: NDArray[np.float64]) -> Spread:
    return Spread(float(values.mean()), float(values.std(ddof=1)))

"""Whether a classifier's probabilities mean what they say."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

BINS = 15


@dataclass(frozen=True)
class Bin:
    """Predictions of about the same confidence.

    Attributes:
        low: of the confidences, itself left out.
        high: of the confidences, itself included.
        count: of predictions.
        confidence: their mean confidence; 0 where there are none.
        accuracy: the share of them that is right; 0 where there are none.
    """

    low: float
    high: float
    count: int
    confidence: float
    accuracy: float


def reliability(confidence: NDArray[np.floating], right: NDArray[np.bool_], bins: int = BINS) -> tuple[Bin, ...]:
    """Accuracy by confidence, in bins of equal width.

    Args:
        confidence: probability of the predicted class, [picture].
        right: whether it is the true class, [picture].
        bins: how many between 0 and 1.
    """
    place = np.clip(np.ceil(confidence * bins).astype(int) - 1, 0, bins - 1)
    found = []
    for index in range(bins):
        held = place == index
        count = int(held.sum())
        means = (float(confidence[held].mean()), float(right[held].mean())) if count else (0.0, 0.0)
        found.append(Bin(index / bins, (index + 1) / bins, count, *means))
    return tuple(found)


def expected_calibration_error(bins: tuple[Bin, ...]) -> float:
    """Mean distance of accuracy and confidence over the bins, weighted by their predictions.

    Source: Guo et al. 2017, arXiv:1706.04599.
    """
    total = sum(part.count for part in bins)
    return sum(part.count * abs(part.accuracy - part.confidence) for part in bins) / total

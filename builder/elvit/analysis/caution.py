"""When cosine similarity misleads: directions that all agree, tokens of unusual length."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]

OUTLIER_FROM = 3.5
"""A token is an outlier when its length's robust z is above this. Source: Iglewicz and Hoaglin 1993."""

_SAME = 1e-6  # of the median: lengths that differ by less are the same


def anisotropy(tokens: Floats) -> float:
    """Mean cosine of all pairs of different tokens: 0 when directions are spread evenly, 1 when all agree.

    Source: Ethayarajh 2019, arXiv:1909.00512.

    Args:
        tokens: [pos, d_model]; a token of zeros has cosine 0 with all others.

    Returns:
        From -1 to 1; nan with fewer than two tokens.
    """
    count = len(tokens)
    if count < 2:
        return float("nan")
    tokens = tokens.astype(np.float64)
    lengths = np.linalg.norm(tokens, axis=-1)
    directions = tokens[lengths > 0] / lengths[lengths > 0, None]
    total = directions.sum(0)
    mean = (total @ total - len(directions)) / (count * (count - 1))
    return float(np.clip(mean, -1, 1))


def norm_scores(tokens: Floats) -> NDArray[np.float64]:
    """How far each token's length lies above the median, in robust standard deviations.

    0.6745 (x - median) / MAD, with the mean distance from the median where more than half of the lengths are
    equal. Source: Iglewicz and Hoaglin 1993, "How to Detect and Handle Outliers".

    Args:
        tokens: [pos, d_model].

    Returns:
        [pos]; 0 where all lengths are equal.
    """
    lengths: NDArray[np.float64] = np.linalg.norm(tokens.astype(np.float64), axis=-1)
    if not len(lengths):
        return lengths
    middle = np.median(lengths)
    distances = np.abs(lengths - middle)
    typical, average = np.median(distances), distances.mean()
    if typical > _SAME * middle:
        scale = typical / 0.6745
    elif average > _SAME * middle:
        scale = average * 1.253314
    else:
        scale = np.inf
    scores: NDArray[np.float64] = (lengths - middle) / scale
    return scores


def norm_outliers(tokens: Floats, threshold: float = OUTLIER_FROM) -> list[int]:
    """Tokens whose length lies far above the others', as of tokens that a model uses as registers.

    Source: Darcet et al. 2023, arXiv:2309.16588.

    Args:
        tokens: [pos, d_model].
        threshold: robust z above which a token counts.

    Returns:
        Indices, ascending.
    """
    found: list[int] = np.flatnonzero(norm_scores(tokens) > threshold).tolist()
    return found

"""How sure a mean over pictures is: the percentile bootstrap, the same in the browser and every time.

Source: Efron 1979, doi:10.1214/aos/1176344552.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from elvit.analysis.draws import uniform_at

Floats = NDArray[np.floating]

RESAMPLES = 2000
_AT_ONCE = 1 << 20  # draws held at the same time
_TAILS = (0.025, 0.975)


class Interval(NamedTuple):
    """The mean of scores, the 95 % interval around it, and how many scores went in."""

    mean: float
    low: float
    high: float
    n: int


def bootstrap_interval(scores: Floats, seed: int = 0) -> Interval:
    """The mean of scores and its 95 % interval.

    Args:
        scores: of one picture each; those that are nan are left out. Without any, all is nan.
        seed: of the draws.
    """
    kept = scores[~np.isnan(scores)]
    mean, low, high = map(float, bootstrap_intervals(kept, seed))
    return Interval(mean, low, high, len(kept))


def bootstrap_intervals(scores: Floats, seed: int = 0) -> NDArray[np.float64]:
    """The same of many scores at once, resampling whole pictures: what is compared is drawn alike.

    Args:
        scores: [picture, ...], without nan.
        seed: of the draws.

    Returns:
        [..., 3]: mean, low and high; nan without pictures.
    """
    count, *shape = scores.shape
    if count == 0:
        return np.full((*shape, 3), np.nan)
    flat = scores.reshape(count, -1).astype(np.float64)
    together = max(1, _AT_ONCE // count)
    parts = [
        _counts(seed, first, min(together, RESAMPLES - first), count) @ flat / count
        for first in range(0, RESAMPLES, together)
    ]
    low, high = np.quantile(np.concatenate(parts), _TAILS, axis=0)
    return np.stack([flat.mean(0), low, high], axis=-1).reshape(*shape, 3)


def _counts(seed: int, first: int, resamples: int, count: int) -> NDArray[np.float64]:
    """How often each resample draws each picture, [resample, picture]."""
    draws = np.arange(first * count, (first + resamples) * count, dtype=np.uint64)
    drawn = (uniform_at(seed, draws) * count).astype(np.int64).reshape(resamples, count)
    cells = drawn + np.arange(resamples)[:, None] * count
    return np.bincount(cells.reshape(-1), minlength=resamples * count).reshape(resamples, count).astype(np.float64)

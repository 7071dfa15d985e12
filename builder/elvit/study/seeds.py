"""How much trainings that differ in nothing but their seed differ, and what their mean is worth."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

# 97.5 % quantiles of Student's t distribution, of 1, 2, ... degrees of freedom; Student 1908, Biometrika 6(1).
_QUANTILES = (12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228)
_NORMAL = 1.960


def deviation(values: Sequence[float] | NDArray[np.float64]) -> float:
    """The standard deviation of what the values are a sample of; nan of one value."""
    return float(np.std(values, ddof=1)) if len(values) > 1 else math.nan


def over_seeds(values: Sequence[float] | NDArray[np.float64]) -> tuple[float, float, float]:
    """Mean, low and high: the 95 % interval of Student's t, as if values were normally distributed.

    The ends are nan of one value.
    """
    freedom, mean = len(values) - 1, float(np.mean(values))
    if freedom == 0:
        return mean, math.nan, math.nan
    quantile = _QUANTILES[freedom - 1] if freedom <= len(_QUANTILES) else _NORMAL
    reach = quantile * deviation(values) / math.sqrt(len(values))
    return mean, mean - reach, mean + reach

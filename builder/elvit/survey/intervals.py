"""Means over pictures with their intervals, as they are summed up, written and read."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

DIGITS = 6  # of what is written


class Interval(NamedTuple):
    """A mean over pictures and its 95 % interval; nan without pictures."""

    mean: float
    low: float
    high: float


def interval(cell: Sequence[float] | NDArray[np.float64]) -> Interval:
    """Of mean, low and high, to the digits that are written."""
    return Interval(*map(rounded, cell))


def rounded(value: float) -> float:
    """To the digits that are written."""
    return round(float(value), DIGITS)


def read_interval(cell: Sequence[float | None]) -> Interval:
    """As JSON has it, where nan is null."""
    return Interval(*(float("nan") if value is None else value for value in cell))


def without_nan(value: Any) -> Any:
    """Plain values for JSON: nan becomes null."""
    if isinstance(value, float) and math.isnan(value):
        return None
    if isinstance(value, dict):
        return {key: without_nan(inner) for key, inner in value.items()}
    return [without_nan(inner) for inner in value] if isinstance(value, list | tuple) else value

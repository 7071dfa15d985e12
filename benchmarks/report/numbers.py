"""What times and ratios are summed up by."""

from __future__ import annotations

import math
import random
import statistics
from collections.abc import Sequence
from typing import NamedTuple

RESAMPLES = 2000
TAILS = (0.025, 0.975)


class Spread(NamedTuple):
    """A median, and the quartiles around it."""

    low: float
    median: float
    high: float


class Interval(NamedTuple):
    """A value with its 95 % interval."""

    low: float
    value: float
    high: float


def spread(values: Sequence[float]) -> Spread:
    """Median and quartiles.

    Args:
        values: one at least.
    """
    if len(values) == 1:
        return Spread(values[0], values[0], values[0])
    return Spread(*statistics.quantiles(values, n=4, method="inclusive"))


def paired_ratio(times: Sequence[float], others: Sequence[float]) -> Interval:
    """Median of the ratios within each round, and how sure it is.

    What slows a whole round down, such as a busy machine, is in both times and falls out of their ratio. The
    interval is the percentile bootstrap over rounds (Efron 1979, doi:10.1214/aos/1176344552), the same every time.

    Args:
        times: of one engine, by round.
        others: of the one that it is compared with, in the same rounds.
    """
    ratios = [time / other for time, other in zip(times, others, strict=True)]
    draw = random.Random(0)
    medians = sorted(statistics.median(draw.choices(ratios, k=len(ratios))) for _ in range(RESAMPLES))
    low, high = (medians[round(tail * (RESAMPLES - 1))] for tail in TAILS)
    return Interval(low, statistics.median(ratios), high)


def power(xs: Sequence[float], ys: Sequence[float]) -> float:
    """The exponent p of the curve y = a x^p that fits best, by least squares of the logarithms."""
    if len(xs) < 2:
        raise ValueError("An exponent needs two points.")
    return statistics.linear_regression([math.log(x) for x in xs], [math.log(y) for y in ys]).slope

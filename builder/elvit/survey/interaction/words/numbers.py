"""Shares as points of a hundred, and values of k."""

from __future__ import annotations

from elvit.survey.intervals import Interval
from elvit.survey.words import MINUS


def number(k: float) -> str:
    """A value of k, without digits that say nothing."""
    return f"{k:g}".replace("-", MINUS)


def at_k(k: float) -> str:
    """A value of k within a sentence, which no line breaks."""
    return f"k\u00a0=\u00a0{number(k)}"


def hundredths(share: float) -> str:
    """A difference of shares in points: one decimal, a real minus sign, 0 without one."""
    text = f"{100 * share:.1f}"
    return "0" if text in ("0.0", "-0.0") else text.replace("-", MINUS)


def points_spread(interval: Interval) -> str:
    """The interval behind a difference, in points."""
    return f"{hundredths(interval.low)} to {hundredths(interval.high)}"


def points(difference: Interval, magnitude: bool = False) -> str:
    """A difference of shares with its interval; without signs where the verb says which way it goes."""
    if not magnitude:
        return f"{hundredths(difference.mean)} points ({points_spread(difference)})"
    low, high = sorted((abs(difference.low), abs(difference.high)))
    return f"{hundredths(abs(difference.mean))} points ({hundredths(low)} to {hundredths(high)})"


def whole(share: float) -> str:
    """A share that was chosen, as per cent."""
    return f"{100 * share:g}\u202f%"


def signed(value: float) -> str:
    """A small size: two significant digits."""
    return f"{value:.2g}".replace("-", MINUS)

"""Random numbers that are the same in Python and in the browser, every time.

Source: Tommy Ettinger's mulberry32, public domain.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def uniform(seed: int, first: int, count: int) -> NDArray[np.float64]:
    """Draws number `first` to `first + count - 1` of a seed, each from 0 to below 1, [draw]."""
    return uniform_at(seed, np.arange(first, first + count, dtype=np.uint64))


def uniform_at(seed: int, draws: NDArray[np.uint64]) -> NDArray[np.float64]:
    """The draws of these numbers, from 0 to below 1."""
    one, odd = np.uint32(1), np.uint32(61)
    state = np.uint32(seed % 2**32) + (draws.astype(np.uint32) + one) * np.uint32(0x6D2B79F5)
    mixed = (state ^ (state >> np.uint32(15))) * (state | one)
    mixed ^= mixed + (mixed ^ (mixed >> np.uint32(7))) * (mixed | odd)
    drawn: NDArray[np.float64] = (mixed ^ (mixed >> np.uint32(14))) / 2**32
    return drawn

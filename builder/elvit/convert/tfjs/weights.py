"""Weights as TensorFlow.js reads them: a list of entries and their bytes, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from elvit.hooks.dtype import Dtype

Entry = dict[str, Any]


def entries(weights: Mapping[str, NDArray[Any]], dtype: Dtype) -> Iterator[tuple[Entry, bytes]]:
    """Yields each weight's manifest entry and its bytes, little-endian, row-major.

    With float16 a weight is stored in half the bytes where it loses nothing by it, as it does when the
    model holds rounded weights; the rest, such as a small epsilon, stays float32.
    """
    for name, array in weights.items():
        entry: Entry = {"name": name, "shape": list(array.shape), "dtype": array.dtype.name}
        if dtype == "float16" and array.dtype == np.float32 and array.size > 1 and _fits_half(array):
            entry["quantization"] = {"dtype": "float16", "original_dtype": "float32"}
            array = array.astype(np.float16)
        yield entry, np.ascontiguousarray(array).tobytes() if array.ndim else array.tobytes()


def _fits_half(array: NDArray[Any]) -> bool:
    with np.errstate(over="ignore"):
        return bool(np.array_equal(array.astype(np.float16).astype(np.float32), array))

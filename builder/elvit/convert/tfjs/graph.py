"""A TensorFlow graph as TensorFlow.js reads it: nodes as JSON, constants as named arrays."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Json = dict[str, Any]
Array = NDArray[Any]

_DTYPES = {"float32": "DT_FLOAT", "int32": "DT_INT32", "bool": "DT_BOOL"}
_NARROW = {"float64": np.float32, "int64": np.int32}
_SHARED_BELOW = 4096


class Graph:
    """Nodes in the order in which they were added; every name is used once."""

    def __init__(self) -> None:
        self.nodes: list[Json] = []
        self.weights: dict[str, Array] = {}
        self._names: set[str] = set()
        self._shared: dict[tuple[str, tuple[int, ...], bytes], str] = {}

    def add(self, op: str, inputs: Iterable[str], name: str, **attributes: Json) -> str:
        """Adds a node and returns its name, which is `name`, numbered where that is taken."""
        name = self._unique(name)
        self.nodes.append({"name": name, "op": op, "input": list(inputs), "attr": attributes})
        return name

    def placeholder(self, name: str, shape: Sequence[int]) -> str:
        """Adds a float32 input."""
        return self.add("Placeholder", (), name, dtype=kind("DT_FLOAT"), shape={"shape": dims(shape)})

    def constant(self, value: ArrayLike, name: str, *, alone: bool = False) -> str:
        """Adds a constant, once for small equal values; int64 and float64 become int32 and float32.

        Args:
            value: its numbers.
            name: what it is called where no equal one is there yet.
            alone: whether it has a node of its own all the same, because somebody will ask for it by name.
        """
        array = np.asarray(value)
        array = array.astype(_NARROW.get(array.dtype.name, array.dtype), copy=False)
        shared = array.size < _SHARED_BELOW and not alone
        key = (array.dtype.str, array.shape, array.tobytes()) if shared else None
        if key in self._shared:
            return self._shared[key]
        dtype = _DTYPES[array.dtype.name]
        tensor = {"tensor": {"dtype": dtype, "tensorShape": dims(array.shape)}}
        name = self.add("Const", (), name, dtype=kind(dtype), value=tensor)
        self.weights[name] = array
        if key is not None and array.ndim < 2:
            self._shared[key] = name
        return name

    def integers(self, values: Sequence[int] | int) -> str:
        """Adds an int32 constant, such as a shape or a list of axes."""
        return self.constant(np.asarray(values, np.int32), "integers")

    def _unique(self, name: str) -> str:
        candidate, number = name, 1
        while candidate in self._names:
            candidate, number = f"{name}_{number}", number + 1
        self._names.add(candidate)
        return candidate


FLOAT: Json = {"T": {"type": "DT_FLOAT"}}


def kind(name: str) -> Json:
    """A dtype attribute."""
    return {"type": name}


def flag(value: bool) -> Json:
    """A boolean attribute."""
    return {"b": value}


def integer(value: int) -> Json:
    """An integer attribute; JSON of protobuf writes int64 as text."""
    return {"i": str(value)}


def number(value: float) -> Json:
    """A float attribute."""
    return {"f": float(value)}


def text(value: str) -> Json:
    """A string attribute."""
    return {"s": _base64(value)}


def texts(*values: str) -> Json:
    """A list of strings."""
    return {"list": {"s": [_base64(value) for value in values]}}


def integers(values: Iterable[int]) -> Json:
    """A list of integers."""
    return {"list": {"i": [str(int(value)) for value in values]}}


def dims(shape: Sequence[int]) -> Json:
    """A shape."""
    return {"dim": [{"size": str(int(size))} for size in shape]}


def _base64(value: str) -> str:
    return base64.b64encode(value.encode()).decode()

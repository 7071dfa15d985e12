"""What is known before the picture comes: values that depend on constants alone, computed once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import onnx_ir as ir
from numpy.typing import NDArray

Array = NDArray[Any]
Folder = Callable[[ir.Node, list[Array]], Array]

# Cheap operators on shapes and weights; products of weights are left to the browser.
_FOLDERS: Mapping[str, Folder] = {
    "Cast": lambda node, x: x[0].astype(ir.DataType(attribute(node, "to")).numpy()),
    "Concat": lambda node, x: np.concatenate(x, attribute(node, "axis")),
    "Expand": lambda _, x: x[0] * np.ones(x[1].tolist(), x[0].dtype),
    "Identity": lambda _, x: x[0],
    "Reshape": lambda _, x: x[0].reshape([x[0].shape[i] if n == 0 else n for i, n in enumerate(x[1].tolist())]),
    "Squeeze": lambda _, x: np.squeeze(x[0], tuple(x[1].tolist()) if len(x) > 1 else None),
    "Transpose": lambda node, x: x[0].transpose(attribute(node, "perm")),
    "Unsqueeze": lambda _, x: np.expand_dims(x[0], tuple(x[1].tolist())),
}


def attribute(node: ir.Node, name: str, default: Any = None) -> Any:
    """An attribute's plain value, or the default."""
    found = node.attributes.get(name)
    return default if found is None else found.value


def known_values(graph: ir.Graph) -> dict[ir.Value, Array]:
    """Initialisers, Constant nodes and all that follows from them by the operators above."""
    known = {value: _numpy(value.const_value) for value in graph.initializers.values()}
    for node in graph:
        output = node.outputs[0]
        if node.op_type == "Constant":
            known[output] = _constant(node)
        elif node.op_type in _FOLDERS and all(i in known for i in node.inputs if i is not None):
            known[output] = _FOLDERS[node.op_type](node, [known[i] for i in node.inputs if i is not None])
    return known


def _numpy(tensor: ir.TensorProtocol | None) -> Array:
    assert tensor is not None
    return tensor.numpy()


def _constant(node: ir.Node) -> Array:
    (name, held), *_ = node.attributes.items()
    value: Any = held.value
    if name == "value":
        return _numpy(value)
    return np.asarray(value, np.float32 if name.startswith("value_float") else np.int64)

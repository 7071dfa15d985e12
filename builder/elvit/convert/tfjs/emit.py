"""The walk from an ONNX graph to a GraphModel, with every hook a node of its own name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import onnx_ir as ir
from numpy.typing import NDArray

from elvit.convert.tfjs.fold import attribute, known_values
from elvit.convert.tfjs.graph import FLOAT, Graph
from elvit.convert.tfjs.operators import OPERATORS, Unsupported, shape
from elvit.errors import ElvitError

Array = NDArray[Any]


@dataclass(frozen=True)
class GraphModel:
    """A TensorFlow.js graph model before it is written.

    Args:
        graph: nodes and constants.
        inputs: name -> shape of what is fed, batch axis included.
        outputs: name -> shape of what can be asked for by the table, batch axis included.
    """

    graph: Graph
    inputs: Mapping[str, tuple[int, ...]]
    outputs: Mapping[str, tuple[int, ...]]


def to_graph_model(model: ir.Model, weights: Mapping[str, str]) -> GraphModel:
    """Writes an ONNX model as a TensorFlow.js graph.

    Every output becomes a node of its name on the path of the computation, so that it can be fed as well
    as fetched: one that is replaced changes all that follows. Outputs that are the same tensor become a
    chain in their order.

    Args:
        model: static shapes; its outputs are in forward order.
        weights: name of an initialiser -> name that its node gets.

    Raises:
        ElvitError: an operator that the table cannot write; all of them are named.
    """
    return _Walk(model.graph, weights).run()


class _Walk:
    """State of one conversion."""

    def __init__(self, source: ir.Graph, weights: Mapping[str, str]) -> None:
        self.graph = Graph()
        self._source = source
        self._known = known_values(source)
        self._nodes: dict[ir.Value, str] = {}
        self._labels = _labels(source, self._known, weights)
        self._wanted: dict[ir.Value, list[str]] = {}
        for value in source.outputs:
            self._wanted.setdefault(root(value), []).append(str(value.name))

    def run(self) -> GraphModel:
        inputs = {}
        for value in self._source.inputs:
            inputs[str(value.name)] = shape(value)
            self._nodes[value] = self.graph.placeholder(str(value.name), shape(value))
        needed = self._needed()
        _refuse_unsupported(needed)
        for node in needed:
            if root(node.outputs[0]) not in self._nodes:
                self._emit(node)
        outputs = {str(value.name): shape(value) for value in self._source.outputs}
        return GraphModel(self.graph, inputs, outputs)

    def name(self, value: ir.Value | None) -> str:
        """The node that holds a value; a constant is written where it is first needed."""
        assert value is not None
        place = root(value)
        if place not in self._nodes:
            constant = self.constant(self._known[place], place)
            self._nodes[place] = self._chain(constant, self._wanted.get(place, ()))
        return self._nodes[place]

    def constant(self, array: Array, value: ir.Value | None) -> str:
        """Writes a value's numbers, perhaps turned; a weight gets a node of its own, under its name as a weight."""
        assert value is not None
        weight = self._labels.get(value)
        return self.graph.constant(array, weight or str(value.name), alone=weight is not None)

    def known(self, value: ir.Value | None) -> Array | None:
        """The value itself where it is a constant."""
        return None if value is None else self._known.get(value)

    def bias_after(self, node: ir.Node) -> tuple[ir.Value, ir.Value] | None:
        """The constant vector that is added to this node's output and nothing else, and the sum."""
        product = node.outputs[0]
        users = list(product.consumers())
        if product in self._wanted or len(users) != 1 or users[0].op_type != "Add":
            return None
        others = [value for value in users[0].inputs if value is not None and value is not product]
        bias = self._known.get(others[0]) if others else None
        return (others[0], users[0].outputs[0]) if bias is not None and bias.ndim == 1 else None

    def _emit(self, node: ir.Node) -> None:
        fused = self.bias_after(node) if node.op_type == "MatMul" else None
        place = root(fused[1] if fused else node.outputs[0])
        first, *rest = self._wanted.get(place, [str(place.name)])
        try:
            made = OPERATORS[node.op_type](self, node, first)
        except Unsupported as form:
            raise ElvitError(f"The model uses a form of {node.op_type} that elvit cannot convert: {form}.") from form
        self._nodes[place] = self._chain(made, rest)

    def _chain(self, node: str, names: Sequence[str]) -> str:
        """Puts the further names of a tensor behind it; what comes next reads the last one."""
        for name in names:
            node = self.graph.add("Identity", (node,), name, **FLOAT)
        return node

    def _needed(self) -> list[ir.Node]:
        """The nodes that the outputs depend on and that are neither constant nor mere names, in order."""
        found: set[ir.Node] = set()
        open_ends = list(self._wanted)
        while open_ends:
            place = root(open_ends.pop())
            node = place.producer()
            if node is not None and place not in self._known and node not in found:
                found.add(node)
                open_ends += [value for value in node.inputs if value is not None]
        return [node for node in self._source if node in found]


def root(value: ir.Value) -> ir.Value:
    """The tensor behind any number of Identity nodes and of transposes that undo each other."""
    node = value.producer()
    while node is not None and node.inputs and node.inputs[0] is not None:
        inner = {"Identity": node.inputs[0], "Transpose": _undone(node)}.get(node.op_type)
        if inner is None:
            break
        value = inner
        node = value.producer()
    return value


def _undone(node: ir.Node) -> ir.Value | None:
    """What a transpose gives back when the one before it did the opposite."""
    source = node.inputs[0]
    if node.op_type != "Transpose":
        return None
    before = root(source).producer() if source is not None else None
    if before is None or before.op_type != "Transpose":
        return None
    first, second = attribute(before, "perm"), attribute(node, "perm")
    return before.inputs[0] if [first[axis] for axis in second] == list(range(len(first))) else None


def _labels(source: ir.Graph, known: Mapping[ir.Value, Array], weights: Mapping[str, str]) -> dict[ir.Value, str]:
    """Names of weights, also behind the cheap operators that only turn or repeat them."""
    labels = {value: weights[name] for name, value in source.initializers.items() if name in weights}
    for node in source:
        if node.inputs and node.inputs[0] in labels and node.outputs[0] in known:
            labels[node.outputs[0]] = labels[node.inputs[0]]
    return labels


def _refuse_unsupported(nodes: Sequence[ir.Node]) -> None:
    missing = sorted({node.op_type for node in nodes} - set(OPERATORS))
    if missing:
        raise ElvitError(
            f"The model uses operators that elvit cannot convert: {', '.join(missing)}.",
            f"It can convert {', '.join(sorted(OPERATORS))}.",
        )

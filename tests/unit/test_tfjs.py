"""The emitter: what it writes, and what it says when it cannot."""

from __future__ import annotations

import math

import numpy as np
import onnx_ir as ir
import pytest
import torch
from elvit.convert.tfjs.emit import to_graph_model
from elvit.convert.tfjs.operators import GELU
from elvit.convert.tfjs.weights import entries
from elvit.errors import ElvitError
from elvit.output.pack import cut


def onnx_graph(*nodes: ir.Node, inputs: list[ir.Value], outputs: list[ir.Value]) -> ir.Model:
    return ir.Model(ir.Graph(inputs, outputs, nodes=nodes, opset_imports={"": 20}), ir_version=10)


def value(name: str, *shape: int) -> ir.Value:
    return ir.Value(name=name, shape=ir.Shape(shape), type=ir.TensorType(ir.DataType.FLOAT))


def node(op: str, inputs: list[ir.Value], output: ir.Value, **attributes: object) -> ir.Node:
    return ir.node(op, inputs, attributes=attributes, outputs=[output])  # type: ignore[arg-type]


def test_operators_without_a_rule_are_all_named() -> None:
    x, a, b = value("x", 2), value("a", 2), value("b", 2)
    model = onnx_graph(node("Sin", [x], a), node("Cos", [a], b), inputs=[x], outputs=[b])
    with pytest.raises(ElvitError, match=r"cannot convert: Cos, Sin\. It can convert .*MatMul"):
        to_graph_model(model, {})


def test_a_form_of_an_operator_without_a_rule_is_named() -> None:
    x, a = value("x", 2, 3), value("a", 2, 3)
    model = onnx_graph(node("Softmax", [x], a, axis=0), inputs=[x], outputs=[a])
    with pytest.raises(ElvitError, match=r"form of Softmax .* another axis"):
        to_graph_model(model, {})


def test_names_of_one_tensor_become_a_chain_that_what_follows_reads() -> None:
    x, first, second, last = value("x", 2), value("first", 2), value("second", 2), value("last", 2)
    nodes = node("Tanh", [x], first), node("Identity", [first], second), node("Relu", [first], last)
    graph = to_graph_model(onnx_graph(*nodes, inputs=[x], outputs=[first, second, last]), {}).graph
    written = {n["name"]: (n["op"], n["input"]) for n in graph.nodes}
    assert written["first"] == ("Tanh", ["x"])
    assert written["second"] == ("Identity", ["first"])
    assert written["last"] == ("Relu", ["second"])


def test_transposes_that_undo_each_other_vanish() -> None:
    x, a, b, c = value("x", 1, 2, 3), value("a", 3, 1, 2), value("b", 1, 2, 3), value("c", 1, 2, 3)
    nodes = node("Transpose", [x], a, perm=[2, 0, 1]), node("Transpose", [a], b, perm=[1, 2, 0]), node("Relu", [b], c)
    graph = to_graph_model(onnx_graph(*nodes, inputs=[x], outputs=[c]), {}).graph
    assert [n["op"] for n in graph.nodes] == ["Placeholder", "Relu"]


def test_a_fitted_gelu_is_the_exact_one_in_float32() -> None:
    x = torch.cat([torch.linspace(-12, 12, 48_001), torch.tensor([-1e4, -300.0, 40.0, 1e4])])
    square, inner = x * x, torch.full_like(x, GELU[-1])
    for coefficient in reversed(GELU[:-1]):
        inner = inner * square + coefficient
    fitted = x * torch.sigmoid(inner * x)
    error = (fitted - torch.nn.functional.gelu(x)).abs()
    assert (error / x.abs().clamp(min=1)).max() < 1e-6


def test_float16_is_used_where_nothing_is_lost_and_only_there() -> None:
    rounded = np.linspace(-3, 3, 50, dtype=np.float16).astype(np.float32)
    exact = np.array([1e-12, math.pi], np.float32)
    written = {entry["name"]: (entry, data) for entry, data in entries({"w": rounded, "e": exact}, "float16")}
    assert written["w"][0]["quantization"]["dtype"] == "float16"
    assert np.array_equal(np.frombuffer(written["w"][1], np.float16).astype(np.float32), rounded)
    assert "quantization" not in written["e"][0]
    assert np.array_equal(np.frombuffer(written["e"][1], np.float32), exact)


@pytest.mark.parametrize("sizes", [[1], [3], [7], [100], [2, 2, 9], [5, 40]])
def test_cutting_keeps_every_byte(sizes: list[int]) -> None:
    """The last size goes on for as long as there are bytes."""
    parts = [bytes(range(10)), b"", bytes(range(10, 13)), bytes(range(13, 40))]
    wanted = [*sizes, *[sizes[-1]] * 40]
    pieces = list(cut(parts, wanted))
    assert b"".join(pieces) == bytes(range(40))
    assert all(len(piece) == size for piece, size in zip(pieces[:-1], wanted, strict=False))
    assert 0 < len(pieces[-1]) <= wanted[len(pieces) - 1]

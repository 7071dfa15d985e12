"""The operator table: how each ONNX operator is written in TensorFlow's.

The choices follow the wasm backend: its matrix product with bias is right on rank 2 only, its Erf is slow,
its Gather has no gradient. See https://onnx.ai/onnx/operators and TensorFlow.js' op list.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

import numpy as np
import onnx_ir as ir
from numpy.typing import NDArray

from elvit.convert.tfjs.fold import attribute
from elvit.convert.tfjs.graph import FLOAT, Graph, flag, integer, integers, kind, number, text, texts

Array = NDArray[Any]


class Emitter(Protocol):
    """What an operator may ask for while it is written."""

    graph: Graph

    def name(self, value: ir.Value | None) -> str:
        """The node that holds a value."""

    def constant(self, array: Array, value: ir.Value | None) -> str:
        """Writes a value's numbers, perhaps turned; a weight gets a node of its own, under its name as a weight."""

    def known(self, value: ir.Value | None) -> Array | None:
        """The value itself where it is a constant."""

    def bias_after(self, node: ir.Node) -> tuple[ir.Value, ir.Value] | None:
        """The constant vector that is added to this node's output and nothing else, and the sum."""


Emit = Callable[[Emitter, ir.Node, str], str]

# GELU(x) = x sigmoid(x P(x^2)): P fitted to logit(Phi(x)) / x, within 7e-8 of the exact GELU.
GELU = (1.59576854, 0.0726682983, -6.60534792e-05, -0.000110546751, 7.94813845e-06, -2.67566209e-07, 3.62785032e-09)


class Unsupported(Exception):
    """An operator, or a form of one, that the table cannot write."""


def shape(value: ir.Value | None) -> tuple[int, ...]:
    """The static shape of a value."""
    if value is None or value.shape is None or not value.shape.is_static():
        raise Unsupported(f"a shape that is not fixed ({value.name if value else 'none'})")
    return tuple(int(size) for size in value.shape)  # type: ignore[arg-type]


def _one_to_one(op: str) -> Emit:
    def emit(e: Emitter, node: ir.Node, name: str) -> str:
        return e.graph.add(op, map(e.name, node.inputs), name, **FLOAT)

    return emit


def _reshape(e: Emitter, node: ir.Node, name: str) -> str:
    return reshape(e.graph, e.name(node.inputs[0]), shape(node.outputs[0]), name)


def reshape(graph: Graph, x: str, target: Sequence[int], name: str) -> str:
    """A Reshape node."""
    return graph.add("Reshape", (x, graph.integers(target)), name, Tshape=kind("DT_INT32"), **FLOAT)


def transpose(graph: Graph, x: str, order: Sequence[int], name: str) -> str:
    """A Transpose node."""
    return graph.add("Transpose", (x, graph.integers(order)), name, Tperm=kind("DT_INT32"), **FLOAT)


def _transpose(e: Emitter, node: ir.Node, name: str) -> str:
    return transpose(e.graph, e.name(node.inputs[0]), attribute(node, "perm"), name)


def _matmul(e: Emitter, node: ir.Node, name: str) -> str:
    """A product; with a constant matrix on the right it is a linear layer and takes its bias along."""
    left, right = node.inputs
    weight, fused = e.known(right), e.bias_after(node)
    if weight is not None and weight.ndim == 2 and fused is not None:
        result = shape(fused[1])
        flat = reshape(e.graph, e.name(left), (-1, weight.shape[0]), f"{name}/rows")
        product = linear(e.graph, flat, e.name(right), e.name(fused[0]), f"{name}/product")
        return reshape(e.graph, product, result, name)
    if fused is not None:
        raise Unsupported("a bias on a product of two tensors")
    sides = (e.name(left), e.name(right))
    return e.graph.add("BatchMatMulV2", sides, name, adj_x=flag(False), adj_y=flag(False), **FLOAT)


def linear(graph: Graph, x: str, weight: str, bias: str, name: str) -> str:
    """X [row, in] times weight [in, out] plus bias [out]; rank 2, or the wasm backend drops the bias."""
    return graph.add(
        "_FusedMatMul", (x, weight, bias), name, num_args=integer(1), fused_ops=texts("BiasAdd"),
        transpose_a=flag(False), transpose_b=flag(False), epsilon=number(0), **FLOAT,
    )  # fmt: skip


def _gemm(e: Emitter, node: ir.Node, name: str) -> str:
    x, weight, bias = node.inputs
    matrix = e.known(weight)
    plain = attribute(node, "alpha", 1.0) == 1 == attribute(node, "beta", 1.0) and not attribute(node, "transA", 0)
    if not plain or matrix is None or bias is None:
        raise Unsupported("Gemm with alpha, beta, transA or without bias")
    if not attribute(node, "transB", 0):
        return linear(e.graph, e.name(x), e.name(weight), e.name(bias), name)
    turned = e.constant(np.ascontiguousarray(matrix.T), weight)
    return linear(e.graph, e.name(x), turned, e.name(bias), name)


def _conv(e: Emitter, node: ir.Node, name: str) -> str:
    """Convolution without padding or groups; TensorFlow.js wants channels last."""
    x, weight, bias = node.inputs
    kernel = e.known(weight)
    plain = attribute(node, "group", 1) == 1 and not any(attribute(node, "pads", ())) and kernel is not None
    if not plain or kernel is None or kernel.ndim != 4 or any(d != 1 for d in attribute(node, "dilations", (1, 1))):
        raise Unsupported("Conv with padding, groups, dilation or other than two dimensions")
    g = e.graph
    last = transpose(g, e.name(x), (0, 2, 3, 1), f"{name}/channels_last")
    filters = e.constant(np.ascontiguousarray(kernel.transpose(2, 3, 1, 0)), weight)
    common = {
        "strides": integers((1, *attribute(node, "strides", (1, 1)), 1)),
        "padding": text("VALID"),
        "data_format": text("NHWC"),
        "dilations": integers((1, 1, 1, 1)),
        **FLOAT,
    }
    if bias is None:
        convolved = g.add("Conv2D", (last, filters), f"{name}/convolved", **common)
    else:
        fused = {"num_args": integer(1), "fused_ops": texts("BiasAdd"), "epsilon": number(0), **common}
        convolved = g.add("_FusedConv2D", (last, filters, e.name(bias)), f"{name}/convolved", **fused)
    return transpose(g, convolved, (0, 3, 1, 2), name)


def _gelu(e: Emitter, node: ir.Node, name: str) -> str:
    if attribute(node, "approximate", "none") != "none":
        return _gelu_tanh(e, node, name)
    g, x = e.graph, e.name(node.inputs[0])
    square = g.add("Square", (x,), f"{name}/square", **FLOAT)
    inner = g.add("Mul", (square, g.constant(np.float32(GELU[-1]), "gelu")), f"{name}/inner", **FLOAT)
    for power in reversed(range(len(GELU) - 1)):
        inner = g.add("AddV2", (inner, g.constant(np.float32(GELU[power]), "gelu")), f"{name}/inner", **FLOAT)
        inner = g.add("Mul", (inner, square if power else x), f"{name}/inner", **FLOAT)
    return g.add("Mul", (x, g.add("Sigmoid", (inner,), f"{name}/gate", **FLOAT)), name, **FLOAT)


def _gelu_tanh(e: Emitter, node: ir.Node, name: str) -> str:
    """X sigmoid(2 sqrt(2/pi) (x + 0.044715 x^3)), the same as the usual form with tanh."""
    g, x = e.graph, e.name(node.inputs[0])
    slope = 2 * np.sqrt(2 / np.pi)
    square = g.add("Square", (x,), f"{name}/square", **FLOAT)
    cubic = g.add("Mul", (square, g.constant(np.float32(slope * 0.044715), "gelu")), f"{name}/cubic", **FLOAT)
    inner = g.add("AddV2", (cubic, g.constant(np.float32(slope), "gelu")), f"{name}/inner", **FLOAT)
    gate = g.add("Sigmoid", (g.add("Mul", (inner, x), f"{name}/inner", **FLOAT),), f"{name}/gate", **FLOAT)
    return g.add("Mul", (x, gate), name, **FLOAT)


def _softmax(e: Emitter, node: ir.Node, name: str) -> str:
    if attribute(node, "axis", -1) not in (-1, len(shape(node.inputs[0])) - 1):
        raise Unsupported("Softmax over another axis than the last")
    return e.graph.add("Softmax", (e.name(node.inputs[0]),), name, **FLOAT)


def _mean(e: Emitter, node: ir.Node, name: str) -> str:
    axes = e.known(node.inputs[1]) if len(node.inputs) > 1 else np.asarray(attribute(node, "axes"))
    if axes is None:
        raise Unsupported("ReduceMean over axes that are not constant")
    keep = flag(bool(attribute(node, "keepdims", 1)))
    where = e.graph.integers(axes.reshape(-1).tolist())
    return e.graph.add("Mean", (e.name(node.inputs[0]), where), name, keep_dims=keep, Tidx=kind("DT_INT32"), **FLOAT)


def _power(e: Emitter, node: ir.Node, name: str) -> str:
    exponent = e.known(node.inputs[1])
    if exponent is None or exponent.size != 1 or float(exponent.reshape(-1)[0]) != 2:
        raise Unsupported("Pow other than a square")
    return e.graph.add("Square", (e.name(node.inputs[0]),), name, **FLOAT)


def _concat(e: Emitter, node: ir.Node, name: str) -> str:
    axis = e.graph.integers(attribute(node, "axis") % len(shape(node.outputs[0])))
    parts = [e.name(value) for value in node.inputs]
    return e.graph.add("ConcatV2", (*parts, axis), name, N=integer(len(parts)), Tidx=kind("DT_INT32"), **FLOAT)


def _gather(e: Emitter, node: ir.Node, name: str) -> str:
    """One constant index becomes a slice, which has a gradient on every backend."""
    index, source = e.known(node.inputs[1]), shape(node.inputs[0])
    if index is None or index.size != 1:
        raise Unsupported("Gather of other than one constant index")
    axis = attribute(node, "axis", 0) % len(source)
    start, size = [0] * len(source), list(source)
    start[axis], size[axis] = int(index.reshape(-1)[0]) % source[axis], 1
    places = (e.name(node.inputs[0]), e.graph.integers(start), e.graph.integers(size))
    part = e.graph.add("Slice", places, f"{name}/slice", Index=kind("DT_INT32"), **FLOAT)
    return reshape(e.graph, part, shape(node.outputs[0]), name)


OPERATORS: Mapping[str, Emit] = {
    "Add": _one_to_one("AddV2"),
    "Concat": _concat,
    "Conv": _conv,
    "Div": _one_to_one("RealDiv"),
    "Erf": _one_to_one("Erf"),
    "Flatten": _reshape,
    "Gather": _gather,
    "Gelu": _gelu,
    "Gemm": _gemm,
    "MatMul": _matmul,
    "Mul": _one_to_one("Mul"),
    "Pow": _power,
    "ReduceMean": _mean,
    "Relu": _one_to_one("Relu"),
    "Reshape": _reshape,
    "Sigmoid": _one_to_one("Sigmoid"),
    "Softmax": _softmax,
    "Sqrt": _one_to_one("Sqrt"),
    "Squeeze": _reshape,
    "Sub": _one_to_one("Sub"),
    "Tanh": _one_to_one("Tanh"),
    "Transpose": _transpose,
    "Unsqueeze": _reshape,
}

"""Numbers of a real forward pass, as the texts say them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from elvit.content.concept import Measure
from elvit.hooks.spec import Spec
from elvit.hooks.table import HOOK_DIMS, in_block

Tensors = Mapping[str, NDArray[np.float32]]
Index = tuple[int | slice, ...]


def hook_in(spec: Spec, hook: str) -> str:
    """The full name of a measure's hook in a model of these sizes."""
    return hook.replace("blocks.last.", f"blocks.{spec.n_layers - 1}.", 1)


def take_measures(tensors: Tensors, spec: Spec, measures: Iterable[Measure]) -> dict[Measure, float]:
    """The measures that a model has; those of a block or an index beyond its sizes are left out.

    Args:
        tensors: every hook of one picture, without the batch axis.
        spec: the model's sizes.
        measures: what to take.
    """
    found = {measure: _take(tensors, spec, measure) for measure in measures}
    return {measure: value for measure, value in found.items() if value is not None}


def _take(tensors: Tensors, spec: Spec, measure: Measure) -> float | None:
    tensor = tensors.get(hook_in(spec, measure.hook))
    index = None if tensor is None else _index(measure, tensor.shape, spec)
    if tensor is None or index is None:
        return None
    part = tensor[index].astype(np.float64)
    match measure.take:
        case "norm":
            return float(np.sqrt((part**2).sum()))
        case "argmax":
            return float(np.argmax(part))
        case "value":
            return float(part)
    return float(getattr(np, measure.take)(part))


def _index(measure: Measure, shape: Sequence[int], spec: Spec) -> Index | None:
    found: list[int | slice] = []
    for at, size in zip(measure.at, shape, strict=True):
        if at == ":":
            found.append(slice(None))
        elif at == "cls":
            if spec.n_prefix == 0:
                return None
            found.append(0)
        elif -size <= at < size:
            found.append(at)
        else:
            return None
    return tuple(found)


def say(value: float, measure: Measure, spec: Spec, labels: Sequence[str]) -> str:
    """A number as a sentence has it: three significant digits, or what an argmax is the index of."""
    if measure.take != "argmax":
        return format_number(value)
    axis = HOOK_DIMS[in_block(measure.hook)].dims[measure.at.index(":")]
    return _name(int(value), axis, spec, labels)


def _name(index: int, axis: str, spec: Spec, labels: Sequence[str]) -> str:
    if axis == "class":
        return labels[index]
    if axis in ("pos", "query", "key") and index == 0 and spec.n_prefix:
        return "CLS"
    if axis in ("pos", "query", "key", "patch"):
        patch = index - (0 if axis == "patch" else spec.n_prefix)
        return str(index) if patch < 0 else f"patch ({patch // spec.columns}, {patch % spec.columns})"
    return str(index)


def format_number(value: float) -> str:
    """Three significant digits with a real minus sign; far from 1 with a power of ten."""
    if value == 0:
        return "0"
    size = abs(value)
    if 1e-3 <= size < 1e6:
        text = str(round(value)) if size >= 100 else f"{value:#.3g}".rstrip(".")
    else:
        digits, power = f"{value:.2e}".split("e")
        text = f"{digits} × 10{str(int(power)).translate(_RAISED)}"
    return text.replace("-", "−")


_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")

"""What a model makes of the gallery, as PyTorch computes it: predictions, and samples of every hook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from elvit.convert.onnx import Traced
from elvit.hooks.spec import Spec
from elvit.models.output import probabilities_of

SAMPLED = 64
TOP = 10

Json = dict[str, Any]


def trace(traced: Traced, pixels: NDArray[np.float32]) -> dict[str, NDArray[np.float32]]:
    """Every hook of one picture, without its batch axis.

    Args:
        traced: the model with its taps.
        pixels: normalised, [1, 3, height, width].
    """
    with torch.inference_mode():
        tensors = traced(torch.from_numpy(pixels))
    return {name: tensor[0].detach().numpy() for name, tensor in zip(traced.names, tensors, strict=True)}


def answers_by_block(
    traced: Traced, tensors: Mapping[str, NDArray[np.float32]], spec: Spec
) -> NDArray[np.float32] | None:
    """What the model would answer if it stopped after each block: the logit lens, by its own norm and head.

    Returns:
        probabilities, [block, class]; none of a regression, and of blocks whose streams differ in shape.
    """
    streams = [torch.from_numpy(tensors[f"blocks.{block}.hook_resid_post"]) for block in range(spec.n_layers)]
    if len({stream.shape for stream in streams}) > 1:
        return None
    with torch.inference_mode():
        probabilities = probabilities_of(traced.adapter.stopped(traced.model, torch.stack(streams)), spec.output)
    return None if probabilities is None else probabilities.numpy()


def top(probabilities: NDArray[np.float32]) -> list[tuple[int, float]]:
    """Class index and probability of the highest classes, highest first."""
    order = np.argsort(-probabilities, kind="stable")[:TOP]
    return [(int(index), _exact(probabilities[index])) for index in order]


def places(size: int) -> list[int]:
    """Where a tensor of so many entries is sampled: evenly, in row-major order, first and last included."""
    found: list[int] = np.unique(np.linspace(0, size - 1, SAMPLED).astype(int)).tolist()
    return found


def reference(tensors: Mapping[str, NDArray[np.float32]]) -> Json:
    """Of every hook: its entries at `places`, and its lowest, highest and mean value.

    `elvit check` compares the browser's tensors with these; the page never loads them.
    """
    return {name: _sampled(tensor) for name, tensor in tensors.items()}


def _sampled(tensor: NDArray[np.float32]) -> Json:
    flat = tensor.reshape(-1)
    return {
        "value": [_exact(value) for value in flat[places(flat.size)]],
        "min": _exact(flat.min()),
        "max": _exact(flat.max()),
        "mean": _exact(flat.mean(dtype=np.float64)),
    }


def _exact(value: Any) -> float:
    """The shortest decimal that gives the same float32."""
    return float(str(np.float32(value)))

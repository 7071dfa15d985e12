"""The engines that are compared, and how each is run."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Way:
    """One column of a table.

    Args:
        name: in results.
        engine: name of the engine in the page; two ways may share one.
        title: in tables.
        keep: which tensors elvit keeps until the next run; "" for engines that have no choice.
    """

    name: str
    engine: str
    title: str
    keep: str = ""


ELVIT = Way("elvit", "elvit", "elvit, logits only", "results")
ELVIT_ALL = Way("elvit-all", "elvit", "elvit, every hook kept", "all")
ORT = Way("ort-fp32", "ort-fp32", "onnxruntime-web fp32")
WAYS = (
    ELVIT,
    ELVIT_ALL,
    Way("tfjs", "tfjs", "TensorFlow.js as it comes"),
    ORT,
    Way("transformers", "transformers", "transformers.js"),
    Way("ort-int8", "ort-int8", "onnxruntime-web int8"),
)

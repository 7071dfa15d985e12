"""model.json and shards, the standard form that `tf.loadGraphModel` reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import repeat
from pathlib import Path
from typing import Any

from elvit import __version__
from elvit.convert.tfjs.emit import GraphModel
from elvit.convert.tfjs.graph import dims
from elvit.convert.tfjs.weights import Entry, entries
from elvit.hooks.dtype import Dtype
from elvit.output.json import compact
from elvit.output.pack import cut

SHARD_BYTES = 4 * 1024 * 1024


def model_json(
    model: GraphModel, weights: Sequence[Entry], paths: Sequence[str], metadata: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """The text of model.json as plain data; its one signature output is `logits`.

    Every hook can be had by its name: `model.execute({pixel_values: x}, ['blocks.0.attn.hook_pattern'])`.
    """

    def tensor(name: str, shape: Sequence[int]) -> dict[str, Any]:
        return {"name": f"{name}:0", "dtype": "DT_FLOAT", "tensorShape": dims(shape)}

    (image,) = model.inputs
    return {
        "format": "graph-model",
        "generatedBy": f"elvit {__version__}",
        "convertedBy": f"elvit {__version__}",
        "signature": {
            "inputs": {image: tensor(image, model.inputs[image])},
            "outputs": {"logits": tensor("logits", model.outputs["logits"])},
        },
        "modelTopology": {"node": model.graph.nodes, "versions": {"producer": 1395}, "library": {}},
        "weightsManifest": [{"paths": list(paths), "weights": list(weights)}],
        "userDefinedMetadata": dict(metadata or {}),
    }


def write_graph_model(model: GraphModel, folder: Path, dtype: Dtype, metadata: Mapping[str, Any] | None = None) -> int:
    """Writes model.json and its shards into an existing folder; returns the bytes written."""
    listed: list[Entry] = []

    def payload() -> Iterator[bytes]:
        for entry, data in entries(model.graph.weights, dtype):
            listed.append(entry)
            yield data

    total = 0
    paths = []
    for number, piece in enumerate(cut(payload(), repeat(SHARD_BYTES)), start=1):
        paths.append(f"group1-shard{number}.bin")
        total += (folder / paths[-1]).write_bytes(piece)
    text = compact(model_json(model, listed, paths, metadata))
    return total + (folder / "model.json").write_bytes(text.encode())

"""The same weights in the form that each engine reads, an input, and what PyTorch makes of it."""

from __future__ import annotations

import json
import logging
import shutil
import subprocess
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from elvit.models.quiet import quiet_exporter, quiet_transformers
from transformers import PreTrainedModel

from benchmarks.engines.subjects import Subject

OPSET = 20  # the first with LayerNormalization and Gelu whole, which onnxruntime has kernels for
INPUT = "pixel_values"


@dataclass(frozen=True)
class Prepared:
    """A model's folder.

    Args:
        folder: named after the model.
    """

    folder: Path

    @property
    def checkpoint(self) -> Path:
        """As `save_pretrained` leaves it, float32."""
        return self.folder / "checkpoint"

    @property
    def graph_model(self) -> Path:
        """As `elvit convert` leaves it."""
        return self.folder / "graph-model"

    @property
    def hub(self) -> Path:
        """As transformers.js reads it: configuration, and the weights below onnx/."""
        return self.folder / "hub"

    @property
    def onnx(self) -> Path:
        """For onnxruntime, float32."""
        return self.hub / "onnx" / "model.onnx"

    @property
    def quantised(self) -> Path:
        """For onnxruntime, its products in int8."""
        return self.hub / "onnx" / "model_int8.onnx"

    @property
    def input(self) -> Path:
        """Float32, as the model wants it."""
        return self.folder / "input.bin"

    @property
    def facts(self) -> dict[str, Any]:
        """Shape of the input, and PyTorch's logits."""
        return dict(json.loads((self.folder / "facts.json").read_text()))

    @property
    def graph(self) -> dict[str, Any]:
        """The graph's model.json."""
        return dict(json.loads((self.graph_model / "model.json").read_text()))

    def shards(self) -> list[dict[str, Any]]:
        """What elvit's worker has to know of each file of weights."""
        paths = [self.graph_model / path for group in self.graph["weightsManifest"] for path in group["paths"]]
        return [{"file": p.name, "bytes": p.stat().st_size, "crc32": zlib.crc32(p.read_bytes())} for p in paths]

    def hooks(self) -> list[str]:
        """Names of all hooks."""
        return [hook["name"] for hook in self.graph["userDefinedMetadata"]["hooks"]]


def prepare(subject: Subject, root: Path) -> Prepared:
    """Makes the folder of a model, unless it is there already."""
    done = Prepared(root / subject.name)
    if done.folder.is_dir():
        return done
    part = Prepared(root / f"{subject.name}.part")
    shutil.rmtree(part.folder, ignore_errors=True)
    with quiet_transformers():
        model, processor = subject.load()
        for folder in (part.checkpoint, part.hub):
            processor.save_pretrained(folder)
        model.save_pretrained(part.checkpoint)
        model.config.save_pretrained(part.hub)
    convert(part.checkpoint, part.graph_model)
    image = picture(model)
    write_onnx(model, image, part.onnx)
    with torch.no_grad():
        logits = model(image).logits[0]
    part.input.write_bytes(image.numpy().tobytes())
    facts = {"shape": list(image.shape), "logits": logits.tolist()}
    (part.folder / "facts.json").write_text(json.dumps(facts))
    part.folder.rename(done.folder)
    return done


def convert(checkpoint: Path, out: Path) -> None:
    """`elvit convert`, without a word."""
    command = [sys.executable, "-m", "elvit", "convert", str(checkpoint), str(out)]
    subprocess.run(command, check=True, capture_output=True)


def picture(model: PreTrainedModel) -> torch.Tensor:
    """Normalised noise of the size that the model reads, [1, channel, height, width]."""
    edge = model.config.image_size
    return torch.randn(1, model.config.num_channels, edge, edge, generator=torch.Generator().manual_seed(1))


def write_onnx(model: PreTrainedModel, image: torch.Tensor, path: Path) -> None:
    """The model in float32, weights and all in one file."""
    path.parent.mkdir(parents=True)
    names: dict[str, Any] = {"input_names": [INPUT], "output_names": ["logits"]}
    with torch.no_grad(), quiet_exporter():
        program = torch.onnx.export(model, (image,), **names, opset_version=OPSET, dynamo=True, verbose=False)
    assert program is not None
    program.save(path, external_data=False)


def quantise(prepared: Prepared) -> None:
    """The weights of all products in int8, their left sides when they are met; the rest stays in float32."""
    if prepared.quantised.is_file():
        return
    from onnxruntime.quantization import QuantType, quantize_dynamic

    part = prepared.folder / "part.onnx"
    with _without_advice():
        quantize_dynamic(prepared.onnx, part, op_types_to_quantize=["MatMul", "Gemm"], weight_type=QuantType.QInt8)
    part.rename(prepared.quantised)


@contextmanager
def _without_advice() -> Iterator[None]:
    """It recommends a step before that makes no difference to these graphs."""
    logger = logging.getLogger()
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(level)

"""A model by its name -> a GraphModel, and that as a folder which any TensorFlow.js program loads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from elvit.convert.onnx import export_onnx, weight_names
from elvit.convert.tfjs.emit import GraphModel, to_graph_model
from elvit.convert.tfjs.write import write_graph_model
from elvit.hooks.dtype import Dtype
from elvit.hooks.table import Hook
from elvit.models.adapter import ADAPTERS, Adapter
from elvit.models.source import LoadedModel, load_model
from elvit.models.weights import check_finite
from elvit.output.folder import check_ours, measure, replaced
from elvit.running.progress import Progress


@dataclass(frozen=True, eq=False)
class Converted:
    """A model in both forms.

    Args:
        loaded: as PyTorch runs it.
        graph: as TensorFlow.js runs it.
        dtype: how its weights are stored; with float16, `loaded` holds the rounded weights too.
    """

    loaded: LoadedModel
    graph: GraphModel
    dtype: Dtype

    @property
    def adapter(self) -> Adapter:
        """What reads its architecture."""
        return ADAPTERS[self.loaded.architecture]

    @property
    def hooks(self) -> tuple[Hook, ...]:
        """Its hook table."""
        return self.adapter.hooks(self.loaded.model)


@dataclass(frozen=True)
class ConvertReport:
    """What a conversion left behind."""

    out: Path
    files: int
    bytes: int
    warnings: tuple[str, ...]


def load_and_convert(
    reference: str, dtype: Dtype | None, allow_pickle: bool, progress: Progress, warn: Callable[[str], None]
) -> Converted:
    """Loads a model and converts it.

    Args:
        reference: a folder or a hub id.
        dtype: how weights are stored; None keeps what the model has.
        allow_pickle: whether weights in PyTorch's pickle format may be loaded.
        progress: told of each stage.
        warn: told, in a sentence, what stands in for something that was missing.

    Raises:
        ElvitError: no such model, or one that elvit cannot convert.
    """
    with progress.stage(f"Loading {reference}"):
        loaded = load_model(reference, allow_pickle=allow_pickle, warn=warn)
        if dtype == "float16" and loaded.stored_dtype != dtype:
            loaded.model.half().float()  # PyTorch computes with what the browser gets
            check_finite(loaded.model, f"{loaded.title} in float16")
    adapter = ADAPTERS[loaded.architecture]
    with progress.stage(f"Converting {loaded.title}"):
        graph = to_graph_model(export_onnx(loaded.model, adapter), weight_names(loaded.model, adapter))
    return Converted(loaded, graph, dtype or loaded.stored_dtype)


def convert(reference: str, out: Path, dtype: Dtype | None, allow_pickle: bool, progress: Progress) -> ConvertReport:
    """Writes one model as model.json and shards, as `tf.loadGraphModel` reads them.

    Labels, image processor and hook table go along as `userDefinedMetadata`.

    Raises:
        ElvitError: anything a user can put right; the folder that was there stays as it was.
    """
    check_ours(out)
    warnings: list[str] = []
    model = load_and_convert(reference, dtype, allow_pickle, progress, warnings.append)
    metadata = {
        "labels": model.loaded.labels,
        "preprocess": model.loaded.preprocess.manifest(),
        "hooks": [{"name": hook.name, "dims": hook.dims} for hook in model.hooks],
    }
    with replaced(out) as folder, progress.stage("Writing the model"):
        write_graph_model(model.graph, folder, model.dtype, metadata)
    return ConvertReport(out, *measure(out), tuple(warnings))

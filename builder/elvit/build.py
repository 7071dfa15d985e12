"""The pipeline: gather everything, then write."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from elvit import __version__
from elvit.config import Config, Dtype
from elvit.errors import ElvitError
from elvit.export import Traced, export_onnx
from elvit.folder import check_ours, replaced
from elvit.gallery import write_pictures
from elvit.images import Picture, read_pictures
from elvit.models.adapter import ADAPTERS
from elvit.models.processor import normalise, prepare
from elvit.models.source import LoadedModel, load_model
from elvit.pack import Packer
from elvit.progress import Progress
from elvit.resources import site_files
from elvit.site import write_engine, write_pages
from elvit.tfjs.emit import GraphModel, to_graph_model
from elvit.tfjs.weights import Entry, entries
from elvit.tfjs.write import compact, model_json, write_graph_model
from elvit.trace import reference, top, trace

Json = dict[str, Any]


@dataclass(frozen=True)
class BuildReport:
    """What a build left behind; time in seconds."""

    out: Path
    files: int
    bytes: int
    seconds: float
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class ConvertReport:
    """What a conversion left behind."""

    out: Path
    files: int
    bytes: int


@dataclass(frozen=True)
class _Prepared:
    """A model with all that is computed before anything is written."""

    loaded: LoadedModel
    graph: GraphModel
    dtype: Dtype
    inputs: Mapping[str, NDArray[np.uint8]] = field(default_factory=dict)
    predictions: Mapping[str, list[tuple[int, float]]] = field(default_factory=dict)
    references: Mapping[str, Json] = field(default_factory=dict)


def build(config: Config, progress: Progress) -> BuildReport:
    """Writes the site that a configuration describes.

    Raises:
        ElvitError: anything a user can put right; the folder that was there stays as it was.
    """
    start = time.perf_counter()
    warnings: list[str] = []
    files = site_files()
    check_ours(config.out)
    with progress.stage("Reading pictures"):
        pictures = read_pictures(config.images, warnings.append)
    models = []
    for model_reference in config.models:
        loaded = _load(model_reference, config.dtype, config.allow_pickle, progress, warnings)
        models.append(_traced(_converted(loaded, config.dtype, progress), pictures, progress))
    _check_ids(models)
    with replaced(config.out) as site, progress.stage("Writing the site"):
        packer = Packer(site)
        manifest = {
            "format": 1,
            "version": __version__,
            "title": config.title,
            "models": [_write_model(model, packer) for model in models],
            "images": write_pictures(pictures, site),
            "engine": write_engine(files, packer),
        }
        _write_references(models, site)
        write_pages(files, site, manifest)
    count, total = _measure(config.out)
    return BuildReport(config.out, count, total, time.perf_counter() - start, tuple(warnings))


def convert(
    model_reference: str, out: Path, dtype: Dtype | None, allow_pickle: bool, progress: Progress
) -> ConvertReport:
    """Writes one model as model.json and shards, as `tf.loadGraphModel` reads them.

    Raises:
        ElvitError: anything a user can put right; the folder that was there stays as it was.
    """
    check_ours(out)
    loaded = _load(model_reference, dtype, allow_pickle, progress, [])
    model = _converted(loaded, dtype, progress)
    metadata = {
        "labels": list(loaded.labels),
        "preprocess": loaded.preprocess.manifest(),
        "hooks": [{"name": hook.name, "dims": hook.dims} for hook in _hooks(loaded)],
    }
    with replaced(out) as folder, progress.stage("Writing the model"):
        write_graph_model(model.graph, folder, model.dtype, metadata)
    return ConvertReport(out, *_measure(out))


def _load(
    model_reference: str, dtype: Dtype | None, allow_pickle: bool, progress: Progress, warnings: list[str]
) -> LoadedModel:
    with progress.stage(f"Loading {model_reference}") as stage:

        def warn(message: str) -> None:
            warnings.append(message)
            stage.warn(message)

        loaded = load_model(model_reference, allow_pickle=allow_pickle, warn=warn)
        if dtype == "float16" and loaded.stored_dtype != "float16":
            loaded.model.half().float()  # what PyTorch computes with is what the browser gets
    return loaded


def _converted(loaded: LoadedModel, dtype: Dtype | None, progress: Progress) -> _Prepared:
    adapter = ADAPTERS[loaded.architecture]
    with progress.stage(f"Converting {loaded.title}"):
        names = [hook.name for hook in adapter.hooks(loaded.model)]
        weights = {f"model.{theirs}": ours for theirs, ours in adapter.weights(loaded.model).items()}
        graph = to_graph_model(export_onnx(loaded.model, adapter), names, weights)
    return _Prepared(loaded, graph, dtype or loaded.stored_dtype)


def _traced(model: _Prepared, pictures: Sequence[Picture], progress: Progress) -> _Prepared:
    loaded = model.loaded
    traced = Traced(loaded.model, ADAPTERS[loaded.architecture])
    inputs, predictions, references = {}, {}, {}
    with progress.stage(f"Running {loaded.title} on {len(pictures)} pictures", len(pictures)) as stage:
        for picture in pictures:
            inputs[picture.id] = prepare(picture.open(), loaded.preprocess)
            tensors = trace(traced, normalise(inputs[picture.id], loaded.preprocess))
            predictions[picture.id] = top(tensors["probabilities"])
            references[picture.id] = reference(tensors)
            stage.advance()
    return _Prepared(loaded, model.graph, model.dtype, inputs, predictions, references)


def _write_model(model: _Prepared, packer: Packer) -> Json:
    loaded = model.loaded
    adapter = ADAPTERS[loaded.architecture]
    listed: list[Entry] = []

    def payload() -> Iterator[bytes]:
        for entry, data in entries(model.graph.graph.weights, model.dtype):
            listed.append(entry)
            yield data

    weights = packer.add(f"{loaded.id}-weights", payload())
    topology = compact(model_json(model.graph, listed, [])).encode()
    return {
        "id": loaded.id,
        "title": loaded.title,
        "source": loaded.source,
        "architecture": loaded.architecture,
        "config": adapter.spec(loaded.model).manifest(),
        "labels": list(loaded.labels),
        "parameters": sum(parameter.numel() for parameter in loaded.model.parameters()),
        "dtype": model.dtype,
        "preprocess": loaded.preprocess.manifest(),
        "hooks": [hook.manifest() for hook in _hooks(loaded)],
        "graph": packer.add(f"{loaded.id}-graph", [topology]),
        "weights": weights,
        "predictions": model.predictions,
        "inputs": {
            picture: packer.add(f"{loaded.id}-{picture}", [pixels.tobytes()]) for picture, pixels in model.inputs.items()
        },
    }


def _write_references(models: Sequence[_Prepared], site: Path) -> None:
    (site / "check").mkdir()
    for model in models:
        text = compact({"images": model.references})
        (site / "check" / f"{model.loaded.id}.json").write_text(text, encoding="utf-8")


def _hooks(loaded: LoadedModel) -> Sequence[Any]:
    return ADAPTERS[loaded.architecture].hooks(loaded.model)


def _check_ids(models: Sequence[_Prepared]) -> None:
    seen: set[str] = set()
    for model in models:
        if model.loaded.id in seen:
            raise ElvitError(f"Two models are called {model.loaded.id}.", "Rename one of the folders.")
        seen.add(model.loaded.id)


def _measure(folder: Path) -> tuple[int, int]:
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes)

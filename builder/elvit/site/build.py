"""The pipeline: gather everything, then write."""

from __future__ import annotations

import gzip
import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from elvit import __version__
from elvit.config import Config
from elvit.content.concept import Measure
from elvit.content.facts import ModelFacts
from elvit.content.manifest import unmeasured, write_concepts
from elvit.content.numbers import take_measures
from elvit.content.texts import read_texts
from elvit.content.trials import Trials
from elvit.convert.model import Converted, load_and_convert
from elvit.convert.onnx import Traced
from elvit.convert.tfjs.weights import Entry, entries
from elvit.convert.tfjs.write import model_json
from elvit.errors import ElvitError
from elvit.hooks.weights import parameters
from elvit.models.naming import check_names
from elvit.models.processor import normalise, prepare
from elvit.output.folder import check_ours, measure, replaced
from elvit.output.json import compact
from elvit.output.pack import Packer
from elvit.pictures.gallery import Picture, read_pictures, with_known_classes
from elvit.resources import default_content, site_files
from elvit.running.memory import Memory, state_of
from elvit.running.progress import Progress
from elvit.site.interpretation import Interpreted, interpret, write_interpretation
from elvit.site.pages import write_code, write_engine, write_pages
from elvit.site.pictures import write_pictures
from elvit.site.trace import answers_by_block, places, reference, top, trace
from elvit.study.findings import WINDOW_FREE
from elvit.survey.findings import read_findings
from elvit.survey.interaction.findings import INTERACTION, write_numbers
from elvit.survey.maps.findings import FINDINGS

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
class Seen:
    """What one model makes of one picture.

    Args:
        pixels: the picture as the model sees it, uint8 [height, width, 3].
        prediction: class index and probability, highest first.
        reference: samples of every hook, for `elvit check`.
        measured: numbers that the texts say of it.
        interpreted: its maps, masks and scores.
    """

    pixels: NDArray[np.uint8]
    prediction: list[tuple[int, float]]
    reference: Json
    measured: dict[Measure, float]
    interpreted: Interpreted


def build(config: Config, progress: Progress, memory: Memory | None = None) -> BuildReport:
    """Writes the site that a configuration describes.

    Args:
        config: what to build and where.
        progress: told of each stage.
        memory: what builds one after the other share; models and pictures that did not change are not run again.

    Raises:
        ElvitError: anything a user can put right; the folder that was there stays as it was.
    """
    start = time.perf_counter()
    memory = memory or Memory()
    warnings: list[str] = []
    files = site_files()
    check_ours(config.out, config.keep)
    if config.content is not None and not config.content.is_dir():
        raise ElvitError(f"There is no folder of texts {config.content}.", "Name one with --content, or leave it out.")
    check_names(config.models)
    with progress.stage("Reading texts and pictures"):
        trials = Trials(config, memory)
        texts = read_texts(default_content(), config.content, trials.now)
        pictures = read_pictures(config.images, warnings.append)
    models = []
    with trials.beside(texts.code) as finish:
        for name in config.models:
            model, said = _converted(name, config, progress, memory)
            warnings += said
            models.append((model, run_on(model, pictures, progress, memory, texts.measures)))
        finish()
    memory.let_go()
    facts = [_facts(model, seen[pictures[0].id]) for model, seen in models]
    warnings += [*unmeasured(texts, facts), *trials.left_out(texts.code)]
    named = [(name, model.loaded) for name, (model, _) in zip(config.models, models, strict=True)]
    findings = read_findings(FINDINGS, named, warnings.append)
    interaction = read_findings(INTERACTION, named, warnings.append)
    learned = read_findings(WINDOW_FREE, named, warnings.append)
    with replaced(config.out, config.keep) as site, progress.stage("Writing the site"):
        packer = Packer(site)
        manifest = {
            "format": 1,
            "version": __version__,
            "title": config.title,
            "models": [
                write_model(model, seen, packer)
                | {"findings": findings.page_of(model.loaded.id)}
                | write_numbers(interaction, model.loaded.id, packer)
                for model, seen in models
            ],
            "images": write_pictures(with_known_classes(pictures, chain(*(m.loaded.labels for m, _ in models))), site),
            "concepts": write_concepts(texts, facts, packer),
            "engine": write_engine(files, packer),
            "code": write_code(files, site),
        }
        for model, seen in models:
            write_reference(model, seen, site)
        trials.remember(site, texts.code)
        write_pages(files, site, manifest, texts, facts, (findings, interaction, learned))
    count, total = measure(config.out)
    return BuildReport(config.out, count, total, time.perf_counter() - start, tuple(warnings))


def _converted(name: str, config: Config, progress: Progress, memory: Memory) -> tuple[Converted, list[str]]:
    """A model, and what there was to say about it."""

    def make() -> tuple[Converted, list[str]]:
        said: list[str] = []
        return load_and_convert(name, config.dtype, config.allow_pickle, progress, said.append), said

    return memory.recall((name, config.dtype, config.allow_pickle, state_of(Path(name))), make)


def run_on(
    model: Converted,
    pictures: Sequence[Picture],
    progress: Progress,
    memory: Memory,
    measures: tuple[Measure, ...] = (),
) -> dict[str, Seen]:
    """Runs a model on the gallery in PyTorch; by picture id. The measures are taken of the first picture."""
    traced = Traced(model.loaded.model, model.adapter)
    found = {}
    with progress.stage(f"Running {model.loaded.title} on {len(pictures)} pictures", len(pictures)) as stage:
        for picture in pictures:
            wanted = measures if picture is pictures[0] else ()
            files = (picture.path, *picture.masks.values())
            key = (model, tuple(picture.masks), tuple(map(state_of, files)), wanted)
            found[picture.id] = memory.recall(key, partial(_look, traced, model, picture, wanted))
            stage.advance()
    return found


def _look(traced: Traced, model: Converted, picture: Picture, measures: tuple[Measure, ...]) -> Seen:
    image = picture.open()
    try:
        pixels = prepare(image, model.loaded.preprocess)
    except ElvitError as error:
        raise ElvitError(f"{picture.path}: {error.message}") from error
    tensors = trace(traced, normalise(pixels, model.loaded.preprocess))
    spec = model.adapter.spec(model.loaded.model)
    stopped = answers_by_block(traced, tensors, spec)
    measured = take_measures(tensors, spec, measures)
    interpreted = interpret(tensors, spec, picture, model.loaded.preprocess, stopped)
    return Seen(pixels, top(tensors["probabilities"]), reference(tensors), measured, interpreted)


def _facts(model: Converted, seen: Seen) -> ModelFacts:
    loaded = model.loaded
    return ModelFacts(loaded.id, loaded.title, model.adapter.spec(loaded.model), tuple(loaded.labels), seen.measured)


def write_model(model: Converted, seen: dict[str, Seen], packer: Packer) -> Json:
    """Packs a model's graph, weights and gallery inputs; returns its manifest entry."""
    loaded, spec = model.loaded, model.adapter.spec(model.loaded.model)
    listed: list[Entry] = []

    def payload() -> Iterator[bytes]:
        for entry, data in entries(model.graph.graph.weights, model.dtype):
            listed.append(entry)
            yield data

    weights = packer.add(f"{loaded.id}-weights", payload())
    topology = compact(model_json(model.graph, listed, ()))
    return {
        "id": loaded.id,
        "title": loaded.title,
        "source": loaded.source,
        "architecture": loaded.architecture,
        "config": spec.manifest(),
        "labels": loaded.labels,
        "parameters": sum(parameter.numel() for parameter in loaded.model.parameters()),
        "dtype": model.dtype,
        "preprocess": loaded.preprocess.manifest(),
        "hooks": [hook.manifest() for hook in model.hooks],
        "params": parameters(spec, model.graph.graph.weights),
        "graph": packer.add_text(f"{loaded.id}-graph", topology),
        "weights": weights,
        "predictions": {picture: found.prediction for picture, found in seen.items()},
        "inputs": {p: packer.add(f"{loaded.id}-{p}", [found.pixels.tobytes()]) for p, found in seen.items()},
        **write_interpretation(loaded.id, spec, {p: found.interpreted for p, found in seen.items()}, packer),
    }


def write_reference(model: Converted, seen: dict[str, Seen], site: Path) -> None:
    """Writes check/MODEL.json.gz, what `elvit check` holds the browser's tensors against."""
    folder = site / "check"
    folder.mkdir(exist_ok=True)
    written = {
        "index": {hook.name: places(math.prod(hook.shape)) for hook in model.hooks},
        "images": {picture: found.reference for picture, found in seen.items()},
    }
    (folder / f"{model.loaded.id}.json.gz").write_bytes(gzip.compress(compact(written).encode(), mtime=0))

"""An experiment from its request to the report: look at what is left, sum up, write."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from elvit.hooks.spec import Spec
from elvit.models.adapter import ADAPTERS
from elvit.models.source import LoadedModel, load_model
from elvit.output.folder import check_ours, replaced
from elvit.running.progress import Progress
from elvit.survey.fingerprint import weights_sha256
from elvit.survey.interaction import effects, measure
from elvit.survey.interaction.conditions import described
from elvit.survey.interaction.effects import Foretold
from elvit.survey.interaction.measure import Measured
from elvit.survey.interaction.page import write_page
from elvit.survey.interaction.summarize import summarize
from elvit.survey.interaction.summary import About, Summary
from elvit.survey.interaction.tables import write_tables
from elvit.survey.interaction.training import dropped_in_training
from elvit.survey.interaction.work import cutting, load_quietly, measuring
from elvit.survey.labelled import Labelled, evenly, list_labelled
from elvit.survey.request import Report, Request
from elvit.survey.store import Store
from elvit.survey.versions import versions
from elvit.survey.workers import Outcome, Work, work_through
from elvit.survey.working import key_of, look_at_rest

CHUNK = 16  # pictures that go through the model at once, of a small model
PATTERNS = 1 << 24  # entries of their attention patterns, at most: of ViT-B/16, three pictures have as many
CUT = 1  # pictures whose edges are cut at a time: each goes through the model many times

Result = TypeVar("Result")


@dataclass(frozen=True, kw_only=True)
class Experiment(Request):
    """What is to be tried.

    Attributes:
        images: a folder or a zip of pictures whose classes are known.
        pictures: at most so many, spread evenly; None for all.
        cuts: on how many of them edges are cut.
    """

    images: Path
    pictures: int | None
    cuts: int


def interact(request: Experiment, progress: Progress) -> Report[Summary]:
    """Restricts attention, removes patches, cuts edges, and writes the report; goes on where an earlier run was ended.

    Raises:
        ElvitError: anything a user can put right; a report that was there stays as it was.
    """
    warnings: list[str] = []
    check_ours(request.out)
    with progress.stage(f"Loading {request.model}"):
        loaded = load_model(request.model, allow_pickle=request.allow_pickle, warn=warnings.append)
    with progress.stage("Listing the pictures"):
        listed = list_labelled(request.images, loaded.labels, warnings.append)
        pictures = listed if request.pictures is None else evenly(listed, request.pictures)
        some = evenly(pictures, request.cuts)
    sha256 = weights_sha256(request.model)
    preprocessing = loaded.preprocess.manifest()
    run = {"model": sha256, "preprocessing": preprocessing, "experiment": described(), "version": versions()}
    measured: Store[Measured] = Store(request.work / "measured", run, measure.dump, measure.load)
    cut: Store[Foretold] = Store(request.work / "cut", run, effects.dump, effects.load)
    work = partial(_work, request, loaded)
    chunk = _chunk(ADAPTERS[loaded.architecture].spec(loaded.model))
    look_at_rest(pictures, measured, partial(work, measuring, chunk), f"Measuring {len(pictures)} pictures", progress)
    look_at_rest(some, cut, partial(work, cutting, CUT), f"Cutting edges in {len(some)} pictures", progress)
    with progress.stage("Summing up"):
        about = _about(request, loaded, sha256, len(pictures), len(listed), len(some))
        summary = summarize(_kept(measured, pictures), _kept(cut, some), about)
    with replaced(request.out) as folder, progress.stage("Writing the report"):
        every, those = zip(pictures, _kept(measured, pictures), strict=True), zip(some, _kept(cut, some), strict=True)
        write_tables(folder, summary, every, those)
        write_page(folder, summary)
    shutil.rmtree(request.work, ignore_errors=True)
    return Report(request.out, summary, tuple(warnings))


def _chunk(spec: Spec) -> int:
    """As many pictures as memory allows."""
    patterns = spec.n_layers * spec.n_heads * spec.size("query") * spec.size("key")
    return max(1, min(CHUNK, PATTERNS // patterns))


def _kept(store: Store[Result], pictures: Sequence[Labelled]) -> Iterator[Result]:
    return (store.get(key_of(picture)) for picture in pictures)


def _about(request: Experiment, loaded: LoadedModel, sha256: str, pictures: int, listed: int, cut: int) -> About:
    spec = ADAPTERS[loaded.architecture].spec(loaded.model)
    return About(
        model=loaded.title,
        source=loaded.source,
        sha256=sha256,
        blocks=spec.n_layers,
        heads=spec.n_heads,
        grid=spec.grid,
        prefix=spec.n_prefix,
        classes=spec.n_classes,
        pictures=pictures,
        listed=listed,
        cut=cut,
        folder=request.images.resolve().name,
        dropped=dropped_in_training(request.model),
        versions=versions(),
    )


def _work(
    request: Experiment,
    loaded: LoadedModel,
    prepare: Callable[[LoadedModel], Work[Labelled, Result]],
    chunk: int,
    pictures: Sequence[Labelled],
) -> Iterator[list[Outcome[Labelled, Result]]]:
    there = partial(_prepare, prepare, request.model, request.allow_pickle)
    return work_through(pictures, chunk, request.processes, partial(prepare, loaded), there)


def _prepare(prepare: Callable[[LoadedModel], Any], model: str, allow_pickle: bool) -> Any:
    return prepare(load_quietly(model, allow_pickle))

"""An experiment from its request to the report: look at what is left, sum up, write."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from elvit.folder import check_ours
from elvit.interact import effects, measure
from elvit.interact.conditions import described
from elvit.interact.effects import Foretold
from elvit.interact.measure import Measured
from elvit.interact.work import cutting, load_quietly, measuring
from elvit.models.source import LoadedModel, load_model
from elvit.progress import Progress
from elvit.survey.fingerprint import weights_sha256
from elvit.survey.labelled import Labelled, evenly, list_labelled
from elvit.survey.store import Store
from elvit.survey.versions import versions
from elvit.survey.working import look_at_rest
from elvit.survey.workers import Outcome, Work, work_through

CHUNK = 16  # pictures that go through the model at once
CUT = 1  # pictures whose edges are cut at a time: each goes through the model many times

Result = TypeVar("Result")


@dataclass(frozen=True)
class Request:
    """What was asked for on the command line.

    Attributes:
        model: a folder or a hub id.
        images: a folder or a zip of pictures whose classes are known.
        pictures: at most so many, spread evenly; None for all.
        cuts: on how many of them edges are cut.
        out: the report's folder.
        processes: how many look at pictures at most.
        allow_pickle: whether the weights may be a pickle.
    """

    model: str
    images: Path
    pictures: int | None
    cuts: int
    out: Path
    processes: int
    allow_pickle: bool

    @property
    def work(self) -> Path:
        """Where results are kept until the report is written."""
        return self.out.with_name(f"{self.out.name}.part")


def interact(request: Request, progress: Progress) -> None:
    warnings: list[str] = []
    check_ours(request.out)
    with progress.stage(f"Loading {request.model}"):
        loaded = load_model(request.model, allow_pickle=request.allow_pickle, warn=warnings.append)
    with progress.stage("Listing the pictures"):
        listed = list_labelled(request.images, loaded.labels, warnings.append)
        pictures = listed if request.pictures is None else evenly(listed, request.pictures)
    sha256 = weights_sha256(request.model)
    preprocessing = loaded.preprocess.manifest()
    run = {"model": sha256, "preprocessing": preprocessing, "experiment": described(), "version": versions()}
    measured: Store[Measured] = Store(request.work / "measured", run, measure.dump, measure.load)
    cut: Store[Foretold] = Store(request.work / "cut", run, effects.dump, effects.load)
    work = partial(_work, request, loaded)
    look_at_rest(pictures, measured, partial(work, measuring, CHUNK), f"Measuring {len(pictures)} pictures", progress)
    some = evenly(pictures, request.cuts)
    look_at_rest(some, cut, partial(work, cutting, CUT), f"Cutting edges in {len(some)} pictures", progress)


def _work(
    request: Request,
    loaded: LoadedModel,
    prepare: Callable[[LoadedModel], Work[Labelled, Result]],
    chunk: int,
    pictures: Sequence[Labelled],
) -> Iterator[list[Outcome[Labelled, Result]]]:
    there = partial(_prepare, prepare, request.model, request.allow_pickle)
    return work_through(pictures, chunk, request.processes, partial(prepare, loaded), there)


def _prepare(prepare: Callable[[LoadedModel], Any], model: str, allow_pickle: bool) -> Any:
    return prepare(load_quietly(model, allow_pickle))

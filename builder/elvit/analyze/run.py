"""An analysis from its request to the report: look at what is left, sum up, write."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy
import torch
import transformers

from elvit import __version__
from elvit.survey.fingerprint import weights_sha256
from elvit.analyze.listing import list_subjects
from elvit.analyze.page import write_page
from elvit.analyze.store import Key, Store
from elvit.analyze.subjects import Subject, scene_subjects
from elvit.analyze.summarize import Table, summarize
from elvit.analyze.summary import About, Summary
from elvit.analyze.tables import write_tables
from elvit.analyze.workers import Outcome, look_at_all
from elvit.errors import ElvitError
from elvit.folder import check_ours, replaced
from elvit.hooks import Spec
from elvit.models.adapter import ADAPTERS
from elvit.models.source import LoadedModel, load_model
from elvit.progress import Progress, Stage
from elvit.training.looking import FIRST_SEED

MOST_PROBLEMS = 20  # pictures that cannot be read, after which a run stops


@dataclass(frozen=True)
class Request:
    """What was asked for on the command line.

    Attributes:
        model: a folder or a hub id.
        images: the folder of pictures; None where scenes are drawn.
        masks: a folder of masks, if any.
        scenes: how many scenes are drawn; 0 where there is a folder.
        out: the report's folder.
        processes: how many look at pictures at most.
        allow_pickle: whether the weights may be a pickle.
    """

    model: str
    images: Path | None
    masks: Path | None
    scenes: int
    out: Path
    processes: int
    allow_pickle: bool

    @property
    def work(self) -> Path:
        """Where results are kept until the report is written."""
        return self.out.with_name(f"{self.out.name}.part")


@dataclass(frozen=True)
class Report:
    """What a run left behind."""

    out: Path
    summary: Summary
    warnings: tuple[str, ...]


def analyze(request: Request, progress: Progress) -> Report:
    """Scores a model's maps against masks and writes the report; goes on where an earlier run was ended.

    Raises:
        ElvitError: anything a user can put right; a report that was there stays as it was.
    """
    warnings: list[str] = []
    check_ours(request.out)
    with progress.stage(f"Loading {request.model}"):
        loaded = load_model(request.model, allow_pickle=request.allow_pickle, warn=warnings.append)
        spec = ADAPTERS[loaded.architecture].spec(loaded.model)
    with progress.stage("Listing the pictures"):
        subjects = _subjects(request, loaded, spec, warnings)
    sha256 = weights_sha256(request.model)
    preprocessing = loaded.preprocess.manifest()
    store = Store(request.work, {"model": sha256, "preprocessing": preprocessing, "version": _versions()})
    keys = [(subject.name, subject.state) for subject in subjects]
    _look(request, loaded, subjects, keys, store, progress)
    with progress.stage("Summing up"):
        summary, table = _sum_up(request, loaded, spec, sha256, subjects, keys, store)
    with replaced(request.out) as folder, progress.stage("Writing the report"):
        write_tables(folder, summary, table, ((s, store.get(key)) for s, key in zip(subjects, keys, strict=True)))
        write_page(folder, summary)
    store.remove()
    return Report(request.out, summary, tuple(warnings))


def _subjects(request: Request, loaded: LoadedModel, spec: Spec, warnings: list[str]) -> Sequence[Subject]:
    if request.images is None:
        return scene_subjects(request.scenes, loaded.labels, spec.image_size)
    found = list_subjects(request.images, request.masks, warnings.append)
    bare = sum(not subject.masked for subject in found)
    if 0 < bare < len(found):
        warnings.append(f"{bare} of {len(found)} pictures have no mask: they are not scored.")
    return found


def _look(
    request: Request,
    loaded: LoadedModel,
    subjects: Sequence[Subject],
    keys: Sequence[Key],
    store: Store,
    progress: Progress,
) -> None:
    left = [subject for subject, key in zip(subjects, keys, strict=True) if key not in store]
    if not left:
        return
    done = len(subjects) - len(left)
    going_on = f", {done} are done" if done else ""
    problems: list[str] = []
    with progress.stage(f"Looking at {len(subjects)} pictures{going_on}", len(subjects)) as stage:
        stage.advance(done)
        for outcomes in look_at_all(loaded, request.model, request.allow_pickle, left, request.processes):
            _keep(outcomes, store, problems, stage)
            if len(problems) >= MOST_PROBLEMS:
                break
    if problems:
        more = f" {len(problems) - 3} more cannot be used either." if len(problems) > 3 else ""
        hint = "Take them out or put them right, and run the command again: what was done is kept."
        raise ElvitError(f"{' '.join(problems[:3])}{more}", hint)


def _keep(outcomes: Sequence[Outcome], store: Store, problems: list[str], stage: Stage) -> None:
    store.add(((o.subject.name, o.subject.state), o.looked) for o in outcomes if o.looked is not None)
    problems += [outcome.problem for outcome in outcomes if outcome.looked is None]
    stage.advance(len(outcomes))


def _sum_up(
    request: Request,
    loaded: LoadedModel,
    spec: Spec,
    sha256: str,
    subjects: Sequence[Subject],
    keys: Sequence[Key],
    store: Store,
) -> tuple[Summary, Table]:
    table = Table(len(subjects), spec.n_layers, spec.grid**2)
    for number, key in enumerate(keys):
        table.put(number, store.get(key))
    table.compare(lambda number: store.get(keys[number]).ranks)
    about = About(
        model=loaded.title,
        source=loaded.source,
        sha256=sha256,
        blocks=spec.n_layers,
        heads=spec.n_heads,
        grid=spec.grid,
        prefix=spec.n_prefix,
        pictures=len(subjects),
        folder="" if request.images is None else request.images.resolve().name,
        first_seed=FIRST_SEED if request.images is None else None,
        right=_right(table.guesses, subjects, loaded.labels),
        versions=_versions(),
    )
    return summarize(table, about), table


def _right(guesses: Sequence[str], subjects: Sequence[Subject], labels: Sequence[str]) -> float | None:
    """The share named rightly of the pictures that show a class of the model's; None where none does."""
    known = set(labels)
    told = [(g, s.classes) for g, s in zip(guesses, subjects, strict=True) if known.intersection(s.classes)]
    return round(sum(guess in classes for guess, classes in told) / len(told), 6) if told else None


def _versions() -> dict[str, str]:
    return {
        "elvit": __version__,
        "torch": torch.__version__,
        "transformers": transformers.__version__,
        "numpy": numpy.__version__,
        "python": platform.python_version(),
    }

"""An analysis from its request to the report: look at what is left, sum up, write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from elvit_scenes.held_out import FIRST_SEED

from elvit.hooks.spec import Spec
from elvit.models.adapter import ADAPTERS
from elvit.models.source import LoadedModel, load_model
from elvit.output.folder import check_ours, replaced
from elvit.running.progress import Progress
from elvit.survey.fingerprint import weights_sha256
from elvit.survey.maps.kept import dump, load
from elvit.survey.maps.listing import list_subjects
from elvit.survey.maps.look import Looked, looking, looking_there
from elvit.survey.maps.page import write_page
from elvit.survey.maps.subjects import Subject, scene_subjects
from elvit.survey.maps.summarize import Table, summarize
from elvit.survey.maps.summary import About, Summary
from elvit.survey.maps.tables import write_tables
from elvit.survey.request import Report, Request
from elvit.survey.store import Store
from elvit.survey.versions import versions
from elvit.survey.workers import Outcome, work_through
from elvit.survey.working import key_of, look_at_rest

CHUNK = 8  # pictures handed to a process at a time


@dataclass(frozen=True, kw_only=True)
class Analysis(Request):
    """What is to be analyzed.

    Attributes:
        images: the folder of pictures; None where scenes are drawn.
        masks: a folder of masks, if any.
        scenes: how many scenes are drawn; 0 where there is a folder.
    """

    images: Path | None
    masks: Path | None
    scenes: int


def analyze(request: Analysis, progress: Progress) -> Report[Summary]:
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
    run = {"model": sha256, "preprocessing": preprocessing, "version": versions()}
    store: Store[Looked] = Store(request.work, run, dump, load)
    says = f"Looking at {len(subjects)} pictures"
    look_at_rest(subjects, store, partial(look_at_all, loaded, request), says, progress)
    with progress.stage("Summing up"):
        summary, table = _sum_up(request, loaded, spec, sha256, subjects, store)
    with replaced(request.out) as folder, progress.stage("Writing the report"):
        write_tables(folder, summary, table, ((subject, store.get(key_of(subject))) for subject in subjects))
        write_page(folder, summary)
    store.remove()
    return Report(request.out, summary, tuple(warnings))


def _subjects(request: Analysis, loaded: LoadedModel, spec: Spec, warnings: list[str]) -> Sequence[Subject]:
    if request.images is None:
        return scene_subjects(request.scenes, loaded.labels, spec.image_size)
    found = list_subjects(request.images, request.masks, warnings.append)
    bare = sum(not subject.masked for subject in found)
    if 0 < bare < len(found):
        warnings.append(f"{bare} of {len(found)} pictures have no mask: they are not scored.")
    return found


def look_at_all(
    loaded: LoadedModel, request: Analysis, subjects: Sequence[Subject]
) -> Iterator[list[Outcome[Subject, Looked]]]:
    """Looks at pictures; yields them chunk by chunk, as they are done."""
    there = partial(looking_there, request.model, request.allow_pickle)
    return work_through(subjects, CHUNK, request.processes, partial(looking, loaded), there)


def _sum_up(
    request: Analysis,
    loaded: LoadedModel,
    spec: Spec,
    sha256: str,
    subjects: Sequence[Subject],
    store: Store[Looked],
) -> tuple[Summary, Table]:
    table = Table(len(subjects), spec.n_layers, spec.grid**2)
    for number, subject in enumerate(subjects):
        table.put(number, store.get(key_of(subject)))
    table.compare(lambda number: store.get(key_of(subjects[number])).ranks)
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
        versions=versions(),
    )
    return summarize(table, about), table


def _right(guesses: Sequence[str], subjects: Sequence[Subject], labels: Sequence[str]) -> float | None:
    """The share named rightly of the pictures that show a class of the model's; None where none does."""
    known = set(labels)
    told = [(g, s.classes) for g, s in zip(guesses, subjects, strict=True) if known.intersection(s.classes)]
    return round(sum(guess in classes for guess, classes in told) / len(told), 6) if told else None

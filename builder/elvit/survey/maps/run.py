"""An analysis: which pictures are looked at, what is kept of each, and how they are summed up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from elvit_scenes.held_out import FIRST_SEED

from elvit.running.progress import Progress
from elvit.survey.maps.kept import dump, load
from elvit.survey.maps.listing import list_subjects
from elvit.survey.maps.look import Looked, looking
from elvit.survey.maps.page import write_page
from elvit.survey.maps.subjects import Subject, scene_subjects
from elvit.survey.maps.summarize import Table, summarize
from elvit.survey.maps.summary import About, Summary
from elvit.survey.maps.tables import write_tables
from elvit.survey.request import Report, Request
from elvit.survey.run import Look, Seen, Survey

LOOK: Look[Subject, Looked] = Look(looking, 8, dump, load)


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
    survey = Survey(request, progress)
    with progress.stage("Listing the pictures"):
        subjects = _subjects(request, survey)
    seen = survey.look(LOOK, subjects, f"Looking at {len(subjects)} pictures", {})
    with progress.stage("Summing up"):
        table = _table(survey, seen)
        summary = summarize(table, _about(request, survey, table, subjects))

    def write(folder: Path) -> None:
        write_tables(folder, summary, table, seen.pairs())
        write_page(folder, summary)

    return survey.report(summary, write)


def _subjects(request: Analysis, survey: Survey) -> Sequence[Subject]:
    if request.images is None:
        return scene_subjects(request.scenes, survey.loaded.labels, max(survey.spec.pixels))
    found = list_subjects(request.images, request.masks, survey.warnings.append)
    bare = sum(not subject.masked for subject in found)
    if 0 < bare < len(found):
        survey.warnings.append(f"{bare} of {len(found)} pictures have no mask: they are not scored.")
    return found


def _table(survey: Survey, seen: Seen[Subject, Looked]) -> Table:
    table = Table(len(seen.subjects), survey.spec.n_layers, survey.spec.patches)
    for number, looked in enumerate(seen):
        table.put(number, looked)
    table.compare(lambda number: seen[number].ranks)
    return table


def _about(request: Analysis, survey: Survey, table: Table, subjects: Sequence[Subject]) -> About:
    return About(
        **survey.about,
        pictures=len(subjects),
        folder="" if request.images is None else request.images.resolve().name,
        first_seed=FIRST_SEED if request.images is None else None,
        right=_right(table.guesses, subjects, survey.loaded.labels),
    )


def _right(guesses: Sequence[str], subjects: Sequence[Subject], labels: Sequence[str]) -> float | None:
    """The share named rightly of the pictures that show a class of the model's; None where none does."""
    known = set(labels)
    told = [(g, s.classes) for g, s in zip(guesses, subjects, strict=True) if known.intersection(s.classes)]
    return round(sum(guess in classes for guess, classes in told) / len(told), 6) if told else None

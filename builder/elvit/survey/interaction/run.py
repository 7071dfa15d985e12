"""An experiment: which pictures are tried, in which two ways, and how they are summed up."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from elvit.hooks.spec import Spec
from elvit.running.progress import Progress
from elvit.survey.interaction import effects, measure
from elvit.survey.interaction.conditions import described
from elvit.survey.interaction.effects import Foretold
from elvit.survey.interaction.measure import Measured
from elvit.survey.interaction.page import write_page
from elvit.survey.interaction.summarize import summarize
from elvit.survey.interaction.summary import About, Summary
from elvit.survey.interaction.tables import write_tables
from elvit.survey.interaction.training import dropped_in_training
from elvit.survey.interaction.work import cutting, measuring
from elvit.survey.labelled import Labelled, evenly, list_labelled
from elvit.survey.request import Report, Request
from elvit.survey.run import Look, Survey

CHUNK = 16  # pictures that go through the model at once, of a small model
PATTERNS = 1 << 24  # entries of their attention patterns, at most: of ViT-B/16, three pictures have as many
CUT = 1  # pictures whose edges are cut at a time: each goes through the model many times


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
    survey = Survey(request, progress)
    with progress.stage("Listing the pictures"):
        listed = list_labelled(request.images, survey.loaded.labels, survey.warnings.append)
        pictures = listed if request.pictures is None else evenly(listed, request.pictures)
        some = evenly(pictures, request.cuts)
    measures: Look[Labelled, Measured] = Look(measuring, _chunk(survey.spec), measure.dump, measure.load, "measured")
    cuts: Look[Labelled, Foretold] = Look(cutting, CUT, effects.dump, effects.load, "cut")
    experiment = {"experiment": described()}
    measured = survey.look(measures, pictures, f"Measuring {len(pictures)} pictures", experiment)
    cut = survey.look(cuts, some, f"Cutting edges in {len(some)} pictures", experiment)
    with progress.stage("Summing up"):
        summary = summarize(measured, cut, _about(request, survey, len(pictures), len(listed), len(some)))

    def write(folder: Path) -> None:
        write_tables(folder, summary, measured.pairs(), cut.pairs())
        write_page(folder, summary)

    return survey.report(summary, write)


def _chunk(spec: Spec) -> int:
    """As many pictures as memory allows."""
    patterns = spec.n_layers * spec.n_heads * spec.size("query") * spec.size("key")
    return max(1, min(CHUNK, PATTERNS // patterns))


def _about(request: Experiment, survey: Survey, pictures: int, listed: int, cut: int) -> About:
    return About(
        **survey.about,
        classes=survey.spec.n_classes,
        pictures=pictures,
        listed=listed,
        cut=cut,
        folder=request.images.resolve().name,
        dropped=dropped_in_training(request.model),
    )

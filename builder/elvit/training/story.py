"""What is known of a model's training, kept beside its weights as `training.json`: the card is written from it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from elvit.errors import ElvitError
from elvit.output.aside import write_aside
from elvit.training.checkpoint import EpochRecord
from elvit.training.recipe import Recipe

STORY = "training.json"


@dataclass(frozen=True)
class Stage:
    """One run of `elvit train`.

    Attributes:
        start: what the weights started from.
        recipe: its numbers.
        batch_size: pictures a step; the recipe's, or all there were.
        counts: training pictures of each class.
        history: its epochs.
        machine: what the last of them were computed on.
        teacher: whose answers were learned beside the labels, if any.
        guide: whose windows were learned, if any.
    """

    start: str
    recipe: Recipe
    batch_size: int
    counts: dict[str, int]
    history: tuple[EpochRecord, ...]
    machine: str
    teacher: str | None = None
    guide: str | None = None

    @property
    def minutes(self) -> float:
        """Wall time of the epochs."""
        return sum(record.seconds for record in self.history) / 60


@dataclass(frozen=True)
class Story:
    """All stages, the first one first, and what only a person can say.

    Attributes:
        name: of the model.
        license: an SPDX identifier, or nothing.
        notes: Markdown on the data: origin, credit, terms.
        stages: at least one.
    """

    name: str
    license: str
    notes: str
    stages: tuple[Stage, ...]

    def then(self, stage: Stage) -> Story:
        """The story with one more stage."""
        return replace(self, stages=(*self.stages, stage))


def save_story(folder: Path, story: Story) -> None:
    """Write the story into a model's folder."""
    text = json.dumps(asdict(story), indent=1) + "\n"
    write_aside(folder / STORY, lambda file: file.write(text.encode()))


def load_story(folder: Path) -> Story | None:
    """The story of a model's folder; None where `elvit train` did not write it.

    Raises:
        ElvitError: the file is there but is not such a story.
    """
    path = folder / STORY
    if not path.is_file():
        return None
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return Story(told["name"], told["license"], told["notes"], tuple(map(_stage, told["stages"])))
    except (ValueError, KeyError, TypeError) as error:
        raise ElvitError(f"{path} is damaged: {error}.", "Remove it; the card then starts anew.") from error


def _stage(told: dict[str, Any]) -> Stage:
    history = tuple(EpochRecord(**record) for record in told["history"])
    recipe, ended = Recipe(**told["recipe"]), (told["machine"], told.get("teacher"), told.get("guide"))
    return Stage(told["start"], recipe, told["batch_size"], told["counts"], history, *ended)

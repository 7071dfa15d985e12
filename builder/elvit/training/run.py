"""What one training run consists of, and by what a later start recognizes it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from elvit.training.augment import Normalization
from elvit.training.data import PictureSet
from elvit.training.recipe import Recipe
from elvit.training.teacher.answers import Teacher


@dataclass(frozen=True)
class Run:
    """All that a run is made of; `start` names what the weights start from, `teacher` answers beside the labels."""

    recipe: Recipe
    data: PictureSet
    test: PictureSet | None
    normalization: Normalization
    start: str
    work: Path
    teacher: Teacher | None = None

    @property
    def batch_size(self) -> int:
        """The recipe's, or all pictures where there are fewer."""
        return min(self.recipe.batch_size, len(self.data))

    @property
    def steps_per_epoch(self) -> int:
        """Whole batches in the training set."""
        return len(self.data) // self.batch_size

    def identity(self) -> dict[str, Any]:
        """What must be equal for a checkpoint to be of this run."""
        teacher = None if self.teacher is None else self.teacher.name
        own = {"recipe": dict(vars(self.recipe)), "data": self.data.digest(), "start": self.start}
        return {**own, "teacher": teacher}

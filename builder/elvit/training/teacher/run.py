"""What one training of a teacher consists of, and by what a later start recognizes it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from elvit.training.augment import Normalization
from elvit.training.data import PictureSet
from elvit.training.teacher.recipe import TeacherRecipe


@dataclass(frozen=True)
class TeacherRun:
    """All that a run is made of."""

    recipe: TeacherRecipe
    data: PictureSet
    test: PictureSet | None
    normalization: Normalization
    work: Path

    @property
    def batch_size(self) -> int:
        """The recipe's, or all pictures where there are fewer."""
        return min(self.recipe.batch_size, len(self.data))

    @property
    def steps_per_epoch(self) -> int:
        """Whole batches in the training set."""
        return len(self.data) // self.batch_size

    @property
    def steps(self) -> int:
        """Of the whole run."""
        return self.steps_per_epoch * self.recipe.epochs

    def identity(self) -> dict[str, Any]:
        """What must be equal for a checkpoint to be of this run."""
        return {"recipe": dict(vars(self.recipe)), "data": self.data.digest(), "architecture": "cnn"}

"""What one training run consists of, and by what a later start recognizes it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from elvit.training.augment import Normalization
from elvit.training.data import PictureSet
from elvit.training.guide import Guide
from elvit.training.recipe import Recipe
from elvit.training.teacher.answers import Teacher


@dataclass(frozen=True)
class Run:
    """All that a run is made of.

    Attributes:
        recipe: its numbers.
        data: pictures to train on.
        test: pictures to measure on, if any.
        normalization: of the pixels.
        start: names what the weights start from.
        work: folder of checkpoints.
        teacher: answers beside the labels, if any.
        guide: of a WinfT's windows, if any.
        architecture: the model's class in transformers or in elvit.
        longer: whether it may go on from a finished run of fewer epochs.
    """

    recipe: Recipe
    data: PictureSet
    test: PictureSet | None
    normalization: Normalization
    start: str
    work: Path
    teacher: Teacher | None = None
    guide: Guide | None = None
    architecture: str = "ViTForImageClassification"
    longer: bool = False

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
        own = {"recipe": dict(vars(self.recipe)), "data": self.data.digest(), "start": self.start}
        others = {"teacher": self.teacher and self.teacher.name, "guide": self.guide and self.guide.name}
        return {**own, **others, "architecture": self.architecture}

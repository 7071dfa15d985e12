"""One training of an arm, from its untrained model to its result."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from rich.console import Console

from elvit.models.winft.modeling_winft import WinfTForImageClassification
from elvit.study.arms import Arm, Sizes
from elvit.study.build_arm import build
from elvit.study.evaluate import look_at_windows, named_rightly
from elvit.study.result import Trained, packed
from elvit.training.augment import Normalization
from elvit.training.data import PictureSet
from elvit.training.guide import Guide
from elvit.training.loop import Trainer, train_model
from elvit.training.recipe import Recipe
from elvit.training.run import Run
from elvit.training.save import save_folder
from elvit.training.start import RANDOM_START


@dataclass(frozen=True)
class Material:
    """What every training of a study works on.

    Attributes:
        sizes: of the models and of the budget.
        data: pictures to train on.
        test: pictures to measure on.
        normalization: of their pixels.
        work: where checkpoints, models and results are kept.
    """

    sizes: Sizes
    data: PictureSet
    test: PictureSet
    normalization: Normalization
    work: Path

    def model_folder(self, arm: Arm, seed: int) -> Path:
        """Where a trained model is kept."""
        return self.work / "models" / f"{arm.id}-{seed}"

    def result_file(self, arm: Arm, seed: int) -> Path:
        """Where its result is kept."""
        return self.work / "results" / f"{arm.id}-{seed}.json"


def train_arm(
    arm: Arm, seed: int, material: Material, guide: Guide | None, fixed: Sequence[float], console: Console
) -> Trained:
    """Train one, going on from its checkpoint if there is one, keep its model, and measure it.

    Args:
        arm: which.
        seed: of its first weights and of its draws.
        material: what it works on.
        guide: the trained plain ViT; windows are compared with its, and guided ones learn from it.
        fixed: of the arm with fixed windows, how many patches they hold, [block].
        console: for progress.
    """
    sizes, work = material.sizes, material.work / "training" / f"{arm.id}-{seed}"
    model = build(arm, sizes, material.data.classes, seed, fixed)
    recipe = recipe_of(arm, sizes, seed)
    teaching = guide if arm.guided else None
    run = Run(
        recipe, material.data, material.test, material.normalization, RANDOM_START, work,
        guide=teaching, architecture=f"{arm.id} {sizes.width} {sizes.blocks} {sizes.heads}",
    )  # fmt: skip
    trainer = train_model(run, model, console)
    save_folder(material.model_folder(arm, seed), trainer.average, run.normalization, material.data.pixels.shape[-1])
    trained = _measured(arm, seed, material, guide, trainer)
    shutil.rmtree(work, ignore_errors=True)
    return trained


def recipe_of(arm: Arm, sizes: Sizes, seed: int) -> Recipe:
    """The same for all arms, but for the guidance."""
    rate = sizes.learning_rate
    return Recipe(
        epochs=sizes.epochs,
        seed=seed,
        learning_rate=rate,
        matrix_learning_rate=3 * rate,
        dropping_share=0.0,
        guidance=sizes.guidance if arm.guided else 0.0,
    )


def _measured(arm: Arm, seed: int, material: Material, guide: Guide | None, trainer: Trainer) -> Trained:
    model, normalization = trainer.average, material.normalization
    right = named_rightly(model, material.test, normalization)
    windows = None
    if guide is not None and isinstance(model, WinfTForImageClassification):
        torch.nn.Module.to(guide.model, trainer.workers.device)
        windows = look_at_windows(model, material.test, normalization, guide)
    learning = sum(weight.numel() for weight in trainer.learning)
    return Trained(arm.id, seed, packed(right), len(right), learning, tuple(trainer.history), trainer.machine, windows)

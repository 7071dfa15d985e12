"""How to train: every number of the recipe, and the schedules that follow from it."""

from __future__ import annotations

import math
from dataclasses import dataclass

FINETUNE_EPOCHS = 4


@dataclass(frozen=True)
class Recipe:
    """The numbers of a run; two runs with equal recipes, data and start give equal models.

    Attributes:
        epochs: passes over the training set.
        seed: of the first weights and of every epoch's draws.
        batch_size: pictures a step.
        matrix_learning_rate: of the blocks' matrices (Muon), at the top of the schedule.
        learning_rate: of all other weights (AdamW), at the top of the schedule.
        warmup_steps: of linear rise, at most a tenth of all steps.
        weight_decay: on all weights.
        gradient_norm: gradients are scaled down to at most this norm.
        kept_patches: share of the patches kept while patches are dropped.
        dropping_share: share of the steps, from the first, with patches dropped.
        cutmix_share: share of the batches mixed by CutMix (Yun et al. 2019, arXiv:1905.04899).
        label_smoothing: mass spread evenly over the classes.
        averaging: greatest decay of the running average of the weights.
    """

    epochs: int = 32
    seed: int = 0
    batch_size: int = 256
    matrix_learning_rate: float = 3e-3
    learning_rate: float = 1e-3
    warmup_steps: int = 100
    weight_decay: float = 0.05
    gradient_norm: float = 1.0
    kept_patches: float = 0.5
    dropping_share: float = 0.78
    cutmix_share: float = 0.2
    label_smoothing: float = 0.05
    averaging: float = 0.999


def scratch_recipe(epochs: int | None, seed: int) -> Recipe:
    """The recipe for a model that starts from random weights."""
    return Recipe(epochs=epochs or Recipe.epochs, seed=seed)


def finetune_recipe(epochs: int | None, seed: int) -> Recipe:
    """The recipe for a trained model: shorter, gentler, with all patches in sight."""
    return Recipe(
        epochs=epochs or FINETUNE_EPOCHS,
        seed=seed,
        matrix_learning_rate=6e-4,
        learning_rate=2e-4,
        dropping_share=0.0,
    )


def rate_at(recipe: Recipe, step: int, steps: int) -> float:
    """Share of the top learning rates at a step: linear warm-up times a cosine that ends at 0.2 %."""
    warmup = max(1, min(recipe.warmup_steps, steps // 10))
    rise = min(1.0, (step + 1) / warmup)
    return rise * (0.5 * (1 + math.cos(math.pi * step / steps)) + 0.002)


def kept_patches_at(recipe: Recipe, step: int, steps: int) -> float:
    """The share of patches the model sees at a step."""
    return recipe.kept_patches if step < recipe.dropping_share * steps else 1.0


def averaging_at(recipe: Recipe, step: int) -> float:
    """Decay of the weight average, small at first so that the random start is soon forgotten."""
    return min(recipe.averaging, (1 + step) / (10 + step))

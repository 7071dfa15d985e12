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
        learning_rate: at the top of the schedule.
        warmup_steps: of linear rise, at most a tenth of all steps.
        weight_decay: of AdamW, on weight matrices and position embeddings alike.
        gradient_norm: gradients are scaled down to at most this norm.
        kept_patches: share of the patches kept while patches are dropped.
        dropping_share: share of the steps, from the first, with patches dropped.
        cutmix_share: share of the batches mixed by CutMix (Yun et al. 2019, arXiv:1905.04899).
        label_smoothing: mass spread evenly over the classes.
        averaging: greatest decay of the running average of the weights.
    """

    epochs: int = 24
    seed: int = 0
    batch_size: int = 128
    learning_rate: float = 1e-3
    warmup_steps: int = 400
    weight_decay: float = 0.05
    gradient_norm: float = 1.0
    kept_patches: float = 0.5
    dropping_share: float = 0.78
    cutmix_share: float = 0.5
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
        learning_rate=2e-4,
        warmup_steps=200,
        dropping_share=0.0,
        cutmix_share=0.3,
    )


def learning_rate_at(recipe: Recipe, step: int, steps: int) -> float:
    """Linear warm-up times a cosine that ends at 0.2 % of the top, at one of `steps` steps."""
    warmup = max(1, min(recipe.warmup_steps, steps // 10))
    rise = min(1.0, (step + 1) / warmup)
    return recipe.learning_rate * rise * (0.5 * (1 + math.cos(math.pi * step / steps)) + 0.002)


def kept_patches_at(recipe: Recipe, step: int, steps: int) -> float:
    """The share of patches the model sees at a step."""
    return recipe.kept_patches if step < recipe.dropping_share * steps else 1.0


def averaging_at(recipe: Recipe, step: int) -> float:
    """Decay of the weight average, small at first so that the random start is soon forgotten."""
    return min(recipe.averaging, (1 + step) / (10 + step))

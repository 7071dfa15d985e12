"""How to train: every number of the recipe, and the schedules that follow from it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

FINETUNE_EPOCHS = 4
GENTLE = 0.2  # share of the learning rates for a trained model
SQUEEZED = 0.25
SMALLEST_BATCH = 16
STEPS_OF_AN_EPOCH = 10  # at least, where there are pictures enough for batches of SMALLEST_BATCH
FEWEST_STEPS = 1500  # of a run from random weights, unless its epochs were asked for
FEWEST_STEPS_TRAINED = 400
TEACHER_SHARE = 0.8
GUIDANCE = 0.3
TAUGHT_CUTMIX = 0.4
TAUGHT_RATES = (2e-3, 7e-4)


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
        squeezed: share of the pictures that are stretched, as whole photos are when they are made square.
        teacher_share: weight of the teacher's answers; the labels have the rest. 0 where there is no teacher.
        temperature: by which the logits of both are divided before they are compared.
        guidance: weight of a guide's windows at the first step, from which it falls in a line to 0 at the last; 0
            where windows are not guided.
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
    squeezed: float = 0.0
    teacher_share: float = 0.0
    temperature: float = 2.0
    guidance: float = 0.0


def scratch_recipe(epochs: int | None, seed: int, drop_patches: bool = False) -> Recipe:
    """The recipe for a model that starts from random weights.

    Dropping half of the patches nearly halves the time of an epoch, but a model that learned to do without patches is
    no fair subject for taking them away.
    """
    dropping = Recipe.dropping_share if drop_patches else 0.0
    return Recipe(epochs=epochs or Recipe.epochs, seed=seed, dropping_share=dropping, squeezed=SQUEEZED)


def finetune_recipe(epochs: int | None, seed: int, drop_patches: bool = False) -> Recipe:
    """The recipe for a trained model: shorter and gentler."""
    gentle = Recipe.matrix_learning_rate * GENTLE, Recipe.learning_rate * GENTLE
    recipe = scratch_recipe(epochs or FINETUNE_EPOCHS, seed, drop_patches)
    return replace(recipe, matrix_learning_rate=gentle[0], learning_rate=gentle[1])


def fitted(recipe: Recipe, pictures: int, epochs: int | None, trained: bool) -> Recipe:
    """The recipe with batches, and epochs unless they were asked for, that follow the number of pictures.

    Args:
        recipe: as it is for many pictures.
        pictures: in the training set.
        epochs: those asked for, if any.
        trained: whether a trained model is gone on with, which needs fewer steps.
    """
    batch = min(pictures, SMALLEST_BATCH)
    while batch * 2 <= min(recipe.batch_size, pictures / STEPS_OF_AN_EPOCH):
        batch *= 2
    needed = math.ceil((FEWEST_STEPS_TRAINED if trained else FEWEST_STEPS) / (pictures // batch))
    return replace(recipe, batch_size=batch, epochs=epochs or max(recipe.epochs, needed))


def taught(recipe: Recipe) -> Recipe:
    """The recipe with a teacher: its answers to mixed pictures are worth more than mixed labels, so more are mixed.

    A trained model has as much to learn anew as an untrained one, and its rates are no longer gentle.
    """
    rates = max(recipe.matrix_learning_rate, TAUGHT_RATES[0]), max(recipe.learning_rate, TAUGHT_RATES[1])
    return replace(
        recipe,
        teacher_share=TEACHER_SHARE,
        cutmix_share=TAUGHT_CUTMIX,
        matrix_learning_rate=rates[0],
        learning_rate=rates[1],
    )


def guided(recipe: Recipe) -> Recipe:
    """The recipe with a guide for the windows."""
    return replace(recipe, guidance=GUIDANCE)


def guidance_at(recipe: Recipe, step: int, steps: int) -> float:
    """The weight of the guide's windows at a step."""
    return recipe.guidance * (1 - step / steps)


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

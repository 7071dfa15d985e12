"""Trained arms taken to another task: each of its models gets a new head and is trained on, all alike."""

from __future__ import annotations

import shutil
from dataclasses import replace

import torch
from rich.console import Console
from torch import nn
from transformers import ViTForImageClassification

from elvit.study.arms import Arm
from elvit.study.evaluate import named_rightly
from elvit.study.result import Trained, packed
from elvit.study.train_arm import Material, recipe_of
from elvit.training.loop import train_model
from elvit.training.recipe import Recipe
from elvit.training.run import Run
from elvit.training.start import load_start

EPOCHS = 10
RATE = 0.5  # share of the learning rates of the first training


def transfer_arm(arm: Arm, seed: int, source: Material, target: Material, console: Console) -> Trained:
    """Train an arm's model on, going on from a checkpoint if there is one, and measure it.

    Args:
        arm: which.
        seed: of the model, of its new head, and of the draws.
        source: where the model was trained.
        target: the other task.
        console: for progress.
    """
    start = load_start(source.model_folder(arm, seed))
    model = with_new_head(start.model, target.data.classes, seed)
    work = target.work / "training" / f"{arm.id}-{seed}"
    recipe = transfer_recipe(arm, target, seed)
    name = f"{start.name}, new head"
    run = Run(recipe, target.data, target.test, start.normalization, name, work, architecture=arm.id)
    trainer = train_model(run, model, console)
    right = named_rightly(trainer.average, target.test, start.normalization)
    shutil.rmtree(work, ignore_errors=True)
    learning = sum(weight.numel() for weight in trainer.learning)
    return Trained(arm.id, seed, packed(right), len(right), learning, tuple(trainer.history), trainer.machine)


def transfer_recipe(arm: Arm, target: Material, seed: int) -> Recipe:
    """The same for all arms, windows being guided by nothing but the labels."""
    recipe = recipe_of(arm, target.sizes, seed)
    return replace(
        recipe,
        epochs=EPOCHS,
        guidance=0.0,
        learning_rate=RATE * recipe.learning_rate,
        matrix_learning_rate=RATE * recipe.matrix_learning_rate,
    )


def with_new_head(model: ViTForImageClassification, classes: tuple[str, ...], seed: int) -> ViTForImageClassification:
    """The model, its last layer replaced by an untrained one for other classes; the same for the same seed."""
    width = model.config.hidden_size
    head = nn.Linear(width, len(classes))
    generator = torch.Generator().manual_seed(seed)
    nn.init.trunc_normal_(head.weight, std=model.config.initializer_range, generator=generator)
    nn.init.zeros_(head.bias)
    model.classifier = head
    model.config.id2label = dict(enumerate(classes))
    model.config.label2id = {name: index for index, name in enumerate(classes)}
    model.num_labels = len(classes)
    return model

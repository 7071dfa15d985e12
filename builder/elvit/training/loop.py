"""The training loop: epochs of steps, a checkpoint after each, and going on where a kill left off."""

from __future__ import annotations

import copy
import os
import time

import torch
from rich.console import Console
from torch import Tensor
from torch.nn import functional
from transformers import ViTForImageClassification

from elvit.training.augment import augment, cutmix
from elvit.training.checkpoint import Checkpoint, EpochRecord, load_checkpoint, save_checkpoint
from elvit.training.measure import quick_stride, quick_top1
from elvit.training.model import choose_patches
from elvit.training.objective import Objective
from elvit.training.optimizer import Optimizer
from elvit.training.precision import in_words
from elvit.training.progress import Report
from elvit.training.recipe import averaging_at, guidance_at, kept_patches_at, rate_at
from elvit.training.run import Run
from elvit.training.squeeze import squeeze
from elvit.training.workers import Workers, start_workers

LARGEST_SEED = 2**31


class Trainer:
    """A model in training with its average and its optimizer, at the start of some epoch."""

    def __init__(self, run: Run, model: ViTForImageClassification, workers: Workers) -> None:
        self.run = run
        self.workers = workers
        self.model = model.train()
        torch.nn.Module.to(model, workers.device)
        self.average = copy.deepcopy(self.model).train(False).requires_grad_(False)
        self.optimizer = Optimizer(model, run.recipe)
        self.objective = Objective(run.recipe, run.normalization, run.teacher, run.guide)
        for helper in (run.teacher, run.guide):
            if helper is not None:
                torch.nn.Module.to(helper.model, workers.device)
        self.learning = [weight for weight in model.parameters() if weight.requires_grad]
        self.patches: int = model.vit.embeddings.patch_embeddings.num_patches
        self.history: list[EpochRecord] = []

    @property
    def machine(self) -> str:
        """What computes, in words."""
        device = self.workers.device
        name = f"a CPU, {os.cpu_count()} cores" if device.type == "cpu" else torch.cuda.get_device_name(device)
        return f"{name}, in {in_words(device)}"

    def resume(self) -> None:
        """Take up the run's checkpoint, if there is one."""
        checkpoint = load_checkpoint(self.run.work, self.run.identity(), self.run.longer)
        if checkpoint is not None:
            self.model.load_state_dict(checkpoint.model)
            self.average.load_state_dict(checkpoint.average)
            self.optimizer.load_state_dict(checkpoint.optimizer)
            self.history = checkpoint.history

    def plan(self) -> str:
        """What is ahead, in words, with a rough time: a pass back takes about twice as long as one forth."""
        run, done = self.run, len(self.history)
        steps = (run.recipe.epochs - done) * run.steps_per_epoch
        if steps <= 0:
            return f"All {done} epochs are done; --epochs with more goes on with a longer schedule."
        pictures = run.normalization(run.data.pixels[: run.batch_size]).to(self.workers.device)
        with torch.no_grad():
            self.average(pixel_values=pictures)
            begun = time.monotonic()
            self.average(pixel_values=pictures)
        minutes = 3 * steps * (time.monotonic() - begun) / 60
        took = "under a minute" if minutes < 1 else f"about {minutes:.0f} min"
        whole = f"{done} epochs are done, the rates go on from there in a schedule of {run.recipe.epochs}; "
        each = f"{run.steps_per_epoch} x {run.batch_size} pictures"
        return f"{whole if done else ''}epochs to do: {run.recipe.epochs - done} of {each}, {took}"

    def save(self) -> None:
        """Write the run's checkpoint."""
        save_checkpoint(
            self.run.work,
            Checkpoint(
                run=self.run.identity(),
                model=self.model.state_dict(),
                average=self.average.state_dict(),
                optimizer=self.optimizer.state_dict(),
                history=self.history,
            ),
        )

    def epoch(self, report: Report) -> EpochRecord:
        """Train for one epoch, its draws seeded by the epoch's number."""
        run, epoch = self.run, len(self.history)
        generator = torch.Generator().manual_seed((run.recipe.seed * 1_000_003 + epoch) % LARGEST_SEED)
        order = torch.randperm(len(run.data), generator=generator)
        begun, total = time.monotonic(), 0.0
        for index in range(run.steps_per_epoch):
            chosen = order[index * run.batch_size : (index + 1) * run.batch_size]
            loss = self.step(epoch * run.steps_per_epoch + index, chosen, generator)
            total += loss
            speed = (index + 1) * run.batch_size / (time.monotonic() - begun)
            report.step(epoch, index, loss, speed)
        return EpochRecord(
            epoch=epoch + 1,
            loss=total / run.steps_per_epoch,
            seconds=time.monotonic() - begun,
            images_per_second=speed,
            top1=None if run.test is None else quick_top1(self.average, run.test, run.normalization),
        )

    def step(self, step: int, chosen: Tensor, generator: torch.Generator) -> float:
        """Learn from some pictures, by their numbers, and give their mean loss; `step` counts from 0."""
        recipe, steps = self.run.recipe, self.run.recipe.epochs * self.run.steps_per_epoch
        pictures, targets = self._batch(chosen, generator)
        tokens = choose_patches(len(pictures), self.patches, kept_patches_at(recipe, step, steps), generator)
        loss = self._backward(pictures, targets, tokens, guidance_at(recipe, step, steps))
        torch.nn.utils.clip_grad_norm_(self.learning, recipe.gradient_norm)
        self.optimizer.step(rate_at(recipe, step, steps))
        self._update_average(averaging_at(recipe, step))
        return loss

    def _backward(self, pictures: Tensor, targets: Tensor, tokens: Tensor | None, guidance: float) -> float:
        device = self.workers.device
        pictures, targets = pictures.to(device), targets.to(device)
        tokens = None if tokens is None else tokens.to(device)

        def loss_of(part: slice) -> Tensor:
            seen = None if tokens is None else tokens[part]
            return self.objective.loss(self.model, pictures[part], targets[part], seen, guidance) / len(pictures)

        return self.workers.backward(self.learning, loss_of, len(pictures))

    def _batch(self, chosen: Tensor, generator: torch.Generator) -> tuple[Tensor, Tensor]:
        """Augmented pictures [picture, channel, row, column] and targets [picture, class]."""
        data = self.run.data
        normalized = self.run.normalization(data.pixels[chosen])
        pictures = augment(squeeze(normalized, self.run.recipe.squeezed, generator), generator)
        targets = functional.one_hot(data.labels[chosen], len(data.classes)).float()
        if torch.rand((), generator=generator).item() < self.run.recipe.cutmix_share:
            return cutmix(pictures, targets, generator)
        return pictures, targets

    @torch.no_grad()
    def _update_average(self, decay: float) -> None:
        averaged, current = list(self.average.parameters()), list(self.model.parameters())
        torch._foreach_lerp_(averaged, current, 1 - decay)


def train_model(run: Run, model: ViTForImageClassification, console: Console) -> Trainer:
    """Train a model to the end of its recipe, going on from the run's checkpoint if there is one."""
    with start_workers() as workers:
        trainer = Trainer(run, model, workers)
        trainer.resume()
        done, part = len(trainer.history), run.test is not None and quick_stride(len(run.test)) > 1
        console.print(trainer.plan(), highlight=False, soft_wrap=True)
        with Report(console, run.recipe.epochs, run.steps_per_epoch, done, part) as report:
            while len(trainer.history) < run.recipe.epochs:
                record = trainer.epoch(report)
                trainer.history.append(record)
                trainer.save()
                report.epoch(record)
    return trainer

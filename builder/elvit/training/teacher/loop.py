"""The teacher's training: epochs of steps, a checkpoint after each, and going on where a kill left off."""

from __future__ import annotations

import time

import torch
from rich.console import Console
from torch import Tensor
from torch.nn import functional

from elvit.training.checkpoint import Checkpoint, EpochRecord, load_checkpoint, save_checkpoint
from elvit.training.precision import fast_precision
from elvit.training.progress import Report
from elvit.training.teacher.measure import quick_top1
from elvit.training.teacher.network import TeacherNetwork, settle
from elvit.training.teacher.optimizer import TeacherOptimizer, freeze_whitening
from elvit.training.teacher.run import TeacherRun
from elvit.training.teacher.views import mirrored_first, train_views
from elvit.training.workers import Workers, start_workers

LARGEST_SEED = 2**31
SETTLING = 4  # batches over which statistics are measured


class TeacherTrainer:
    """A network in training with its optimizer, at the start of some epoch."""

    def __init__(self, run: TeacherRun, network: TeacherNetwork, workers: Workers) -> None:
        self.run, self.workers = run, workers
        self.network = network.to(workers.device).train()
        self.optimizer = TeacherOptimizer(self.network, run.recipe, run.steps)
        self.history: list[EpochRecord] = []
        self._mirrored = mirrored_first(len(run.data), run.recipe.seed)

    def resume(self) -> None:
        """Take up the run's checkpoint, if there is one."""
        checkpoint = load_checkpoint(self.run.work, self.run.identity())
        if checkpoint is None:
            return
        self.network.load_state_dict(checkpoint.model)
        for name, slow in self.optimizer.slow.items():
            slow.copy_(checkpoint.average[name])
        self.optimizer.load_state_dict(checkpoint.optimizer)
        self.history = checkpoint.history

    def save(self) -> None:
        """Write the run's checkpoint."""
        state = (self.network.state_dict(), self.optimizer.slow, self.optimizer.state_dict())
        save_checkpoint(self.run.work, Checkpoint(self.run.identity(), *state, self.history))

    def epoch(self, report: Report) -> EpochRecord:
        """Train for one epoch, its draws seeded by the epoch's number."""
        run, epoch = self.run, len(self.history)
        freeze_whitening(self.network, epoch >= run.recipe.whitening_epochs)
        generator = torch.Generator().manual_seed((run.recipe.seed * 1_000_003 + epoch) % LARGEST_SEED)
        order = torch.randperm(len(run.data), generator=generator)
        begun, total = time.monotonic(), 0.0
        for index in range(run.steps_per_epoch):
            chosen = order[index * run.batch_size : (index + 1) * run.batch_size]
            loss = self._step(epoch * run.steps_per_epoch + index, epoch, chosen, generator)
            total += loss
            speed = (index + 1) * run.batch_size / (time.monotonic() - begun)
            report.step(epoch, index, loss, speed)
        seconds = time.monotonic() - begun
        return EpochRecord(epoch + 1, total / run.steps_per_epoch, seconds, speed, self._quick_top1(generator))

    def _step(self, step: int, epoch: int, chosen: Tensor, generator: torch.Generator) -> float:
        pictures = self._views(chosen, epoch, generator)
        labels, smoothing = self.run.data.labels[chosen].to(self.workers.device), self.run.recipe.label_smoothing

        def loss_of(part: slice) -> Tensor:
            with fast_precision(pictures.device):
                logits = self.network(pictures[part])
            return functional.cross_entropy(logits.float(), labels[part], label_smoothing=smoothing, reduction="sum")

        learning = [one for one in self.network.parameters() if one.requires_grad]
        loss = self.workers.backward(learning, loss_of, len(chosen), self.run.recipe.part)
        self.optimizer.step(step)
        return loss / len(chosen)

    def _views(self, chosen: Tensor, epoch: int, generator: torch.Generator) -> Tensor:
        recipe, pixels = self.run.recipe, self.run.data.pixels[chosen]
        mirrored = self._mirrored[chosen] ^ bool(epoch % 2)
        views = train_views(self.run.normalization(pixels), mirrored, recipe.shift, recipe.squeezed, generator)
        return views.to(self.workers.device, memory_format=torch.channels_last)

    def _quick_top1(self, generator: torch.Generator) -> float | None:
        self.settle(generator)
        return None if self.run.test is None else quick_top1(self.network, self.run.test, self.run.normalization)

    def settle(self, generator: torch.Generator) -> None:
        """Measure the statistics of the normalizations over some batches as they are trained on."""
        chosen = torch.randperm(len(self.run.data), generator=generator)[: SETTLING * self.run.batch_size]
        parts = torch.split(chosen, self.run.recipe.part)
        with fast_precision(self.workers.device):
            settle(self.network, [self._views(part, 0, generator) for part in parts])


def train_teacher(run: TeacherRun, network: TeacherNetwork, console: Console) -> TeacherTrainer:
    """Train to the end of the recipe, going on from the run's checkpoint if there is one."""
    with start_workers() as workers:
        trainer = TeacherTrainer(run, network, workers)
        trainer.resume()
        with Report(console, run.recipe.epochs, run.steps_per_epoch, len(trainer.history)) as report:
            while len(trainer.history) < run.recipe.epochs:
                record = trainer.epoch(report)
                trainer.history.append(record)
                trainer.save()
                report.epoch(record)
    return trainer

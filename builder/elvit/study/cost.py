"""What an update of an arm costs: time and memory, in a process of its own, on pictures of noise."""

from __future__ import annotations

import multiprocessing
import resource
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from elvit.study.arms import PLAIN, Arm, Sizes
from elvit.study.build_arm import build
from elvit.training.augment import measure_normalization
from elvit.training.data import PictureSet
from elvit.training.guide import Guide
from elvit.training.loop import Trainer
from elvit.training.model import IMAGE_SIZE
from elvit.training.recipe import Recipe
from elvit.training.run import Run
from elvit.training.workers import start_workers

WARM, TIMED = 2, 8  # updates before the clock starts, and by it
CLASSES = tuple(f"class {number}" for number in range(10))


@dataclass(frozen=True)
class Cost:
    """Of one update.

    Attributes:
        seconds: of the clock, the median.
        cpu_seconds: of all cores together, the median.
        megabytes: of memory beyond what was held before the first update, at most.
        batch_size: pictures in it.
        machine: what it was measured on.
    """

    seconds: float
    cpu_seconds: float
    megabytes: float
    batch_size: int
    machine: str


def measure_cost(arm: Arm, sizes: Sizes) -> Cost:
    """Measured in a fresh process, whose memory nothing else has touched."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_measure, (arm, sizes))


def _measure(arm: Arm, sizes: Sizes) -> Cost:
    held = [IMAGE_SIZE / 4 * IMAGE_SIZE / 4 / 2] * sizes.blocks
    with tempfile.TemporaryDirectory() as work, start_workers() as workers:
        trainer = Trainer(_run(arm, sizes, Path(work)), build(arm, sizes, CLASSES, 0, held), workers)
        before, clocks = _memory(workers.device), []
        for step in range(WARM + TIMED):
            began = time.perf_counter(), time.process_time()
            trainer.step(step, torch.arange(trainer.run.batch_size), torch.Generator().manual_seed(step))
            clocks.append((time.perf_counter() - began[0], time.process_time() - began[1]))
        wall, used = (statistics.median(values) for values in zip(*clocks[WARM:], strict=True))
        grown = (_memory(workers.device) - before) / 1e6
        return Cost(round(wall, 4), round(used, 4), round(grown, 1), trainer.run.batch_size, trainer.machine)


def _run(arm: Arm, sizes: Sizes, work: Path) -> Run:
    recipe = Recipe(epochs=1, dropping_share=0.0, guidance=sizes.guidance if arm.guided else 0.0)
    pixels = _noise(recipe.batch_size)
    data = PictureSet(pixels, torch.arange(len(pixels)) % len(CLASSES), CLASSES)
    normalization = measure_normalization(pixels)
    guide = None
    if arm.guided:
        model = build(PLAIN, sizes, CLASSES, 1)
        model.train(False).requires_grad_(False)
        guide = Guide("untrained", model, normalization, IMAGE_SIZE // 4)
    return Run(recipe, data, None, normalization, "random weights", work, guide=guide)


def _noise(count: int) -> Tensor:
    shape = (count, 3, IMAGE_SIZE, IMAGE_SIZE)
    return torch.randint(0, 256, shape, dtype=torch.uint8, generator=torch.Generator().manual_seed(0))


def _memory(device: torch.device) -> float:
    """The most that was held so far, bytes."""
    if device.type == "cuda":
        return float(torch.cuda.max_memory_allocated(device))
    unit = 1 if sys.platform == "darwin" else 1024
    return float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit)

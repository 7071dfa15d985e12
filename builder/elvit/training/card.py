"""The model card: what the model is, how it was made and what was measured, from the folder and its story."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from safetensors import safe_open

from elvit.analysis.calibration import expected_calibration_error
from elvit.analysis.objects import Look
from elvit.output.aside import write_aside
from elvit.training.curve import loss_curve
from elvit.training.data import PictureSet
from elvit.training.kinds import CONFIGS, kind_of
from elvit.training.measure import Accuracy, measure_shipped
from elvit.training.start import RANDOM_START, WEIGHTS
from elvit.training.story import Story, save_story

TEMPLATE = "card.md.j2"
CARD = "README.md"
CURVE = "loss.svg"


@dataclass(frozen=True)
class Measured:
    """What was measured of a folder; None where there was nothing to measure with."""

    accuracy: Accuracy | None
    look: Look | None


LookAt = Callable[[Path, int], Look]
"""Measures on so many drawn scenes where the model of a folder looks."""


def measure_folder(folder: Path, test: PictureSet | None, scenes: int, look_at: LookAt) -> Measured:
    """Measure a model as shipped, on a test set and on drawn scenes, if any."""
    accuracy = None if test is None else measure_shipped(folder, test)
    return Measured(accuracy, look_at(folder, scenes) if scenes else None)


def write_card(folder: Path, story: Story, measured: Measured) -> None:
    """Write the story, the loss curve and README.md into the model's folder."""
    loader = FileSystemLoader(Path(__file__).parent)
    environment = Environment(loader=loader, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    text = environment.get_template(TEMPLATE).render(
        story=story,
        config=CONFIGS[kind_of(folder)].from_pretrained(folder, local_files_only=True),
        parameters=_parameters(folder / WEIGHTS),
        accuracy=measured.accuracy,
        ece=None if measured.accuracy is None else expected_calibration_error(measured.accuracy.bins),
        look=measured.look,
        curve=CURVE,
        random_start=RANDOM_START,
    )
    save_story(folder, story)
    write_aside(folder / CURVE, lambda file: file.write(loss_curve(story.stages)))
    write_aside(folder / CARD, lambda file: file.write(text.encode()))


def _parameters(weights: Path) -> int:
    with safe_open(weights, "pt") as tensors:
        shapes = [tensors.get_slice(name).get_shape() for name in tensors.keys()]  # noqa: SIM118
    return sum(map(math.prod, shapes))

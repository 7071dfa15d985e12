"""A teacher's training from its request to the written folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from elvit.errors import ElvitError
from elvit.training.augment import measure_normalization
from elvit.training.data import load_data
from elvit.training.model import IMAGE_SIZE
from elvit.training.teacher.folder import CONFIG, TeacherStory, is_teacher, save_teacher
from elvit.training.teacher.loop import train_teacher
from elvit.training.teacher.measure import measure_teacher
from elvit.training.teacher.network import TeacherConfig, new_network
from elvit.training.teacher.recipe import TeacherRecipe
from elvit.training.teacher.run import TeacherRun

WHITENED = 5000  # pictures that the first filters are made from


@dataclass(frozen=True)
class TeacherRequest:
    """What was asked for on the command line.

    Attributes:
        data: folders or zips to train on.
        test: a folder or zip to measure on, if any.
        out: the teacher's folder.
        work: folder of checkpoints and decoded pixels.
        epochs: the recipe's own number where None.
        seed: of everything random.
    """

    data: tuple[Path, ...]
    test: Path | None
    out: Path
    work: Path
    epochs: int | None
    seed: int


def run_teacher_session(request: TeacherRequest, console: Console) -> None:
    """Train what was asked for and write its folder; an earlier start's checkpoint is taken up.

    Raises:
        ElvitError: the data or the output folder cannot be used.
    """
    if request.out.is_dir() and any(request.out.iterdir()) and not is_teacher(request.out):
        raise ElvitError(f"{request.out} already holds files.", "Give --out a new or empty folder.")
    data, test = load_data(request.data, request.test, IMAGE_SIZE, request.work)
    recipe = TeacherRecipe(epochs=request.epochs or TeacherRecipe.epochs, seed=request.seed)
    run = TeacherRun(recipe, data, test, measure_normalization(data.pixels), request.work)
    tested = "no test set" if test is None else f"{len(test)} test pictures"
    console.print(f"{len(data)} pictures of {len(data.classes)} classes, {tested}", highlight=False)
    config = TeacherConfig(data.classes, IMAGE_SIZE)
    stride = max(1, len(data) // WHITENED)
    network = new_network(config, run.normalization(data.pixels[::stride]), request.seed)
    trainer = train_teacher(run, network, console)
    accuracy = None if test is None else measure_teacher(trainer.network, test, run.normalization)
    story = TeacherStory(recipe, data.counts(), trainer.history, accuracy)
    save_teacher(request.out, trainer.network, config, run.normalization, story)
    right = "" if accuracy is None else f", top-1 {accuracy.plain:.2%}, from several views {accuracy.views:.2%}"
    console.print(f"Wrote {request.out / CONFIG}{right}", highlight=False, soft_wrap=True)

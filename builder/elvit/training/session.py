"""A training from its request to the written folder: read the data, train, ship, measure, describe."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from rich.console import Console
from transformers import ViTForImageClassification

from elvit.errors import ElvitError
from elvit.models.quiet import quiet_transformers
from elvit.training.augment import Normalization, augment, measure_normalization
from elvit.training.card import LookAt, measure_folder, write_card
from elvit.training.checkpoint import CHECKPOINT
from elvit.training.data import PictureSet, load_data
from elvit.training.guide import open_guide
from elvit.training.loop import Trainer, train_model
from elvit.training.model import IMAGE_SIZE, new_model, tiny_config
from elvit.training.recipe import SQUEEZED, Recipe, finetune_recipe, fitted, guided, scratch_recipe, taught
from elvit.training.run import Run
from elvit.training.save import save_folder
from elvit.training.squeeze import squeeze
from elvit.training.start import RANDOM_START, TrainedStart, kept_and_new, load_start, with_classes
from elvit.training.story import Stage, Story, load_story
from elvit.training.teacher.answers import Teacher, calibrated, open_teacher

CALIBRATED = 2000  # pictures by which a teacher's answers are made as sure as they are right


@dataclass(frozen=True)
class Words:
    """What only a person can say: the model's name, an SPDX identifier or nothing, notes on the data."""

    name: str
    license: str = ""
    notes: str = ""


@dataclass(frozen=True)
class Request:
    """What was asked for on the command line.

    Attributes:
        data: folders or zips to train on.
        test: a folder or zip to measure on, if any.
        scenes: how many drawn scenes to measure on where the model looks.
        out: the model's folder.
        work: folder of checkpoints and decoded pixels.
        epochs: the recipe's own number where None.
        seed: of everything random.
        init: a trained folder to go on from, if any.
        words: for the model card.
        teacher: a trained folder whose answers are learned beside the labels, if any.
        drop_patches: whether most steps leave out half of the patches.
        kind: of the model, one of `KINDS`.
        guide: a trained folder whose windows are learned, if any.
    """

    data: tuple[Path, ...]
    test: Path | None
    scenes: int
    out: Path
    work: Path
    epochs: int | None
    seed: int
    init: Path | None
    words: Words
    teacher: Path | None = None
    drop_patches: bool = False
    kind: str = "vit"
    guide: Path | None = None


def run_session(request: Request, console: Console, look_at: LookAt) -> None:
    """Train what was asked for and write its folder; an earlier start's checkpoint is taken up.

    Raises:
        ElvitError: the data, the start or the output folder cannot be used.
    """
    _check_out(request)
    with quiet_transformers():
        _run(request, console, look_at)


def _run(request: Request, console: Console, look_at: LookAt) -> None:
    run, model = prepare(request, console)
    test = "no test set" if run.test is None else f"{len(run.test)} test pictures"
    console.print(f"{len(run.data)} pictures of {len(run.data.classes)} classes, {test}", highlight=False)
    trainer = train_model(run, model, console)
    save_folder(request.out, trainer.average, run.normalization, run.data.pixels.shape[-1])
    measured = measure_folder(request.out, run.test, request.scenes, look_at)
    write_card(request.out, _story(request, run, trainer), measured)
    accuracy = "" if measured.accuracy is None else f", top-1 {measured.accuracy.top1:.2%}"
    console.print(f"Wrote {request.out}{accuracy}", highlight=False, soft_wrap=True)


def _story(request: Request, run: Run, trainer: Trainer) -> Story:
    """The story of the weights started from, if it is known, and this run."""
    earlier = None if request.init is None else load_story(request.init)
    teacher = None if run.teacher is None else run.teacher.described
    guide = None if run.guide is None else run.guide.name
    done = (tuple(trainer.history), trainer.machine, teacher, guide)
    stage = Stage(run.start, run.recipe, run.batch_size, run.data.counts(), *done)
    words = request.words
    return Story(words.name, words.license, words.notes, earlier.stages if earlier else ()).then(stage)


def prepare(request: Request, console: Console | None = None) -> tuple[Run, ViTForImageClassification]:
    """Read the data, the start, the teacher and the guide, and settle the recipe; say what of the start is kept."""
    start = None if request.init is None else load_start(request.init)
    _check_kind(request, start)
    size, known = (IMAGE_SIZE, None) if start is None else (start.size, start.classes)
    data, test = load_data(request.data, request.test, size, request.work, known, renewed=True)
    if start is not None:
        said = kept_and_new(start.classes, data.classes)
        if console is not None and said:
            console.print(said, highlight=False, soft_wrap=True)
        start = with_classes(start, data.classes, request.seed) if said else start
    normalization = measure_normalization(data.pixels) if start is None else start.normalization
    name = RANDOM_START if start is None else start.name
    model = new_model(tiny_config(data.classes, request.kind), request.seed) if start is None else start.model
    teacher = None if request.teacher is None else _teacher(request.teacher, data, normalization, request.seed)
    guide = None if request.guide is None else open_guide(request.guide, model)
    helpers = (teacher, guide, type(model).__name__)
    return Run(_recipe(request, len(data)), data, test, normalization, name, request.work, *helpers, longer=True), model


def _recipe(request: Request, pictures: int) -> Recipe:
    fitting = scratch_recipe if request.init is None else finetune_recipe
    recipe = fitting(request.epochs, request.seed, request.drop_patches)
    recipe = fitted(recipe, pictures, request.epochs, request.init is not None)
    recipe = recipe if request.teacher is None else taught(recipe)
    return recipe if request.guide is None else guided(recipe)


def _check_kind(request: Request, start: TrainedStart | None) -> None:
    """Refuse what does not go together with the architecture."""
    if start is not None and start.kind != request.kind:
        raise ElvitError(
            f"{request.init} is a {start.kind}, not a {request.kind}.", f"Add --architecture {start.kind}."
        )
    if request.kind == "winft" and request.drop_patches:
        raise ElvitError("A winft keeps all patches: its windows lie on the whole grid.", "Leave --drop-patches out.")
    if request.kind != "winft" and request.guide is not None:
        raise ElvitError(f"A {request.kind} has no windows that could be guided.", "Add --architecture winft.")


def _teacher(folder: Path, data: PictureSet, normalization: Normalization, seed: int) -> Teacher:
    """The teacher, calibrated on some of the training pictures, changed as in training."""
    generator = torch.Generator().manual_seed(seed)
    chosen = torch.randperm(len(data), generator=generator)[:CALIBRATED]
    pictures = augment(squeeze(normalization(data.pixels[chosen]), SQUEEZED, generator), generator)
    return calibrated(open_teacher(folder, data.classes), pictures, normalization, data.labels[chosen])


def _check_out(request: Request) -> None:
    """Refuse to write among a stranger's files: a folder with content must be this run's own."""
    held = request.out.is_dir() and any(request.out.iterdir())
    if held and not (request.work / CHECKPOINT).exists():
        raise ElvitError(f"{request.out} already holds files.", "Give --out a new or empty folder.")

"""`elvit train`: from folders of pictures to a Vision Transformer that the site can show."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console

from elvit.commands.training_options import (
    license_option,
    name_option,
    notes_option,
    notes_text,
    scenes_option,
    test_option,
)
from elvit.config import named_model
from elvit.errors import ElvitError
from elvit.survey.maps.look import measure_look
from elvit.training.recipe import FINETUNE_EPOCHS, Recipe
from elvit.training.session import Request, Words, run_session
from elvit.training.teacher.session import TeacherRequest, run_teacher_session

EXISTING = click.Path(exists=True, path_type=Path)
EXISTING_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)
EPOCHS_HELP = f"Passes over the data.  [default: {Recipe.epochs}; with --init {FINETUNE_EPOCHS}; more for few pictures]"


def refuse_beside(architecture: str, **options: object) -> None:
    """Refuse options that say nothing to an architecture, rather than to pass over them."""
    given = [name for name, value in options.items() if value]
    if given:
        raise ElvitError(f"--{given[0]} says nothing to --architecture {architecture}.", "Leave it out.")


def init_folder(_: click.Context, __: click.Parameter, given: Path | None) -> Path | None:
    """The folder that --init names."""
    folder = None if given is None else Path(named_model(str(given)))
    if folder is not None and not folder.is_dir():
        raise ElvitError(f"--init {given}: there is no such folder.", "Give a trained model's folder, or default.")
    return folder


@click.command(short_help="Train a small Vision Transformer on folders of pictures.")
@click.option(
    "--data",
    type=EXISTING,
    multiple=True,
    required=True,
    help="Folder or zip with one sub-folder of pictures a class; given again, merged by class name.",
)
@test_option
@scenes_option
@click.option("--out", type=FOLDER, required=True, help="Folder for the model, new or empty.")
@click.option("--work", type=FOLDER, help="Folder for checkpoints and the log.  [default: OUT.training]")
@click.option("--epochs", type=click.IntRange(min=1), help=EPOCHS_HELP)
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Of all that is random.")
@click.option(
    "--init",
    type=click.Path(path_type=Path),
    callback=init_folder,
    help="Trained ViT folder to go on from, or default, the bundled model; other classes get new rows in its head.",
)
@click.option(
    "--architecture",
    type=click.Choice(["vit", "winft", "cnn"]),
    default="vit",
    show_default=True,
    help="A Vision Transformer, one whose patches learn their windows, or a convolutional network to be taught by.",
)
@click.option("--guide", type=EXISTING_FOLDER, help="Trained ViT folder whose windows a winft learns at first.")
@click.option("--teacher", type=EXISTING_FOLDER, help="Trained folder (cnn or ViT) whose answers are learned too.")
@click.option(
    "--keep-patches/--drop-patches",
    default=True,
    show_default=True,
    help="See every patch in every step, or half of them in most: nearly twice as fast, but then no fair subject for "
    "experiments that take patches away.",
)
@name_option
@license_option
@notes_option
def train(
    data: tuple[Path, ...],
    test: Path | None,
    scenes: int,
    out: Path,
    work: Path | None,
    epochs: int | None,
    seed: int,
    init: Path | None,
    architecture: str,
    guide: Path | None,
    teacher: Path | None,
    keep_patches: bool,
    name: str | None,
    license_id: str | None,
    notes: Path | None,
) -> None:
    """Train a small Vision Transformer on folders of pictures.

    Writes a Hugging Face folder: config.json, model.safetensors in float16, preprocessor_config.json,
    and a README.md with the recipe, the loss curve and what was measured.

    A checkpoint is kept after every epoch. After a kill, the same command goes on from there; a finished run goes on
    with a longer schedule if --epochs asks for more.

    \b
    elvit train --data cifar10-train.zip --test cifar10-test.zip --out vit-tiny
    elvit train --data cifar10-train.zip --data drawings/ --init vit-tiny --out vit-tiny-drawn
    elvit train --data my-photos/ --init default --out mine
    elvit train --architecture cnn --data cifar10-train.zip --test cifar10-test.zip --out teacher
    elvit train --data cifar10-train.zip --teacher teacher --init vit-tiny --epochs 24 --out vit-tiny-taught
    elvit train --architecture winft --guide vit-tiny --data cifar10-train.zip --out winft-tiny
    """
    work = work or out.with_name(f"{out.name}.training")
    if architecture == "cnn":
        words = {"name": name, "license": license_id, "notes": notes}
        refuse_beside(architecture, init=init, guide=guide, teacher=teacher, scenes=scenes, **words)
        return run_teacher_session(TeacherRequest(data, test, out, work, epochs, seed), Console())
    said = Words(name or out.name, license_id or "", notes_text(notes))
    given = (data, test, scenes, out, work, epochs, seed, init, said, teacher)
    request = Request(*given, drop_patches=not keep_patches, kind=architecture, guide=guide)
    run_session(request, Console(), measure_look)

"""`elvit study`: trains several models alike, and holds them against each other."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console

EXISTING = click.Path(exists=True, path_type=Path)


@click.group(short_help="Train several models alike and hold them against each other.")
def study() -> None:
    """Train several models of the same size on the same data, and hold them against each other."""


@study.command(short_help="Windows that tokens learn, against a plain ViT.")
@click.option(
    "--data",
    type=EXISTING,
    multiple=True,
    required=True,
    help="Folder or zip with one sub-folder of pictures a class; given again, merged by class name.",
)
@click.option("--test", type=EXISTING, required=True, help="Folder or zip to measure on.")
@click.option(
    "--transfer",
    type=(EXISTING, EXISTING),
    metavar="DATA TEST",
    help="Another task: every model is trained on there too, with a new last layer.",
)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder for the report.")
@click.option("--epochs", type=click.IntRange(min=1), default=15, show_default=True, help="Passes over the data.")
@click.option("--seeds", type=click.IntRange(min=1), default=3, show_default=True, help="Trainings of each arm.")
@click.option("--width", type=click.IntRange(min=16), default=128, show_default=True, help="Of the residual stream.")
@click.option("--blocks", type=click.IntRange(min=1), default=4, show_default=True, help="Of each model.")
@click.option("--heads", type=click.IntRange(min=1), default=4, show_default=True, help="Of each block.")
def winft(
    data: tuple[Path, ...],
    test: Path,
    transfer: tuple[Path, Path] | None,
    out: Path,
    epochs: int,
    seeds: int,
    width: int,
    blocks: int,
    heads: int,
) -> None:
    """Do windows that tokens learn help? Trains four arms, some seeds of each, and writes a report.

    A plain ViT; a WinfT, whose patches predict their attention windows, guided at first by the plain ViT's adaptive
    windows; a WinfT without a guide; and a ViT with fixed windows. All have the same size, data, schedule and number
    of updates.

    The report has a page with plots and conclusions (index.html), every comparison (comparisons.csv, summary.json) and
    all that was kept of each training (trainings.csv, trainings.json, windows.csv). Models stay in OUT.study.

    It takes hours on two cores. Every training goes on from its last epoch after a kill, and none that is done is
    done again: give the same command.

    \b
    elvit study winft --data cifar10-train.zip --test cifar10-test.zip --out winft-study
    elvit draw kinds --out kinds --count 200
    elvit draw kinds --out kinds-test --count 100 --seed 1000000
    elvit study winft --data cifar10-train.zip --test cifar10-test.zip --transfer kinds kinds-test --out winft-study
    """
    from elvit.errors import ElvitError
    from elvit.study.arms import Sizes
    from elvit.study.report import report
    from elvit.study.run import Study

    if width % heads or width % 4:
        raise ElvitError(f"--width {width} cannot be shared by {heads} heads.", "Take a multiple of heads and of 4.")
    sizes = Sizes(epochs=epochs, seeds=seeds, width=width, blocks=blocks, heads=heads)
    report(Study(data, test, out, sizes, transfer), Console())
    click.echo(f"Wrote {out}. Open {out / 'index.html'} in a browser.")

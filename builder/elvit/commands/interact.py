"""`elvit interact`: what patch interactions of a model are worth, over pictures whose class is known."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console

from elvit.running.progress import progress_for


@click.command(short_help="Restrict attention and remove patches over a labelled folder.")
@click.option("--model", required=True, metavar="HUB_ID_OR_DIR", help="Hub id or folder of the model.")
@click.option(
    "--images",
    type=click.Path(path_type=Path),
    required=True,
    help="Folder or zip with one sub-folder of pictures a class, or a folder whose index.toml names classes.",
)
@click.option("--pictures", type=click.IntRange(min=1), help="At most so many, spread evenly.  [default: all]")
@click.option(
    "--cuts", type=click.IntRange(min=1), default=100, show_default=True, help="In how many of them edges are cut."
)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder for the report.")
@click.option("--processes", type=click.IntRange(min=1), help="At most so many at a time.  [default: one a core]")
@click.option("--allow-pickle", is_flag=True, help="Load weights in PyTorch's pickle format.")
def interact(
    model: str,
    images: Path,
    pictures: int | None,
    cuts: int,
    out: Path,
    processes: int | None,
    allow_pickle: bool,
) -> None:
    """Restrict attention, remove patches and cut edges over a labelled folder, and write a report.

    Can the model do without most of its attention, or of its patches? Each patch reads only the window that an
    indicator of patch interaction gives it, or other windows of the same area; the least responsive patches are
    removed, or others; and single edges are cut, to see whether the indicator foretells what that changes. The
    report has a page with plots and conclusions (index.html), the means with their intervals (conditions.csv,
    summary.json), and what came of every picture (pictures.csv, effects.csv).

    The sub-folders have the names of the model's classes, as elvit train reads them. After a kill, the same
    command goes on from there.

    \b
    elvit interact --model leaf-vit --images leaves-test --out report
    elvit interact --model vit-tiny-cifar10 --images cifar10-test.zip --pictures 5000 --out report
    """
    from elvit.survey.interaction.run import Experiment
    from elvit.survey.interaction.run import interact as run
    from elvit.survey.workers import cores

    request = Experiment(
        model=model,
        images=images,
        pictures=pictures,
        cuts=cuts,
        out=out,
        processes=processes or cores(),
        allow_pickle=allow_pickle,
    )
    report = run(request, progress_for(Console(stderr=True)))
    for warning in report.warnings:
        click.echo(f"Warning: {warning}", err=True)
    click.echo(f"Wrote {report.out}. Open {report.out / 'index.html'} in a browser.")

"""`elvit analyze`: how well a model's maps find what is in the pictures of a folder."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console

from elvit.running.progress import progress_for

FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command(short_help="Score a model's maps against masks over a folder.")
@click.option("--model", required=True, metavar="HUB_ID_OR_DIR", help="Hub id or folder of the model.")
@click.option("--images", type=FOLDER, help="Folder of pictures; masks that its index.toml names are used.")
@click.option("--masks", type=FOLDER, help="Folder of masks, PNG, white where the thing is, named as the pictures.")
@click.option("--scenes", type=click.IntRange(min=1), help="Instead of --images: so many drawn scenes.")
@click.option("--out", type=FOLDER, required=True, help="Folder for the report.")
@click.option("--processes", type=click.IntRange(min=1), help="At most so many at a time.  [default: one a core]")
@click.option("--allow-pickle", is_flag=True, help="Load weights in PyTorch's pickle format.")
def analyze(
    model: str,
    images: Path | None,
    masks: Path | None,
    scenes: int | None,
    out: Path,
    processes: int | None,
    allow_pickle: bool,
) -> None:
    """Score a model's maps against masks over a folder, and write a report.

    Cosine similarity to CLS, attention and attention rollout, at every block: how well does each find what the
    masks show? The report has a page with plots (index.html), every number of every picture (scores.csv,
    figures.csv, scores.json) and the means with their intervals (summary.json). Without masks it tells what
    needs none.

    A mask has its picture's name: heron.png for heron.jpg, or heron.bird.png and heron.fish.png for two
    things. After a kill, the same command goes on from there.

    \b
    elvit analyze --model vit-tiny --images photos --masks photo-masks --out report
    elvit analyze --model vit-tiny-cifar10 --scenes 500 --out report
    """
    if (images is None) == (scenes is None):
        raise click.UsageError("Give either --images or --scenes.")
    if masks is not None and images is None:
        raise click.UsageError("--masks needs --images: scenes have masks of their own.")
    from elvit.survey.maps.run import Analysis
    from elvit.survey.maps.run import analyze as run
    from elvit.survey.workers import cores

    request = Analysis(
        model=model,
        images=images,
        masks=masks,
        scenes=scenes or 0,
        out=out,
        processes=processes or cores(),
        allow_pickle=allow_pickle,
    )
    report = run(request, progress_for(Console(stderr=True)))
    for warning in report.warnings:
        click.echo(f"Warning: {warning}", err=True)
    click.echo(f"Wrote {report.out}. Open {report.out / 'index.html'} in a browser.")

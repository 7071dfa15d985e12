"""`elvit check`: does a built site compute what PyTorch computes?"""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console

from elvit.check.run import check_site
from elvit.config import load_config
from elvit.errors import ElvitError
from elvit.running.progress import progress_for


@click.command()
@click.argument("dist", required=False, type=click.Path(path_type=Path))
@click.option("--browser", type=click.Path(path_type=Path), help="The browser to use; found when left out.")
def check(dist: Path | None, browser: Path | None) -> None:
    """Hold the site in DIST against PyTorch, in a browser without a window.

    Runs every model on every picture and compares each tensor with the values that PyTorch gave
    while the site was built. Fails on an error above 1e-4, a damaged or missing file, an error of the
    page, or a request that leaves the folder. DIST is the configured output folder when left out.

    \b
    Example:
      elvit check dist
    """
    folder = dist or load_config().out
    outcome = check_site(folder, browser, progress_for(Console(stderr=True)))
    console = Console()
    for table in outcome.tables():
        console.print(table)
    for problem in outcome.problems:
        click.echo(f"- {problem}", err=True)
    if outcome.problems:
        raise ElvitError(f"{folder}: {_count(len(outcome.problems), 'problem')} found.")
    click.echo(f"{folder} is right: {outcome.summary()}.")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"

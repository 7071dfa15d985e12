"""`elvit new`: a folder to start a site of one's own in."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from elvit.commands.starter import write_starter


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def new(folder: Path) -> None:
    """Start a site of your own in the new folder DIR.

    It gets an elvit.toml that explains every setting, a few pictures and a concept to begin with, and a
    note on how to write your own.

    \b
    Example:
      elvit new my-site
    """
    write_starter(folder)
    click.echo(f"Wrote {folder}. Now: cd {shlex.quote(str(folder))} && elvit serve --open --watch")

"""`elvit build`: the site, as a folder of static files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from rich.console import Console

from elvit.commands.options import config_option, setting_options
from elvit.commands.sizes import format_bytes
from elvit.config import load_config
from elvit.running.progress import progress_for


@click.command()
@config_option
@setting_options()
def build(config_path: Path | None, **settings: Any) -> None:
    """Write the site: a folder of static files in which the model runs in the browser.

    Without elvit.toml and options it is the default site: a small model that comes with elvit and a
    gallery of pictures. The folder is replaced only once everything has been written.

    \b
    Example:
      elvit build --model google/vit-base-patch16-224 --images photos --out dist
    """
    config = load_config(config_path, settings)
    from elvit.site.build import build as build_site

    report = build_site(config, progress_for(Console(stderr=True)))
    for warning in report.warnings:
        click.echo(f"Warning: {warning}", err=True)
    size = f"{report.files} files, {format_bytes(report.bytes)}, {report.seconds:.1f} s"
    click.echo(f"Wrote {report.out} ({size}). Open {report.out / 'index.html'} in a browser.")

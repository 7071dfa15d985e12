"""`elvit serve`: the site on this computer."""

from __future__ import annotations

import webbrowser
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from elvit.commands.options import config_option, setting_options
from elvit.config import Config, find_config, load_config
from elvit.errors import explain
from elvit.preview.server import Builds, open_server
from elvit.preview.watch import Watcher
from elvit.running.memory import Memory
from elvit.running.progress import progress_for


@click.command()
@config_option
@setting_options("out")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes any.")
@click.option("--open", "open_browser", is_flag=True, help="Open the site in your browser.")
@click.option("--watch", is_flag=True, help="Build again, and reload the page, when a file changes.")
def serve(config_path: Path | None, port: int, open_browser: bool, watch: bool, **settings: Any) -> None:
    """Show the site on this computer, and on this computer only.

    Builds it first where there is none yet. With --watch it follows your files: when elvit.toml, a
    picture, a text or the model changes, the site is built again and the page reloads; when that
    fails, the old site stays and the error is shown here.

    \b
    Example:
      elvit serve --open --watch
    """
    path = find_config(config_path)
    config = load_config(path, settings)
    build = partial(_build, Memory())
    with open_server(config.out, port, live=watch) as server:
        try:
            fresh = _build_missing(config, build)
            click.echo(f"Serving {config.out} at {server.url} (Ctrl-C stops).")
            if open_browser:
                webbrowser.open(server.url)
            if not watch:
                server.wait()
            watcher = Watcher(lambda: load_config(path, settings), build, partial(_report, server.builds), path)
            watcher.follow(server.builds.announce, at_once=not fresh)
        except KeyboardInterrupt:
            click.echo("\nStopped.")


def _build_missing(config: Config, build: Callable[[Config], None]) -> bool:
    """Build where there is no site yet; says whether it did."""
    missing = not (config.out / "index.html").is_file()
    if missing:
        build(config)
    return missing


def _build(memory: Memory, config: Config) -> None:
    from elvit.site.build import build as build_site

    for warning in build_site(config, progress_for(Console(stderr=True)), memory).warnings:
        click.echo(f"Warning: {warning}", err=True)


def _report(builds: Builds, error: Exception) -> None:
    """In the terminal, and on the pages that are open."""
    known = explain(error)
    message = str(known or error) if known or isinstance(error, OSError) else f"{type(error).__name__}: {error}."
    space = "\n" if "\n" in message else " "
    said = f"Error: {message}{space}The site stays as it was."
    click.echo(said, err=True)
    builds.announce(said)

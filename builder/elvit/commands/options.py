"""The options that several commands share, made from the table of settings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import click

from elvit.config import FILE_NAME, KEYS, Key
from elvit.hooks.dtype import Dtype

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

config_option = click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path),
    help=f"The settings to read; {FILE_NAME} of this folder when left out.",
)


def setting_options(*names: str) -> Decorator:
    """Options of elvit.toml's keys, all of them or those named; a value not given is None or ()."""

    def add(command: Callable[..., Any]) -> Callable[..., Any]:
        for key in reversed(KEYS):
            if not names or key.name in names:
                command = _option(key)(command)
        return command

    return add


def _option(key: Key) -> Decorator:
    match key.kind:
        case "models":
            return click.option(key.option, key.name, multiple=True, metavar="HUB_ID_OR_DIR", help=key.help)
        case "names":
            return click.option(key.option, key.name, multiple=True, metavar="NAME", help=key.help)
        case "trust":
            return _trust(key)
        case "folder":
            kind = click.Path(path_type=Path, file_okay=False)
            return click.option(key.option, key.name, type=kind, help=key.help)
        case "dtype":
            return click.option(key.option, key.name, type=click.Choice(get_args(Dtype)), help=key.help)
        case "flag":
            return click.option(f"{key.option}/--no{key.option[1:]}", key.name, default=None, help=key.help)
    return click.option(key.option, key.name, help=key.help)


def _trust(key: Key) -> Decorator:
    """An option that takes a folder, and its opposite that stands for False; the opposite wins."""

    def refuse(context: click.Context, _: click.Parameter, refused: bool) -> None:
        context.meta[key.name] = refused

    def choose(context: click.Context, _: click.Parameter, folder: Path | None) -> Path | bool | None:
        return False if context.meta.get(key.name) else folder

    def add(command: Callable[..., Any]) -> Callable[..., Any]:
        opposite = f"--no{key.option[1:]}"
        command = click.option(
            opposite, is_flag=True, is_eager=True, expose_value=False, callback=refuse, help="Run none at all."
        )(command)
        kind = click.Path(path_type=Path, file_okay=False, exists=True)
        return click.option(key.option, key.name, type=kind, callback=choose, help=key.help)(command)

    return add

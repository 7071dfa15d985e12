"""Options that `train` and `card` share."""

from __future__ import annotations

from pathlib import Path

import click

test_option = click.option(
    "--test", type=click.Path(exists=True, path_type=Path), help="Folder or zip to measure the model on."
)
scenes_option = click.option(
    "--scenes",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="Drawn scenes to measure on where the model looks; its classes must be among those of `elvit draw`.",
)
name_option = click.option("--name", help="The model's name in its card.  [default: the folder's]")
license_option = click.option("--license", "license_id", help="SPDX identifier of the weights' licence, for the card.")
notes_option = click.option(
    "--notes",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Markdown file for the card: the data's origin and terms.",
)


def notes_text(path: Path | None) -> str:
    """What a notes file says; nothing where there is none."""
    return "" if path is None else path.read_text(encoding="utf-8").strip()

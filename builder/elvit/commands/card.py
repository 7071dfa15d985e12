"""`elvit card`: measures a trained folder again and writes its card anew."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import click

from elvit.commands.training_options import (
    license_option,
    name_option,
    notes_option,
    notes_text,
    scenes_option,
    test_option,
)
from elvit.errors import ElvitError
from elvit.models.quiet import quiet_transformers
from elvit.survey.maps.look import measure_look
from elvit.training.card import CARD, measure_folder, write_card
from elvit.training.data import load_test
from elvit.training.start import load_start
from elvit.training.story import load_story


@click.command(short_help="Measure a trained model again and write its card.")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@test_option
@scenes_option
@name_option
@license_option
@notes_option
def card(
    folder: Path, test: Path | None, scenes: int, name: str | None, license_id: str | None, notes: Path | None
) -> None:
    """Measure a model that `elvit train` wrote, and write its README.md and loss curve anew.

    Name, licence and notes stay as they were where none are given.

    \b
    elvit card vit-tiny --test cifar10-test.zip --scenes 500
    """
    story = load_story(folder)
    if story is None:
        raise ElvitError(f"{folder} was not written by `elvit train`.", "Its card is left as it is.")
    story = replace(
        story,
        name=name or story.name,
        license=story.license if license_id is None else license_id,
        notes=story.notes if notes is None else notes_text(notes),
    )
    with quiet_transformers(), tempfile.TemporaryDirectory() as cache:
        start = load_start(folder)
        tested = None if test is None else load_test(test, start.size, Path(cache), start.classes)
        write_card(folder, story, measure_folder(folder, tested, scenes, measure_look))
    click.echo(f"Wrote {folder / CARD}.")

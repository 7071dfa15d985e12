"""Small pictures in a sub-folder a class, and `elvit interact` as a person runs it."""

from __future__ import annotations

import zipfile
from pathlib import Path

from click.testing import CliRunner, Result
from elvit.cli import main
from factories import LABELS, photo


def draw_classes(folder: Path, each: int, edge: int = 16) -> Path:
    """So many pictures of each class of the small model; returns the folder."""
    for number, label in enumerate(LABELS):
        (folder / label).mkdir(parents=True)
        for seed in range(each):
            photo(edge, edge, 100 * number + seed).save(folder / label / f"{seed}.png")
    return folder


def zip_of(folder: Path) -> Path:
    """The same pictures in a zip beside the folder."""
    file = folder.with_suffix(".zip")
    with zipfile.ZipFile(file, "w") as archive:
        for path in sorted(folder.rglob("*.png")):
            archive.write(path, Path("test") / path.relative_to(folder))
    return file


def interact(*arguments: object) -> Result:
    """Runs `elvit interact`, in this process where there are few pictures."""
    return CliRunner().invoke(main, ["interact", *map(str, arguments)])

"""The folder that `elvit new` writes: settings, a few pictures, a concept to begin with."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from elvit.config import FILE_NAME, commented_toml
from elvit.errors import ElvitError
from elvit.pictures.index import INDEX, Entry, read_index
from elvit.resources import CONCEPTS, EXAMPLE, default_content

SAMPLES = 4


def write_starter(folder: Path) -> None:
    """Write the folder, whole or not at all.

    Raises:
        ElvitError: it exists and is not empty.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ElvitError(f"{folder} exists and is not empty.", "Name a new folder.")
    aside = folder.absolute().with_name(f".{folder.absolute().name}.new")
    shutil.rmtree(aside, ignore_errors=True)
    try:
        _write(aside)
        if folder.exists():
            folder.rmdir()
        aside.rename(folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _write(folder: Path) -> None:
    (folder / "content" / CONCEPTS).mkdir(parents=True)
    for file in sorted(EXAMPLE.glob("*.md")):
        place = folder / "content" if file.stem == "README" else folder / "content" / CONCEPTS
        shutil.copyfile(file, place / file.name)
    (folder / ".gitignore").write_text("/dist/\n", encoding="utf-8")
    toml = commented_toml(enabled=("images", "content", "out", "title"))
    (folder / FILE_NAME).write_text(toml, encoding="utf-8")
    gallery = default_content() / "images"
    _copy_samples(gallery, read_index(gallery)[:SAMPLES], folder / "images")


def _copy_samples(gallery: Path, entries: Sequence[Entry], images: Path) -> None:
    for entry in entries:
        for name in (entry.file, *dict(entry.masks).values()):
            (images / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(gallery / name, images / name)
    text = "# What is said of the pictures; those not named here are shown too.\n\n"
    text += "\n".join(map(_index_entry, entries))
    (images / INDEX).write_text(text, encoding="utf-8")


def _index_entry(entry: Entry) -> str:
    """One [[image]] as TOML; a JSON text, list or truth value is one of TOML too."""
    said: dict[str, object] = {"file": entry.file, "title": entry.title, "classes": list(entry.classes)}
    said |= {"credit": entry.credit, "licence": entry.licence, "hard": entry.hard, "why": entry.why}
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in said.items() if value]
    if entry.masks:
        masks = (f"{json.dumps(name, ensure_ascii=False)} = {json.dumps(file)}" for name, file in entry.masks)
        lines.append(f"masks = {{ {', '.join(masks)} }}")
    return "\n".join(["[[image]]", *lines, ""])

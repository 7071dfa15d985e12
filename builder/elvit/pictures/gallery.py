"""A folder of pictures -> checked Pictures, opened one at a time."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from elvit.errors import ElvitError
from elvit.output.names import slug
from elvit.pictures.decode import inspect
from elvit.pictures.index import INDEX, Entry, read_index
from elvit.pictures.listing import list_pictures, title_from, unlike
from elvit.pictures.picture import Picture

__all__ = ["Picture", "read_pictures"]

Warn = Callable[[str], None]


def read_pictures(folder: Path, warn: Warn = warnings.warn) -> tuple[Picture, ...]:
    """Every picture of a folder, in the order of its index.toml, then by name.

    Each is decoded once here, so that a damaged file is known before anything is built, and let go again.
    Without an entry in the index a picture's title comes from its name and its class from its sub-folder.

    Args:
        folder: with index.toml or without.
        warn: told, in a sentence, what is shown other than the file has it.

    Raises:
        ElvitError: no such folder, no pictures, a file that is none, one that is too large or lies elsewhere.
    """
    if not folder.is_dir():
        hint = "Name one with --images, or images in elvit.toml."
        raise ElvitError(f"There is no folder of pictures {folder}.", hint)
    entries = read_index(folder) if (folder / INDEX).is_file() else ()
    named = {entry.file for entry in entries} | {mask for entry in entries for _, mask in entry.masks}
    found = [_entry(file) for file in list_pictures(folder, warn, named) if file not in named]
    if not entries and not found:
        hint = "Put JPEG, PNG, WebP, AVIF, GIF, BMP or TIFF files there."
        raise ElvitError(f"The folder {folder} holds no pictures.", hint)
    everything = [*entries, *found]
    titles = Counter(entry.title for entry in everything)
    everything = [
        replace(entry, title=f"{entry.title} ({entry.file})") if titles[entry.title] > 1 else entry
        for entry in everything
    ]
    ids = unlike(slug(Path(entry.file).with_suffix("").as_posix(), "picture") for entry in everything)
    return tuple(
        _picture(folder, entry, id_, warn, by_folder=entry.file not in named)
        for entry, id_ in zip(everything, ids, strict=True)
    )


def with_known_classes(pictures: Iterable[Picture], labels: Iterable[str]) -> tuple[Picture, ...]:
    """The pictures, without classes that are but the name of a folder that no model has a label for."""
    known = {part.strip().casefold() for label in labels for part in (label, *label.split(","))}
    return tuple(
        replace(picture, classes=tuple(name for name in picture.classes if name.casefold() in known))
        if picture.by_folder
        else picture
        for picture in pictures
    )


def _entry(file: str) -> Entry:
    """What is known of a picture that no index names."""
    parents = Path(file).parent.parts
    return Entry(file=file, title=title_from(Path(file).stem), classes=parents if len(parents) == 1 else ())


def _picture(folder: Path, entry: Entry, id_: str, warn: Warn, by_folder: bool) -> Picture:
    path = folder / entry.file
    return Picture(
        id=id_,
        title=entry.title,
        classes=entry.classes,
        credit=entry.credit,
        licence=entry.licence,
        hard=entry.hard,
        why=entry.why,
        file=entry.file,
        path=path,
        masks={name: folder / mask for name, mask in entry.masks},
        size=inspect(path, str(path), warn),
        by_folder=by_folder,
    )

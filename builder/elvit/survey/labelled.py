"""Pictures whose class is known: of a folder or a zip with one sub-folder a class, or as index.toml tells it."""

from __future__ import annotations

import difflib
import io
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import IO

from PIL import Image

from elvit.errors import ElvitError
from elvit.pictures.classes import Listing, ZipSource, list_classes, open_source
from elvit.pictures.decode import decode
from elvit.pictures.index import INDEX, read_index
from elvit.pictures.listing import list_pictures, natural

Warn = Callable[[str], None]


@dataclass(frozen=True)
class Labelled:
    """A picture and its class; small enough to be handed to another process.

    Attributes:
        place: the folder or the zip.
        name: its path in there.
        label: the class, one of the model's.
        state: changes when the file changes.
    """

    place: Path
    name: str
    label: str
    state: str

    def open(self) -> Image.Image:
        """RGB, upright; raises ElvitError for what is no picture."""
        shown = f"{self.place}/{self.name}"
        inside: IO[bytes] | Path = self.place / self.name
        if not self.place.is_dir():
            inside = io.BytesIO(_archive(self.place).read(self.name))
        return decode(inside, shown)


@lru_cache(maxsize=2)
def _archive(path: Path) -> zipfile.ZipFile:
    """Open once in each process: reading its list anew for every picture would take longer than the picture."""
    return zipfile.ZipFile(path)


def list_labelled(place: Path, labels: Sequence[str], warn: Warn) -> tuple[Labelled, ...]:
    """Every picture with its class, in natural order, without opening any.

    Args:
        place: a folder with index.toml, whose first class that the model knows counts; or a folder or a zip with one
            sub-folder a class.
        labels: of the model.
        warn: told, in a sentence, what is left out.

    Raises:
        ElvitError: nothing of that kind is there, or a class is none of the model's.
    """
    if (place / INDEX).is_file():
        return _indexed(place, labels, warn)
    with open_source(place) as source:
        listing = list_classes(source)
        _check_classes(place, listing, labels)
        if listing.loose:
            warn(f"{_some(listing.loose)} left out: only pictures in a class's sub-folder have a class.")
        zipped = source.archive if isinstance(source, ZipSource) else None
        return tuple(
            Labelled(place, name, label, _state(place, name, zipped))
            for label, names in listing.by_class.items()
            for name in sorted(names, key=natural)
        )


def evenly(pictures: Sequence[Labelled], count: int) -> tuple[Labelled, ...]:
    """So many of the pictures, spread evenly over the list, and with it over classes of equal size."""
    total = len(pictures)
    return tuple(pictures[number * total // count] for number in range(count)) if count < total else tuple(pictures)


def _state(place: Path, name: str, zipped: zipfile.ZipFile | None) -> str:
    if zipped is not None:
        info = zipped.getinfo(name)
        return f"{info.CRC:08x}:{info.file_size}"
    stat = (place / name).stat()
    return f"{stat.st_mtime_ns}:{stat.st_size}"


def _indexed(place: Path, labels: Sequence[str], warn: Warn) -> tuple[Labelled, ...]:
    entries = {entry.file: entry for entry in read_index(place)}
    masks = {mask for entry in entries.values() for _, mask in entry.masks}
    files = sorted({*entries, *list_pictures(place, warn, entries.keys() | masks)} - masks, key=natural)
    found, bare = [], []
    for file in files:
        known = [name for name in (entries[file].classes if file in entries else ()) if name in labels]
        if known:
            found.append(Labelled(place, file, known[0], _state(place, file, None)))
        else:
            bare.append(file)
    if not found:
        hint = f'Name one of {_listed(labels)} in {INDEX}, as in classes = ["{labels[0]}"].'
        raise ElvitError(f"No picture of {place} has a class of the model's.", hint)
    if bare:
        warn(f"{_some(bare)} left out: {INDEX} names no class of the model's for them.")
    return tuple(found)


def _check_classes(place: Path, listing: Listing, labels: Sequence[str]) -> None:
    unknown = [name for name, names in listing.by_class.items() if names and name not in labels]
    if unknown:
        near = difflib.get_close_matches(unknown[0], labels, n=1)
        meant = f"Did you mean {near[0]}? " if near else ""
        raise ElvitError(
            f"{place} has pictures of {_listed(unknown)}, which the model does not know.",
            f"{meant}Name the sub-folders by its classes: {_listed(labels)}.",
        )
    if not any(listing.by_class.values()):
        raise ElvitError(
            f"{place} has no sub-folders with pictures.",
            f"Put the pictures of each class into a sub-folder of its name, such as {labels[0]}/, or name their "
            f"classes in an {INDEX}.",
        )


def counts(pictures: Sequence[Labelled]) -> dict[str, int]:
    """How many pictures each class has."""
    return dict(Counter(picture.label for picture in pictures))


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:5])
    return f"{shown} and {len(names) - 5} more" if len(names) > 5 else shown


def _some(files: Sequence[str]) -> str:
    return f"{files[0]} is" if len(files) == 1 else f"{files[0]} and {len(files) - 1} more are"

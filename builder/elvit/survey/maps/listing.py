"""The pictures of a folder, each with its masks: those of index.toml, or those of a folder of masks."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from elvit.errors import ElvitError
from elvit.pictures.index import INDEX, read_index
from elvit.pictures.listing import list_pictures, natural
from elvit.survey.maps.subjects import FileSubject

Warn = Callable[[str], None]
Masks = tuple[tuple[str, Path], ...]

NAMELESS = "object"
"""The class of a mask where neither its name nor its picture tells one."""

_HINT = "A mask has its picture's name: heron.png for heron.jpg, or heron.bird.png and heron.fish.png."


def list_subjects(images: Path, masks: Path | None, warn: Warn) -> tuple[FileSubject, ...]:
    """Every picture of a folder, in natural order, without opening any.

    Args:
        images: the folder, with index.toml or without.
        masks: a folder of PNG files; takes the place of the masks that the index names.
        warn: told, in a sentence, what is left out.

    Raises:
        ElvitError: no such folder, no pictures, or a folder of masks in which none belongs to a picture.
    """
    _check_folders(images, masks)
    entries = {entry.file: entry for entry in read_index(images)} if (images / INDEX).is_file() else {}
    indexed = {file: tuple((c, images / mask) for c, mask in entry.masks) for file, entry in entries.items()}
    named = {mask for entry in entries.values() for _, mask in entry.masks}
    hidden = {mask.resolve() for found in indexed.values() for _, mask in found}
    files = [
        file
        for file in sorted({*entries, *list_pictures(images, warn, entries.keys() | named)}, key=natural)
        if (images / file).resolve() not in hidden and not _within(images / file, masks)
    ]
    if not files:
        raise ElvitError(f"The folder {images} holds no pictures.", "Put JPEG, PNG, WebP or TIFF files there.")
    classes = {file: entries[file].classes if file in entries else Path(file).parent.parts[-1:] for file in files}
    found = indexed if masks is None else _matched(files, classes, masks, warn)
    return tuple(FileSubject(images, file, classes[file], found.get(file, ())) for file in files)


def _check_folders(images: Path, masks: Path | None) -> None:
    if not images.is_dir():
        raise ElvitError(f"There is no folder of pictures {images}.", "Name one with --images.")
    if masks is None:
        return
    if not masks.is_dir():
        raise ElvitError(f"There is no folder of masks {masks}.", "Name one with --masks, or leave it out.")
    if masks.resolve() == images.resolve():
        raise ElvitError(f"Pictures and masks are both in {images}.", "Put the masks into a folder of their own.")


def _within(path: Path, masks: Path | None) -> bool:
    return masks is not None and path.resolve().is_relative_to(masks.resolve())


def _matched(files: Iterable[str], classes: dict[str, tuple[str, ...]], masks: Path, warn: Warn) -> dict[str, Masks]:
    """The masks of each picture: STEM.png, and STEM.CLASS.png, in the same sub-folder."""
    pictures = defaultdict(list)
    for file in files:
        pictures[Path(file).with_suffix("").as_posix()].append(file)
    found: defaultdict[str, list[tuple[str, Path]]] = defaultdict(list)
    lost = []
    for mask in sorted(path for path in masks.rglob("*") if path.suffix.lower() == ".png"):
        stem = mask.relative_to(masks).with_suffix("").as_posix()
        whole, class_ = (stem, "") if stem in pictures else (stem.rpartition(".")[0], stem.rpartition(".")[2])
        for file in pictures.get(whole, ()):
            found[file].append((class_ or next(iter(classes[file]), NAMELESS), mask))
        if whole not in pictures:
            lost.append(mask)
    if not found:
        near = difflib.get_close_matches(lost[0].stem, [Path(stem).name for stem in pictures], n=1) if lost else []
        hint = f"Did you mean {near[0]}.png instead of {lost[0].name}? {_HINT}" if near else _HINT
        raise ElvitError(f"No mask in {masks} belongs to a picture.", hint)
    if lost:
        warn(f"{_some(lost)} without a picture of that name. {_HINT}")
    return {file: tuple(belonging) for file, belonging in found.items()}


def _some(lost: list[Path]) -> str:
    return f"{lost[0]} is a mask" if len(lost) == 1 else f"{lost[0]} and {len(lost) - 1} more are masks"

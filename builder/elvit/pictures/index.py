"""index.toml: what is said of the pictures of a folder."""

from __future__ import annotations

import difflib
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from elvit.errors import ElvitError
from elvit.pictures.listing import inside, title_from
from elvit.running.bounds import bounded

INDEX = "index.toml"
_KEYS = {
    "file": str,
    "title": str,
    "classes": list,
    "masks": dict,
    "credit": str,
    "licence": str,
    "hard": bool,
    "why": str,
}
_KINDS = {str: "a text", list: "a list of texts", dict: "a table of class = file", bool: "true or false"}


@dataclass(frozen=True)
class Entry:
    """One [[image]] of the index; paths are within the folder, with slashes."""

    file: str
    title: str
    classes: tuple[str, ...] = ()
    masks: tuple[tuple[str, str], ...] = ()
    credit: str = ""
    licence: str = ""
    hard: bool = False
    why: str = ""


def read_index(folder: Path) -> tuple[Entry, ...]:
    """The entries of a folder's index.toml, in their order.

    Raises:
        ElvitError: not TOML, an unknown key, a value of another kind, a file that is missing, named twice
            or outside the folder; each with the entry and the key.
    """
    file = folder / INDEX
    try:
        table = bounded(tomllib.loads, file.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ElvitError(f"{file}: not UTF-8, byte {error.start}.", "Save it as UTF-8.") from error
    except (OSError, ValueError) as error:
        hint = "It must be TOML with one [[image]] a picture."
        raise ElvitError(f"{file} cannot be read: {error}.", hint) from error
    _check_keys(table, {"image"}, str(file))
    images = table.get("image", [])
    if not isinstance(images, list) or not all(isinstance(image, dict) for image in images):
        raise ElvitError(f"image in {file} is no list of tables.", "Begin each picture with [[image]].")
    entries: list[Entry] = []
    problems: list[str] = []
    for number, image in enumerate(images, start=1):
        found = list(_problems(folder, image, f"{file}, image {number}"))
        problems += found
        if not found:
            entries.append(_entry(folder, image))
    problems += _named_twice(entries, file)
    if len(problems) > 1:
        raise ElvitError(f"{len(problems)} problems in {file}:" + "".join(f"\n  {one}" for one in problems))
    if problems:
        raise ElvitError(problems[0])
    return tuple(entries)


SHOWN = 60  # characters of a name that is too long


def _problems(folder: Path, image: Mapping[str, Any], where: str) -> Iterator[str]:
    """Everything that is wrong with an [[image]]."""
    if isinstance(image.get("file"), str):
        where = f"{where} ({image['file'][:SHOWN]})"
    checks: list[Callable[[], object]] = [partial(_check_keys, image, _KEYS, where)]
    checks += [partial(_check_kind, key, value, where) for key, value in image.items() if key in _KEYS]
    found = list(_refusals(checks))
    yield from found
    if "file" not in image:
        yield f'{where} names no file. Add file = "...", a path from the index\'s folder.'
    if image.get("why") and not image.get("hard"):
        yield f"{where} says why it is hard, but not that it is. Add hard = true, or take why out."
    if not found:
        named = [(image["file"], where)] if "file" in image else []
        masks = image.get("masks", {})
        named += [(mask, f"{where}, masks") for mask in masks.values()]
        checks = [*(partial(_existing, folder, name, place) for name, place in named)]
        classes = image.get("classes", [])
        checks += [partial(_check_keys, masks, set(classes), f"{where}, masks")] if classes else []
        yield from _refusals(checks)


def _refusals(checks: Iterable[Callable[[], object]]) -> Iterator[str]:
    """The sentences of the checks that fail."""
    for check in checks:
        try:
            check()
        except ElvitError as error:
            yield error.message


def _entry(folder: Path, image: Mapping[str, Any]) -> Entry:
    """An [[image]] that has no problem."""
    masks = image.get("masks", {})
    return Entry(
        file=_existing(folder, image["file"], ""),
        title=image.get("title") or title_from(Path(image["file"]).stem),
        classes=tuple(image.get("classes", ())),
        masks=tuple((name, _existing(folder, masks[name], "")) for name in masks),
        credit=image.get("credit", ""),
        licence=image.get("licence", ""),
        hard=image.get("hard", False),
        why=" ".join(image.get("why", "").split()),
    )


def _existing(folder: Path, name: str, where: str) -> str:
    try:
        path = inside(folder, name, f"The file {name!r} of {where}")
        is_there = path.is_file()
    except (OSError, ValueError) as error:  # too long, or with a NUL
        shown = name if len(name) <= SHOWN else f"{name[:SHOWN]}..."
        raise ElvitError(f"{where} names a file that there cannot be: {shown!r}.", "Correct its name.") from error
    if not is_there:
        message = f"{where} names the file {name}, which is not there."
        raise ElvitError(message, "Correct its name, or take the entry out.")
    return path.relative_to(folder).as_posix()


def _check_keys(table: Mapping[str, Any], known: Mapping[str, Any] | set[str], where: str) -> None:
    unknown = [key for key in table if key not in known]
    if unknown:
        near = difflib.get_close_matches(unknown[0], known, n=1)
        hint = f"Did you mean {near[0]}?" if near else f"Known keys: {', '.join(sorted(known))}."
        more = f" (and {', '.join(unknown[1:])})" if unknown[1:] else ""
        raise ElvitError(f"{where} has an unknown key {unknown[0]}{more}.", hint)


def _check_kind(key: str, value: object, where: str) -> None:
    kind = _KEYS[key]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if not isinstance(value, kind) or not all(isinstance(item, str) for item in inner):
        raise ElvitError(f"{key} of {where} is not {_KINDS[kind]}.")


def _named_twice(entries: Sequence[Entry], file: Path) -> list[str]:
    counts = Counter(entry.file for entry in entries)
    return [f"{file} names {name} twice. Merge the entries." for name, count in counts.items() if count > 1]

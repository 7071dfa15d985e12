"""Which files of a folder are pictures, in the order a person expects."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from elvit.errors import ElvitError

EXTENSIONS = frozenset([".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".avif", ".gif", ".bmp", ".tif", ".tiff"])
_NOT_READ = frozenset([".heic", ".heif", ".svg", ".jxl", ".jp2", ".psd", ".dng", ".cr2", ".nef", ".arw"])


def list_pictures(folder: Path, warn: Callable[[str], None]) -> list[str]:
    """Paths within the folder (with slashes) of all files named like pictures, in natural order.

    Hidden files and folders are passed over, and so are other kinds of file.

    Raises:
        ElvitError: a link that leads out of the folder; only pictures in formats that are not read.
    """
    files = sorted(_walk(folder, folder), key=natural)
    found = [file for file in files if Path(file).suffix.lower() in EXTENSIONS]
    unread = [file for file in files if Path(file).suffix.lower() in _NOT_READ]
    if unread and not found:
        raise ElvitError(f"The folder {folder} holds only pictures that elvit cannot read. {_left_out(unread)}")
    if unread:
        warn(_left_out([str(folder / file) for file in unread]))
    return found


def _left_out(files: list[str]) -> str:
    """One sentence for all files in formats that are not read, and what to do about them."""
    kinds = ", ".join(sorted({Path(file).suffix[1:].upper() for file in files}))
    if len(files) == 1:
        return f"{files[0]} is left out: elvit does not read {kinds}. Save it as JPEG or PNG."
    return f"{files[0]} and {len(files) - 1} more are left out: elvit does not read {kinds}. Save them as JPEG or PNG."


def inside(folder: Path, file: str, where: str) -> Path:
    """The path of a file of the folder; raises ElvitError where the name or a link leads out of it."""
    path = folder / file
    climbs = Path(file).is_absolute() or ".." in Path(file).parts
    if climbs or not path.resolve().is_relative_to(folder.resolve()):
        raise ElvitError(f"{where} leads out of the folder of pictures.", "Copy the file into the folder.")
    return path


def natural(text: str) -> list[tuple[bool, int, str]]:
    """A sort key by which "2" comes before "10", whatever the case of the letters."""
    return [
        (not part.isdecimal(), int(part) if part.isdecimal() else 0, part)
        for part in re.split(r"(\d+)", text.casefold())
    ] + [(True, 0, text)]


def title_from(stem: str) -> str:
    """A title from a file name: "grey_cat-2" gives "Grey cat 2"."""
    words = " ".join(re.split(r"[\s_-]+", stem)).strip()
    return words[:1].upper() + words[1:] or stem


def unlike(names: Iterable[str]) -> list[str]:
    """The names, with -2, -3 ... behind those that came before."""
    seen: Counter[str] = Counter()
    result: list[str] = []
    for name in names:
        chosen = name
        while chosen in result:
            seen[name] += 1
            chosen = f"{name}-{seen[name] + 1}"
        result.append(chosen)
    return result


def _walk(folder: Path, top: Path) -> Iterator[str]:
    for path in folder.iterdir():
        if path.name.startswith("."):
            continue
        if path.is_symlink():
            inside(top, path.relative_to(top).as_posix(), f"The link {path.relative_to(top).as_posix()}")
        if path.is_dir() and not path.is_symlink():
            yield from _walk(path, top)
        elif path.is_file():
            yield path.relative_to(top).as_posix()

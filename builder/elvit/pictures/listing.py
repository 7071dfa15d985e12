"""Which files of a folder are pictures, in the order a person expects."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Set
from pathlib import Path

from elvit.errors import ElvitError
from elvit.output.folder import MARKER
from elvit.pictures.heif import HEIF, HEIF_EXTENSIONS

EXTENSIONS = frozenset([".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".avif", ".gif", ".bmp", ".tif", ".tiff"])
_NOT_READ = frozenset([".svg", ".jxl", ".jp2", ".psd", ".dng", ".cr2", ".nef", ".arw"])
MASKS = "masks"  # the folder in which masks lie; what is in one of that name is no picture
_NAMED = 20  # files that a sentence names


def list_pictures(folder: Path, warn: Callable[[str], None], named: Set[str] = frozenset()) -> list[str]:
    """Paths within the folder (with slashes) of all files named like pictures, in natural order.

    Hidden files and folders are passed over, and so are other kinds of file, masks, and sites that elvit wrote.

    Args:
        folder: where to look.
        warn: told, in a sentence, which pictures are left out and why.
        named: files of which an index speaks: they are given, wherever they lie, and never warned of.

    Raises:
        ElvitError: a link that leads out of the folder; only pictures in formats that are not read.
    """
    files = sorted(_walk(folder, folder, warn), key=natural)
    readable = EXTENSIONS | (HEIF_EXTENSIONS if HEIF else frozenset())
    pictures = [file for file in files if Path(file).suffix.lower() in readable]
    masks = [file for file in pictures if MASKS in Path(file).parent.parts and file not in named]
    found = [file for file in pictures if file not in set(masks)]
    unread = [file for file in files if Path(file).suffix.lower() in (_NOT_READ | HEIF_EXTENSIONS) - readable]
    if unread and not found:
        raise ElvitError(f"The folder {folder} holds only pictures that elvit cannot read. {_unread(unread)}")
    if unread:
        warn(_unread([str(folder / file) for file in unread]))
    if masks:
        said = f"what lies in a folder {MASKS} is a mask, and none of a picture in index.toml"
        warn(f"{_left_out([str(folder / file) for file in masks])}: {said}. Name it there, or move it elsewhere.")
    return found


def _unread(files: list[str]) -> str:
    """One sentence for all files in formats that are not read, and what to do about them."""
    kinds = ", ".join(sorted({Path(file).suffix[1:].upper() for file in files}))
    which = "it" if len(files) == 1 else "them"
    phones = any(Path(file).suffix.lower() in HEIF_EXTENSIONS for file in files)
    other = ', or install what reads HEIC: pip install "elvit[heic]"' if phones else ""
    return f"{_left_out(files)}: elvit does not read {kinds}. Save {which} as JPEG or PNG{other}."


def _left_out(files: list[str]) -> str:
    """Names as many as a person reads."""
    if len(files) == 1:
        return f"{files[0]} is left out"
    more = f" and {len(files) - _NAMED} more" if len(files) > _NAMED else ""
    shown = files[:_NAMED] if more else files[:-1]
    return f"{', '.join(shown)}{more or f' and {files[-1]}'} are left out"


def inside(folder: Path, file: str, where: str) -> Path:
    """The path of a file of the folder; raises ElvitError where the name or a link leads out of it."""
    path = folder / file
    climbs = Path(file).is_absolute() or ".." in Path(file).parts
    if climbs or not _resolved(path, where).is_relative_to(folder.resolve()):
        raise ElvitError(f"{where} leads out of the folder of pictures.", "Copy the file into the folder.")
    return path


def _resolved(path: Path, where: str) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError) as error:  # RuntimeError for a circle of links, up to Python 3.12
        raise ElvitError(f"{where} is a link that goes in a circle.", "Take it out of the folder.") from error


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


def _walk(folder: Path, top: Path, warn: Callable[[str], None]) -> Iterator[str]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        name = path.relative_to(top).as_posix()
        if path.is_symlink():
            if not _leads_somewhere(path):
                warn(f"{path} is left out: it is a link that leads nowhere.")
                continue
            inside(top, name, f"The link {name}")
        if path.is_dir():
            if path.is_symlink():
                warn(f"{path} is left out: links to folders are not followed.")
            elif (path / MARKER).is_file():
                warn(f"{path} is left out: it is a site that elvit wrote.")
            else:
                yield from _walk(path, top, warn)
        elif path.is_file():
            yield name


def _leads_somewhere(link: Path) -> bool:
    try:
        return link.exists()
    except (OSError, RuntimeError):
        return False

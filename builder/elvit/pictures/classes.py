"""Where pictures lie: a folder or a zip with one sub-folder a class, seen through one interface."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Protocol

from elvit.errors import ElvitError

PICTURE_SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".bmp", ".gif", ".webp", ".tif", ".tiff", ".ppm"})


class Source(Protocol):
    """Pictures by their path inside a folder or a zip."""

    def entries(self) -> list[str]:
        """Sorted posix paths of everything inside; a folder's path ends with "/"."""
        ...

    def read(self, entry: str) -> bytes:
        """The bytes of one file."""
        ...


@dataclass(frozen=True)
class FolderSource:
    """A folder on disk."""

    root: Path

    def entries(self) -> list[str]:
        """Sorted posix paths relative to the folder."""
        return sorted(
            path.relative_to(self.root).as_posix() + ("/" if path.is_dir() else "") for path in self.root.rglob("*")
        )

    def read(self, entry: str) -> bytes:
        """The bytes of one file."""
        return (self.root / entry).read_bytes()


@dataclass(frozen=True)
class ZipSource:
    """An open zip archive."""

    archive: zipfile.ZipFile

    def entries(self) -> list[str]:
        """Sorted paths inside the archive."""
        return sorted(self.archive.namelist())

    def read(self, entry: str) -> bytes:
        """The bytes of one file."""
        return self.archive.read(entry)


@contextmanager
def open_source(path: Path) -> Iterator[Source]:
    """Open a folder or a zip of pictures.

    Raises:
        ElvitError: the path is neither.
    """
    if path.is_dir():
        yield FolderSource(path)
    elif path.is_file() and zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            yield ZipSource(archive)
    else:
        raise ElvitError(f"{path} is neither a folder nor a zip.", "Give one sub-folder of pictures a class.")


@dataclass(frozen=True)
class Listing:
    """What a source holds: the pictures of each class, and pictures outside of any class folder."""

    by_class: dict[str, list[str]]
    loose: list[str]


def list_classes(source: Source) -> Listing:
    """Sort a source's pictures by class: the first folder below any that wraps everything."""
    entries = [entry for entry in source.entries() if not _hidden(entry)]
    pictures = [entry for entry in entries if PurePosixPath(entry).suffix.lower() in PICTURE_SUFFIXES]
    depth = _wrapping_depth(pictures)
    by_class: dict[str, list[str]] = {}
    for entry in entries:
        folders = PurePosixPath(entry).parts[: None if entry.endswith("/") else -1]
        if len(folders) > depth:
            by_class.setdefault(folders[depth], [])
    loose: list[str] = []
    for entry in pictures:
        folders = PurePosixPath(entry).parts[:-1]
        (by_class[folders[depth]] if len(folders) > depth else loose).append(entry)
    return Listing(dict(sorted(by_class.items())), loose)


def fingerprint(path: Path) -> str:
    """A key that changes when the files at the path do (names, sizes, times; no contents are read)."""
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    digest = hashlib.sha256(str(path.resolve()).encode())
    for file in files:
        stat = file.stat()
        digest.update(f"{file.relative_to(path).as_posix()}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:16]


def _hidden(entry: str) -> bool:
    return any(part.startswith((".", "__")) for part in PurePosixPath(entry).parts)


def _wrapping_depth(pictures: list[str]) -> int:
    """How many folders wrap every class folder, as `train/` does in `train/cat/1.jpg`."""
    folders = [PurePosixPath(entry).parts[:-1] for entry in pictures]
    depth = 0
    while folders and min(map(len, folders)) >= depth + 2 and len({parts[depth] for parts in folders}) == 1:
        depth += 1
    return depth

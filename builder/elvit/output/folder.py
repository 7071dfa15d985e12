"""The output folder: written aside, moved into place when whole, refused when it holds somebody else's files."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from elvit import __version__
from elvit.errors import ElvitError

MARKER = "elvit.json"


@contextmanager
def replaced(out: Path) -> Iterator[Path]:
    """Yields an empty folder beside `out` that takes its place if all goes well.

    Whatever goes wrong inside, `out` stays as it was and the new folder goes away.

    Raises:
        ElvitError: `out` is a file, holds files that elvit did not write, or cannot be written.
    """
    out = out.absolute()
    check_ours(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{out.name}-", suffix=".elvit", dir=out.parent))
    except OSError as error:
        message = f"The folder {out} cannot be written: {error.strerror}."
        raise ElvitError(message, "Choose another with --out.") from error
    try:
        fresh.chmod(0o755)
        yield fresh
        _mark(fresh)
        _swap(fresh, out)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def check_ours(out: Path) -> None:
    """Raises ElvitError unless `out` is absent, empty, or holds nothing but what elvit wrote there."""
    if not out.exists():
        return
    if not out.is_dir():
        raise ElvitError(f"{out} is a file, not a folder.", "Choose another folder with --out.")
    foreign = sorted(_files(out) - _listed(out))
    if foreign:
        more = f" and {len(foreign) - 3} more" if len(foreign) > 3 else ""
        raise ElvitError(
            f"{out} holds files that elvit did not write: {', '.join(foreign[:3])}{more}.",
            "Choose another folder with --out, or move them away.",
        )


def measure(folder: Path) -> tuple[int, int]:
    """Number of files and their bytes."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes)


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir() or path.is_symlink()}


def _listed(folder: Path) -> set[str]:
    """The files that the marker in a folder names; none without a marker."""
    try:
        listed = json.loads((folder / MARKER).read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return set()
    return {MARKER, *map(str, listed)}


def _mark(folder: Path) -> None:
    marker = {"generator": f"elvit {__version__}", "files": sorted(_files(folder))}
    (folder / MARKER).write_text(json.dumps(marker, indent=1) + "\n", encoding="utf-8")


def _swap(fresh: Path, out: Path) -> None:
    """Puts `fresh` where `out` is; whatever happens in between, one of the two is there afterwards."""
    old = fresh.with_name(f"{fresh.name}.old")
    try:
        if out.exists():
            out.rename(old)
        fresh.rename(out)
    finally:
        if not out.exists() and old.exists():
            old.rename(out)
        shutil.rmtree(old, ignore_errors=True)

"""The output folder: written aside, moved into place when whole, refused when it holds somebody else's files."""

from __future__ import annotations

import fnmatch
import json
import shutil
import stat
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from elvit import __version__
from elvit.errors import ElvitError
from elvit.output.leftovers import KEPT, alone, clean
from elvit.output.place import place_of

MARKER = "elvit.json"

SHOWN = 3  # of the files that are somebody else's


@contextmanager
def replaced(out: Path, keep: Sequence[str] = ()) -> Iterator[Path]:
    """Yields an empty folder beside `out` that takes its place if all goes well.

    Whatever goes wrong inside, `out` stays as it was and the new folder goes away. A symbolic link stays one; what it
    points to is replaced. A folder that cannot be moved, such as a mount point or the working folder, keeps its place,
    and what is in it is changed for what is new. What dead runs have left beside `out` is cleaned.

    Args:
        out: the folder.
        keep: patterns of names in it that are its owner's, such as "CNAME" or ".git"; they stay.

    Raises:
        ElvitError: `out` is a file, holds files that elvit did not write, is being written by another run, or cannot
            be written.
    """
    place = place_of(out)
    check_ours(place.folder, keep)
    with ExitStack() as held:
        try:
            place.beside.mkdir(parents=True, exist_ok=True)
            held.enter_context(alone(place.folder))
            clean(place.folder)
            check_ours(place.folder, keep)
            fresh = Path(tempfile.mkdtemp(prefix=f".{place.folder.name}-", suffix=".elvit", dir=place.beside))
        except OSError as error:
            message = f"The folder {out} cannot be written: {error.strerror}."
            raise ElvitError(message, "Choose another with --out.") from error
        try:
            yield fresh
            _mark(fresh)
            _open_to_servers(fresh)
            if place.can_move:
                _swap(fresh, place.folder, keep)
            else:
                _exchange(fresh, place.folder, keep)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)


def check_ours(out: Path, keep: Sequence[str] = ()) -> None:
    """Raises ElvitError unless `out` is absent, empty, or holds nothing but what elvit wrote or its owner keeps."""
    if not out.exists():
        return
    if not out.is_dir():
        raise ElvitError(f"{out} is a file, not a folder.", "Choose another folder with --out.")
    foreign = sorted(name for name in _files(out) - _listed(out) if not is_kept(name, keep))
    if foreign:
        more = f" and {len(foreign) - SHOWN} more" if len(foreign) > SHOWN else ""
        raise ElvitError(
            f"{out} holds files that elvit did not write: {', '.join(foreign[:SHOWN])}{more}.",
            'Choose another folder with --out, move them away, or name what is to stay: keep = ["CNAME", ".git"].',
        )


def is_kept(name: str, keep: Sequence[str]) -> bool:
    """Whether a path within the folder, with slashes, begins with a name that a pattern keeps."""
    return any(fnmatch.fnmatchcase(name.split("/")[0], pattern.strip("/")) for pattern in keep)


def measure(folder: Path) -> tuple[int, int]:
    """Number of files and their bytes, of those that elvit wrote."""
    listed = _listed(folder)
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file() and _name(path, folder) in listed]
    return len(sizes), sum(sizes)


def _name(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _files(folder: Path) -> set[str]:
    return {_name(path, folder) for path in folder.rglob("*") if not path.is_dir() or path.is_symlink()}


def _listed(folder: Path) -> set[str]:
    """The files that the marker in a folder names; none without a marker."""
    try:
        listed = json.loads((folder / MARKER).read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return set()
    return {MARKER, *map(str, listed)} if isinstance(listed, list) else set()


def _mark(folder: Path) -> None:
    marker = {"generator": f"elvit {__version__}", "files": sorted(_files(folder))}
    (folder / MARKER).write_text(json.dumps(marker, indent=1) + "\n", encoding="utf-8")


def _open_to_servers(folder: Path) -> None:
    """A web server runs as somebody else: everybody may read, whatever the umask."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() or path.stat().st_mode & stat.S_IXUSR else 0o644)


def _swap(fresh: Path, out: Path, keep: Sequence[str]) -> None:
    """Puts `fresh` where `out` is; whatever happens in between, one of the two is there afterwards."""
    old = fresh.with_name(f"{fresh.name}{KEPT}")
    try:
        if out.exists():
            out.rename(old)
        fresh.rename(out)
    finally:
        if not out.exists() and old.exists():
            old.rename(out)
        if old.exists():
            _take_over(old, out, keep)
            shutil.rmtree(old, ignore_errors=True)


def _take_over(old: Path, out: Path, keep: Sequence[str]) -> None:
    for path in list(old.iterdir()):
        if is_kept(path.name, keep) and not (out / path.name).exists():
            path.rename(out / path.name)


def _exchange(fresh: Path, out: Path, keep: Sequence[str]) -> None:
    """New files first, then the page that names them, then what is old goes: at no moment is a named file missing."""
    names = [name for name in sorted(_listed(fresh)) if name not in (MARKER, "index.html")]
    before = _listed(out)
    for name in (*names, "index.html", MARKER):
        if not (fresh / name).is_file():
            continue
        target = out / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(fresh / name, aside := target.with_name(f".{target.name}.elvit"))
        aside.replace(target)
    for name in before - _listed(fresh):
        if not is_kept(name, keep):
            (out / name).unlink(missing_ok=True)
    for folder in sorted((path for path in out.rglob("*") if path.is_dir()), reverse=True):
        if not is_kept(_name(folder, out), keep) and not any(folder.iterdir()):
            folder.rmdir()

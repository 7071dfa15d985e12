"""The output folder: written aside, moved into place when whole, refused when it holds somebody else's files."""

from __future__ import annotations

import fnmatch
import json
import shutil
import stat
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path, PurePosixPath

from elvit import __version__
from elvit.errors import ElvitError
from elvit.output.leftovers import KEPT, alone, clean, retire
from elvit.output.place import place_of

MARKER = "elvit.json"

PART = ".elvit.part"  # a file on its way into a folder that is written in place

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
            clean(place.folder, _take_over)
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
                _swap(fresh, place.folder)
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
    return {MARKER, PART, *map(str, listed)} if isinstance(listed, list) else set()


def _mark(folder: Path) -> None:
    (folder / MARKER).write_text(_marker(_files(folder)), encoding="utf-8")


def _marker(files: set[str]) -> str:
    return json.dumps({"generator": f"elvit {__version__}", "files": sorted(files - {MARKER, PART})}, indent=1) + "\n"


def _open_to_servers(folder: Path) -> None:
    """A web server runs as somebody else: everybody may read, whatever the umask."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() or path.stat().st_mode & stat.S_IXUSR else 0o644)


def _swap(fresh: Path, out: Path) -> None:
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
            retire(old, out, _take_over)


def _take_over(old: Path, out: Path) -> None:
    """Moves into `out` what elvit did not write in `old`: nothing of its owner's goes with the old site."""
    ours = _listed(old)
    mixed = {parent for name in ours for parent in PurePosixPath(name).parents}

    def move(folder: Path) -> None:
        for path in list(folder.iterdir()):
            name = path.relative_to(old)
            is_folder = path.is_dir() and not path.is_symlink()
            if is_folder and (PurePosixPath(name.as_posix()) in mixed or (out / name).is_dir()):
                move(path)
            elif name.as_posix() not in ours and not (out / name).exists():
                (out / name).parent.mkdir(parents=True, exist_ok=True)
                path.rename(out / name)

    move(old)


def _exchange(fresh: Path, out: Path, keep: Sequence[str]) -> None:
    """New files first, then the page that names them, then what is old goes: at no moment is a named file missing.

    Before anything else the marker names the files of both sites, so that the next run knows them all after a kill.
    """
    before, after = _listed(out), _listed(fresh)
    (out / PART).write_text(_marker(before | after), encoding="utf-8")
    (out / PART).replace(out / MARKER)
    names = [name for name in sorted(after) if name not in (MARKER, PART, "index.html")]
    for name in (*names, "index.html"):
        if (fresh / name).is_file():
            _place(fresh, out, name)
    for name in before - after:
        if not is_kept(name, keep):
            (out / name).unlink(missing_ok=True)
    for folder in sorted((path for path in out.rglob("*") if path.is_dir()), reverse=True):
        if not is_kept(_name(folder, out), keep) and not any(folder.iterdir()):
            folder.rmdir()
    _place(fresh, out, MARKER)


def _place(fresh: Path, out: Path, name: str) -> None:
    """One file, whole or not at all, in folders that everybody may read."""
    missing = [parent for parent in (out / name).parents if not parent.exists()]
    (out / name).parent.mkdir(parents=True, exist_ok=True)
    for parent in missing:
        parent.chmod(0o755)
    shutil.copy2(fresh / name, out / PART)
    (out / PART).replace(out / name)

"""One run at a time writes a folder; what a run that was ended has left beside it is restored or taken away."""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from elvit.errors import ElvitError

KEPT = ".old"  # the end of the name of a folder that makes room for a new one
PATIENCE = 120.0  # seconds to wait for another run that writes the same folder


@contextmanager
def alone(out: Path, patience: float = PATIENCE) -> Iterator[None]:
    """While open, no other run writes `out`; waits for one that does.

    The claim is a lock that the system gives up when the process ends, however it ends.

    Raises:
        ElvitError: another run is still writing when the patience is over.
    """
    path = out.with_name(f".{out.name}.elvit-lock")
    until = time.monotonic() + patience
    while (file := _claim(path)) is None:
        if time.monotonic() > until:
            raise ElvitError(f"Another run is writing {out}.", "Wait for it, or choose another folder with --out.")
        time.sleep(0.1)
    with file:
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def clean(out: Path, rescue: Callable[[Path, Path], None]) -> None:
    """Takes away what ended runs have left beside `out`; where the folder itself is gone, its old state comes back.

    Whoever calls this is alone with the folder.

    Args:
        out: the folder.
        rescue: told of an old state and of `out`, before the former goes: takes over what is not elvit's.
    """
    named = re.compile(rf"\.{re.escape(out.name)}-[a-z0-9_]{{8}}\.elvit({re.escape(KEPT)})?")
    found = sorted(path for path in out.parent.iterdir() if named.fullmatch(path.name))
    kept = [path for path in found if path.name.endswith(KEPT)]
    for path in set(found) - set(kept):
        shutil.rmtree(path, ignore_errors=True)
    for path in kept:
        if out.exists():
            retire(path, out, rescue)
        else:
            path.rename(out)


def retire(old: Path, out: Path, rescue: Callable[[Path, Path], None]) -> None:
    """Takes an old state away once `rescue` has seen it; one that is half gone has a name that is not rescued again."""
    rescue(old, out)
    shutil.rmtree(old.rename(old.with_name(old.name.removesuffix(KEPT))), ignore_errors=True)


def _claim(path: Path) -> IO[str] | None:
    """The lock's open file; None while somebody else has it."""
    file = path.open("w")
    # Whoever had it may have taken the file away since it was opened: then it is nobody's lock any more.
    if _lock(file.fileno()) and _is_same(file.fileno(), path):
        return file
    file.close()
    return None


def _lock(descriptor: int) -> bool:
    try:
        import fcntl
    except ImportError:  # Windows has no such locks
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _is_same(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False

"""A Python program in a process group of its own, without the caller's secrets, that ends when the caller does."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

# What Python and torch need to be found and loaded; keys, tokens and passwords stand in none of them.
_KEPT = frozenset(
    [
        "PATH",
        "PYTHONPATH",
        "PYTHONHOME",
        "VIRTUAL_ENV",
        "LD_LIBRARY_PATH",
        "DYLD_LIBRARY_PATH",
        "SYSTEMROOT",
        "WINDIR",
        "COMSPEC",
    ]
)


def start_alone(program: Path, folder: Path) -> subprocess.Popen[bytes]:
    """Starts a program of Python; it gets the caller's process id as its argument, to see when that has gone.

    Args:
        program: a file of Python.
        folder: the working folder, which is its home and its place for temporary files too.
    """
    return subprocess.Popen(
        [sys.executable, "-P", str(program), str(os.getpid())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=_environment(folder),
        start_new_session=os.name == "posix",
    )


def end_group(process: subprocess.Popen[bytes]) -> None:
    """Ends a process of `start_alone` and whatever it has started; does nothing where it has been waited for."""
    if process.returncode is not None:
        return
    if sys.platform == "win32":
        process.kill()
        return
    with contextlib.suppress(OSError):
        os.killpg(process.pid, signal.SIGKILL)


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name.upper() in _KEPT}
    places = dict.fromkeys(("HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP", "XDG_CACHE_HOME"), str(folder))
    return (
        kept | places | {"OMP_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1", "LANG": "C.UTF-8"}
    )

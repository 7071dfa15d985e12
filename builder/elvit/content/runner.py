"""Runs blocks of Python one after the other and says what became of each; a program of its own.

Reads a JSON list of texts, one line of stdin; writes a line of JSON when it is ready and one for each block: {} or an
error. It ends when stdin does. This bounds mistakes and takes secrets out of reach of them; it is no sandbox.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import threading
import traceback
from itertools import chain
from pathlib import Path

BLOCK = "<code>"
MEMORY = 2 << 30  # bytes that blocks may take beyond what torch does
FILE = 256 << 20  # bytes of the largest file that they may write
TASKS = 64  # processes and threads beyond those that the user has; root is not counted by the system
_STARTS = frozenset(
    [
        "os.exec",
        "os.fork",
        "os.forkpty",
        "os.posix_spawn",
        "os.spawn",
        "os.startfile",
        "os.system",
        "pty.spawn",
        "subprocess.Popen",
    ]
)
_DEATH = 1  # PR_SET_PDEATHSIG


def run(code: str) -> dict[str, object]:
    """Runs one block in a namespace of its own; gives the error and its line, or nothing."""
    try:
        exec(compile(code, BLOCK, "exec"), {"__name__": "__main__"})
    except BaseException as error:
        lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == BLOCK]
        line = int((lines[-1] if lines else getattr(error, "lineno", None)) or 1)
        said = f"{type(error).__name__}: {error}".removesuffix(": ")
        if isinstance(error, AssertionError) and not str(error):
            said = f"AssertionError: {code.splitlines()[line - 1].strip()}"
        return {"error": said.splitlines()[0], "line": line}
    return {}


def end_with(parent: int) -> None:
    """Makes this process end when its parent does, by the system where it can; stdin's end is seen to in `main`."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None, use_errno=True).prctl(_DEATH, signal.SIGKILL)
        if os.getppid() != parent:  # it has gone before it was asked
            os._exit(1)


def end_all() -> None:
    """Ends this process and its group."""
    if os.name == "posix":
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


def bound() -> None:
    """No further processes; bounds for memory, files and threads, as far as the system has them."""

    def watch(event: str, _: object) -> None:
        if event in _STARTS:
            raise PermissionError("code of texts may not start other processes")

    sys.addaudithook(watch)
    if sys.platform == "win32":
        return
    import resource

    bounds = {resource.RLIMIT_CORE: 0, resource.RLIMIT_FSIZE: FILE}
    with contextlib.suppress(OSError):
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        bounds[resource.RLIMIT_AS] = pages * resource.getpagesize() + MEMORY
        bounds[resource.RLIMIT_NPROC] = _tasks_of_user() + TASKS
    for kind, most in bounds.items():
        hard = resource.getrlimit(kind)[1]
        with contextlib.suppress(OSError, ValueError):
            most = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(kind, (most, most))


def _tasks_of_user() -> int:
    """Processes and threads of this user."""
    count, user = 0, os.getuid()
    for process in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if process.name.isdecimal() and process.stat().st_uid == user:
                count += sum(1 for _ in (process / "task").iterdir())
    return count


def _wait_for_end(stdin: int) -> None:
    os.read(stdin, 1)
    end_all()


def main() -> None:
    """Blocks may print what they like: their output goes nowhere."""
    end_with(int(sys.argv[1]))
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as answers:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        blocks = json.loads(sys.stdin.buffer.readline())
        threading.Thread(target=_wait_for_end, args=(os.dup(0),), daemon=True).start()
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        import torch  # noqa: F401 -- most blocks do; the time it takes is nobody's

        bound()
        for answer in chain([{}], map(run, blocks)):
            print(json.dumps(answer), file=answers, flush=True)
        answers.flush()
        os._exit(0)


if __name__ == "__main__":
    main()

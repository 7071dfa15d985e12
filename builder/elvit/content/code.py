"""The code of the texts, run in another process with a time limit, while the caller goes on."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import json
import queue
import subprocess
import tempfile
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from elvit.content.concept import Concept
from elvit.content.problems import Problem
from elvit.content.sections import code_blocks
from elvit.running.alone import end_group, start_alone

RUNNER = Path(__file__).with_name("runner.py")
SECONDS = 20.0  # for one block, which should take less than one
START_SECONDS = 180.0  # until torch is there, on a slow disk


@dataclass(frozen=True)
class Block:
    """A block of Python in a text.

    Args:
        code: what it says.
        file: where it stands.
        line: of its first line there.
        own: whether it is the owner's, not one of the texts that come with elvit.
    """

    code: str
    file: Path
    line: int
    own: bool = False

    @property
    def hash(self) -> str:
        """The same as long as the code and the version of torch are."""
        return hashlib.sha256(f"{importlib.metadata.version('torch')}\n{self.code}".encode()).hexdigest()


def list_blocks(concepts: Iterable[Concept]) -> tuple[Block, ...]:
    """The code of concepts."""
    return tuple(
        Block(code, concept.file, line, concept.own)
        for concept in concepts
        if "code" in concept.sections
        for code, line in code_blocks(concept.sections["code"])
    )


class CodeRun:
    """Runs blocks beside the caller until it asks for the outcome, or leaves the context.

    Args:
        blocks: what to run.
        seconds: limit for one block.
    """

    def __init__(self, blocks: Sequence[Block], seconds: float = SECONDS) -> None:
        self.passed: list[Block] = []
        self._blocks = list(blocks)
        self._seconds = seconds
        self._problems: list[Problem] = []
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> CodeRun:
        """Begin."""
        if self._blocks:
            self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End whatever still runs."""
        self._stopped = True
        if self._process is not None:
            end_group(self._process)
        if self._thread.ident is not None:
            self._thread.join()

    def problems(self) -> list[Problem]:
        """Waits until all is run; what failed, with its line."""
        if self._thread.ident is not None:
            self._thread.join()
        return self._problems

    def _run(self) -> None:
        """A block that ends the process takes only itself down: the rest runs in a new one."""
        left = self._blocks
        while left and not self._stopped:
            left = left[self._run_some(left) :]

    def _run_some(self, blocks: Sequence[Block]) -> int:
        """Runs blocks in one process until it ends; gives how many are done with."""
        with tempfile.TemporaryDirectory(prefix="elvit-code-", ignore_cleanup_errors=True) as folder:
            process = start_alone(RUNNER, Path(folder))
            assert process.stdin is not None
            self._process = process
            with contextlib.suppress(OSError):  # its end closes stdin, and stdin's end ends it
                process.stdin.write(json.dumps([block.code for block in blocks]).encode() + b"\n")
                process.stdin.flush()
            if self._stopped:  # left before there was a process to end
                end_group(process)
            answers: queue.SimpleQueue[bytes] = queue.SimpleQueue()
            reader = threading.Thread(target=_read_lines, args=(process, answers), daemon=True)
            reader.start()
            try:
                return self._judge(blocks, answers)
            finally:
                end_group(process)
                process.wait()
                with contextlib.suppress(OSError), process.stdin:
                    reader.join()

    def _judge(self, blocks: Sequence[Block], answers: queue.SimpleQueue[bytes]) -> int:
        if not _next(answers, START_SECONDS):
            if not self._stopped:
                said = "The code could not be run: Python ends, or hangs, before torch is loaded."
                self._problems += [Problem(block.file, block.line, said) for block in blocks]
            return len(blocks)
        for number, block in enumerate(blocks, 1):
            answer = _next(answers, self._seconds)
            if self._stopped:
                return len(blocks)
            if answer is None:
                said = f"The code takes longer than {self._seconds:g} seconds."
                self._problems.append(Problem(block.file, block.line, said))
                return number
            if not answer:
                self._problems.append(Problem(block.file, block.line, "The code ends the whole process."))
                return number
            found = json.loads(answer)
            if found:
                line = block.line + found["line"] - 1
                self._problems.append(Problem(block.file, line, f"The code fails: {found['error']}"))
            else:
                self.passed.append(block)
        return len(blocks)


def _read_lines(process: subprocess.Popen[bytes], answers: queue.SimpleQueue[bytes]) -> None:
    assert process.stdout is not None
    with process.stdout:
        for line in process.stdout:
            answers.put(line)
    answers.put(b"")


def _next(answers: queue.SimpleQueue[bytes], seconds: float) -> bytes | None:
    """The next answer; b"" when there will be none, None when it did not come in time."""
    try:
        return answers.get(timeout=seconds)
    except queue.Empty:
        return None

"""Which code a build runs: that of texts which changed since the last time it passed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from elvit.config import Config
from elvit.content.code import Block, CodeRun
from elvit.content.problems import Problem, refuse
from elvit.running.memory import Memory

RECORD = Path("check") / "code.json"


class Trials:
    """Runs the code of the texts, unless the settings leave it out; a site remembers what has passed.

    Args:
        config: whether to run code, and where the last site is.
        memory: remembers it too, also of builds that failed for another reason.
    """

    def __init__(self, config: Config, memory: Memory) -> None:
        self._wanted = config.run_code
        self._passed: set[str] = memory.recall("code that passed", set)
        self._passed |= _read(config.out / RECORD)

    def now(self, blocks: Sequence[Block]) -> list[Problem]:
        """Runs blocks and waits; gives the problems."""
        with CodeRun(self._left(blocks)) as run:
            return self._outcome(run)

    @contextmanager
    def beside(self, blocks: Sequence[Block]) -> Iterator[Callable[[], None]]:
        """Runs blocks while the caller does something else; yields what waits for them and raises ElvitError."""
        with CodeRun(self._left(blocks)) as run:
            yield lambda: refuse(self._outcome(run))

    def remember(self, site: Path, blocks: Iterable[Block]) -> None:
        """Writes into a site which code has passed."""
        if self._wanted:
            (site / RECORD).parent.mkdir(exist_ok=True)
            (site / RECORD).write_text(json.dumps(sorted({block.hash for block in blocks})), encoding="utf-8")

    def _left(self, blocks: Sequence[Block]) -> list[Block]:
        return [block for block in blocks if self._wanted and block.hash not in self._passed]

    def _outcome(self, run: CodeRun) -> list[Problem]:
        problems = run.problems()
        self._passed.update(block.hash for block in run.passed)
        return problems


def _read(record: Path) -> set[str]:
    """Hashes of blocks that passed; none where a site says nothing."""
    try:
        return {str(entry) for entry in json.loads(record.read_text(encoding="utf-8"))}
    except (OSError, ValueError, TypeError):
        return set()

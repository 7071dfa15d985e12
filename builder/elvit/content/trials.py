"""Which code a build runs: that of texts which changed since the last time it passed."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from elvit.config import Config
from elvit.content.code import Block, CodeRun
from elvit.content.problems import Problem, refuse
from elvit.resources import CONCEPTS, EXAMPLE
from elvit.running.memory import Memory

RECORD = Path("check") / "code.json"
_BLOCK = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)


class Trials:
    """Runs the code of the texts, unless the settings leave it out; a site remembers what has passed.

    Args:
        config: whose code to run, and where the last site is.
        memory: remembers it too, also of builds that failed for another reason.
    """

    def __init__(self, config: Config, memory: Memory) -> None:
        self._trusts = config.run_code
        self._ours = _shipped()
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
        passed = {block.hash for block in blocks} & self._passed
        if passed:
            (site / RECORD).parent.mkdir(exist_ok=True)
            (site / RECORD).write_text(json.dumps(sorted(passed)), encoding="utf-8")

    def left_out(self, blocks: Iterable[Block]) -> list[str]:
        """One sentence where code of the owner's texts was not run because nobody said that it may be."""
        files = sorted({block.file for block in blocks if self._is_left_out(block)})
        if not files or self._trusts is False:
            return []
        more = f" and {len(files) - 1} more" if len(files) > 1 else ""
        folder = next((above.parent for above in files[0].parents if above.name == CONCEPTS), files[0].parent)
        return [
            f"The Python code of {files[0]}{more} was not run, so nobody knows whether it works. "
            f"If you wrote it or trust who did: --run-code {shlex.quote(str(folder))}."
        ]

    def _is_left_out(self, block: Block) -> bool:
        return block.hash not in self._passed and not self._may_run(block)

    def _may_run(self, block: Block) -> bool:
        """Whether a block comes with elvit, or lies (links followed) in the folder that is trusted."""
        if self._trusts is False:
            return False
        if not block.own or block.code in self._ours:
            return True
        return self._trusts is not True and block.file.resolve().is_relative_to(self._trusts.resolve())

    def _left(self, blocks: Sequence[Block]) -> list[Block]:
        return [block for block in blocks if block.hash not in self._passed and self._may_run(block)]

    def _outcome(self, run: CodeRun) -> list[Problem]:
        problems = run.problems()
        self._passed.update(block.hash for block in run.passed)
        return problems


def _shipped() -> frozenset[str]:
    """The code of the text that `elvit new` writes, which may lie in anybody's folder."""
    found = (_BLOCK.findall(file.read_text(encoding="utf-8")) for file in sorted(EXAMPLE.glob("*.md")))
    return frozenset(code for codes in found for code in codes)


def _read(record: Path) -> set[str]:
    """Hashes of blocks that passed; none where a site says nothing."""
    try:
        return {str(entry) for entry in json.loads(record.read_text(encoding="utf-8"))}
    except (OSError, ValueError, TypeError):
        return set()

"""The code of the texts: what fails is told with its line, nothing hangs, what has passed is not run again."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path

import pytest
from elvit.config import load_config
from elvit.content import trials
from elvit.content.code import Block, CodeRun
from elvit.content.problems import Problem
from elvit.content.trials import Trials
from elvit.errors import ElvitError
from elvit.running.memory import Memory

FINE = "import torch\nassert torch.ones(2).sum() == 2\n"


def outcome(*codes: str, seconds: float = 20) -> list[str]:
    """What is said of blocks that each begin on line 10."""
    blocks = [Block(code, Path(f"{number}.md"), 10) for number, code in enumerate(codes)]
    with CodeRun(blocks, seconds) as run:
        return [str(problem) for problem in run.problems()]


def test_each_failure_has_its_error_and_line() -> None:
    assert outcome(
        FINE,
        "x = 1\n\nassert x == 2",
        "def f():\n    raise ValueError('no good')\n\nf()",
        "print('noise')\nassert 1 + 1 == 3, 'sums'",
        "x = 1",
        "assert x == 1",
        "import sys\nsys.exit(3)",
        "1 / 0  # " + "é" * 100_000,
        FINE,
    ) == [
        "1.md:12: The code fails: AssertionError: assert x == 2",
        "2.md:11: The code fails: ValueError: no good",
        "3.md:11: The code fails: AssertionError: sums",
        "5.md:10: The code fails: NameError: name 'x' is not defined",
        "6.md:11: The code fails: SystemExit: 3",
        "7.md:10: The code fails: ZeroDivisionError: division by zero",
    ]


def test_the_rest_is_run_after_one_that_hangs_or_ends_the_process() -> None:
    found = outcome("while True:\n    pass", FINE, "import os\nos._exit(0)", "assert 0 == 1", FINE, seconds=1)
    assert found == [
        "0.md:10: The code takes longer than 1 seconds.",
        "2.md:10: The code ends the whole process.",
        "3.md:10: The code fails: AssertionError: assert 0 == 1",
    ]


def test_leaving_early_ends_the_process() -> None:
    start = time.perf_counter()
    with CodeRun([Block("import time\ntime.sleep(100)", Path("a.md"), 1)], 100):
        time.sleep(0.2)
    assert time.perf_counter() - start < 30


class TestTrials:
    """Which code a build runs."""

    @pytest.fixture
    def ran(self, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        """The code that is run; what holds the word "bad" fails."""
        ran: list[str] = []

        class Run(CodeRun):
            def __enter__(self) -> CodeRun:
                ran.extend(block.code for block in self._blocks)
                self.passed = [block for block in self._blocks if "bad" not in block.code]
                return self

            def problems(self) -> list[Problem]:
                return [Problem(b.file, b.line, "Bad.") for b in self._blocks if "bad" in b.code]

        monkeypatch.setattr(trials, "CodeRun", Run)
        return ran

    @staticmethod
    def build(out: Path, memory: Memory, *codes: str, run_code: bool = True) -> None:
        """What a build does with code."""
        config = replace(load_config(None, {"out": out}), run_code=run_code)
        blocks = [Block(code, Path("a.md"), 1) for code in codes]
        found = Trials(config, memory)
        with found.beside(blocks) as finish:
            finish()
        found.remember(out, blocks)
        memory.let_go()

    def test_only_what_changed_is_run_again(self, ran: list[str], tmp_path: Path) -> None:
        self.build(tmp_path, Memory(), "a", "b")
        self.build(tmp_path, Memory(), "a", "c")
        self.build(tmp_path, Memory(), "b")
        assert ran == ["a", "b", "c", "b"]

    def test_what_passed_beside_a_failure_is_remembered(self, ran: list[str], tmp_path: Path) -> None:
        memory = Memory()
        for code in ("bad", "good"):
            try:
                self.build(tmp_path, memory, "a", code)
            except ElvitError as error:
                assert "a.md:1: Bad." in str(error)
        assert ran == ["a", "bad", "good"]
        assert len(json.loads((tmp_path / "check" / "code.json").read_text())) == 2

    def test_it_can_be_left_out(self, ran: list[str], tmp_path: Path) -> None:
        self.build(tmp_path, Memory(), "bad", run_code=False)
        assert ran == []
        assert not (tmp_path / "check").exists()

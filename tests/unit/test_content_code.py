"""The code of the texts: what fails is told with its line, nothing hangs, what has passed is not run again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from elvit.config import load_config
from elvit.content import trials
from elvit.content.code import Block, CodeRun
from elvit.content.problems import Problem
from elvit.content.trials import Trials
from elvit.errors import ElvitError
from elvit.resources import EXAMPLE
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


def test_the_environment_is_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HF_TOKEN", "AWS_SECRET_ACCESS_KEY", "SSH_AUTH_SOCK", "DATABASE_URL"):
        monkeypatch.setenv(name, "secret")
    home = str(Path.home())
    assert outcome(
        "import os\nassert 'secret' not in os.environ.values(), sorted(os.environ)",
        f"from pathlib import Path\nassert str(Path.home()) != {home!r} and not any(Path.home().iterdir())",
        "import tempfile, os\nassert tempfile.gettempdir() == os.getcwd()",
    ) == []  # fmt: skip


def test_memory_files_and_processes_are_bounded() -> None:
    bomb = "import os\nwhile True:\n    os.fork()"
    said = outcome(
        "x = bytearray(3 << 30)",
        "import torch\ntorch.ones(3 << 28)",
        "import subprocess\nsubprocess.run(['true'])",
        bomb,
        "import os\nos.system('true')",
        "import multiprocessing\nmultiprocessing.Process(target=print).start()",
        "with open('x', 'wb') as f:\n    f.truncate(1 << 40)",
        "input()",
        FINE,
        "import torch\nx = torch.ones(1000, requires_grad=True)\nx.sum().backward()\nassert x.grad.sum() == 1000",
    )
    assert [line.split("The code fails: ")[1].split(":")[0] for line in said] == [
        "MemoryError", "RuntimeError", *["PermissionError"] * 4, "OSError", "EOFError",
    ]  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="groups of processes as POSIX has them")
def test_it_dies_with_the_build_even_if_that_is_killed(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    code = f"import os, time\nopen({str(note)!r}, 'w').write(str(os.getpid()))\ntime.sleep(100)"
    script = (
        "import sys, time\nfrom pathlib import Path\nfrom elvit.content.code import Block, CodeRun\n"
        f"with CodeRun([Block({code!r}, Path('a.md'), 1)], 100) as run:\n    run.problems()\n"
    )
    build = subprocess.Popen(
        [sys.executable, "-c", script], env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    )
    wait_until(lambda: note.exists() and note.read_text() != "", 120)
    runner = int(note.read_text())
    build.kill()
    build.wait()
    wait_until(lambda: not lives(runner), 20)


def wait_until(holds: Callable[[], bool], seconds: float) -> None:
    """Looks again until it holds; fails after so many seconds."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


def lives(process: int) -> bool:
    """Whether a process is there and no mere entry of one that has ended."""
    try:
        os.kill(process, 0)
        stat = Path(f"/proc/{process}/stat")
        return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


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
    def build(
        out: Path,
        memory: Memory,
        *codes: str,
        run_code: Path | bool = True,
        file: Path = Path("a.md"),
        own: bool = False,
    ) -> list[str]:
        """What a build does with code, and what it says of code left out."""
        config = replace(load_config(None, {"out": out}), run_code=run_code)
        blocks = [Block(code, file, 1, own) for code in codes]
        found = Trials(config, memory)
        with found.beside(blocks) as finish:
            finish()
        found.remember(out, blocks)
        memory.let_go()
        return found.left_out(blocks)

    def test_code_of_a_folder_is_run_only_where_it_is_trusted(self, ran: list[str], tmp_path: Path) -> None:
        file = tmp_path / "content" / "concepts" / "a.md"
        file.parent.mkdir(parents=True)
        file.write_text("")
        linked = tmp_path / "mine" / "concepts" / "a.md"
        linked.parent.mkdir(parents=True)
        linked.symlink_to(file)
        elsewhere = tmp_path / "content-2"
        (tmp_path / "out").mkdir()
        cases: list[tuple[Path | bool, Path]] = [
            (True, file),
            (False, file),
            (elsewhere, file),
            (tmp_path / "mine", linked),
        ]
        for trusted, where in cases:
            said = self.build(tmp_path / "out", Memory(), "x", run_code=trusted, file=where, own=True)
            assert ran == []
            assert len(said) == (trusted is not False)
            if said:
                assert str(where) in said[0] and f"--run-code {where.parent.parent}" in said[0]
        assert self.build(tmp_path / "out", Memory(), "x", run_code=tmp_path / "content", file=file, own=True) == []
        assert ran == ["x"]
        assert self.build(tmp_path / "out", Memory(), "x", file=file, own=True) == []  # it has passed before
        assert ran == ["x"]

    def test_the_text_that_new_writes_is_run_wherever_it_lies(self, ran: list[str], tmp_path: Path) -> None:
        text = (EXAMPLE / "temperature.md").read_text("utf-8")
        code = text.split("```python\n")[1].split("```")[0]
        assert self.build(tmp_path, Memory(), code, file=tmp_path / "t.md", own=True) == []
        assert ran == [code]

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

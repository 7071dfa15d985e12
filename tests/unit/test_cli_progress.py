"""What a long command shows, and what Ctrl-C does to a process."""

from __future__ import annotations

import io
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from elvit.commands.sizes import format_bytes
from elvit.running.progress import Bars, Lines, Quiet, progress_for
from rich.console import Console

pytestmark = pytest.mark.slow

STUCK = """
import signal, sys, time, types
signal.signal(signal.SIGINT, signal.default_int_handler)
def build(config, progress):
    print("building", flush=True)
    time.sleep(60)
module = types.ModuleType("elvit.site.build")
module.build = build
sys.modules["elvit.site.build"] = module
from elvit.cli import main
main(["build"])
"""


def shown(*, terminal: bool) -> tuple[Console, io.StringIO]:
    """A console and what is written to it."""
    text = io.StringIO()
    return Console(file=text, force_terminal=terminal, width=80), text


def test_a_log_gets_a_line_for_each_stage_that_is_done() -> None:
    console, text = shown(terminal=False)
    progress = progress_for(console)
    assert isinstance(progress, Lines)
    with progress.stage("Reading [pictures]", 2) as stage:
        stage.advance()
        stage.warn("one is odd [sic]")
    lines = text.getvalue().splitlines()
    assert lines[0] == "Warning: one is odd [sic]"
    assert re.fullmatch(r"done Reading \[pictures\] \d+\.\d s", lines[1])


def test_a_terminal_gets_a_bar() -> None:
    console, text = shown(terminal=True)
    progress = progress_for(console)
    assert isinstance(progress, Bars)
    with progress.stage("Running", 2) as stage:
        stage.advance()
        stage.warn("odd")
    assert "━" in text.getvalue()
    assert "odd" in text.getvalue()
    assert "done" in text.getvalue()


@pytest.mark.parametrize("terminal", [True, False])
def test_a_stage_that_fails_is_not_done(terminal: bool) -> None:
    console, text = shown(terminal=terminal)
    with pytest.raises(ValueError, match="x"), progress_for(console).stage("Running"):
        raise ValueError("x")
    assert "done" not in text.getvalue()


def test_a_quiet_one_remembers() -> None:
    quiet = Quiet()
    with quiet.stage("A") as stage:
        stage.warn("odd")
    assert (quiet.stages, quiet.warnings) == (["A"], ["odd"])


def test_ctrl_c_in_a_real_process(checkout: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(checkout / "builder")}
    command = [sys.executable, "-c", STUCK]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, cwd=tmp_path
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "building\n"
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
    assert process.returncode == 130
    assert errors.strip() == "Stopped; nothing was changed."
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (9_340_000, "9.3 MB"), (3_000_000_000, "3.0 GB")]
)
def test_sizes(count: int, said: str) -> None:
    assert format_bytes(count) == said

"""How a long command tells what it is doing: bars on a terminal, lines elsewhere, nothing in tests."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as RichDisplay

from elvit.running.interrupt import stop_if_interrupted


class Stage(Protocol):
    """A piece of work under way."""

    def advance(self, n: int = 1) -> None:
        """Say that n more of the stage's total are done."""

    def warn(self, message: str) -> None:
        """Say something that the user should know although the work goes on."""


class Progress(Protocol):
    """Where commands report their stages."""

    def stage(self, name: str, total: int | None = None) -> AbstractContextManager[Stage]:
        """Report a stage for as long as the context lasts; a total of None is not known."""


class Quiet:
    """Shows nothing and remembers everything."""

    def __init__(self) -> None:
        self.stages: list[str] = []
        self.warnings: list[str] = []

    @contextmanager
    def stage(self, name: str, total: int | None = None) -> Iterator[Stage]:
        """Remember the stage's name."""
        self.stages.append(name)
        yield self

    def advance(self, n: int = 1) -> None:
        """Nothing to show."""

    def warn(self, message: str) -> None:
        """Remember the warning."""
        self.warnings.append(message)


class Lines:
    """One line for each stage that is done, for logs."""

    def __init__(self, console: Console) -> None:
        self.console = console

    @contextmanager
    def stage(self, name: str, total: int | None = None) -> Iterator[Stage]:
        """Write the stage's name and time once it is done."""
        start = time.perf_counter()
        yield self
        _write_done(self.console, name, start)

    def advance(self, n: int = 1) -> None:
        """Nothing until the stage is done."""

    def warn(self, message: str) -> None:
        """Write the warning."""
        _write_warning(self.console, message)


class Bars:
    """A moving bar for the stage under way, a line for each that is done; for terminals."""

    def __init__(self, console: Console) -> None:
        self.console = console

    @contextmanager
    def stage(self, name: str, total: int | None = None) -> Iterator[Stage]:
        """Show a bar until the stage is done, then a line."""
        start = time.perf_counter()
        columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
        with RichDisplay(*columns, console=self.console, transient=True) as display:
            yield _Bar(display, display.add_task(escape(name), total=total))
        _write_done(self.console, name, start)


class _Bar:
    def __init__(self, display: RichDisplay, task: TaskID) -> None:
        self.display = display
        self.task = task

    def advance(self, n: int = 1) -> None:
        self.display.advance(self.task, n)

    def warn(self, message: str) -> None:
        _write_warning(self.display.console, message)


def progress_for(console: Console) -> Progress:
    """Bars where somebody watches, lines in a log."""
    return Bars(console) if console.is_terminal else Lines(console)


def _write_done(console: Console, name: str, start: float) -> None:
    stop_if_interrupted()
    console.print(f"[green]done[/] {escape(name)} [dim]{time.perf_counter() - start:.1f} s[/]", highlight=False)


def _write_warning(console: Console, message: str) -> None:
    console.print(f"[yellow]Warning:[/] {escape(message)}", highlight=False, soft_wrap=True)

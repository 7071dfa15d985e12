"""What a person sees while a model trains: a bar on a terminal, plain lines otherwise."""

from __future__ import annotations

import time
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from elvit.training.checkpoint import EpochRecord

SECONDS_BETWEEN_LINES = 30.0


class Report:
    """Shows steps and epochs; a context manager, as the bar must be closed."""

    def __init__(self, console: Console, epochs: int, steps_per_epoch: int, done: int, part: bool = True) -> None:
        self._console = console
        self._epochs = epochs
        self._of = " (part of the test set)" if part else ""
        self._steps_per_epoch = steps_per_epoch
        self._spoken = time.monotonic()
        self._bar = Progress(
            TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[figures]}"),
            TimeRemainingColumn(), console=console, disable=not console.is_terminal,
        )  # fmt: skip
        self._task = self._bar.add_task(
            "training", total=epochs * steps_per_epoch, completed=done * steps_per_epoch, figures=""
        )

    def __enter__(self) -> Report:
        """Open the bar."""
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the bar."""
        self._bar.stop()

    def step(self, epoch: int, step: int, loss: float, images_per_second: float) -> None:
        """Say how one step went; `epoch` and `step` count from 0."""
        figures = f"loss {loss:.3f}  {images_per_second:.0f} images/s"
        self._bar.update(self._task, advance=1, figures=figures, description=f"epoch {epoch + 1}/{self._epochs}")
        if not self._console.is_terminal and time.monotonic() - self._spoken > SECONDS_BETWEEN_LINES:
            self._spoken = time.monotonic()
            self.say(f"epoch {epoch + 1}/{self._epochs} step {step + 1}/{self._steps_per_epoch}  {figures}")

    def epoch(self, record: EpochRecord) -> None:
        """Say how an epoch went."""
        top1 = "" if record.top1 is None else f"  top-1 {record.top1:.1%}{self._of}"
        self.say(
            f"epoch {record.epoch}/{self._epochs} done in {record.seconds:.0f} s  loss {record.loss:.3f}  "
            f"{record.images_per_second:.0f} images/s{top1}"
        )

    def say(self, line: str) -> None:
        """Print one line above the bar."""
        self._console.print(line, highlight=False, soft_wrap=True)

"""Ctrl-C stays asked for although something swallowed it."""

from __future__ import annotations

import contextlib
import signal

import pytest
from elvit.running.interrupt import lasting_interrupts, stop_if_interrupted
from elvit.running.progress import Lines
from rich.console import Console

pytestmark = pytest.mark.slow


def test_a_swallowed_interrupt_ends_the_stage() -> None:
    before = signal.getsignal(signal.SIGINT)
    with lasting_interrupts():
        stop_if_interrupted()
        with (
            pytest.raises(KeyboardInterrupt),
            Lines(Console(quiet=True)).stage("Working"),
            contextlib.suppress(KeyboardInterrupt),  # as a library does it
        ):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before
    stop_if_interrupted()

"""Ctrl-C that is not lost: where a library swallows the exception, the next stage raises it again."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Interrupt:
    """Handles SIGINT as Python does, and remembers it."""

    def __init__(self) -> None:
        self.asked = False

    def __call__(self, number: int, frame: FrameType | None) -> None:
        """Raise KeyboardInterrupt."""
        self.asked = True
        raise KeyboardInterrupt


@contextmanager
def lasting_interrupts() -> Iterator[None]:
    """Remember Ctrl-C for as long as the context lasts; other threads than the main one get no signals."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, Interrupt())
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def stop_if_interrupted() -> None:
    """Raise KeyboardInterrupt if Ctrl-C was pressed and something swallowed it."""
    handler = signal.getsignal(signal.SIGINT)
    if isinstance(handler, Interrupt) and handler.asked:
        raise KeyboardInterrupt

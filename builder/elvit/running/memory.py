"""What one build may take over from the one before it: a model is converted once while it stays the same."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, TypeVar

Made = TypeVar("Made")


class Memory:
    """Results by what they were made from; those that a build did not ask for are let go after it."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, Any] = {}
        self._asked: set[Hashable] = set()

    def recall(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """The result kept under a key, made now if there is none."""
        if key not in self._kept:
            self._kept[key] = make()
        self._asked.add(key)
        made: Made = self._kept[key]
        return made

    def let_go(self) -> None:
        """Forgets all that was not asked for since the last time."""
        self._kept = {key: made for key, made in self._kept.items() if key in self._asked}
        self._asked = set()


def state_of(path: Path) -> Hashable:
    """Names, times and sizes of a file or of all files in a folder: the same as long as nobody wrote there."""
    files = [path] if path.is_file() else sorted(file for file in path.rglob("*") if file.is_file())
    return tuple((str(file), file.stat().st_mtime_ns, file.stat().st_size) for file in files)

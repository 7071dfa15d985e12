"""Files that are there whole or not at all: written aside, then renamed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import IO


def write_aside(path: Path, write: Callable[[IO[bytes]], object]) -> None:
    """Let `write` fill a file beside the path, then rename it; a kill leaves the old file as it was."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(path.name + ".part")
    with aside.open("wb") as file:
        write(file)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)

"""Everything that is wrong with the texts, gathered with file and line, and told at once."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from elvit.errors import ElvitError


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that a writer can put right.

    Args:
        file: the text.
        line: counted from 1.
        message: what is wrong and what to do, in a sentence or two.
    """

    file: Path
    line: int
    message: str

    def __str__(self) -> str:
        """As compilers write it, so that editors find the place."""
        return f"{self.file}:{self.line}: {self.message}"


def refuse(problems: Iterable[Problem]) -> None:
    """Raises ElvitError with the whole list, if there is any."""
    found = sorted(set(problems))
    if not found:
        return
    count = "1 problem" if len(found) == 1 else f"{len(found)} problems"
    listed = "".join(f"\n  {problem}" for problem in found)
    raise ElvitError(f"{count} in the texts:{listed}")


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A hint at the nearest known name, or at all of them where they are few."""
    names = sorted(known)
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    if close:
        return f"Did you mean '{close[0]}'?"
    return f"There are {', '.join(names)}." if len(names) <= 12 else ""

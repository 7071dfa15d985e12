"""Bounds on what somebody wrote, before a parser sees it; and whatever a parser raises, as one kind of error."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

MOST = 4_000_000  # characters of a text
DEEPEST = 200  # brackets open at once

_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")

T = TypeVar("T")


def nesting(text: str) -> int:
    """How many brackets are open at once, at most; brackets in quotes count too."""
    depth = deepest = 0
    for sign in text:
        if sign in _OPEN:
            depth += 1
            deepest = max(deepest, depth)
        elif sign in _CLOSE and depth > 0:
            depth -= 1
    return deepest


def bounded(parse: Callable[[str], T], text: str, most: int = MOST) -> T:
    """What a parser makes of a text.

    Args:
        parse: the parser.
        text: what somebody wrote.
        most: characters that it may have.

    Raises:
        ValueError: it is too large or too deep, or the parser says so in whatever way.
    """
    if len(text) > most:
        raise ValueError(f"it has {len(text):,} characters, more than {most:,}")
    if nesting(text) > DEEPEST:
        raise ValueError(f"more than {DEEPEST} brackets are open at once")
    try:
        return parse(text)
    except ValueError:
        raise
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    except MemoryError as error:
        raise ValueError("it takes more memory than there is") from error
    except Exception as error:
        raise ValueError(str(error) or type(error).__name__) from error

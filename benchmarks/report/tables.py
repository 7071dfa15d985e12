"""Tables in markdown, and numbers as they are written in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The first column to the left, the others to the right.

    Raises:
        ValueError: a row is not as long as the head.
    """
    lines = [head, [":---", *("---:" for _ in head[1:])]]
    for row in rows:
        if len(row) != len(head):
            raise ValueError(f"{len(row)} cells below {len(head)} heads: {row}")
        lines.append(row)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def milliseconds(value: float) -> str:
    """With as many digits as can be trusted: three."""
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def kilobytes(count: int) -> str:
    """Bytes in thousands."""
    return f"{count / 1e3:,.0f} kB".replace(",", " ")


def megabytes(count: float) -> str:
    """Bytes in millions."""
    return f"{count / 1e6:,.0f} MB".replace(",", " ")


def verdict(value: float, bound: float, unit: str = "", digits: int = 2) -> str:
    """A measured value beside the most that it may be, in words."""
    word = "met" if value <= bound else "missed"
    return f"{value:.{digits}f}{unit}, at most {bound:.{digits}f}{unit} wanted: {word}"

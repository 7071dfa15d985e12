"""Differences as sentences tell them: what is clearly better or worse, where, and what may be chance."""

from __future__ import annotations

from collections.abc import Sequence

from elvit.survey.interaction.conditions import METRICS
from elvit.survey.interaction.summary import Cell
from elvit.survey.interaction.words.numbers import points
from elvit.survey.intervals import Interval
from elvit.survey.words import listed

RIGHT = METRICS.index("accuracy")


def worse(change: Interval) -> bool:
    """Whether the whole interval is below 0."""
    return change.high < 0


def better(change: Interval) -> bool:
    """Whether the whole interval is above 0."""
    return change.low > 0


def verdict(cell: Cell) -> str:
    """What a condition changes, and whether other pictures might turn it round."""
    if worse(cell.change):
        return f"that costs {points(cell.change, magnitude=True)}"
    if better(cell.change):
        return f"that gains {points(cell.change, magnitude=True)}"
    return f"the change of {points(cell.change)} may be chance"


def compared(ahead: Sequence[Interval], places: Sequence[str]) -> str:
    """Where the method is clearly better, clearly worse, and neither."""
    parts = []
    for clear, word in ((better, "better"), (worse, "worse")):
        found = [(place, one) for place, one in zip(places, ahead, strict=True) if clear(one)]
        if found:
            parts.append(f"{word} {_where(found, len(places))}")
    unclear = [place for place, one in zip(places, ahead, strict=True) if not better(one) and not worse(one)]
    if unclear:
        parts.append("no clear difference " + ("anywhere" if len(unclear) == len(places) else f"at {listed(unclear)}"))
    return "; ".join(parts)


def _where(found: Sequence[tuple[str, Interval]], places: int) -> str:
    """At which places, and by how much at most."""
    if len(found) == 1:
        return f"at {found[0][0]}, by {points(found[0][1], magnitude=True)}"
    most = max(found, key=lambda pair: abs(pair[1].mean))
    where = "everywhere" if len(found) == places else f"at {listed([place for place, _ in found])}"
    return f"{where}, most at {most[0]}, by {points(most[1], magnitude=True)}"

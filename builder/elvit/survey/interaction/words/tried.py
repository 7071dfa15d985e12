"""What windows and removal change, against the untouched model and against every control."""

from __future__ import annotations

from elvit.analysis.interaction import INDICATORS
from elvit.survey.interaction.conditions import CONTROLS, KS, ORDERS, SHARES, USUAL
from elvit.survey.interaction.summary import Summary
from elvit.survey.interaction.words.compared import RIGHT, compared, verdict, worse
from elvit.survey.interaction.words.numbers import at_k, whole
from elvit.survey.words import grouped, percent


def about_windows(summary: Summary) -> list[str]:
    """The untouched model, then what adaptive windows of the usual indicator change at each k."""
    plain = summary.plain[RIGHT]
    said = [f"Untouched, the model names {percent(plain.mean)} of {grouped(summary.about.pictures)} pictures rightly."]
    for k, cells in enumerate(summary.windows[USUAL]):
        held = f"windows by {INDICATORS[USUAL]} hold {percent(summary.areas[USUAL][k])} of the grid"
        said.append(f"At {at_k(KS[k])} {held}; {verdict(cells[RIGHT])}.")
    kept = kept_windows(summary)
    if kept:
        place = f"{INDICATORS[kept[0]]} at {at_k(KS[kept[1]])}"
        said.append(f"Of all indicators, the smallest windows without a clear loss are those by {place}.")
    return said


def about_controls(summary: Summary) -> list[str]:
    """Adaptive windows against each control of the same area."""
    said = []
    for control, cells in zip(CONTROLS, summary.controls, strict=True):
        ahead = [cell[RIGHT].ahead for cell in cells]
        said.append(f"Against {control.sentence}: {compared(ahead, list(map(at_k, KS)))}.")
    if summary.about.reads_no_patch:
        said.append("In the last block no window of a patch matters: only the prefix tokens are read after it.")
    return said


def about_indicators(summary: Summary) -> list[str]:
    """Whether the choice of the indicator matters to the windows."""
    said = []
    for k in range(len(KS)):
        areas, cells = [row[k] for row in summary.areas], [row[k][RIGHT].value for row in summary.windows]
        best = max(range(len(INDICATORS)), key=lambda indicator: cells[indicator].mean)
        largest = max(range(len(INDICATORS)), key=lambda indicator: areas[indicator])
        low, high = min(one.mean for one in cells), max(one.mean for one in cells)
        also = ", which also makes the largest windows" if best == largest else ""
        said.append(
            f"At {at_k(KS[k])} the four indicators leave between {percent(low)} and {percent(high)} right; "
            f"highest is {INDICATORS[best]}{also}."
        )
    return said


def about_removal(summary: Summary) -> list[str]:
    """What removing the least responsive patches changes, against every other order."""
    said = []
    for share, cells in zip(SHARES, summary.removal[0], strict=True):
        said.append(f"Without the {whole(share)} least responsive patches: {verdict(cells[RIGHT])}.")
    places = list(map(whole, SHARES))
    for order, rows in zip(ORDERS[1:], summary.removal[1:], strict=True):
        ahead = [row[RIGHT].ahead for row in rows]
        said.append(f"Against removing {order.sentence}: {compared(ahead, places)}.")
    return said


def kept_windows(summary: Summary) -> tuple[int, int] | None:
    """Indicator and k of the smallest windows whose loss is not clear."""
    places = [(indicator, k) for indicator in range(len(INDICATORS)) for k in range(len(KS))]
    kept = [place for place in places if not worse(summary.windows[place[0]][place[1]][RIGHT].change)]
    return min(kept, key=lambda place: summary.areas[place[0]][place[1]]) if kept else None

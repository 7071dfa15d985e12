"""What the numbers say, in sentences that follow from nothing but the numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence

from elvit.analysis.interaction import INDICATORS
from elvit.survey.interaction.conditions import CONTROLS, EDGES, EFFECTS, KS, METRICS, ORDERS, RANKED_AT, SHARES, USUAL
from elvit.survey.interaction.summary import Cell, Foretold, Summary
from elvit.survey.interaction.words import at_k, points, signed, whole
from elvit.survey.intervals import Interval
from elvit.survey.words import figure, grouped, listed, percent, spread

RIGHT = METRICS.index("accuracy")
TOKEN, LOGIT = EFFECTS.index("token"), EFFECTS.index("logit")
ALL_BLOCKS = -1  # the last cut


def worse(change: Interval) -> bool:
    """Whether the whole interval is below 0."""
    return change.high < 0


def better(change: Interval) -> bool:
    """Whether the whole interval is above 0."""
    return change.low > 0


def headline(summary: Summary) -> str:
    """How much of the attention and of the patches can be spared, and whether that is owed to the indicator."""
    return f"{_spared(summary)} {_owed(summary)} {_removed(summary)}"


def _spared(summary: Summary) -> str:
    kept = _kept_windows(summary)
    if not kept:
        return "Attention restricted to adaptive windows costs accuracy at every size that was tried."
    indicator, k = kept
    cell = summary.windows[indicator][k][RIGHT]
    return (
        f"Attention can be restricted to adaptive windows of {percent(summary.areas[indicator][k])} of the grid "
        f"without a clear loss of accuracy: {points(cell.change)}."
    )


def _kept_windows(summary: Summary) -> tuple[int, int] | None:
    """Indicator and k of the smallest windows whose loss is not clear."""
    places = [(indicator, k) for indicator in range(len(INDICATORS)) for k in range(len(KS))]
    kept = [place for place in places if not worse(summary.windows[place[0]][place[1]][RIGHT].change)]
    return min(kept, key=lambda place: summary.areas[place[0]][place[1]]) if kept else None


def _owed(summary: Summary) -> str:
    """Adaptive windows against every control, over all k."""
    beaten = [control for control, cells in enumerate(summary.controls) if all(better(c[RIGHT].ahead) for c in cells)]
    beating = [control for control, cells in enumerate(summary.controls) if any(worse(c[RIGHT].ahead) for c in cells)]
    if beating:
        return f"But {_named(beating)} of the same area do better at some size."
    if len(beaten) == len(CONTROLS):
        return "They do better than every other window of the same area that was tried."
    if beaten:
        return f"They do better than {_named(beaten)} of the same area at every size, but not than the others."
    return "But no kind of other window of the same area does clearly worse at every size."


def _named(controls: Sequence[int]) -> str:
    return listed([CONTROLS[control].sentence for control in controls])


def _removed(summary: Summary) -> str:
    least = summary.removal[0]
    spared = [share for share, cell in zip(SHARES, least, strict=True) if not worse(cell[RIGHT].change)]
    chance = [cell[RIGHT].ahead for cell in summary.removal[1]]
    if all(map(better, chance)):
        verdict = "at every share that costs less than to remove as many at random"
    elif any(map(better, chance)) and not any(map(worse, chance)):
        verdict = "at some shares that costs less than to remove as many at random, at none more"
    elif any(map(worse, chance)) and not any(map(better, chance)):
        verdict = "at some shares that costs more than to remove as many at random, at none less"
    elif any(map(better, chance)):
        verdict = "that costs less than to remove as many at random at some shares, and more at others"
    else:
        verdict = "that costs neither clearly less nor clearly more than to remove as many at random"
    how = f"The least responsive {whole(max(spared))} of patches" if spared else "Even the least responsive patches"
    return f"{how} {'can' if spared else 'cannot'} be removed without a clear loss; {verdict}."


def fairness(summary: Summary) -> list[str]:
    """Whether the model was trained to do without patches."""
    dropped = summary.about.dropped
    if dropped is None:
        return [
            "How this model was trained is not known here. One that was trained with patches left out is no fair test."
        ]
    if dropped == 0:
        return ["This model was trained with all patches of every picture: it never learned to do without any."]
    return [
        f"Removal is not a fair test here: {whole(dropped)} of the patches were left out at random while this model "
        "was trained, so it has learned to do without patches, and most of all without random ones."
    ]


def about_windows(summary: Summary) -> list[str]:
    """The untouched model, then what adaptive windows of the usual indicator change at each k."""
    plain = summary.plain[RIGHT]
    said = [f"Untouched, the model names {percent(plain.mean)} of {grouped(summary.about.pictures)} pictures rightly."]
    for k, cells in enumerate(summary.windows[USUAL]):
        held = f"windows by {INDICATORS[USUAL]} hold {percent(summary.areas[USUAL][k])} of the grid"
        said.append(f"At {at_k(KS[k])} {held}; {_verdict(cells[RIGHT])}.")
    kept = _kept_windows(summary)
    if kept:
        place = f"{INDICATORS[kept[0]]} at {at_k(KS[kept[1]])}"
        said.append(f"Of all indicators, the smallest windows without a clear loss are those by {place}.")
    return said


def _verdict(cell: Cell) -> str:
    """What a condition changes, and whether other pictures might turn it round."""
    if worse(cell.change):
        return f"that costs {points(cell.change, magnitude=True)}"
    if better(cell.change):
        return f"that gains {points(cell.change, magnitude=True)}"
    return f"the change of {points(cell.change)} may be chance"


def about_controls(summary: Summary) -> list[str]:
    """Adaptive windows against each control of the same area."""
    said = []
    for control, cells in zip(CONTROLS, summary.controls, strict=True):
        ahead = [cell[RIGHT].ahead for cell in cells]
        said.append(f"Against {control.sentence}: {_compared(ahead, list(map(at_k, KS)))}.")
    if summary.about.prefix:
        said.append("In the last block no window of a patch matters: only the prefix tokens are read after it.")
    return said


def _compared(ahead: Sequence[Interval], places: Sequence[str]) -> str:
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
        said.append(f"Without the {whole(share)} least responsive patches: {_verdict(cells[RIGHT])}.")
    places = list(map(whole, SHARES))
    for order, rows in zip(ORDERS[1:], summary.removal[1:], strict=True):
        ahead = [row[RIGHT].ahead for row in rows]
        said.append(f"Against removing {order.sentence}: {_compared(ahead, places)}.")
    return said


def about_effects(summary: Summary) -> list[str]:
    """How well the indicators foretell what a cut changes."""
    return [
        *_foretold(summary, TOKEN, "how far the patch's own last output moves"),
        *_foretold(summary, LOGIT, "the change of the predicted class's logit"),
        *_blocks(summary),
        *_sizes(summary),
    ]


def _foretold(summary: Summary, effect: int, what: str) -> list[str]:
    cells = [row[ALL_BLOCKS][effect] for row in summary.foretold]
    if any(math.isnan(cell.value.mean) for cell in cells):
        return []
    usual = cells[USUAL].value
    means = ", ".join(f"{name} {figure(cell.value.mean)}" for name, cell in zip(INDICATORS, cells, strict=True))
    strength = "foretells" if usual.low > 0 else "does not foretell"
    return [
        f"An edge cut in all blocks: the interaction {strength} {what}. Rank correlation {means}; the interval of "
        f"{INDICATORS[USUAL]} is {spread(usual)}. Picture by picture, {_beside_usual(cells)}."
    ]


def _beside_usual(cells: Sequence[Foretold]) -> str:
    """Which indicators foretell clearly better or worse than the usual one."""
    usual, parts = INDICATORS[USUAL], []
    for clear, word in ((better, "higher"), (worse, "lower")):
        names = [name for name, cell in zip(INDICATORS, cells, strict=True) if clear(cell.ahead)]
        if names:
            parts.append(f"{listed(names)} {'is' if len(names) == 1 else 'are'} clearly {word} than {usual}")
    return ", ".join(parts) or f"no other indicator is clearly higher or lower than {usual}"


def _blocks(summary: Summary) -> list[str]:
    """Where, by block, the usual indicator foretells best and worst what an edge cut there moves."""
    cells = [cut[TOKEN].value for cut in summary.foretold[USUAL][:-1]]
    high, low = (pick(range(len(cells)), key=lambda block: cells[block].mean) for pick in (max, min))
    if high == low:
        return []
    return [
        f"An edge cut in one block only: {INDICATORS[USUAL]} foretells the patch's own output best in block {high} "
        f"({figure(cells[high].mean)}) and worst in block {low} ({figure(cells[low].mean)})."
    ]


def _sizes(summary: Summary) -> list[str]:
    token, logit = summary.effects[ALL_BLOCKS]
    if math.isnan(token):
        return []
    logits = "" if math.isnan(logit) else f" and the predicted class's logit by {signed(logit)}"
    moved = f"One edge less in all blocks moves the patch's output by {percent(token)} of its length"
    return [f"{moved}{logits}, on average."]


def limits(summary: Summary) -> list[str]:
    """What none of this shows."""
    about = summary.about
    cells = (len(INDICATORS) + len(CONTROLS)) * len(KS) + len(ORDERS) * len(SHARES)
    ranked = f"{INDICATORS[USUAL]} at {at_k(KS[RANKED_AT])}"
    said = [
        f"It holds for this model and for pictures like these {grouped(about.pictures)}; the intervals say what other "
        "pictures may change, not what another training of the same model would.",
        f"{cells} conditions were tried, each with a 95\u202f% interval of its own: a few will look clear by chance.",
        "Windows and rankings are made from the untouched pass: they do not follow what the restriction changes.",
        f"Controls have the areas of the windows by {INDICATORS[USUAL]}; patches are ranked by the fields of {ranked}. "
        "Neither was chosen by these results.",
        f"Edges were cut in {grouped(about.cut)} pictures, {EDGES} in each, drawn at random.",
        "A patch that can be removed without a loss may still be used where it is there.",
    ]
    return said

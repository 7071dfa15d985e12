"""How well the indicators foretell what cutting an edge changes."""

from __future__ import annotations

import math
from collections.abc import Sequence

from elvit.analysis.interaction import INDICATORS
from elvit.survey.interaction.conditions import EFFECTS, USUAL
from elvit.survey.interaction.summary import Foretold, Summary
from elvit.survey.interaction.words.compared import better, worse
from elvit.survey.interaction.words.numbers import signed
from elvit.survey.words import figure, listed, percent, spread

TOKEN, LOGIT = EFFECTS.index("token"), EFFECTS.index("logit")
ALL_BLOCKS = -1  # the last cut


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

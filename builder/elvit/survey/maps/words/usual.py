"""The maps held against one that knows only where things are in the other pictures."""

from __future__ import annotations

import math

from elvit.survey.maps.methods import AREA, METHODS
from elvit.survey.maps.summary import Place, Scores, Summary
from elvit.survey.maps.words.names import the_map
from elvit.survey.words import capital, figure, listed, spread


def about_usual(summary: Summary, scores: Scores) -> list[str]:
    """The maps held against one that knows only where things are in the other pictures."""
    usual = scores.usual[AREA]
    if math.isnan(usual.mean):
        return []
    gap = scores.comparisons[-1].difference
    said = (
        "A map that never saw the picture, and knows only how often each patch is the object's in the other pictures, "
        f"has an area of {figure(usual.mean)} ({spread(usual)})."
    )
    if gap.low > 0:
        verdict = f"The best map of the model beats it by {figure(gap.mean)} ({spread(gap)})."
    elif gap.high < 0:
        verdict = f"That is {figure(-gap.mean)} more than the best map of the model: a high area alone proves little."
    else:
        verdict = "The best map of the model is neither better nor worse than that."
    return [said, verdict, *_below_usual(scores), *_owed(summary, scores)]


def _below_usual(scores: Scores) -> list[str]:
    """Methods that stay below it in every block, where some do and some do not."""
    tops = [scores.at(scores.best(AREA, method), AREA) for method in range(len(METHODS))]
    under = [method.title for method, top in zip(METHODS, tops, strict=True) if top.high < scores.usual[AREA].low]
    if not under or len(under) == len(METHODS):
        return []
    return [f"{capital(listed(under))} {'stays' if len(under) == 1 else 'stay'} below it in every block."]


def _owed(summary: Summary, scores: Scores) -> list[str]:
    """How much of a map's score is owed to its own picture."""
    best = scores.best(AREA)
    gain = scores.own[best.method][best.block]
    without = scores.at(best, AREA).mean - gain.mean
    said = (
        f"Held against the masks of the other pictures instead of its own, the best map still has {figure(without)}: "
        f"{figure(gain.mean)} ({spread(gain)}) is owed to the picture itself, the rest to where things usually are."
    )
    most = own_best(scores)
    top = scores.own[most.method][most.block]
    if most == best:
        return [said, "No other map owes more to its own picture."]
    return [
        said,
        f"{capital(the_map(most, summary))} owes most to its own picture: {figure(top.mean)} ({spread(top)}).",
    ]


def own_best(scores: Scores) -> Place:
    """The map that owes most to its own picture."""
    places = [Place(m, b) for m, blocks in enumerate(scores.own) for b in range(len(blocks))]
    return max(places, key=lambda place: scores.own[place.method][place.block].mean)

"""Which map finds the object best, and what its lead is worth."""

from __future__ import annotations

from elvit.survey.intervals import Interval
from elvit.survey.maps.methods import AREA, CHANCE, METHODS, METRICS
from elvit.survey.maps.summary import Place, Scores, Summary
from elvit.survey.maps.words.names import the_map
from elvit.survey.words import capital, figure, grouped, listed, percent, spread


def headline(summary: Summary) -> str:
    """Which map finds the object best, and how far above chance."""
    scores = summary.scores
    if scores is None:
        return _without_masks(summary)
    place = scores.best(AREA)
    score = scores.at(place, AREA)
    found = f"an area under the ROC curve of {figure(score.mean)} (95\u202f% interval {spread(score)})"
    name = capital(the_map(place, summary))
    if score.low <= CHANCE:
        return f"No map finds the object: the best, {the_map(place, summary)}, has {found}, and {CHANCE} is chance."
    rival = f" {_rival(scores)}" if scores.comparisons[0].difference.low <= 0 else ""
    return f"{name} finds the object best: {found}, {figure(score.mean - CHANCE)} above chance.{rival}{_warned(scores)}"


def _warned(scores: Scores) -> str:
    """Where knowing the usual place is enough for more."""
    if not scores.comparisons[-1].difference.high < 0:
        return ""
    return f" To know where things usually are in these pictures is worth more ({figure(scores.usual[AREA].mean)})."


def _rival(scores: Scores) -> str:
    """The next method, where it may be as good."""
    second = scores.comparisons[0].second
    assert second is not None
    method = METHODS[second.method]
    score = figure(scores.at(second, AREA).mean)
    return f"{capital(method.title)}, {method.place} {second.block}, is not clearly behind ({score})."


def _without_masks(summary: Summary) -> str:
    many = grouped(summary.about.pictures)
    return f"There are no masks for these {many} pictures, so no map was scored: here is what needs none."


def about_best(summary: Summary, scores: Scores) -> list[str]:
    """How often the best map is above chance, what comes next, and what of it is owed to choosing."""
    place = scores.best(AREA)
    share, pictures = scores.above[place.method][place.block], grouped(scores.pictures)
    often = f"In all {pictures} pictures" if share == 1 else f"In {percent(share)} of the {pictures} pictures"
    return [f"{often} it is above chance.", _next(scores), *_chosen(summary, scores)]


def _next(scores: Scores) -> str:
    """The best map of another method."""
    comparison = scores.comparisons[0]
    assert comparison.second is not None
    score = scores.at(comparison.second, AREA)
    method = METHODS[comparison.second.method]
    where = f"{method.title}, {method.place} {comparison.second.block}"
    return f"Next comes {where}, with {figure(score.mean)}. That is {_distance(comparison.difference)}."


def _distance(difference: Interval) -> str:
    """How far below, and whether that may be chance."""
    gap = f"{figure(abs(difference.mean))} {'below' if difference.mean >= 0 else 'above'}"
    low, high = sorted((abs(difference.low), abs(difference.high)))
    if difference.low <= 0 <= difference.high:
        return f"{gap}, which may be chance: other pictures might turn it round"
    return f"{gap} (95\u202f% interval {figure(low)} to {figure(high)})"


def _chosen(summary: Summary, scores: Scores) -> list[str]:
    if scores.chosen is None:
        return []
    score = scores.chosen.score
    same = scores.chosen.place == scores.best(AREA)
    which = "The same map is best" if same else f"Another map is best, {the_map(scores.chosen.place, summary)},"
    return [
        f"The best of {len(METHODS) * summary.about.blocks} maps is a little flattered by having been chosen. "
        f"{which} on one half of the pictures, and on the other, which had no part in the choice, it scores "
        f"{figure(score.mean)} ({spread(score)})."
    ]


def about_background(summary: Summary, scores: Scores) -> list[str]:
    """Maps that find the background instead."""
    places = [Place(m, b) for m in range(len(METHODS)) for b in range(summary.about.blocks)]
    wrong = [place for place in places if scores.at(place, AREA).high < CHANCE]
    if not wrong:
        return []
    worst = min(wrong, key=lambda place: scores.at(place, AREA).mean)
    score = scores.at(worst, AREA)
    many = f"{len(wrong)} of the {len(places)} maps rank" if len(wrong) > 1 else f"One of the {len(places)} maps ranks"
    lowest = f"{the_map(worst, summary)}, {figure(score.mean)} ({spread(score)})"
    return [f"{many} the background above the object; lowest is {lowest}."]


def about_metrics(summary: Summary, scores: Scores) -> list[str]:
    """Which map the other scores call best."""
    by_place: dict[Place, list[int]] = {}
    for number in range(len(METRICS)):
        by_place.setdefault(scores.best(number), []).append(number)
    said = []
    for place, numbers in by_place.items():
        others = [_against(scores, place, number) for number in numbers if number != AREA]
        name = "the same map" if place == scores.best(AREA) else the_map(place, summary)
        if others:
            said.append(f"By {listed(others)} {name} is best.")
    return [*said, "In brackets stand the score of that map and, for comparison, the score that takes no skill."]


def _against(scores: Scores, place: Place, metric: int) -> str:
    score = scores.at(place, metric)
    return f"{METRICS[metric].sentence} ({figure(score.mean)}, {figure(scores.chance[metric])})"

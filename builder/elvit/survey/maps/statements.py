"""What the numbers say, in sentences that follow from nothing but the numbers."""

from __future__ import annotations

import math

from elvit.survey.intervals import Interval
from elvit.survey.maps.methods import FIGURES, METHODS, METRICS, reference_name
from elvit.survey.maps.summary import Place, Scores, Summary
from elvit.survey.maps.words import the_map
from elvit.survey.words import amount, capital, figure, grouped, listed, percent, runs, spread

CHANCE = 0.5
AREA = 0  # the metric that maps are compared by


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


def about_similarity(summary: Summary, scores: Scores) -> list[str]:
    """EL-VIT's claim, block by block."""
    curve = scores.curve(0, AREA)
    above = [block for block, score in enumerate(curve) if score.low > CHANCE]
    below = [block for block, score in enumerate(curve) if score.high < CHANCE]
    reference = reference_name(summary.about.prefix)
    claim = f"that patches of the object become like {reference}"
    if len(above) == len(curve):
        said = [f"The claim of EL-VIT, {claim}, holds on average after every block."]
    elif above:
        said = [f"The claim of EL-VIT, {claim}, holds on average after {_blocks(above)}."]
    else:
        said = [f"The claim of EL-VIT, {claim}, does not hold here after any block."]
    if below:
        said.append(f"After {_blocks(below)} the background is more like {reference} than the object is.")
    unclear = [block for block in range(len(curve)) if block not in above and block not in below]
    if unclear and above:
        said.append(f"After {_blocks(unclear)} the interval holds {CHANCE}: no more than chance.")
    return [*said, *_course(curve), *_own_similarity(scores)]


def _own_similarity(scores: Scores) -> list[str]:
    """How much of it, where it is highest, is owed to the picture itself."""
    place = scores.best(AREA, 0)
    gain = scores.own[0][place.block]
    if math.isnan(gain.mean):
        return []
    others = figure(scores.at(place, AREA).mean - gain.mean)
    return [
        f"With the masks of the other pictures it would be {others} after block {place.block}: "
        f"{figure(gain.mean)} ({spread(gain)}) is owed to the picture itself."
    ]


def _course(curve: tuple[Interval, ...]) -> list[str]:
    """How it goes from the first block over the highest to the last."""
    top = max(range(len(curve)), key=lambda block: curve[block].mean)
    last = len(curve) - 1
    if last < 1:
        return []
    start = f"It begins at {figure(curve[0].mean)} after block 0"
    if top == 0:
        return [f"{start}, where it is highest, and ends at {figure(curve[last].mean)} after block {last}."]
    if top == last:
        return [f"{start} and is highest at the end, with {figure(curve[last].mean)} after block {last}."]
    peak = f"is highest after block {top} with {figure(curve[top].mean)}"
    return [f"{start}, {peak}, and ends at {figure(curve[last].mean)} after block {last}."]


def _blocks(blocks: list[int]) -> str:
    return f"{'blocks' if len(blocks) > 1 else 'block'} {runs(blocks)}"


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


def about_figures(summary: Summary) -> list[str]:
    """How alike patches are, how many stand out, how spread attention is: first block and last, highest, lowest."""
    said = []
    for figure_, blocks in zip(FIGURES, summary.figures, strict=True):
        means = [block.mean for block in blocks]
        if not any(math.isnan(mean) for mean in means):
            said.append(_figure_sentence(figure_.id, means, summary))
    return said


def _figure_sentence(name: str, means: list[float], summary: Summary) -> str:
    high, low = means.index(max(means)), means.index(min(means))
    if name == "anisotropy":
        much = means[high] >= 0.8
        verdict = "so that a high similarity means little there" if much else "where 1 would be the same direction"
        return (
            f"Two patches of a picture have a mean cosine of {amount(means[0])} after block 0 and "
            f"{amount(means[-1])} after the last; the highest is {amount(means[high])} after block {high}, {verdict}."
        )
    if name == "outliers":
        if max(means) < 0.05:
            return "Hardly any patch stands out by the length of its vector."
        return (
            f"Patches whose vector is far longer than the others are most frequent after block {high}: "
            f"{amount(means[high])} a picture, of {summary.about.grid**2}."
        )
    even = math.log2(summary.about.grid**2 + summary.about.prefix)
    reference = reference_name(summary.about.prefix)
    return (
        f"The attention of {reference} is narrowest in block {low}, {amount(means[low])} bits, and widest in block "
        f"{high}, {amount(means[high])}; {amount(even)} would be spread evenly over all tokens."
    )


def limits(summary: Summary) -> list[str]:
    """What none of this shows."""
    about, scores = summary.about, summary.scores
    said = ["A map that lies on the object does not show that the model used those patches: nothing was changed in it."]
    if scores is not None:
        covered = f"the object covers {percent(scores.share.mean)} of the patches on average"
        if about.first_seed is not None:
            said.append(f"The pictures are drawn, one thing in each; {covered}. Photographs may differ.")
            said.append("None of these scenes was trained on, but others by the same generator may have been.")
        else:
            said.append(f"It holds for pictures like these {grouped(scores.pictures)}, where {covered}.")
        said.append("The truth is as coarse as the patches: one is the object's where the mask covers half of it.")
        said.append("The maps of a wrong answer count like those of a right one.")
    said.append("The intervals say what other pictures may change; another training of the same model is not in them.")
    if about.prefix:
        said.append("After the last block the classifier reads CLS alone: nothing trained what patches become there.")
    return said

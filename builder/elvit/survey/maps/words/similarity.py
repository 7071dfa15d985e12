"""EL-VIT's claim, block by block: that patches of the object become like CLS."""

from __future__ import annotations

import math

from elvit.survey.intervals import Interval
from elvit.survey.maps.methods import AREA, CHANCE
from elvit.survey.maps.summary import Scores, Summary
from elvit.survey.maps.words.titles import reference_name
from elvit.survey.words import figure, runs, spread


def about_similarity(summary: Summary, scores: Scores) -> list[str]:
    """EL-VIT's claim, block by block."""
    curve = scores.curve(0, AREA)
    above = [block for block, score in enumerate(curve) if score.low > CHANCE]
    below = [block for block, score in enumerate(curve) if score.high < CHANCE]
    reference = reference_name(summary.about)
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

"""Scores of many pictures in a few numbers, each with its interval."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

from elvit.analysis.bootstrap import bootstrap_intervals
from elvit.analysis.other_masks import OtherMasks
from elvit.survey.intervals import Interval, interval, rounded
from elvit.survey.maps.look import Looked
from elvit.survey.maps.methods import FIGURES, METHODS, METRICS
from elvit.survey.maps.summary import About, Chosen, Comparison, Place, Scores, Summary

Doubles = NDArray[np.float64]


class Table:
    """The numbers of many pictures as arrays: `put` every picture, then `compare` every one."""

    def __init__(self, pictures: int, blocks: int, patches: int) -> None:
        self.figures = np.full((pictures, blocks, len(FIGURES)), np.nan)
        self.scores = np.full((pictures, len(METHODS), blocks, len(METRICS)), np.nan)
        self.chance = np.full((pictures, len(METRICS)), np.nan)
        self.share = np.full(pictures, np.nan)
        self.truth = np.zeros((pictures, patches), np.bool_)
        self.usual = np.full((pictures, len(METRICS)), np.nan)
        self.others = np.full((pictures, len(METHODS), blocks), np.nan)
        self.guesses = [""] * pictures

    def put(self, picture: int, looked: Looked) -> None:
        """The row of a picture; of several things, that of all together."""
        self.figures[picture] = looked.figures
        self.guesses[picture] = looked.guess
        if looked.things:
            thing = looked.things[0]
            self.scores[picture], self.truth[picture] = thing.scores, looked.truth
            self.chance[picture], self.share[picture] = thing.chance, thing.share

    def compare(self, ranks: Callable[[int], NDArray[np.uint16]]) -> None:
        """Hold every picture against the masks of the others; `ranks` gives those of a picture's maps."""
        numbers = np.flatnonzero(self.kept)
        if len(numbers):
            masks = OtherMasks(self.truth[numbers])
            for place, number in enumerate(numbers.tolist()):
                self.usual[number] = masks.usual(place)
                self.others[number] = masks.areas(place, ranks(number))

    @property
    def kept(self) -> NDArray[np.bool_]:
        """Which pictures can be scored, [picture]."""
        scored: NDArray[np.bool_] = ~np.isnan(self.chance[:, 0])
        return scored


def summarize(table: Table, about: About) -> Summary:
    """The table's means and intervals."""
    figures = bootstrap_intervals(table.figures)  # [block, figure, 3]
    by_figure = tuple(tuple(interval(cell) for cell in column) for column in np.moveaxis(figures, 1, 0))
    return Summary(about, by_figure, _scores(table) if table.kept.any() else None)


def _scores(table: Table) -> Scores:
    kept = table.kept
    scores, usual = table.scores[kept], table.usual[kept]
    areas = scores[..., 0]  # [picture, method, block]
    own = bootstrap_intervals(areas - table.others[kept])
    return Scores(
        pictures=int(kept.sum()),
        unscored=int((~np.isnan(table.share) & ~kept).sum()),
        share=interval(bootstrap_intervals(table.share[kept])),
        scores=tuple(tuple(tuple(map(interval, block)) for block in method) for method in bootstrap_intervals(scores)),
        usual=tuple(map(interval, bootstrap_intervals(usual))),
        own=tuple(tuple(map(interval, blocks)) for blocks in own),
        chance=tuple(map(rounded, table.chance[kept].mean(0))),
        above=tuple(tuple(map(rounded, blocks)) for blocks in (areas > 0.5).mean(0)),
        comparisons=tuple(_comparisons(areas, usual[:, 0])),
        chosen=_chosen(areas),
    )


def _comparisons(areas: Doubles, usual: Doubles) -> Iterable[Comparison]:
    means = areas.mean(0)  # [method, block]
    best = Place(*map(int, np.unravel_index(means.argmax(), means.shape)))
    others = sorted((m for m in range(len(means)) if m != best.method), key=lambda m: -means[m].max())
    for place in (Place(method, int(means[method].argmax())) for method in others):
        yield Comparison(best, place, _difference(areas, best, areas[:, place.method, place.block]))
    yield Comparison(best, None, _difference(areas, best, usual))


def _difference(areas: Doubles, place: Place, other: Doubles) -> Interval:
    return interval(bootstrap_intervals(areas[:, place.method, place.block] - other))


def _chosen(areas: Doubles) -> Chosen | None:
    if len(areas) < 4:
        return None
    drawn = np.random.default_rng(0).permutation(len(areas))
    half, rest = areas[drawn[::2]], areas[drawn[1::2]]
    means = half.mean(0)
    place = Place(*map(int, np.unravel_index(means.argmax(), means.shape)))
    return Chosen(place, interval(bootstrap_intervals(rest[:, place.method, place.block])))

"""How well a map of patches agrees with the truth.

All scores are nan where there is nothing to tell apart: no patch is the object's, every patch is, or the map has a
value that is none.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]
Bools = NDArray[np.bool_]

OBJECT_FROM = 0.5
"""A patch is the object's when the mask covers at least this share of it."""

METRICS = ("roc_auc", "average_precision", "best_iou", "iou_halfway", "pointing_game")
"""What `score_map` gives, in its order."""


def patch_cover(mask: Bools | Floats, rows: int, columns: int) -> NDArray[np.float64]:
    """The share of each patch that a mask covers.

    Args:
        mask: share of each pixel, [row of pixels, column of pixels]; each side a multiple of the grid's.
        rows: of the grid of patches.
        columns: of the grid of patches.

    Returns:
        [patch], row by row, from 0 to 1.

    Raises:
        ValueError: the pixels cannot be shared out evenly.
    """
    height, width = mask.shape
    if height % rows or width % columns:
        raise ValueError(f"a mask of {width} x {height} pixels does not divide into {columns} x {rows} patches")
    tiles = mask.reshape(rows, height // rows, columns, width // columns)
    cover: NDArray[np.float64] = tiles.mean((1, 3), dtype=np.float64).reshape(-1)
    return cover


def union_cover(covers: Iterable[Floats]) -> NDArray[np.float64]:
    """The share of each patch that any of several things covers, as of masks that do not overlap; [patch]."""
    total: NDArray[np.float64] = np.sum(list(covers), axis=0, dtype=np.float64)
    return np.minimum(1, total)


def truth_of(cover: Floats, share: float = OBJECT_FROM) -> Bools:
    """Whether each patch is the object's, [patch]."""
    return cover >= share


def scorable(values: Floats, truth: Bools) -> bool:
    """Whether a map can be scored against a truth."""
    return bool(truth.any() and not truth.all() and not np.isnan(values).any())


class _Steps(NamedTuple):
    """At each distinct value, highest first: how many true and how many entries lie at or above it."""

    value: Floats
    hits: NDArray[np.int64]
    seen: NDArray[np.int64]


def _steps(values: Floats, truth: Bools) -> _Steps:
    order = np.argsort(-values, kind="stable")
    ordered = values[order]
    ends = np.append(np.flatnonzero(ordered[1:] != ordered[:-1]), len(ordered) - 1)
    return _Steps(ordered[ends], np.cumsum(truth[order])[ends], ends + 1)


def roc_auc(values: Floats, truth: Bools) -> float:
    """Area under the ROC curve: how often a true entry's value is above a false one's, ties counting half.

    Source: Hanley and McNeil 1982, doi:10.1148/radiology.143.1.7063747.

    Args:
        values: [entry].
        truth: [entry].

    Returns:
        1 where all true entries lie above all others, 0.5 by chance; nan without true or without false ones.
    """
    return _roc_auc(_steps(values, truth)) if scorable(values, truth) else float("nan")


def _roc_auc(steps: _Steps) -> float:
    hits = np.concatenate([[0], steps.hits])
    misses = np.concatenate([[0], steps.seen - steps.hits])
    wins = (np.diff(misses) * (hits[:-1] + hits[1:]) / 2).sum()
    return float(wins / (hits[-1] * misses[-1]))


def average_precision(values: Floats, truth: Bools) -> float:
    """Precision at each threshold, weighted by the recall it adds.

    Source: Zhu 2004, "Recall, precision and average precision"; without interpolation, as scikit-learn has it.

    Args:
        values: [entry].
        truth: [entry].

    Returns:
        1 where all true entries lie above all others, by chance their share; nan without true or without false ones.
    """
    return _average_precision(_steps(values, truth)) if scorable(values, truth) else float("nan")


def _average_precision(steps: _Steps) -> float:
    recall_gained = np.diff(steps.hits, prepend=0) / steps.hits[-1]
    return float((recall_gained * steps.hits / steps.seen).sum())


def iou_at(values: Floats, truth: Bools, threshold: float) -> float:
    """Intersection over union of the entries at or above a threshold with the true ones; from 0 to 1.

    Source: Jaccard 1901.
    """
    if not scorable(values, truth) or np.isnan(threshold):
        return float("nan")
    chosen = values >= threshold
    return float((chosen & truth).sum() / (chosen | truth).sum())


class Outline(NamedTuple):
    """An intersection over union, and the threshold that gives it."""

    iou: float
    threshold: float


def best_iou(values: Floats, truth: Bools) -> Outline:
    """The highest intersection over union that any threshold gives, and the highest such threshold."""
    return _best_iou(_steps(values, truth)) if scorable(values, truth) else Outline(float("nan"), float("nan"))


def _best_iou(steps: _Steps) -> Outline:
    ious = steps.hits / (steps.hits[-1] + steps.seen - steps.hits)
    best = int(np.argmax(ious))
    return Outline(float(ious[best]), float(steps.value[best]))


def halfway(values: Floats) -> float:
    """The fixed threshold of the scores: halfway between a map's lowest and highest value, whatever its units."""
    if not values.size:
        return float("nan")
    return (float(values.min()) + float(values.max())) / 2


def pointing_game(values: Floats, truth: Bools) -> float:
    """Whether the highest entry is a true one: 1 or 0; where several are highest, the share of them that is.

    Source: Zhang et al. 2016, arXiv:1608.00507.
    """
    return _pointing_game(_steps(values, truth)) if scorable(values, truth) else float("nan")


def _pointing_game(steps: _Steps) -> float:
    return float(steps.hits[0] / steps.seen[0])


def score_map(values: Floats, truth: Bools) -> NDArray[np.float64]:
    """All of `METRICS` of one map, [metric].

    Args:
        values: [patch].
        truth: [patch].
    """
    if not scorable(values, truth):
        return np.full(len(METRICS), np.nan)
    steps = _steps(values, truth)
    iou = _best_iou(steps).iou, iou_at(values, truth, halfway(values))
    return np.array([_roc_auc(steps), _average_precision(steps), *iou, _pointing_game(steps)])


def chance_of(truth: Bools) -> NDArray[np.float64]:
    """What to hold `METRICS` against: the scores of a map that is the same everywhere, [metric].

    A map in random order has the same ROC-AUC and pointing game on average, and with few patches a slightly higher
    average precision: 0.25 where 13 of 64 patches are the object's, 0.20 of them. nan where nothing can be scored.
    """
    if truth.all() or not truth.any():
        return np.full(len(METRICS), np.nan)
    share = float(truth.mean())
    return np.array([0.5, share, share, share, share])


class InsideOutside(NamedTuple):
    """Mean of the object's patches, and of the others."""

    inside: float
    outside: float


def inside_outside(values: Floats, truth: Bools) -> InsideOutside:
    """Mean of the values of the object's patches and of the others; nan where there are none."""
    sides = (values[truth], values[~truth])
    return InsideOutside(*(float(side.mean(dtype=np.float64)) if side.size else float("nan") for side in sides))

"""Orders in which the rows and columns of a similarity matrix can stand."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]


def grid_order(count: int) -> list[int]:
    """As the tokens come: prefix, then patches row by row."""
    return list(range(count))


def reference_order(values: Floats) -> list[int]:
    """By a value a token, highest first; the earlier of equals first, nan last."""
    order: list[int] = np.argsort(-np.where(np.isnan(values), -np.inf, values), kind="stable").tolist()
    return order


class _Merge(NamedTuple):
    """Two clusters that became one, by a member of each, and their distance."""

    one: int
    other: int
    distance: float


def cluster_order(matrix: Floats) -> list[int]:
    """By cluster: the leaves of a tree of average linkage over distances 1 - similarity, in its drawing order.

    Source: Sokal and Michener 1958; nearest-neighbour chains after Müllner 2011, arXiv:1109.2378.

    Args:
        matrix: similarities, [pos, pos], symmetric.

    Returns:
        Indices of tokens.
    """
    count = len(matrix)
    leaves = [[i] for i in range(count)]
    names = list(range(count))
    cluster = list(range(count))  # by token: the tree that it is in
    for step, (one, other, _) in enumerate(_average_linkage(matrix)):
        first, second = sorted((cluster[one], cluster[other]), key=lambda tree: names[tree])
        for leaf in leaves[second]:
            cluster[leaf] = first
        leaves[first] = leaves[first] + leaves[second]
        names[first] = count + step
    return leaves[cluster[0]] if count else []


def _average_linkage(matrix: Floats) -> list[_Merge]:
    """All merges, nearest first."""
    distance = 1 - matrix.astype(np.float64)
    np.fill_diagonal(distance, np.inf)
    sizes = np.ones(len(matrix))
    merges: list[_Merge] = []
    chain: list[int] = []
    while len(merges) < len(matrix) - 1:
        chain = chain or [int(np.argmax(sizes > 0))]
        while (following := _nearest(distance, sizes, chain)) not in chain[-2:-1]:
            chain.append(following)
        one, other = sorted((chain.pop(), chain.pop()))
        merges.append(_Merge(one, other, float(distance[one, other])))
        _join(distance, sizes, one, other)
    return sorted(merges, key=lambda merge: merge.distance)


def _nearest(distance: NDArray[np.float64], sizes: NDArray[np.float64], chain: list[int]) -> int:
    """The living cluster nearest to the chain's last; the one the chain comes from where it is as near as any."""
    row = np.where(sizes > 0, distance[chain[-1]], np.inf)
    nearest = int(np.argmin(row))
    return chain[-2] if len(chain) > 1 and row[chain[-2]] <= row[nearest] else nearest


def _join(distance: NDArray[np.float64], sizes: NDArray[np.float64], gone: int, kept: int) -> None:
    """Puts one cluster into the other, which keeps the mean distances of both."""
    mean = (sizes[gone] * distance[gone] + sizes[kept] * distance[kept]) / (sizes[gone] + sizes[kept])
    distance[kept] = distance[:, kept] = mean
    distance[kept, kept] = np.inf
    sizes[kept] += sizes[gone]
    sizes[gone] = 0

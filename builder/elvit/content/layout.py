"""Places for the concepts: columns by what must be known before, rows in an order with few crossings.

The layered drawing of Sugiyama, Tagawa and Toda (1981): layers, an order within each that sweeps of
barycentres and swaps improve, rows close to the neighbours'. The same graph always looks the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random

SHUFFLES = 8
PATIENCE = 3  # sweeps without an improvement

Place = tuple[float, float]
Edges = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Layout:
    """Places in [0, 1] by id, and the grid that they lie on."""

    places: dict[str, Place]
    columns: int
    rows: int


def lay_out(names: Sequence[str], needs: Edges) -> Layout:
    """Places nodes so that each stands to the right of all that it needs.

    Args:
        names: the nodes, in an order that the drawing keeps where nothing speaks against it.
        needs: by node, those that stand before it; without cycles.
    """
    if not names:
        return Layout({}, 0, 0)
    layer = _layers(names, needs)
    columns, before = _with_bends(names, needs, layer)
    ordered = _uncross(columns, before)
    rows = max(sum(node in layer for node in column) for column in ordered)
    row = _rows([[node for node in column if node in layer] for column in ordered], needs, rows)
    width, height = max(len(ordered) - 1, 1), max(rows - 1, 1)
    places = {name: (round(layer[name] / width, 4), round(row[name] / height, 4)) for name in names}
    return Layout(places, len(ordered), rows)


def _layers(names: Sequence[str], needs: Edges) -> dict[str, int]:
    """The longest way from a beginning; a node that needs little then moves close to those that need it."""
    layer: dict[str, int] = {}

    def depth(name: str) -> int:
        if name not in layer:
            layer[name] = max((depth(other) + 1 for other in needs[name]), default=0)
        return layer[name]

    users: dict[str, list[str]] = {name: [] for name in names}
    for name in names:
        depth(name)
        for other in needs[name]:
            users[other].append(name)
    for name in sorted(names, key=lambda n: -layer[n]):
        if len(users[name]) > len(needs[name]):
            layer[name] = min(layer[user] for user in users[name]) - 1
    first = min(layer.values())
    return {name: layer[name] - first for name in names}


def _with_bends(names: Sequence[str], needs: Edges, layer: Mapping[str, int]) -> tuple[list[list[str]], Edges]:
    """Nodes by column, with a bend in each column that an edge passes through; and what stands before each."""
    columns: list[list[str]] = [[] for _ in range(max(layer.values()) + 1)]
    before: dict[str, list[str]] = {name: [] for name in names}
    for name in names:
        columns[layer[name]].append(name)
    for name in names:
        for other in needs[name]:
            last = other
            for column in range(layer[other] + 1, layer[name]):
                bend = f"{other} > {name} {column}"
                columns[column].append(bend)
                before[bend] = [last]
                last = bend
            before[name].append(last)
    return columns, before


def _uncross(columns: list[list[str]], before: Edges) -> list[list[str]]:
    """The best order found from the given one and from some shuffled ones, the same each time."""
    random = Random(0)
    starts = [columns, *([random.sample(column, len(column)) for column in columns] for _ in range(SHUFFLES))]
    after: dict[str, list[str]] = {name: [] for name in before}
    for name, others in before.items():
        for other in others:
            after[other].append(name)
    return min((_sweep(start, before, after) for start in starts), key=lambda found: _crossings(found, before))


def _sweep(columns: list[list[str]], before: Edges, after: Edges) -> list[list[str]]:
    """The best order on the way to and fro, until it gets no better."""
    best, fewest, patience = columns, _crossings(columns, before), PATIENCE
    current = [list(column) for column in columns]
    forward = True
    while fewest and patience:
        order = range(1, len(current)) if forward else range(len(current) - 2, -1, -1)
        for index in order:
            fixed = current[index - 1 if forward else index + 1]
            current[index] = _by_barycentre(current[index], fixed, before if forward else after)
        _swap(current, before, after)
        crossings = _crossings(current, before)
        patience -= 1
        if crossings < fewest:
            best, fewest, patience = [list(column) for column in current], crossings, PATIENCE
        forward = not forward
    return best


def _by_barycentre(column: Sequence[str], fixed: Sequence[str], neighbours: Edges) -> list[str]:
    place = {name: index for index, name in enumerate(fixed)}

    def middle(name: str) -> float:
        found = [place[other] for other in neighbours[name]]
        return sum(found) / len(found) if found else column.index(name) / max(len(column), 1) * len(fixed)

    return sorted(column, key=middle)


def _swap(columns: list[list[str]], before: Edges, after: Edges) -> None:
    """Swaps nodes side by side as long as that takes a crossing away."""
    place = {name: index for column in columns for index, name in enumerate(column)}
    ends = {name: (_ends(before[name], place), _ends(after[name], place)) for name in place}
    for column in columns:
        for _ in range(len(column)):
            swapped = False
            for at in range(len(column) - 1):
                upper, lower = column[at], column[at + 1]
                sides = list(zip(ends[upper], ends[lower], strict=True))
                if sum(_crossed(u, w) for u, w in sides) > sum(_crossed(w, u) for u, w in sides):
                    column[at], column[at + 1] = lower, upper
                    swapped = True
            if not swapped:
                break
        place |= {name: index for index, name in enumerate(column)}
        for name in column:
            for other in before[name]:
                ends[other] = (ends[other][0], _ends(after[other], place))
            for other in after[name]:
                ends[other] = (_ends(before[other], place), ends[other][1])


def _ends(others: Sequence[str], place: Mapping[str, int]) -> list[int]:
    return [place[other] for other in others]


def _crossed(upper: Sequence[int], lower: Sequence[int]) -> int:
    """Crossings of the edges of two nodes, one above the other, by where the edges end."""
    return sum(u > w for u in upper for w in lower)


def _crossings(columns: Sequence[Sequence[str]], before: Edges) -> int:
    """Crossings of the edges between columns side by side."""
    total = 0
    for left, right in pairwise(columns):
        place = {name: index for index, name in enumerate(left)}
        ends = [[place[other] for other in before[name]] for name in right]
        seen = [0] * len(left)
        for found in ends:
            total += sum(sum(seen[end + 1 :]) for end in found)
            for end in found:
                seen[end] += 1
    return total


def _rows(columns: Sequence[Sequence[str]], needs: Edges, rows: int) -> dict[str, int]:
    """A row for each node, in the order of its column, near to those that it needs."""
    row: dict[str, int] = {}
    for column in columns:
        spread = [(index + 0.5) * rows / len(column) - 0.5 for index in range(len(column))]
        wanted = []
        for name, even in zip(column, spread, strict=True):
            near = [row[other] for other in needs[name] if other in row]
            wanted.append((sum(near) + even) / (len(near) + 1))
        row |= dict(zip(column, _slots(wanted, rows), strict=True))
    return row


def _slots(wanted: Sequence[float], rows: int) -> list[int]:
    """Rising whole numbers below `rows` with the least sum of squared distances from those wanted."""
    cost = [[(slot - want) ** 2 for slot in range(rows)] for want in wanted]
    best = [[float("inf")] * (rows + 1) for _ in range(len(wanted) + 1)]  # first i nodes in slots below j
    best[0] = [0.0] * (rows + 1)
    for i in range(1, len(wanted) + 1):
        for j in range(i, rows + 1):
            best[i][j] = min(best[i][j - 1], best[i - 1][j - 1] + cost[i - 1][j - 1])
    found, j = [], rows
    for i in range(len(wanted), 0, -1):
        while best[i][j] == best[i][j - 1]:
            j -= 1
        j -= 1
        found.append(j)
    return found[::-1]

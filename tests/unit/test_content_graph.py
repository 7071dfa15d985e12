"""The graph's places: to the right of what is needed, none twice, few crossings, always the same."""

from __future__ import annotations

from itertools import pairwise, permutations
from random import Random

import pytest
from elvit.content.layout import _crossings, _slots, _uncross, lay_out

Edges = dict[str, list[str]]


def random_graph(seed: int, size: int = 36) -> Edges:
    """Each node may need some before it."""
    random = Random(seed)
    names = [f"n{index:02d}" for index in range(size)]
    return {
        name: sorted(random.sample(names[:index], min(index, random.randrange(4)))) for index, name in enumerate(names)
    }


@pytest.mark.parametrize("seed", range(8))
def test_places_of_any_graph(seed: int) -> None:
    needs = random_graph(seed)
    layout = lay_out(list(needs), needs)
    assert set(layout.places) == set(needs)
    assert all(layout.places[other][0] < layout.places[name][0] for name in needs for other in needs[name])
    assert len(set(layout.places.values())) == len(needs)
    assert all(0 <= value <= 1 for place in layout.places.values() for value in place)
    for values, count in ((0, layout.columns), (1, layout.rows)):
        steps = sorted({place[values] for place in layout.places.values()})
        assert all(b - a > 0.999 / (count - 1) - 1e-3 for a, b in pairwise(steps))
    assert lay_out(list(needs), needs) == layout


def test_the_order_of_files_does_not_matter_to_what_is_needed() -> None:
    needs = {"c": ["b"], "a": [], "b": ["a"]}
    places = lay_out(list(needs), needs).places
    assert [places[name][0] for name in "abc"] == [0, 0.5, 1]


@pytest.mark.parametrize("seed", range(6))
def test_no_order_of_two_columns_crosses_less(seed: int) -> None:
    random = Random(seed)
    left, right = list("abcde"), list("vwxyz")
    before: Edges = {name: [] for name in left} | {name: sorted(random.sample(left, 2)) for name in right}
    found = _crossings(_uncross([left, right], before), before)
    least = min(_crossings([a, b], before) for a in permutations(left) for b in permutations(right))
    assert found <= least + 1


def test_a_crossing_is_counted_once() -> None:
    assert _crossings([["a", "b"], ["x", "y"]], {"a": [], "b": [], "x": ["b"], "y": ["a"]}) == 1
    assert _crossings([["a", "b"], ["x", "y"]], {"a": [], "b": [], "x": ["a"], "y": ["b"]}) == 0


def test_slots_rise_and_stay_near() -> None:
    assert _slots([0.1, 0.2, 0.3], 5) == [0, 1, 2]
    assert _slots([3.9, 4.0], 5) == [3, 4]
    assert _slots([2.0], 5) == [2]


def test_nothing_and_one() -> None:
    assert lay_out([], {}).places == {}
    assert lay_out(["a"], {"a": []}).places == {"a": (0.0, 0.0)}

"""The maps of one picture, by hand: with a CLS and without, and what needs no mask."""

from __future__ import annotations

import numpy as np
import pytest
from elvit.analyze.maps import Maps, centre_map, entropy
from elvit.analyze.methods import FIGURES, METHODS

RANDOM = np.random.default_rng(5)


def patterns(blocks: int, pos: int) -> np.ndarray:
    """Attention of two heads a block, [block, head, query, key]."""
    raw = RANDOM.random((blocks, 2, pos, pos))
    shares: np.ndarray = raw / raw.sum(-1, keepdims=True)
    return shares


@pytest.mark.parametrize("n_prefix", [0, 1, 2])
def test_maps_are_over_patches_whatever_comes_before_them(n_prefix: int) -> None:
    pos = 9 + n_prefix
    streams, attention = RANDOM.normal(size=(3, pos, 8)), patterns(3, pos)
    maps = Maps(n_prefix)
    for stream, pattern in zip(streams, attention, strict=True):
        maps.add_stream(stream)
        maps.add_pattern(pattern)
    found = dict(zip((method.id for method in METHODS), maps.all(), strict=True))
    assert all(values.shape == (3, 9) for values in found.values())
    assert maps.figures().shape == (3, len(FIGURES))
    rows = slice(0, 1) if n_prefix else slice(None)  # CLS, or the mean of all patches
    reference = streams[2, rows].mean(0)
    for patch in range(9):
        token = streams[2, n_prefix + patch]
        cosine = token @ reference / np.linalg.norm(token) / np.linalg.norm(reference)
        assert found["similarity"][2, patch] == pytest.approx(cosine)
        key = n_prefix + patch
        assert found["attention_mean"][1, patch] == pytest.approx(attention[1].mean(0)[rows, key].mean())
        assert found["attention_max"][1, patch] == pytest.approx(attention[1].max(0)[rows, key].mean())
    first, second = attention[0].mean(0), attention[1].mean(0)
    np.testing.assert_allclose(found["rollout_bare"][1], (second @ first)[rows, n_prefix:].mean(0))
    mixed = (second + np.eye(pos)) / 2 @ (first + np.eye(pos)) / 2
    np.testing.assert_allclose(found["rollout"][1], mixed[rows, n_prefix:].mean(0))


def test_entropy_is_in_bits() -> None:
    assert entropy(np.array([[1.0, 0, 0, 0]])) == 0
    assert entropy(np.full((3, 8), 1 / 8)) == pytest.approx(3)
    assert entropy(np.array([[0.5, 0.5, 0, 0], [1, 0, 0, 0]])) == pytest.approx(0.5)


def test_the_map_of_the_middle_falls_off_outwards() -> None:
    assert centre_map(2).tolist() == pytest.approx([-np.sqrt(0.5)] * 4)
    values = centre_map(5).reshape(5, 5)
    assert values.argmax() == 12
    assert values[0, 0] == values[4, 4] == values.min()
    assert (values == values.T).all()

"""The maps of one picture, by hand: with a CLS and without, and what needs no mask."""

from __future__ import annotations

import numpy as np
import pytest
from elvit.analysis.maps import Maps, entropy
from elvit.analysis.other_masks import OtherMasks, doubled_ranks
from elvit.survey.maps.methods import FIGURES, METHODS
from sklearn.metrics import roc_auc_score

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
    maps = Maps(n_prefix, [0] if n_prefix else range(pos))
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


def test_the_masks_of_other_pictures_are_scored_one_by_one() -> None:
    """The sum over all masks, against scikit-learn's area of every pair, ties among the values included."""
    truths = RANDOM.random((7, 12)) < 0.4
    truths[:, :2] = True, False
    maps = RANDOM.normal(size=(7, 3, 2, 12)).round(1)
    masks = OtherMasks(truths)
    for picture in range(7):
        found = masks.areas(picture, doubled_ranks(maps[picture]))
        others = [other for other in range(7) if other != picture]
        for method, block in np.ndindex(3, 2):
            values = maps[picture, method, block]
            expected = np.mean([roc_auc_score(truths[other], values) for other in others])
            assert found[method, block] == pytest.approx(expected, abs=1e-12)
        usual = truths[others].sum(0).astype(float)
        assert masks.usual(picture)[0] == pytest.approx(roc_auc_score(truths[picture], usual))


def test_a_single_picture_has_no_others() -> None:
    masks = OtherMasks(np.array([[True, False, False]]))
    assert np.isnan(masks.usual(0)).all()
    assert np.isnan(masks.areas(0, doubled_ranks(np.zeros((2, 1, 3))))).all()


def test_equal_values_share_their_rank() -> None:
    assert doubled_ranks(np.array([[3.0, 1, 3, 2], [0, 0, 0, 0]])).tolist() == [[7, 2, 7, 4], [5, 5, 5, 5]]

"""Analyses on arrays, against scikit-learn and torch, and at their edges."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from elvit.analysis.calibration import expected_calibration_error, reliability
from elvit.analysis.objects import score_read, summarize
from elvit.analysis.scoring import patch_cover, roc_auc
from elvit.analysis.similarity import cosine_similarity
from sklearn.metrics import roc_auc_score

RNG = np.random.default_rng(0)


def test_cosine_similarity_is_torchs() -> None:
    reference, tokens = RNG.normal(size=(3, 16)), RNG.normal(size=(3, 9, 16))
    expected = torch.nn.functional.cosine_similarity(
        torch.from_numpy(reference)[:, None], torch.from_numpy(tokens), dim=-1
    )
    np.testing.assert_allclose(cosine_similarity(reference, tokens), expected.numpy(), atol=1e-12)


def test_a_vector_without_length_is_like_nothing() -> None:
    tokens = np.array([[0.0, 0.0], [2.0, 0.0], [-3.0, 0.0]])
    assert cosine_similarity(np.array([1.0, 0.0]), tokens).tolist() == [0, 1, -1]
    assert cosine_similarity(np.zeros(2), tokens).tolist() == [0, 0, 0]


@pytest.mark.parametrize("ties", [False, True])
def test_the_area_under_the_curve_is_scikit_learns(ties: bool) -> None:
    for _ in range(20):
        values = RNG.normal(size=64).round(1 if ties else 12)
        truth = RNG.random(64) < 0.3
        truth[:2] = True, False
        assert roc_auc(values, truth) == pytest.approx(roc_auc_score(truth, values), abs=1e-12)


def test_the_area_needs_both_kinds() -> None:
    assert np.isnan(roc_auc(np.arange(4.0), np.ones(4, dtype=bool)))
    assert np.isnan(roc_auc(np.arange(4.0), np.zeros(4, dtype=bool)))
    assert roc_auc(np.ones(4), np.array([True, False, False, True])) == 0.5


def test_the_cover_of_a_patch_is_its_share_of_pixels() -> None:
    mask = np.zeros((4, 6), dtype=bool)
    mask[0, 0] = mask[2:, 3:] = True
    assert patch_cover(mask, 2, 2).tolist() == [1 / 6, 0, 0, 1]
    with pytest.raises(ValueError, match="does not divide"):
        patch_cover(mask, 3, 2)


def test_bins_hold_every_prediction_once() -> None:
    confidence = np.array([0.0, 0.05, 0.1, 0.10001, 0.95, 1.0])
    right = np.array([False, True, False, True, True, True])
    bins = reliability(confidence, right, bins=10)
    assert [part.count for part in bins] == [3, 1, 0, 0, 0, 0, 0, 0, 0, 2]
    assert bins[0].accuracy == pytest.approx(1 / 3)
    assert bins[0].confidence == pytest.approx(0.05)
    expected = (3 * abs(1 / 3 - 0.05) + abs(1 - 0.10001) + 2 * abs(1 - 0.975)) / 6
    assert expected_calibration_error(bins) == pytest.approx(expected)


def test_a_model_that_is_as_often_right_as_it_says_is_calibrated() -> None:
    confidence = RNG.random(200_000)
    right = RNG.random(200_000) < confidence
    assert expected_calibration_error(reliability(confidence, right)) < 0.01
    assert expected_calibration_error(reliability(confidence, ~right)) > 0.4


def test_cls_is_scored_inside_and_outside_of_the_object() -> None:
    """CLS points along the first axis; so do the object's two patches, and one other halfway."""
    stream = np.array([[[1.0, 0], [3, 0], [1, 0], [1, 1], [0, 5]]])
    cover = np.array([1.0, 0.5, 0.49, 0.0])
    inside, outside, auc = score_read(stream, cover, [0], 1)[0]
    assert (inside, auc) == (1, 1)
    assert outside == pytest.approx(np.sqrt(0.5) / 2)
    assert np.isnan(score_read(stream, np.ones(4), [0], 1)).all()


def test_what_is_read_need_not_be_the_first_token() -> None:
    """The second of two prefix tokens, or the mean of all patches where there is none before them."""
    patches = np.array([[3.0, 0], [1, 0], [0, 2]])
    cover = np.array([1.0, 1.0, 0.0])
    inside, outside, auc = score_read(np.concatenate([[[0.0, 1], [1, 0]], patches])[None], cover, [1], 2)[0]
    assert (inside, outside, auc) == (1, 0, 1)
    inside, outside, _ = score_read(patches[None], cover, [0, 1, 2], 0)[0]
    assert (inside, outside) == pytest.approx((2 / np.sqrt(5), 1 / np.sqrt(5)))


def test_scores_are_summed_up_block_by_block() -> None:
    scores = RNG.random((50, 2, 3))
    first, second = summarize(scores)
    assert first.inside.mean == pytest.approx(scores[:, 0, 0].mean())
    assert second.outside.deviation == pytest.approx(scores[:, 1, 1].std(ddof=1))
    assert second.auc.mean == pytest.approx(scores[:, 1, 2].mean())
    assert first.above_chance == np.mean(scores[:, 0, 2] > 0.5)

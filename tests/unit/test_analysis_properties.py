"""What must hold of the analysis whatever the numbers are."""

from __future__ import annotations

import numpy as np
import pytest
from elvit.analysis.bootstrap import bootstrap_interval
from elvit.analysis.caution import anisotropy, norm_outliers
from elvit.analysis.lens import ClassHead, FinalNorm, logit_lens
from elvit.analysis.ordering import cluster_order, grid_order, reference_order
from elvit.analysis.rollout import rollout
from elvit.analysis.scoring import METRICS, chance_of, halfway, score_map, union_cover
from elvit.analysis.similarity import similarity_matrix, similarity_to
from numpy.typing import NDArray

seeds = pytest.mark.parametrize("seed", range(5))


def _tokens(seed: int) -> NDArray[np.float64]:
    return np.random.default_rng(seed).normal(size=(3, 17, 24))


def _patterns(seed: int) -> NDArray[np.float64]:
    scores = np.exp(np.random.default_rng(seed).normal(0, 2, size=(4, 3, 17, 17)))
    patterns: NDArray[np.float64] = scores / scores.sum(-1, keepdims=True)
    return patterns


@seeds
@pytest.mark.parametrize("n_prefix", [0, 1, 3])
def test_similarity_knows_directions_only(seed: int, n_prefix: int) -> None:
    tokens = _tokens(seed)
    rotation = np.linalg.qr(np.random.default_rng(seed + 99).normal(size=(24, 24)))[0]
    for references in ([n_prefix], [0, 5, 9]):
        found = similarity_to(tokens, references, n_prefix)
        assert found.shape == (3, 17 - n_prefix) and (abs(found) <= 1).all()
        np.testing.assert_allclose(similarity_to(7 * tokens @ rotation, references, n_prefix), found, atol=1e-12)
    np.testing.assert_allclose(similarity_to(tokens, [n_prefix], n_prefix)[:, 0], 1)


@seeds
@pytest.mark.parametrize("identity", [True, False])
@pytest.mark.parametrize("fuse", ["mean", "max", "min", 2])
def test_rows_of_a_rollout_sum_to_one(seed: int, identity: bool, fuse: str | int) -> None:
    for discard in (0, 0.5, 0.9):
        rolled = rollout(_patterns(seed), 1, identity=identity, fuse=fuse, discard=discard)  # type: ignore[arg-type]
        np.testing.assert_allclose(rolled.sum(-1), 1)
        assert rolled.min() >= 0


def test_tokens_that_only_look_at_themselves_stay_where_they_are() -> None:
    patterns = np.broadcast_to(np.eye(5), (3, 2, 5, 5))
    for identity in (True, False):
        np.testing.assert_allclose(rollout(patterns, 1, identity=identity), np.broadcast_to(np.eye(5), (3, 5, 5)))


def test_discarding_everything_leaves_the_prefix_and_the_identity() -> None:
    patterns = _patterns(0)
    bare = rollout(patterns, 1, identity=False, discard=1)
    assert (bare[..., 1:] == 0).all() and (bare[..., 0] == 1).all()
    assert (rollout(patterns, 0, identity=False, discard=1) == 0).all()
    np.testing.assert_allclose(rollout(patterns, 0, discard=1), np.broadcast_to(np.eye(17), (4, 17, 17)))


@seeds
def test_scores_depend_on_the_order_of_values_only(seed: int) -> None:
    rng = np.random.default_rng(seed)
    values, truth = rng.normal(size=64).round(1), rng.random(64) < 0.3
    ranked = [METRICS.index(name) for name in METRICS if name != "iou_halfway"]
    np.testing.assert_allclose(score_map(np.exp(values), truth)[ranked], score_map(values, truth)[ranked], atol=1e-12)
    order = rng.permutation(64)
    np.testing.assert_allclose(score_map(values[order], truth[order]), score_map(values, truth), atol=1e-12)
    np.testing.assert_allclose(score_map(3 * values + 5, truth), score_map(values, truth), atol=1e-12)
    assert score_map(-values, truth)[0] == pytest.approx(1 - score_map(values, truth)[0])


def test_a_constant_map_scores_chance() -> None:
    truth = np.arange(64) % 4 == 0
    np.testing.assert_allclose(score_map(np.full(64, 0.3), truth), chance_of(truth))
    np.testing.assert_allclose(chance_of(truth), [0.5, 0.25, 0.25, 0.25, 0.25])


def test_random_maps_score_what_chance_says() -> None:
    rng = np.random.default_rng(0)
    truth = np.arange(64) < 13
    scores = dict(zip(METRICS, np.mean([score_map(rng.random(64), truth) for _ in range(3000)], axis=0), strict=True))
    chance = dict(zip(METRICS, chance_of(truth), strict=True))
    assert scores["roc_auc"] == pytest.approx(chance["roc_auc"], abs=0.006)
    assert scores["pointing_game"] == pytest.approx(chance["pointing_game"], abs=0.03)
    # Bestgen 2015: the mean of average precision over all orders of k true ones among n.
    harmonic = sum(1 / i for i in range(1, 65))
    expected = 12 / 63 * (1 - harmonic / 64) + harmonic / 64
    assert scores["average_precision"] == pytest.approx(expected, abs=0.006)
    assert expected == pytest.approx(0.25, abs=0.005)


def test_without_both_sides_there_is_no_chance() -> None:
    assert np.isnan(chance_of(np.ones(4, dtype=bool))).all()
    assert np.isnan(chance_of(np.zeros(4, dtype=bool))).all()
    assert np.isnan(halfway(np.array([])))


def test_an_interval_narrows_and_holds_its_mean() -> None:
    rng = np.random.default_rng(1)
    few, many = (bootstrap_interval(rng.random(count)) for count in (10, 1000))
    for found in (few, many):
        assert found.low <= found.mean <= found.high
    assert many.high - many.low < (few.high - few.low) / 4
    assert bootstrap_interval(np.full(7, 0.25))[:3] == (0.25, 0.25, 0.25)


def test_about_19_of_20_intervals_hold_the_truth() -> None:
    rng = np.random.default_rng(2)
    found = [bootstrap_interval(rng.random(60), seed) for seed in range(300)]
    held = [interval.low <= 0.5 <= interval.high for interval in found]
    assert 0.9 <= np.mean(held) <= 0.985


@seeds
def test_orders_hold_every_token_once(seed: int) -> None:
    tokens = _tokens(seed)[0]
    matrix = similarity_matrix(tokens)
    assert sorted(cluster_order(matrix)) == sorted(reference_order(matrix[0])) == grid_order(17)
    assert sorted(cluster_order(np.ones((6, 6)))) == grid_order(6)


def test_two_groups_stand_apart() -> None:
    groups = np.array([[1, 0], [0, 1], [1, 0.1], [0.1, 1], [1, -0.1]])
    order = cluster_order(similarity_matrix(groups))
    first = order[0] in (0, 2, 4)
    assert set(order[:3] if first else order[2:]) == {0, 2, 4}


def test_directions_that_agree_are_anisotropic() -> None:
    rng = np.random.default_rng(3)
    assert abs(anisotropy(rng.normal(size=(400, 64)))) < 0.01
    assert anisotropy(rng.normal(size=(400, 64)) + 10) > 0.95
    assert anisotropy(np.zeros((5, 3))) == 0


def test_one_token_of_great_length_is_found_and_noise_is_not() -> None:
    tokens = np.random.default_rng(4).normal(size=(65, 192))
    assert norm_outliers(tokens) == []
    tokens[12] *= 5
    assert norm_outliers(tokens) == [12]
    assert norm_outliers(np.ones((65, 8)) * (1 + 1e-9 * np.arange(65)[:, None])) == []


def test_the_lens_of_equal_entries_without_eps_is_a_number() -> None:
    norm = FinalNorm(np.ones(4), np.zeros(4), 0)
    found = logit_lens(np.full((2, 4), 3.0), norm, ClassHead(np.ones((4, 3)), np.zeros(3)))
    np.testing.assert_allclose(found, 1 / 3)


def test_several_things_cover_at_most_all() -> None:
    assert union_cover([np.array([0.7, 0.2]), np.array([0.7, 0.1])]).tolist() == pytest.approx([1, 0.3])

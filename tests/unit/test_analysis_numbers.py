"""The analysis against scikit-learn, scipy, torch and plain loops, on the numbers that the page is tested on."""

from __future__ import annotations

import json
from typing import Any

import analysis_numbers
import numpy as np
import pytest
from elvit.analysis.attention import attention_map
from elvit.analysis.bootstrap import bootstrap_interval, bootstrap_intervals
from elvit.analysis.caution import anisotropy, norm_outliers, norm_scores
from elvit.analysis.lens import ClassHead, FinalNorm, logit_lens
from elvit.analysis.ordering import cluster_order
from elvit.analysis.rollout import rollout
from elvit.analysis.scoring import METRICS, best_iou, inside_outside, iou_at, score_map
from elvit.analysis.similarity import similarity_from_matrix, similarity_matrix, similarity_to
from numpy.typing import NDArray

NUMBERS: dict[str, Any] = json.loads(analysis_numbers.FILE.read_text("utf-8"))
CLOSE = 1e-9

models = pytest.mark.parametrize("case", NUMBERS["models"], ids=lambda case: str(case["name"]))


def _array(values: list[float | None], *shape: int) -> NDArray[np.float64]:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64).reshape(shape or -1)


def _tokens(case: Any) -> NDArray[np.float32]:
    return _array(case["tokens"], case["blocks"], case["pos"], NUMBERS["width"]).astype(np.float32)


def _patterns(case: Any) -> NDArray[np.float32]:
    shape = (case["blocks"], NUMBERS["heads"], case["pos"], case["pos"])
    return _array(case["patterns"], *shape).astype(np.float32)


def _agrees(found: NDArray[np.float64], expected: list[float | None]) -> None:
    np.testing.assert_allclose(found.reshape(-1), _array(expected), rtol=0, atol=CLOSE)


def test_the_numbers_are_those_of_the_independent_computation() -> None:
    made = json.loads(analysis_numbers.text())
    assert made.keys() == NUMBERS.keys()
    for key in made:
        _same(made[key], NUMBERS[key], key)


def _same(one: Any, other: Any, where: str) -> None:
    """Equal, but for the last digits, in which machines differ."""
    if isinstance(one, float) and isinstance(other, (int, float)):
        assert one == pytest.approx(other, abs=1e-11), where
    elif isinstance(one, dict):
        assert one.keys() == other.keys(), where
        for key in one:
            _same(one[key], other[key], f"{where}.{key}")
    elif isinstance(one, list):
        assert len(one) == len(other), where
        for i, (a, b) in enumerate(zip(one, other, strict=True)):
            _same(a, b, f"{where}.{i}")
    else:
        assert one == other, where


@models
def test_similarity(case: Any) -> None:
    tokens = _tokens(case)
    matrix = similarity_matrix(tokens)
    _agrees(matrix, case["matrix"])
    for part in case["similarity"]:
        _agrees(similarity_to(tokens, part["references"], case["prefix"]), part["expected"])
        _agrees(similarity_from_matrix(matrix, part["references"], case["prefix"]), part["from_matrix"])


@models
def test_attention(case: Any) -> None:
    for part in case["attention"]:
        _agrees(attention_map(_patterns(case), part["references"], part["fuse"]), part["expected"])


@models
def test_rollout(case: Any) -> None:
    for part in case["rollout"]:
        options = {key: part[key] for key in ("identity", "fuse", "discard")}
        _agrees(rollout(_patterns(case), case["prefix"], **options), part["expected"])


@models
def test_logit_lens(case: Any) -> None:
    norm = FinalNorm(_array(case["norm"]["w"]), _array(case["norm"]["b"]), NUMBERS["eps"])
    head = ClassHead(_array(case["head"]["W"], NUMBERS["width"], NUMBERS["classes"]), _array(case["head"]["b"]))
    _agrees(logit_lens(_tokens(case), norm, head), case["lens"])


@models
def test_anisotropy(case: Any) -> None:
    _agrees(np.array([anisotropy(block) for block in _tokens(case)]), case["anisotropy"])


@pytest.mark.parametrize("case", NUMBERS["outliers"], ids=lambda case: str(case["name"]))
def test_outliers(case: Any) -> None:
    tokens = _array(case["tokens"], case["count"], NUMBERS["width"])
    _agrees(norm_scores(tokens), case["scores"])
    assert norm_outliers(tokens) == case["expected"]


@pytest.mark.parametrize("case", NUMBERS["orders"], ids=lambda case: str(case["count"]))
def test_the_order_of_clusters_is_scipys(case: Any) -> None:
    assert cluster_order(_array(case["matrix"], case["count"], case["count"])) == case["expected"]


@pytest.mark.parametrize("case", NUMBERS["maps"], ids=lambda case: str(case["name"]))
def test_scores(case: Any) -> None:
    values, truth = _array(case["values"]), np.array(case["truth"], dtype=bool)
    expected = case["expected"] or {}
    _agrees(score_map(values, truth), [expected.get(name) for name in METRICS])
    _agrees(np.array(best_iou(values, truth)), [expected.get("best_iou"), expected.get("best_threshold")])
    _agrees(np.array([iou_at(values, truth, case["threshold"])]), [expected.get("iou_at")])
    _agrees(np.array(inside_outside(values, truth)), [case["inside"], case["outside"]])


@pytest.mark.parametrize("case", NUMBERS["bootstraps"], ids=lambda case: f"of {case['n']}")
def test_intervals(case: Any) -> None:
    scores = _array(case["scores"])
    found = bootstrap_interval(scores, case["seed"])
    _agrees(np.array(found[:3]), case["expected"])
    assert found.n == case["n"]
    kept = scores[~np.isnan(scores)]
    together = bootstrap_intervals(np.stack([kept, 2 * kept], axis=1), case["seed"])
    np.testing.assert_allclose(together, [found[:3], [2 * value for value in found[:3]]], atol=CLOSE)

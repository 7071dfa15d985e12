"""The analysis of patch interaction against scipy and plain loops, on the numbers that the page is tested on."""

from __future__ import annotations

import json
from typing import Any

import interaction_numbers
import numpy as np
import pytest
from elvit.analysis.effect import rank_correlation, relative_change
from elvit.analysis.fields import field_sizes, responsive_fields, tendencies
from elvit.analysis.interaction import INDICATORS, interaction, over_blocks
from elvit.analysis.removal import (
    attention_order,
    indiscriminative_order,
    kept_patches,
    random_order,
    removed_count,
    responsive_order,
    similarity_order,
)
from elvit.analysis.windows import adaptive_windows, centred_windows, random_windows, window_areas, window_mask
from numpy.typing import NDArray

NUMBERS: dict[str, Any] = json.loads(interaction_numbers.FILE.read_text("utf-8"))
CLOSE = 1e-9

models = pytest.mark.parametrize("case", NUMBERS["models"], ids=lambda case: str(case["name"]))


def _patches(case: Any) -> int:
    return int(case["rows"] * case["columns"])


def _patterns(case: Any) -> NDArray[np.float32]:
    pos = case["prefix"] + _patches(case)
    return np.array(case["patterns"], dtype=np.float32).reshape(case["blocks"], case["heads"], pos, pos)


def _agrees(found: NDArray[Any], expected: list[float]) -> None:
    np.testing.assert_allclose(found.ravel(), expected, rtol=0, atol=CLOSE)


def test_the_file_is_what_its_program_writes() -> None:
    assert json.loads(interaction_numbers.text()) == NUMBERS


@models
def test_indicators(case: Any) -> None:
    assert tuple(NUMBERS["indicators"]) == INDICATORS
    for name in INDICATORS:
        found = interaction(_patterns(case), case["prefix"], name)
        rows = slice(None) if _patches(case) <= interaction_numbers.FEW else slice(1)
        _agrees(found[:, rows], case["interaction"][name])
        _agrees(over_blocks(found)[rows], case["over_blocks"][name])
        _agrees(tendencies(found, case["columns"]), case["tendencies"][name])


@models
def test_windows_and_fields(case: Any) -> None:
    patches, columns = _patches(case), case["columns"]
    for part in case["windows"]:
        indicator = interaction(_patterns(case), case["prefix"], part["indicator"])
        boxes = adaptive_windows(indicator, part["k"], columns)
        assert boxes.ravel().tolist() == part["boxes"], (part["indicator"], part["k"])
        assert window_areas(boxes).ravel().tolist() == part["areas"]
        mask = window_mask(boxes, patches, columns)
        assert mask.sum(-1).ravel().tolist() == part["areas"]
        _agrees(field_sizes(mask), part["sizes"])
        _agrees(responsive_fields(mask).mean(-1), part["sizes"])
        assert random_windows(boxes, patches, columns, 5).ravel().tolist() == part["random"]
        assert random_windows(boxes, patches, columns, 5, own=True).ravel().tolist() == part["random_own"]
        assert indiscriminative_order(mask, indicator).tolist() == part["indiscriminative"]
        assert responsive_order(mask, indicator).tolist() == part["responsive"]


@models
def test_orders_by_cls(case: Any) -> None:
    streams = np.array(case["streams"], dtype=np.float32).reshape(case["blocks"], -1, NUMBERS["width"])
    read = [0] if case["prefix"] else range(streams.shape[-2])
    assert attention_order(_patterns(case), read, case["prefix"]).tolist() == case["attention_order"]
    assert similarity_order(streams, read, case["prefix"]).tolist() == case["similarity_order"]


@pytest.mark.parametrize("case", NUMBERS["centred"], ids=lambda c: f"{c['rows']} x {c['columns']}, {c['area']}")
def test_centred_windows(case: Any) -> None:
    patches = case["rows"] * case["columns"]
    boxes = centred_windows(case["area"], patches, case["columns"])
    assert boxes.ravel().tolist() == case["boxes"]
    wanted = min(max(case["area"], 1), patches)
    assert wanted - max(case["rows"], case["columns"]) / patches < window_areas(boxes).mean() <= wanted + CLOSE
    assert window_mask(boxes, patches, case["columns"])[np.arange(patches), np.arange(patches)].all()


@pytest.mark.parametrize("case", NUMBERS["random_orders"], ids=lambda c: f"{c['patches']} patches")
def test_random_orders(case: Any) -> None:
    assert random_order(case["patches"], case["seed"]).tolist() == case["order"]


@pytest.mark.parametrize("case", NUMBERS["removed"], ids=lambda c: f"{c['share']} of {c['patches']}")
def test_how_many_are_removed(case: Any) -> None:
    patches = case["patches"]
    assert removed_count(case["share"], patches) == case["count"]
    kept = kept_patches(range(patches)[::-1], case["share"])
    assert kept.tolist() == list(range(patches - case["count"]))


@pytest.mark.parametrize("case", NUMBERS["correlations"], ids=lambda c: str(c["name"]))
def test_rank_correlation(case: Any) -> None:
    assert rank_correlation(np.array(case["one"]), np.array(case["other"])) == pytest.approx(
        case["expected"], abs=CLOSE
    )


def test_relative_changes() -> None:
    case = NUMBERS["changes"]
    before, after = (np.array(case[key]).reshape(-1, NUMBERS["width"]) for key in ("before", "after"))
    _agrees(relative_change(before, after), case["expected"])


@models
def test_several_pictures_at_once_give_what_each_gives(case: Any) -> None:
    patterns = _patterns(case)
    both = np.stack([patterns, patterns[:, ::-1, ::-1, ::-1]], axis=1)  # [block, picture, head, query, key]
    for name in INDICATORS:
        indicator = interaction(both, case["prefix"], name)
        mask = window_mask(adaptive_windows(indicator, 0.5, case["columns"]), _patches(case), case["columns"])
        order = indiscriminative_order(mask, indicator)
        for picture in range(2):
            alone = interaction(both[:, picture], case["prefix"], name)
            own = window_mask(adaptive_windows(alone, 0.5, case["columns"]), _patches(case), case["columns"])
            assert (mask[:, picture] == own).all()
            assert order[picture].tolist() == indiscriminative_order(own, alone).tolist()

"""The study's page: sentences that follow from the numbers, whatever they are, and files that read as written."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from elvit.study.arms import ARMS, FIXED, GUIDED, PLAIN, UNGUIDED, Sizes
from elvit.study.cost import Cost
from elvit.study.page import write_page
from elvit.study.result import Trained, Windows, packed
from elvit.study.run import Results, Transferred
from elvit.study.seeds import deviation, over_seeds
from elvit.study.summary import Compared, Summary, compare, from_json, summarize, to_json
from elvit.study.tables import TABLES, write_tables
from elvit.study.words import said as sentences
from elvit.study.words.said import Verdict, verdict
from elvit.survey.intervals import Interval
from elvit.training.checkpoint import EpochRecord

PICTURES = 400
NOTHING = Interval(0.0, math.nan, math.nan)


def trained(arm: str, seed: int, share: float, windows: Windows | None) -> Trained:
    """The first pictures are named rightly, so that arms differ in nothing but how many."""
    right = np.arange(PICTURES) < round(share * PICTURES)
    history = (EpochRecord(1, 1.0, 60.0, 100.0, None),)
    return Trained(arm, seed, packed(right), PICTURES, 1000, history, "a CPU", windows)


def windows(areas: tuple[float, float, float], agreement: float) -> Windows:
    return Windows(areas, [[1.0] * 4] * 3, [0.5] * 3, [agreement] * 3, [1.0] * 3)


def results(shares: Mapping[str, tuple[float, ...]], guided: float = 0.6) -> Results:
    """Of made-up accuracies by arm and seed."""
    looks = {
        PLAIN.id: None,
        GUIDED.id: windows((0.2, 0.4, 0.9), guided),
        UNGUIDED.id: windows((0.7, 0.5, 0.9), 0.4),
        FIXED.id: windows((0.45, 0.45, 0.45), 0.5),
    }
    every = {
        arm.id: [trained(arm.id, s, share, looks[arm.id]) for s, share in enumerate(shares[arm.id])] for arm in ARMS
    }
    costs = {arm.id: Cost(0.1, 0.2 * (1 + number), 50.0, 256, "a CPU") for number, arm in enumerate(ARMS)}
    seeds = len(shares[PLAIN.id])
    return Results(Sizes(seeds=seeds), every, costs, {"cat": 10, "dog": 12}, PICTURES, "ab" * 32)


def arms(
    plain: float, guided: float, unguided: float, fixed: float, wobble: float = 0.0
) -> dict[str, tuple[float, ...]]:
    """Three seeds each, the plain ViT's going up and down where wobble says so."""
    shares = {PLAIN.id: plain, GUIDED.id: guided, UNGUIDED.id: unguided, FIXED.id: fixed}
    moves = {arm: (-wobble, 0.0, wobble) if arm == PLAIN.id else (0.0, 0.0, 0.0) for arm in shares}
    return {arm: tuple(share + move for move in moves[arm]) for arm, share in shares.items()}


def summary(
    plain: float, guided: float, unguided: float, fixed: float, wobble: float = 0.0, agreement: float = 0.6
) -> Summary:
    return summarize(results(arms(plain, guided, unguided, fixed, wobble), agreement))


def test_student_s_interval_of_three_by_hand() -> None:
    mean, low, high = over_seeds([1.0, 2.0, 3.0])
    assert mean == 2
    assert high - mean == pytest.approx(4.303 / math.sqrt(3))
    assert mean - low == pytest.approx(high - mean)
    assert deviation([1.0, 2.0, 3.0]) == 1
    assert math.isnan(over_seeds([1.0])[1])


def test_arms_are_compared_seed_by_seed_and_picture_by_picture() -> None:
    every = results(arms(0.50, 0.60, 0.5, 0.5)).trained
    compared = compare(every[GUIDED.id], every[PLAIN.id])
    assert compared.pictures.mean == pytest.approx(0.10)
    assert 0.06 < compared.pictures.low < 0.10 < compared.pictures.high < 0.14
    assert compared.seeds == pytest.approx((0.10, 0.10, 0.10))  # the seeds do not differ


@pytest.mark.parametrize(
    ("pictures", "seeds", "expected"),
    [
        ((0.02, 0.01, 0.03), (0.02, 0.01, 0.03), Verdict.AHEAD),
        ((0.02, 0.01, 0.03), (0.02, -0.01, 0.05), Verdict.AHEAD_HERE),
        ((0.02, 0.01, 0.03), (0.02, math.nan, math.nan), Verdict.AHEAD_HERE),
        ((0.02, -0.01, 0.05), (0.02, 0.01, 0.03), Verdict.UNCLEAR),
        ((-0.02, -0.03, -0.01), (-0.02, -0.03, -0.01), Verdict.BEHIND),
        ((-0.02, -0.03, -0.01), (-0.02, -0.06, 0.02), Verdict.BEHIND_HERE),
    ],
)
def test_clear_is_what_neither_pictures_nor_seeds_turn_round(
    pictures: tuple[float, float, float], seeds: tuple[float, float, float], expected: Verdict
) -> None:
    assert verdict(Compared("guided", "plain", Interval(*pictures), Interval(*seeds))) is expected


@pytest.mark.parametrize(
    ("shares", "wobble", "said"),
    [
        ((0.50, 0.60, 0.50, 0.50), 0.0, "learn under guidance gain 10.0 points"),
        ((0.60, 0.50, 0.60, 0.60), 0.0, "learn under guidance cost 10.0 points"),
        ((0.50, 0.60, 0.50, 0.50), 0.1, "gain 10.0 points (7.0 to 13.0) of accuracy in these trainings, too few"),
        ((0.60, 0.50, 0.60, 0.60), 0.1, "cost 10.0 points"),
        ((0.50, 0.50, 0.50, 0.50), 0.0, "make no clear difference to accuracy: 0 points"),
    ],
)
def test_the_headline_says_what_the_numbers_say(
    shares: tuple[float, float, float, float], wobble: float, said: str
) -> None:
    text = sentences.headline(summary(*shares, wobble=wobble))
    assert said.split(" (")[0] in text
    assert ("too few" in said) <= ("too few" in text)


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        ((0.5, 0.7, 0.5, 0.5), "clearly ahead of the unguided WinfT and the ViT with fixed windows"),
        ((0.5, 0.7, 0.8, 0.5), "clearly ahead of the ViT with fixed windows and clearly behind the unguided WinfT"),
        ((0.5, 0.7, 0.7, 0.7), "neither clearly ahead of nor clearly behind"),
    ],
)
def test_the_headline_says_what_it_is_owed_to(shares: tuple[float, float, float, float], said: str) -> None:
    assert said in sentences.headline(summary(*shares))


def test_accuracy_is_said_of_every_arm_and_every_pair() -> None:
    said = sentences.about_accuracy(summary(0.5, 0.6, 0.5, 0.4, wobble=0.05))
    assert len(said) == 4 + 5
    assert said[0].startswith("Plain ViT: 50.0\u202f%, between 45.0\u202f% and 55.0\u202f% in 3 trainings")
    assert "The guided WinfT is 10.0 points ahead of the plain ViT" in said[4]
    assert "No clear difference between the unguided WinfT and the plain ViT: 0 points" in said[5]
    assert "but other trainings may turn that round" in said[6]


def test_one_seed_is_said_to_be_one() -> None:
    one = {arm.id: (0.5 + 0.1 * number,) for number, arm in enumerate(ARMS)}
    of_one = summarize(results(one))
    assert math.isnan(of_one.arms[0].deviation)
    assert "of one training" in sentences.about_accuracy(of_one)[0]
    assert "other seeds: not known of one" in sentences.about_accuracy(of_one)[4]
    assert any("With one training of each arm" in limit for limit in sentences.limits(of_one))


def test_costs_are_told_beside_the_plain_vit() -> None:
    said = sentences.about_cost(summary(0.5, 0.5, 0.5, 0.5))
    assert said[1] == "WinfT, guided: 2.00 times the time, 1.00 times the memory."


def test_sizes_by_depth_leave_the_last_block_out() -> None:
    said = sentences.about_windows(summary(0.5, 0.5, 0.5, 0.5))
    assert said[0] == "WinfT, guided: windows grow with depth, from 20.0\u202f% to 40.0\u202f% of the grid."
    assert said[1] == "WinfT, unguided: windows shrink with depth, from 70.0\u202f% to 50.0\u202f% of the grid."


@pytest.mark.parametrize(("guided", "said"), [(0.6, "agree more with"), (0.45, "agree no more with")])
def test_agreement_is_said_either_way(guided: float, said: str) -> None:
    assert said in sentences.about_windows(summary(0.5, 0.5, 0.5, 0.5, agreement=guided))[2]


@pytest.mark.parametrize("seeds", [1, 3])
def test_a_summary_reads_as_it_was_written(seeds: int) -> None:
    shares = {arm: values[:seeds] for arm, values in arms(0.5, 0.6, 0.5, 0.4, wobble=0.05).items()}
    whole = summarize(results(shares))
    assert to_json(from_json(to_json(whole))) == to_json(whole)
    assert "NaN" not in to_json(whole)
    with pytest.raises(ValueError, match="not the summary of a study"):
        from_json("{}")


@pytest.mark.parametrize("seeds", [1, 3])
def test_tables_and_page_are_written(tmp_path: Path, seeds: int) -> None:
    shares = {arm: values[:seeds] for arm, values in arms(0.5, 0.6, 0.5, 0.4, wobble=0.05).items()}
    made = results(shares)
    whole = summarize(made)
    write_tables(tmp_path, whole, made)
    assert all((tmp_path / name).is_file() for name in TABLES)
    with (tmp_path / "trainings.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 4 * seeds
    assert float(rows[-1]["top1"]) == shares[FIXED.id][-1]
    assert len(json.loads((tmp_path / "trainings.json").read_text())["first"]["guided"]) == seeds
    write_page(tmp_path, whole)
    page = (tmp_path / "index.html").read_text()
    assert sentences.headline(whole).split(":")[0] in page
    assert "4.28 points" in page
    assert "nan" not in page
    assert page.count("<svg") > 4


def test_another_task_is_told_where_it_was_tried(tmp_path: Path) -> None:
    made = results(arms(0.5, 0.6, 0.5, 0.4))
    assert sentences.about_transfer(summarize(made)) == []
    other = results(arms(0.3, 0.3, 0.2, 0.3)).trained
    both = replace(made, transferred=Transferred(other, {"tug": 9, "ferry": 8}, PICTURES))
    whole = summarize(both)
    said = sentences.about_transfer(whole)
    assert said[0].startswith("Plain ViT: 30.0")
    assert said[4].startswith("No clear difference between the guided WinfT and the plain ViT")
    assert said[5].startswith("The unguided WinfT is 10.0 points behind the plain ViT")
    assert to_json(from_json(to_json(whole))) == to_json(whole)
    write_tables(tmp_path, whole, both)
    write_page(tmp_path, whole)
    page = (tmp_path / "index.html").read_text()
    assert "17 pictures of 2 classes" in page
    assert "tug, ferry" in page
    with (tmp_path / "comparisons.csv").open() as file:
        assert [row["task"] for row in csv.DictReader(file)] == ["first"] * 5 + ["transfer"] * 5


def test_pictures_of_seeds_that_differ_in_number_are_refused() -> None:
    every = results(arms(0.5, 0.6, 0.5, 0.5)).trained
    with pytest.raises(ValueError):
        compare(every[GUIDED.id][:2], every[PLAIN.id])

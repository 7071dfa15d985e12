"""The page of an analysis: sentences that follow the numbers, plots that show them, findings of a site's model."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from elvit.config import load_config
from elvit.output.ticks import nice_ticks
from elvit.running.progress import Quiet
from elvit.site.build import build
from elvit.survey.findings import read_findings
from elvit.survey.intervals import Interval
from elvit.survey.maps.findings import FINDINGS
from elvit.survey.maps.look import Looked, Scored
from elvit.survey.maps.methods import METHODS, METRICS
from elvit.survey.maps.summarize import Table, summarize
from elvit.survey.maps.summary import About, Place, Summary, from_json, to_json
from elvit.survey.maps.words import best, similarity
from elvit.survey.maps.words.usual import about_usual
from elvit.survey.plots import Curve, Frame, Level, line_plot, spaced
from elvit.survey.words import amount, figure, listed, percent, runs
from factories import model_folder
from masked import analyze, draw_pictures

pytestmark = pytest.mark.slow

BLOCKS = 4
ABOUT = About(
    model="tiny", source="tiny", sha256="0" * 64, blocks=BLOCKS, heads=2, grid=4, prefix=1, pictures=40,
    folder="photos", first_seed=None, right=None, versions={"elvit": "0"},
)  # fmt: skip


def looked_at(scores: np.ndarray, truth: np.ndarray) -> Looked:
    """A picture of one thing with these scores, [method, block, metric]."""
    thing = Scored("cat", float(truth.mean()), scores, np.array([0.5, 0.2, 0.2, 0.2, 0.2]))
    ranks = np.full((*scores.shape[:2], truth.size), truth.size + 1, np.uint16)  # all values the same
    return Looked("cat", np.tile([0.3, 1.0, 3.0], (BLOCKS, 1)), (thing,), truth, ranks)


def made(areas: Callable[[int, int], float], usual: float = 0.6, noise: float = 0.02) -> Summary:
    """A summary of 40 pictures whose scores lie around areas(method, block), and the usual place's around its own."""
    random = np.random.default_rng(1)
    table = Table(40, BLOCKS, 16)
    for number in range(40):
        scores = np.array([[[areas(m, b)] * len(METRICS) for b in range(BLOCKS)] for m in range(len(METHODS))])
        table.put(number, looked_at(scores + random.normal(0, noise, scores.shape), np.arange(16) < 4))
    table.usual = usual + random.normal(0, noise, table.usual.shape)
    table.others = np.full(table.others.shape, 0.55)
    return summarize(table, ABOUT)


def rising(method: int, block: int) -> float:
    """Similarity is best, in block 2; the next method well below it."""
    return 0.8 - 0.05 * abs(block - 2) if method == 0 else 0.6 - 0.02 * method


def test_the_headline_names_the_best_map_and_how_far_it_is_above_chance() -> None:
    summary = made(rising)
    assert summary.scores is not None
    assert summary.scores.best(0) == Place(0, 2)
    said = best.headline(summary)
    assert said.startswith("Cosine similarity to CLS after block 2 finds the object best")
    mean = summary.scores.at(Place(0, 2), 0).mean
    assert f"{mean:.3f}" in said
    assert f"{mean - 0.5:.3f} above chance" in said
    assert "not clearly behind" not in said


def test_a_rival_that_may_be_as_good_is_named() -> None:
    said = best.headline(made(lambda method, block: 0.7 if block == 1 and method < 2 else 0.55, noise=0.1))
    assert "is not clearly behind" in said


def test_maps_no_better_than_chance_are_called_so() -> None:
    summary = made(lambda method, block: 0.5, noise=0.2)
    assert best.headline(summary).startswith("No map finds the object")
    upside_down = made(lambda method, block: 0.3)
    assert upside_down.scores is not None
    assert (
        "20 of the 20 maps rank the background above the object"
        in best.about_background(upside_down, upside_down.scores)[0]
    )
    claim = similarity.about_similarity(upside_down, upside_down.scores)
    assert "does not hold here after any block" in claim[0]
    assert "After blocks 0 to 3 the background is more like CLS" in claim[1]


@pytest.mark.parametrize(
    ("usual", "noise", "said"),
    [(0.5, 0.05, "beats it by"), (0.95, 0.05, "more than the best map"), (0.78, 0.1, "neither better nor")],
)
def test_the_usual_place_is_a_rival(usual: float, noise: float, said: str) -> None:
    summary = made(rising, usual, noise)
    assert summary.scores is not None
    assert said in about_usual(summary, summary.scores)[1]
    warned = "To know where things usually are in these pictures is worth more" in best.headline(summary)
    assert warned == (usual == 0.95)


def test_what_a_map_owes_to_its_own_picture_is_told() -> None:
    summary = made(rising)
    assert summary.scores is not None
    said = " ".join(about_usual(summary, summary.scores))
    assert "the best map still has 0.550" in said
    assert f"{summary.scores.own[0][2].mean:.3f}" in said
    assert "No other map owes more" in said


def test_without_cls_it_is_the_mean_of_all_patches() -> None:
    summary = made(rising)
    said = best.headline(replace(summary, about=replace(ABOUT, prefix=0)))
    assert said.startswith("Cosine similarity to the mean of all patches after block 2")


def test_the_difference_is_taken_picture_by_picture() -> None:
    """Where all pictures go up and down together, a small difference is sure."""
    random = np.random.default_rng(3)
    table = Table(30, BLOCKS, 16)
    for number in range(30):
        scores = np.full((len(METHODS), BLOCKS, len(METRICS)), random.uniform(0.4, 0.9))
        scores[1, 3] += 0.01
        table.put(number, looked_at(scores, np.arange(16) == number % 16))
    table.compare(lambda number: np.full((len(METHODS), BLOCKS, 16), 17, np.uint16))
    found = summarize(table, ABOUT).scores
    assert found is not None
    assert found.comparisons[0].difference.low == pytest.approx(0.01)
    assert found.at(Place(1, 3), 0).high - found.at(Place(1, 3), 0).low > 0.05


def test_a_summary_is_read_back_as_it_was_written() -> None:
    summary = made(rising)
    assert from_json(json.dumps(to_json(summary))) == summary
    bare = replace(summary, scores=None)
    assert from_json(json.dumps(to_json(bare))) == bare
    nothing = replace(bare, figures=((Interval(float("nan"), float("nan"), float("nan")),),))
    assert "NaN" not in json.dumps(to_json(nothing))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 0}', "null"])
def test_what_is_no_summary_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_json(text)


def test_a_plot_shows_every_point_where_it_belongs() -> None:
    values = [Interval(v, v - 0.05, v + 0.05) for v in (0.3, 0.5, 0.9)]
    drawn = str(line_plot(Frame(400, 300), [Curve("a <b>", values, "cls")], [Level("chance", 0.5, "chance")], "says"))
    assert "a &lt;b&gt;, block 1: 0.5 (0.45 to 0.55)" in drawn
    marks = [tuple(map(float, at)) for at in re.findall(r'class="mark" d="M([\d.]+) ([\d.]+)', drawn)]
    level = float(re.findall(r'class="level chance"[^>]* y1="([\d.]+)"', drawn)[0])
    assert marks[1][1] == pytest.approx(level, abs=0.1)  # at chance
    assert marks[0][1] > level > marks[2][1]
    assert marks[1][0] - marks[0][0] == pytest.approx(marks[2][0] - marks[1][0], abs=0.2)
    assert "style=" not in drawn


@pytest.mark.parametrize(("low", "high"), [(0.31, 0.88), (0, 1), (-2.5, 7), (0.38, 0.39), (5, 5), (0, 0), (1e-9, 3e-9)])
def test_ticks_are_round_and_hold_the_values(low: float, high: float) -> None:
    ticks = nice_ticks(low, high, 6)
    assert ticks[0] <= low
    assert ticks[-1] >= high
    assert 2 <= len(ticks) <= 9
    assert np.allclose(np.diff(ticks), ticks[1] - ticks[0])


def test_titles_at_the_ends_keep_apart() -> None:
    places = spaced([10, 11, 12, 80, 99], 15, 0, 100)
    assert np.diff(places).min() >= 15
    assert places[-1] <= 100
    assert spaced([20, 60], 15, 0, 100) == [20, 60]


def test_numbers_and_lists_as_people_write_them() -> None:
    assert (figure(0.7463), figure(-0.0371), figure(0.0001)) == ("0.746", "\u22120.037", "0")
    assert (percent(0.883), percent(1), amount(4.8873)) == ("88.3\u202f%", "100\u202f%", "4.89")
    assert (listed(["a"]), listed(["a", "b", "c"])) == ("a", "a, b and c")
    assert runs([0, 2, 3, 4, 6, 7]) == "0, 2 to 4, 6 and 7"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model with the analysis of its pictures beside its weights."""
    place = tmp_path_factory.mktemp("findings")
    model_folder(place / "model")
    draw_pictures(place / "photos", 8)
    masks = ("--masks", place / "photos-masks")
    assert (
        analyze("--model", place / "model", "--images", place / "photos", *masks, "--out", place / "r").exit_code == 0
    )
    shutil.copy(place / "r" / "summary.json", place / "model" / "analysis.json")
    return place


def site_of(place: Path, out: Path, *models: str) -> tuple[Path, tuple[str, ...]]:
    settings = {"models": tuple(str(place / model) for model in models), "images": place / "photos", "out": out}
    return out, build(load_config(None, {**settings, "run_code": False}), Quiet()).warnings


def manifest_of(site: Path) -> Any:
    text = next(site.glob("manifest.*.js")).read_text("utf-8")
    return json.loads(text[text.index("{") : text.rindex("}") + 1])


def test_a_site_has_a_page_of_findings_of_each_model(place: Path, tmp_path: Path) -> None:
    shutil.copytree(place / "model", place / "twin", dirs_exist_ok=True)
    site, warnings = site_of(place, tmp_path / "dist", "model", "twin")
    assert not [warning for warning in warnings if "There is no page" in warning]
    assert [model["findings"] for model in manifest_of(site)["models"]] == ["findings.html", "findings-twin.html"]
    page = (site / "findings.html").read_text("utf-8")
    assert 'href="findings-twin.html"' in page
    assert 'href="concepts/cosine-similarity.html"' in page
    for name in re.findall(r'(?:href|src)="([^"#:]+)(?:#[^"]*)?"', page):
        assert (site / name).is_file(), name
    assert not re.search(r"<script|\sstyle=|<style", page)
    assert 'href="../findings.html"' in (site / "concepts" / "softmax.html").read_text("utf-8")


def test_an_analysis_of_other_weights_is_not_shown(place: Path, tmp_path: Path) -> None:
    other = model_folder(tmp_path / "other", num_hidden_layers=1)
    shutil.copy(place / "model" / "analysis.json", other)
    shutil.copytree(place / "photos", tmp_path / "photos")
    site, warnings = site_of(tmp_path, tmp_path / "dist", "other")
    assert any("is of other weights than those beside it" in warning for warning in warnings)
    assert not (site / "findings.html").exists()
    assert manifest_of(site)["models"][0]["findings"] == ""
    assert "findings" not in (site / "concepts" / "softmax.html").read_text("utf-8")


def test_a_broken_analysis_is_told_and_left_out(place: Path, tmp_path: Path) -> None:
    shutil.copytree(place / "model", tmp_path / "model")
    (tmp_path / "model" / "analysis.json").write_text("{")
    said: list[str] = []
    loaded: Any = SimpleNamespace(id="model")
    found = read_findings(FINDINGS, [(str(tmp_path / "model"), loaded)], said.append)
    assert found.page_of("model") == found.first == ""
    assert len(said) == 1
    assert "analysis.json cannot be read" in said[0]


def test_the_default_models_analysis_is_of_its_weights(checkout: Path) -> None:
    folder = checkout / "content" / "models" / "vit-tiny-cifar10"
    said: list[str] = []
    loaded: Any = SimpleNamespace(id="default")
    found = read_findings(FINDINGS, [(str(folder), loaded)], said.append)
    assert said == []
    summary = found.pages["default"][1]
    assert summary.about.pictures == 500
    assert summary.about.first_seed == 1_000_000
    assert summary.scores is not None
    card = (folder / "README.md").read_text("utf-8")
    for block, score in enumerate(summary.scores.curve(0, 0)):  # the card measured the same scenes by another way
        assert re.search(rf"^\| {block} \|.*\| {score.mean:.3f} ± ", card, re.MULTILINE)

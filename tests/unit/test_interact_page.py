"""The page of the experiments: sentences that follow the numbers, plots that show them, the page of a site's model."""

from __future__ import annotations

import dataclasses
import html
import json
import re
import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from elvit.analysis.interaction import INDICATORS
from elvit.config import load_config
from elvit.output.pack import read_chunk
from elvit.running.progress import Quiet
from elvit.site.build import build
from elvit.survey.findings import read_findings
from elvit.survey.interaction.conditions import CONTROLS, EFFECTS, KS, ORDERS, SHARES
from elvit.survey.interaction.effects import Foretold
from elvit.survey.interaction.findings import INTERACTION
from elvit.survey.interaction.measure import Measured
from elvit.survey.interaction.page import write_page
from elvit.survey.interaction.summarize import summarize
from elvit.survey.interaction.summary import About, Summary, from_json, to_json
from elvit.survey.interaction.words import effects, headline, tried
from factories import model_folder
from labelled import draw_classes, interact

pytestmark = pytest.mark.slow

BLOCKS = 3


def about(**changes: Any) -> About:
    sizes: dict[str, Any] = {"blocks": BLOCKS, "heads": 2, "grid": 4, "prefix": 1, "classes": 3}
    known = {"pictures": 200, "listed": 300, "cut": 30, "folder": "leaves", "dropped": None, "versions": {"elvit": "1"}}
    return About("leaf", "leaf", "0" * 64, **{**sizes, **known, **changes})


def pictures(
    windows: float = 0, controls: float = -0.2, least: float = 0, others: float = -0.2, count: int = 200
) -> list[Measured]:
    """Pictures of which so many more or fewer than of the untouched ones are right; half of these are."""
    rng = np.random.default_rng(1)

    def drawn(shape: tuple[int, ...], change: float) -> Any:
        right = rng.random((*shape, 1)) < 0.5 + change
        return np.concatenate([right, 0.5 + change + 0.1 * rng.random((*shape, 1))], axis=-1)

    found = []
    for number in range(count):
        plain = np.array([number % 2, 0.5 + 0.1 * rng.random()])
        removal = drawn((len(ORDERS), len(SHARES)), others)
        removal[0] = drawn((len(SHARES),), least)
        restricted = drawn((len(INDICATORS), len(KS)), windows)
        if windows == 0:
            restricted[:] = plain  # not a single answer changes
        if least == 0:
            removal[0] = plain
        areas = np.linspace(0.9, 0.2, len(KS))[None, :, None] * np.ones((len(INDICATORS), 1, BLOCKS))
        found.append(Measured(plain, restricted, areas, drawn((len(CONTROLS), len(KS)), controls), removal))
    return found


def cuts(means: tuple[float, ...] = (0.5, 0.5, 0.5, 0.5), count: int = 30) -> list[Foretold]:
    rng = np.random.default_rng(2)
    found = []
    for _ in range(count):
        shape = (len(INDICATORS), BLOCKS + 1, len(EFFECTS))
        correlations = np.array(means)[:, None, None] + 0.02 * rng.normal(size=shape)
        correlations[:, BLOCKS - 1, 1] = np.nan
        effects = 0.01 * np.ones(shape[1:])
        effects[BLOCKS - 1, 1] = np.nan
        found.append(Foretold(correlations, effects))
    return found


def summary_of(
    means: tuple[float, ...] = (0.5, 0.5, 0.5, 0.5), dropped: float | None = None, **changes: Any
) -> Summary:
    return summarize(pictures(**changes), cuts(means), about(dropped=dropped))


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ").replace("\u2212", "-")


def said(summary: Summary) -> str:
    parts = [
        [headline.headline(summary)], headline.fairness(summary), tried.about_windows(summary),
        tried.about_controls(summary), tried.about_indicators(summary), tried.about_removal(summary),
        effects.about_effects(summary), headline.limits(summary),
    ]  # fmt: skip
    return plain(" ".join(sentence for part in parts for sentence in part))


def test_a_favourable_result_is_told() -> None:
    text = said(summary_of())
    assert "restricted to adaptive windows of 20.0 % of the grid without a clear loss of accuracy: 0 points" in text
    assert "They do better than every other window of the same area that was tried." in text
    assert "The least responsive 70 % of patches can be removed without a clear loss" in text
    assert "at every share that costs less than to remove as many at random" in text
    assert "Against fixed windows around each patch: better everywhere, most at k = " in text


def test_an_unfavourable_result_is_told() -> None:
    text = said(summary_of(windows=-0.3, controls=-0.1, least=-0.3, others=-0.1))
    assert "Attention restricted to adaptive windows costs accuracy at every size that was tried." in text
    assert "of the same area do better at some size" in text
    assert "Even the least responsive patches cannot be removed without a clear loss" in text
    assert "at some shares that costs more than to remove as many at random, at none less" in text
    assert "Against removing patches at random: worse everywhere" in text


def test_what_may_be_chance_is_called_so() -> None:
    text = said(summary_of(windows=-0.02, controls=-0.02, least=-0.02, others=-0.02))
    assert "may be chance" in text
    assert "Against fixed windows around each patch: no clear difference anywhere." in text
    assert "no kind of other window of the same area does clearly worse at every size" in text
    assert "that costs neither clearly less nor clearly more than to remove as many at random" in text


@pytest.mark.parametrize(
    ("means", "expected"),
    [
        ((0.5, 0.5, 0.5, 0.5), "Picture by picture, no other indicator is clearly higher or lower than mean."),
        ((0.3, 0.7, 0.3, 0.3), "Picture by picture, std is clearly higher than mean."),
        ((0.5, 0.3, 0.7, 0.7), "mean+std and max are clearly higher than mean, std is clearly lower than mean."),
        ((-0.4, -0.4, -0.4, -0.4), "the interaction does not foretell how far the patch's own last output moves"),
    ],
)
def test_what_the_indicators_foretell(means: tuple[float, ...], expected: str) -> None:
    text = plain(" ".join(effects.about_effects(summary_of(means))))
    assert expected in text
    assert "nan" not in text


@pytest.mark.parametrize(
    ("dropped", "expected"),
    [
        (0.5, "Removal is not a fair test here: 50 % of the patches were left out at random"),
        (0.0, "trained with all patches"),
        (None, "How this model was trained is not known here"),
    ],
)
def test_it_says_how_the_model_was_trained(dropped: float | None, expected: str) -> None:
    assert expected in said(summary_of(dropped=dropped))


def test_differences_are_taken_picture_by_picture() -> None:
    found = pictures(windows=-0.1, count=80)
    summary = summarize(found, cuts(), about())
    for i in range(len(INDICATORS)):
        for k in range(len(KS)):
            differences = [one.windows[i, k, 0] - one.plain[0] for one in found]
            change = summary.windows[i][k][0].change
            assert change.mean == pytest.approx(np.mean(differences), abs=1e-6)
            rng = np.random.default_rng(0)
            means = np.array(differences)[rng.integers(0, 80, (4000, 80))].mean(1)
            np.testing.assert_allclose(change[1:], np.quantile(means, (0.025, 0.975)), atol=0.02)
    ahead = [one.windows[0, 1, 0] - one.controls[2, 1, 0] for one in found]
    assert summary.controls[2][1][0].ahead.mean == pytest.approx(np.mean(ahead), abs=1e-6)
    against = [one.removal[0, 3, 1] - one.removal[4, 3, 1] for one in found]
    assert summary.removal[4][3][1].ahead.mean == pytest.approx(np.mean(against), abs=1e-6)


def test_a_summary_is_read_back_as_it_was_written() -> None:
    summary = summary_of()
    text = json.dumps(to_json(summary), allow_nan=False)
    assert json.dumps(to_json(from_json(text))) == text
    for broken in (
        "{}",
        "[]",
        "{",
        text.replace('"format": 1', '"format": 99'),
        text.replace('"edges": 32', '"edges": 3'),
    ):
        with pytest.raises(ValueError, match=r".+"):
            from_json(broken)


def test_the_page_shows_the_numbers(tmp_path: Path) -> None:
    summary = summary_of(dropped=0.5)
    write_page(tmp_path, summary)
    page = (tmp_path / "index.html").read_text("utf-8")
    text = plain(html.unescape(re.sub(r"<[^>]+>", "", page)))
    assert plain(headline.headline(summary)) in text
    assert "Removal is not a fair test here" in text
    assert "200 of 300, evenly spread, in leaves" in text
    assert "nan" not in page
    assert not re.search(r"<script|\sstyle=|<style", page)
    for name in re.findall(r'(?:href|src)="([^"#:]+)"', page):
        assert (tmp_path / name).is_file(), name
    value = summary.controls[1][0][0].value.mean
    assert plain(f"{value:.1%}".replace("%", " %")) in text
    points = [float(one) for one in re.findall(r"random places, area [\d.]+ %: ([\d.]+)", plain(page))]
    expected = [100 * row[0].value.mean for row in reversed(summary.controls[1])]
    np.testing.assert_allclose(points[: len(KS)], expected, rtol=5e-3)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model with the experiments on it beside its weights, and some pictures."""
    place = tmp_path_factory.mktemp("interaction")
    model_folder(place / "model")
    draw_classes(place / "photos", 4)
    out = place / "report"
    done = interact("--model", place / "model", "--images", place / "photos", "--cuts", 2, "--out", out)
    assert done.exit_code == 0, done.output
    shutil.copy(out / "summary.json", place / "model" / "interaction.json")
    shutil.copytree(place / "photos" / "cat", place / "gallery")
    return place


def manifest_of(site: Path) -> Any:
    text = next(site.glob("manifest.*.js")).read_text("utf-8")
    return json.loads(text[text.index("{") : text.rindex("}") + 1])


def test_a_site_shows_the_experiments_of_its_model(place: Path, tmp_path: Path) -> None:
    settings = {"models": (str(place / "model"),), "images": place / "gallery", "out": tmp_path / "dist"}
    build(load_config(None, {**settings, "run_code": False}), Quiet())
    site = tmp_path / "dist"
    found = manifest_of(site)["models"][0]["interaction"]
    assert found["page"] == "interaction.html"
    page = (site / "interaction.html").read_text("utf-8")
    assert 'href="concepts/adaptive-window.html"' in page
    for name in re.findall(r'(?:href|src)="([^"#:]+)(?:#[^"]*)?"', page):
        assert (site / name).is_file(), name
    assert 'href="../interaction.html"' in (site / "concepts" / "softmax.html").read_text("utf-8")
    data = b"".join(read_chunk(site, chunk["file"]) for chunk in found["numbers"]["chunks"])
    assert json.loads(data) == json.loads((place / "model" / "interaction.json").read_text("utf-8"))


def test_experiments_on_other_weights_are_not_shown(place: Path, tmp_path: Path) -> None:
    other = model_folder(tmp_path / "other", num_hidden_layers=1)
    shutil.copy(place / "model" / "interaction.json", other)
    settings = {"models": (str(other),), "images": place / "gallery", "out": tmp_path / "dist", "run_code": False}
    report = build(load_config(None, settings), Quiet())
    assert any("interaction.json is of other weights than those beside it" in warning for warning in report.warnings)
    assert not (tmp_path / "dist" / "interaction.html").exists()
    assert manifest_of(tmp_path / "dist")["models"][0]["interaction"] is None


def test_the_default_models_experiments_are_of_its_weights(checkout: Path) -> None:
    """The page's figures are those of many pictures, and the untouched accuracy is that of the card."""
    folder = checkout / "content" / "models" / "vit-tiny-cifar10"
    warned: list[str] = []
    loaded: Any = SimpleNamespace(id="default")
    found = read_findings(INTERACTION, [(str(folder), loaded)], warned.append)
    assert warned == []
    summary = found.pages["default"][1]
    assert summary.about.pictures >= 5000
    assert summary.about.dropped == 0.5
    right = re.search(r"Top-1 on the [\d,]+ test pictures: \*\*([\d.]+)%", (folder / "README.md").read_text("utf-8"))
    assert right is not None
    assert summary.plain[0].low <= float(right[1]) / 100 <= summary.plain[0].high
    nothing = dataclasses.replace(summary.about, dropped=None)
    assert headline.fairness(dataclasses.replace(summary, about=nothing)) != headline.fairness(summary)

"""Experiments over a labelled folder: what is measured, where pictures come from, a run that is killed goes on."""

from __future__ import annotations

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from elvit.analysis.allowed import within_windows, without_edge
from elvit.analysis.interaction import INDICATORS, interaction
from elvit.analysis.windows import adaptive_windows, window_areas, window_mask
from elvit.models.source import load_model
from elvit.survey.interaction import effects, measure
from elvit.survey.interaction.conditions import CONTROLS, KS, ORDERS, SHARES, USUAL
from elvit.survey.interaction.effects import Cutter, draw_edges
from elvit.survey.interaction.measure import Measurer
from elvit.survey.interaction.passes import Passes
from elvit.survey.interaction.training import dropped_in_training
from elvit.survey.labelled import evenly, list_labelled
from factories import LABELS, edit_json, model_folder
from labelled import draw_classes, interact, zip_of
from scipy.stats import spearmanr  # type: ignore[import-untyped]

pytestmark = pytest.mark.slow

EACH = 12


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model whose attention differs from patch to patch, and pictures of its classes."""
    place = tmp_path_factory.mktemp("interact")
    model_folder(place / "model", initializer_range=0.4)
    draw_classes(place / "photos", EACH)
    return place


@pytest.fixture(scope="module")
def passes(place: Path) -> Passes:
    return Passes(load_model(str(place / "model")))


@pytest.fixture(scope="module")
def pixels() -> torch.Tensor:
    return torch.randn(3, 3, 16, 16, generator=torch.Generator().manual_seed(2))


def options(place: Path, out: Path, *more: object) -> list[object]:
    return ["--model", place / "model", "--images", place / "photos", "--out", out, "--cuts", 2, *more]


def test_windows_are_those_of_the_untouched_pass(passes: Passes, pixels: torch.Tensor) -> None:
    """The same by a way of its own: one picture at a time, softmax in the open."""
    found = Measurer(passes).measure(pixels, np.array([0, 1, 2]), [7, 8, 9])
    for number, one in enumerate(found):
        picture = pixels[number : number + 1]
        plain = passes.plain(picture)
        expected = torch.from_numpy(plain.logits).softmax(-1)[0, number].item()
        assert one.plain[1] == pytest.approx(expected, abs=1e-6)
        assert one.plain[0] == (plain.logits[0].argmax() == number)
        for i, name in enumerate(INDICATORS):
            for k, value in enumerate(KS):
                boxes = adaptive_windows(interaction(plain.patterns[:, 0], 1, name), value, 4)
                np.testing.assert_allclose(one.areas[i, k], window_areas(boxes).mean(-1) / 16)
                allowed = within_windows(window_mask(boxes, 16, 4), 1)
                masks = {block: torch.from_numpy(mask) for block, mask in enumerate(allowed)}
                with torch.no_grad(), passes.adapter.restricted(passes.loaded.model, masks):
                    logits = passes.loaded.model(pixel_values=picture).logits
                assert one.windows[i, k, 1] == pytest.approx(logits.softmax(-1)[0, number].item(), abs=1e-6)


def test_what_is_restricted_changes_and_is_bounded(passes: Passes, pixels: torch.Tensor) -> None:
    one = Measurer(passes).measure(pixels[:1], np.array([0]), [3])[0]
    assert one.windows.shape == (len(INDICATORS), len(KS), 2)
    assert one.controls.shape == (len(CONTROLS), len(KS), 2)
    assert one.removal.shape == (len(ORDERS), len(SHARES), 2)
    every = np.concatenate([part[..., 1].ravel() for part in (one.windows, one.controls, one.removal)])
    assert ((every >= 0) & (every <= 1)).all()
    assert len(set(every.round(7))) > len(every) * 0.9
    assert (np.diff(one.areas, axis=1) <= 0).all()  # a larger k never makes a window grow


def test_one_head_makes_whole_windows_by_std(tmp_path: Path, pixels: torch.Tensor) -> None:
    """All heads that there are agree: nothing stands out, and nothing is left out."""
    folder = model_folder(tmp_path / "model", num_attention_heads=1, initializer_range=0.4)
    one = Measurer(Passes(load_model(str(folder)))).measure(pixels[:1], np.array([0]), [3])[0]
    std = INDICATORS.index("std")
    assert (one.areas[std] == 1).all()
    np.testing.assert_allclose(one.windows[std, :, 1], one.plain[1], atol=1e-6)
    assert not np.isnan(one.controls).any()


def test_effects_are_those_of_one_edge_at_a_time(passes: Passes, pixels: torch.Tensor) -> None:
    found = Cutter(passes).foretell(pixels[:1], seed=5)
    queries, keys = draw_edges(16, 5)
    model, patterns = passes.loaded.model, passes.plain(pixels[:1]).patterns[:, 0]
    cuts = ([0], [1], [0, 1])
    moved = np.zeros((len(cuts), 2, len(queries)))
    with torch.no_grad():
        plain = model(pixel_values=pixels[:1], output_hidden_states=True)
        guess = plain.logits[0].argmax()
        for edge, (query, key) in enumerate(zip(queries, keys, strict=True)):
            allowed = torch.from_numpy(without_edge(query, key, 16, 1))
            for cut, blocks in enumerate(cuts):
                streams: list[torch.Tensor] = []
                with (
                    passes.adapter.restricted(model, dict.fromkeys(blocks, allowed)),
                    passes.adapter.last_stream(model, streams.append),
                ):
                    logits = model(pixel_values=pixels[:1]).logits
                before, after = plain.hidden_states[-1][0, 1 + query], streams[0][0, 1 + query]
                moved[cut, 0, edge] = (after - before).norm() / before.norm()
                moved[cut, 1, edge] = (logits - plain.logits)[0, guess].abs()
    np.testing.assert_allclose(found.effects[[0, 2]], moved[[0, 2]].mean(-1), rtol=1e-3)
    assert np.isnan(found.effects[1, 1])  # nothing reads a patch after the last block
    for i, name in enumerate(INDICATORS):
        taken = interaction(patterns, 1, name)
        for cut, values in enumerate((taken[0], taken[1], taken.mean(0))):
            for effect in range(2):
                if (cut, effect) != (1, 1):
                    expected = spearmanr(values[queries, keys], moved[cut, effect]).statistic
                    assert found.correlations[i, cut, effect] == pytest.approx(expected, abs=0.02)


def test_results_are_read_back_as_they_were_written(passes: Passes, pixels: torch.Tensor) -> None:
    one = Measurer(passes).measure(pixels[:1], np.array([0]), [3])[0]
    again = measure.load(json.loads(json.dumps(measure.dump(one))))
    for name in ("plain", "windows", "areas", "controls", "removal"):
        np.testing.assert_allclose(getattr(again, name), getattr(one, name), atol=1e-6)
    cut = Cutter(passes).foretell(pixels[:1], seed=5)
    back = effects.load(json.loads(json.dumps(effects.dump(cut))))
    np.testing.assert_allclose(back.correlations, cut.correlations, atol=1e-6)
    np.testing.assert_allclose(back.effects, cut.effects, atol=1e-6)


def test_a_zip_and_a_folder_give_the_same(place: Path, tmp_path: Path) -> None:
    shutil.copytree(place / "photos", tmp_path / "photos")
    archive = zip_of(tmp_path / "photos")
    reports = []
    for images in (tmp_path / "photos", archive):
        out = tmp_path / f"report of {images.name}"
        result = interact("--model", place / "model", "--images", images, "--pictures", 6, "--cuts", 1, "--out", out)
        assert result.exit_code == 0, result.output
        summary = json.loads((out / "summary.json").read_text("utf-8"))
        assert summary["about"]["pictures"] == 6
        assert summary["about"]["listed"] == 3 * EACH
        reports.append(summary)
    # What is drawn at random follows from a picture's name, which differs.
    assert reports[0]["plain"] == reports[1]["plain"]
    assert reports[0]["windows"] == reports[1]["windows"]


def test_an_index_names_the_classes(place: Path, tmp_path: Path) -> None:
    shutil.copytree(place / "photos" / "cat", tmp_path / "photos")
    entries = "".join(f'[[image]]\nfile = "{n}.png"\nclasses = ["animal", "{LABELS[n % 3]}"]\n' for n in range(5))
    (tmp_path / "photos" / "index.toml").write_text(entries + '[[image]]\nfile = "5.png"\nclasses = ["whale"]\n')
    said: list[str] = []
    found = list_labelled(tmp_path / "photos", LABELS, said.append)
    assert [(one.name, one.label) for one in found] == [(f"{n}.png", LABELS[n % 3]) for n in range(5)]
    assert len(said) == 1
    assert "5.png and 6 more are left out: index.toml names no class of the model's" in said[0]


def test_a_part_is_spread_over_the_classes(place: Path) -> None:
    every = list_labelled(place / "photos", LABELS, print)
    assert [one.label for one in evenly(every, 6)] == ["cat", "cat", "dog", "dog", "fox", "fox"]
    assert evenly(every, 10**6) == every


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda photos: (photos / "cat").rename(photos / "dogs"), "Did you mean dog?"),
        (shutil.rmtree, "is neither a folder nor a zip"),
        (lambda photos: list(map(shutil.rmtree, photos.iterdir())), "has no sub-folders with pictures"),
        (lambda photos: (photos / "cat" / "3.png").write_bytes(b"no"), "3.png is not a picture"),
        (lambda photos: (photos / "index.toml").write_text('[[image]]\nfile = "cat/0.png"\n'), "has a class of the"),
    ],
    ids=["another class", "nothing", "no pictures", "not a picture", "an index without classes"],
)
def test_what_cannot_be_used_is_told(place: Path, tmp_path: Path, make: Any, message: str) -> None:
    shutil.copytree(place / "photos", tmp_path / "photos")
    make(tmp_path / "photos")
    out = tmp_path / "report"
    result = interact("--model", place / "model", "--images", tmp_path / "photos", "--out", out, "--cuts", 1)
    assert result.exit_code == 1
    assert message in " ".join(result.output.split())
    assert not out.exists()


def test_pictures_beside_the_classes_are_left_out(place: Path, tmp_path: Path) -> None:
    shutil.copytree(place / "photos", tmp_path / "photos")
    shutil.copy(tmp_path / "photos" / "cat" / "0.png", tmp_path / "photos" / "loose.png")
    said: list[str] = []
    assert len(list_labelled(tmp_path / "photos", LABELS, said.append)) == 3 * EACH
    assert said == ["loose.png is left out: only pictures in a class's sub-folder have a class."]


@pytest.mark.parametrize(
    ("recipe", "expected"),
    [
        ({"kept_patches": 0.5, "dropping_share": 0.78}, 0.5),
        ({"kept_patches": 0.5, "dropping_share": 0}, 0),
        ({}, None),
    ],
)
def test_the_folder_tells_how_it_was_trained(tmp_path: Path, recipe: Any, expected: float | None) -> None:
    (tmp_path / "training.json").write_text(json.dumps({"stages": [{"recipe": recipe}]}))
    assert dropped_in_training(str(tmp_path)) == expected
    assert dropped_in_training("owner/name") is None


def test_the_last_stage_of_a_training_decides_whether_removal_is_fair(tmp_path: Path) -> None:
    dropped = {"recipe": {"kept_patches": 0.5, "dropping_share": 0.78}}
    whole = {"recipe": {"kept_patches": 0.5, "dropping_share": 0}}
    for stages, expected in (([dropped, whole], 0), ([whole, dropped], 0.5), ([], None)):
        (tmp_path / "training.json").write_text(json.dumps({"stages": stages}))
        assert dropped_in_training(str(tmp_path)) == expected


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def kept(work: Path) -> int:
    """How many pictures' results are kept."""
    return sum(file.read_bytes().count(b"\n") for file in work.glob("*/*.lines"))


def test_killed_it_goes_on_and_ends_with_the_same_bytes(place: Path, tmp_path: Path, checkout: Path) -> None:
    """Each picture's numbers do not depend on the others: a run of another number of processes is the same."""
    out, work = tmp_path / "a" / "report", tmp_path / "a" / "report.part"
    command = [sys.executable, "-m", "elvit", "interact", *map(str, options(place, out, "--processes", 2))]
    environment = {**os.environ, "PYTHONPATH": str(checkout / "builder")}
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
        end = time.monotonic() + 240
        while not kept(work) and process.poll() is None:
            assert time.monotonic() < end, "it took too long"
            time.sleep(0.005)
        process.kill()
    assert process.returncode == -signal.SIGKILL
    assert not out.exists()
    done = kept(work)
    assert 0 < done < 3 * EACH + 2
    again = interact(*options(place, out, "--processes", 1))
    assert again.exit_code == 0, again.output
    assert f"Measuring {3 * EACH} pictures, {min(done, 3 * EACH)} are done" in " ".join(again.output.split())
    assert not work.exists()
    fresh = interact(*options(place, tmp_path / "b" / "report", "--processes", 1))
    assert fresh.exit_code == 0, fresh.output
    assert contents(out) == contents(tmp_path / "b" / "report")


def test_another_model_does_not_go_on(place: Path, tmp_path: Path) -> None:
    shutil.copytree(place / "photos", tmp_path / "photos")
    shutil.copytree(place / "model", tmp_path / "model")
    (tmp_path / "photos" / "fox" / "11.png").write_bytes(b"")
    assert interact(*options(tmp_path, tmp_path / "report", "--processes", 1)).exit_code == 1
    shutil.rmtree(tmp_path / "model")
    model_folder(tmp_path / "model", seed=1)
    result = interact(*options(tmp_path, tmp_path / "report", "--processes", 1))
    assert result.exit_code == 1
    assert "was begun with another model" in " ".join(result.output.split())


def test_the_tables_hold_every_number(place: Path, tmp_path: Path) -> None:
    out = tmp_path / "report"
    assert interact(*options(place, out, "--processes", 1)).exit_code == 0
    pictures = list(csv.DictReader((out / "pictures.csv").open(encoding="utf-8")))
    conditions = list(csv.DictReader((out / "conditions.csv").open(encoding="utf-8")))
    each = 1 + (len(INDICATORS) + len(CONTROLS)) * len(KS) + len(ORDERS) * len(SHARES)
    assert (len(conditions), len(pictures)) == (each, each * 3 * EACH)
    for row in conditions:
        same = [one for one in pictures if all(one[key] == row[key] for key in ("what", "by", "amount"))]
        for metric in ("accuracy", "probability"):
            mean = np.mean([float(one[metric]) for one in same])
            assert float(row[metric]) == pytest.approx(mean, abs=2e-6)
            assert float(row[f"{metric}_low"]) <= mean + 1e-6
            assert mean <= float(row[f"{metric}_high"]) + 1e-6
    rows = list(csv.DictReader((out / "effects.csv").open(encoding="utf-8")))
    assert len(rows) == 2 * len(INDICATORS) * 3
    summary = json.loads((out / "summary.json").read_text("utf-8"))
    first = next(row for row in conditions if row["what"] == "centred")
    cell = summary["controls"][0][0][0]
    adaptive = summary["windows"][USUAL][0][0]
    assert float(first["accuracy_ahead"]) == pytest.approx(adaptive[0][0] - cell[0][0], abs=2e-6)
    edit_json(out / "summary.json", format=99)  # a report is a folder of files, each of its own
    assert (out / "index.html").is_file()

"""The study of windows that tokens learn: boxes, arms that differ in nothing else, results that are kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest
import torch
from click.testing import CliRunner
from elvit.analysis.windows import adaptive_windows, centred_windows, window_mask
from elvit.commands.study import study
from elvit.errors import ElvitError
from elvit.models.winft.modeling_winft import WinfTForImageClassification
from elvit.study.arms import ARMS, FIXED, GUIDED, PLAIN, UNGUIDED, Sizes
from elvit.study.boxes import agreement, areas, hard_boxes
from elvit.study.build_arm import build
from elvit.study.cost import Cost, _measure
from elvit.study.result import Trained, load_trained, packed, save_trained, unpacked
from elvit.study.run import Study, run_study
from elvit.study.train_arm import recipe_of
from elvit.study.transfer import with_new_head
from elvit.survey.fingerprint import weights_sha256
from elvit.training.checkpoint import EpochRecord
from elvit.training.guide import distances_of
from rich.console import Console
from test_teacher import paint_all

CLASSES = ("blue", "red")
TINY = Sizes(epochs=1, width=16, blocks=2, heads=2, seeds=1)
QUIET = Console(quiet=True)


@pytest.fixture(autouse=True, scope="module")
def one_thread() -> Iterator[None]:
    """On a busy machine threads that wait for each other make tiny steps slow."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


def test_edges_half_a_patch_beyond_a_box_hold_just_that_box() -> None:
    boxes = adaptive_windows(np.random.default_rng(0).random((2, 12, 12)), 1.0, 4)
    mask = window_mask(boxes, 12, 4)
    np.testing.assert_array_equal(hard_boxes(distances_of(boxes, 4), 4), mask)
    np.testing.assert_allclose(areas(mask), mask.reshape(2, -1).mean(1))


def test_agreement_by_hand() -> None:
    """Of a row of four patches: equal windows, half of each in common, and none in common but the patch."""
    held = np.zeros((4, 4), bool)
    held[[0, 0, 1, 2, 3, 3, 3], [0, 1, 1, 2, 1, 2, 3]] = True
    other = np.zeros((4, 4), bool)
    other[[0, 0, 1, 2, 2, 3], [0, 1, 1, 2, 3, 3]] = True
    assert agreement(held, other) == pytest.approx((1 + 1 + 1 / 2 + 1 / 3) / 4)
    assert agreement(held, held) == 1


def test_arms_begin_with_the_same_weights_but_for_their_windows() -> None:
    models = [build(arm, TINY, CLASSES, 3, (9.0, 20.0)) for arm in ARMS]
    plain = models[0].state_dict()
    for model in models[1:]:
        own = model.state_dict()
        extra = {name for name in own if name not in plain}
        assert all("window" in name or "temperature" in name or "fixed" in name for name in extra)
        assert all(torch.equal(own[name], plain[name]) for name in plain)
    other = build(PLAIN, TINY, CLASSES, 4).state_dict()
    assert not all(torch.equal(other[name], plain[name]) for name in plain)


def test_fixed_windows_have_the_areas_asked_for() -> None:
    model = build(FIXED, TINY, CLASSES, 0, (9.0, 20.5))
    assert isinstance(model, WinfTForImageClassification)
    for attention, area in zip(model.attentions, (9.0, 20.5), strict=True):
        held = hard_boxes(attention.fixed_distances.numpy(), 8)
        np.testing.assert_array_equal(held, window_mask(centred_windows(area, 64, 8), 64, 8))
        assert held.sum(-1).mean() == pytest.approx(area, abs=0.2)
        assert attention.temperature.item() == pytest.approx(0.05)
        box = attention.box(torch.randn(1, 65, 16))[0].detach().numpy()
        np.testing.assert_allclose(box, held, atol=1e-3)


def test_recipes_differ_in_nothing_but_the_guidance() -> None:
    recipes = [recipe_of(arm, TINY, 1) for arm in ARMS]
    assert [recipe.guidance > 0 for recipe in recipes] == [False, True, False, False]
    assert {replace(recipe, guidance=0.0) for recipe in recipes} == {recipes[0]}
    assert recipes[0].dropping_share == 0


def some_trained(arm: str = "plain", seed: int = 0) -> Trained:
    right = np.random.default_rng(seed).random(21) < 0.8
    return Trained(arm, seed, packed(right), 21, 1000, (EpochRecord(1, 0.5, 2.0, 10.0, 0.8),), "a CPU")


def test_results_read_as_they_were_written(tmp_path: Path) -> None:
    trained = some_trained()
    save_trained(tmp_path / "one.json", trained)
    again = load_trained((tmp_path / "one.json").read_text())
    assert again == trained
    assert again.top1 == trained.scores.mean()
    with pytest.raises(ValueError, match="not the result of a training"):
        load_trained("{}")


def test_bits_come_back() -> None:
    for count in (0, 1, 8, 13):
        right = np.random.default_rng(count).random(count) < 0.5
        np.testing.assert_array_equal(unpacked(packed(right), count), right)


def test_an_update_costs_time_and_memory_and_guidance_costs_more() -> None:
    costs = {arm: _measure(arm, TINY) for arm in (PLAIN, GUIDED)}
    assert all(cost.cpu_seconds > 0 and cost.batch_size == 256 for cost in costs.values())
    assert costs[GUIDED].cpu_seconds > costs[PLAIN].cpu_seconds


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """A study of one seed, with costs that were measured before."""
    place = tmp_path_factory.mktemp("study")
    asked = Study((paint_all(place / "data"),), paint_all(place / "test", 5), place / "report", TINY)
    for arm in ARMS:
        file = asked.work / "costs" / f"{arm.id}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(asdict(Cost(0.1, 0.2, 50.0, 256, "a CPU"))))
    run_study(asked, QUIET)
    return asked


def test_every_arm_is_trained_and_measured(done: Study) -> None:
    results = run_study(done, QUIET)
    assert list(results.trained) == [arm.id for arm in ARMS]
    for arm in ARMS:
        (trained,) = results.trained[arm.id]
        assert trained.pictures == 10
        windows = trained.windows
        assert (windows is None) == (arm is PLAIN)
        if windows is not None:
            assert len(windows.areas) == 2
            assert all(0 < share <= 1 for share in (*windows.areas, *windows.agreement))
    parameters = {arm: results.trained[arm.id][0].parameters for arm in ARMS}
    assert parameters[GUIDED] == parameters[UNGUIDED] == parameters[PLAIN] + 2 * (4 * 16 + 4 + 1)
    assert parameters[FIXED] == parameters[PLAIN]


def test_what_is_done_is_not_done_again_and_seeds_may_be_added(done: Study) -> None:
    files = sorted((done.work / "results").iterdir())
    before = {file: file.stat().st_mtime_ns for file in files}
    results = run_study(replace(done, sizes=replace(TINY, seeds=2)), QUIET)
    assert {file: file.stat().st_mtime_ns for file in files} == before
    assert [trained.seed for trained in results.trained["guided"]] == [0, 1]
    assert not (done.work / "training" / "guided-1").exists()


def test_the_command_writes_a_report(done: Study) -> None:
    arguments = ["winft", "--data", done.data[0], "--test", done.test, "--out", done.out, "--epochs", 1, "--seeds", 1]
    sizes = ["--width", 16, "--blocks", 2, "--heads", 2]
    result = CliRunner().invoke(study, [str(argument) for argument in (*arguments, *sizes)])
    assert result.exit_code == 0, result.output
    summary = json.loads((done.out / "summary.json").read_text())
    assert summary["about"]["sha256"] == weights_sha256(str(done.work / "models" / "guided-0"))
    assert "Do learned windows help?" in (done.out / "index.html").read_text()


def test_sizes_that_cannot_be_shared_are_refused(done: Study) -> None:
    arguments = ["winft", "--data", done.data[0], "--test", done.test, "--out", done.out, "--width", 20, "--heads", 3]
    result = CliRunner().invoke(study, [str(argument) for argument in arguments])
    assert result.exit_code == 1
    assert "--width 20 cannot be shared by 3 heads" in result.output


def test_every_model_is_trained_on_on_another_task(
    done: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("elvit.study.transfer.EPOCHS", 2)
    data = paint_all(tmp_path / "data")
    (data / "red").rename(data / "crimson")
    transferred = run_study(replace(done, transfer=(data, data)), QUIET).transferred
    assert transferred is not None
    assert transferred.counts == {"blue": 8, "crimson": 8}
    for arm in ARMS:
        (trained,) = transferred.trained[arm.id]
        assert trained.pictures == 16
        assert len(trained.history) == 2
    monkeypatch.setattr("elvit.study.run.transfer_arm", None)  # what is done is not done again
    assert run_study(replace(done, transfer=(data, data)), QUIET).transferred == transferred


def test_a_new_head_is_the_same_for_the_same_seed_and_leaves_all_else() -> None:
    models = [build(GUIDED, TINY, CLASSES, 0) for _ in range(2)]
    before = {name: weight.clone() for name, weight in models[0].state_dict().items()}
    one, other = (with_new_head(model, ("a", "b", "c"), 5).state_dict() for model in models)
    assert one["classifier.weight"].shape == (3, 16)
    assert torch.equal(one["classifier.weight"], other["classifier.weight"])
    assert all(torch.equal(one[name], before[name]) for name in before if "classifier" not in name)


def test_another_study_does_not_take_up_the_results(done: Study) -> None:
    with pytest.raises(ElvitError, match="a study with another epochs"):
        run_study(replace(done, sizes=replace(TINY, epochs=2)), QUIET)

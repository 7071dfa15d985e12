"""The convolutional teacher: its first filters, its statistics, its views, a run that can be killed, its folder."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from click.testing import CliRunner, Result
from elvit.commands.train import train
from elvit.errors import ElvitError
from elvit.training.augment import Normalization, measure_normalization
from elvit.training.data import PictureSet
from elvit.training.objective import distance_from
from elvit.training.squeeze import squeeze
from elvit.training.teacher.answers import Teacher, calibrated, open_teacher
from elvit.training.teacher.folder import TeacherStory, load_teacher, save_teacher
from elvit.training.teacher.loop import TeacherTrainer, train_teacher
from elvit.training.teacher.network import TeacherConfig, TeacherNetwork, new_network, settle, whitening_filters
from elvit.training.teacher.recipe import TeacherRecipe, rate_at
from elvit.training.teacher.run import TeacherRun
from elvit.training.teacher.views import mirrored_first, test_views, train_views
from elvit.training.workers import start_workers
from PIL import Image
from rich.console import Console
from torch import Tensor

QUIET = Console(quiet=True)
CONFIG = TeacherConfig(("blue", "red"), 32, (4, 6, 8))


@pytest.fixture(autouse=True, scope="module")
def one_thread() -> Iterator[None]:
    """On a busy machine threads that wait for each other make tiny steps slow."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


def seeded(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def two_colours(count: int = 48) -> PictureSet:
    labels = torch.arange(count) % 2
    pixels = torch.randint(0, 120, (count, 3, 32, 32), generator=seeded(), dtype=torch.uint8)
    pixels[labels == 0, 2] += 80
    pixels[labels == 1, 0] += 80
    return PictureSet(pixels, labels, CONFIG.classes)


def small_run(work: Path, epochs: int = 3) -> TeacherRun:
    data = two_colours()
    recipe = TeacherRecipe(epochs=epochs, batch_size=16, part=8, whitening_epochs=1, lookahead_every=2)
    return TeacherRun(recipe, data, data, measure_normalization(data.pixels), work)


def network_for(run: TeacherRun) -> TeacherNetwork:
    return new_network(CONFIG, run.normalization(run.data.pixels), run.recipe.seed)


def weights(network: TeacherNetwork) -> Tensor:
    return torch.cat([part.reshape(-1) for part in network.state_dict().values()])


def test_whitened_patches_are_uncorrelated_and_of_variance_one() -> None:
    smooth = torch.nn.functional.avg_pool2d(torch.randn(40, 3, 19, 19, generator=seeded()), 4, 1)
    answers = torch.nn.functional.conv2d(smooth, whitening_filters(smooth, floor=0.0))
    rows = answers.permute(0, 2, 3, 1).reshape(-1, 12)
    torch.testing.assert_close(rows.T @ rows / len(rows), torch.eye(12), atol=2e-3, rtol=0)


def test_a_new_group_hands_its_input_on() -> None:
    """The first filters of each convolution copy a channel each."""
    network = new_network(CONFIG, torch.randn(10, 3, 32, 32, generator=seeded()), 0)
    second = next(module for name, module in network.named_modules() if name == "groups.0.second")
    x = torch.randn(2, 4, 6, 6, generator=seeded())
    torch.testing.assert_close(second(x), x)


def test_settled_statistics_are_those_of_the_pictures() -> None:
    """With them a batch gives what it gives when it is normalized by itself."""
    pictures = torch.randn(24, 3, 32, 32, generator=seeded())
    network = new_network(CONFIG, pictures, 0).train()
    with torch.no_grad():
        expected = network(pictures)
        settle(network, [pictures[:12], pictures[12:]])
        assert network.training
        one_by_one = torch.cat([network.eval()(picture[None]) for picture in pictures])
    # the two halves were normalized by themselves on the way, which changes deeper statistics a little
    torch.testing.assert_close(one_by_one, expected, atol=0.05, rtol=0.3)


def test_each_picture_is_mirrored_in_every_other_epoch() -> None:
    mirrored = mirrored_first(100, seed=1)
    assert 25 < mirrored.sum() < 75
    pictures = torch.randn(100, 1, 8, 8, generator=seeded())
    views = [train_views(pictures, mirrored ^ bool(epoch % 2), 0, 0.0, seeded()) for epoch in range(2)]
    torch.testing.assert_close(views[0], views[1].flip(3))
    assert torch.equal(views[0][~mirrored], pictures[~mirrored])


def test_views_of_a_test_weigh_one_and_leave_a_symmetric_picture_as_it_is() -> None:
    pictures = torch.ones(2, 3, 8, 8)
    views = list(test_views(pictures))
    assert sum(weight for weight, _ in views) == 1
    assert len(views) == 6
    assert all(torch.equal(view, pictures) for _, view in views)


def test_squeezing_keeps_the_middle_and_moves_all_else_to_or_from_it() -> None:
    """Of a slope, the middle keeps its value, and the steepness around it says how near things have come."""
    pictures = torch.arange(33.0).expand(200, 1, 33, 33)
    changed = squeeze(pictures, 1.0, seeded())[:, 0]
    torch.testing.assert_close(changed[:, 16, 16], torch.full((200,), 16.0))
    steps = changed[:, 16, 17] - changed[:, 16, 16]
    nearest, farthest = 1.2 * 1.5**0.5, 0.65 / 1.5**0.5
    assert steps.min() >= 1 / nearest - 1e-4
    assert steps.max() <= 1 / farthest + 1e-4
    assert steps.min() < 0.8 < 1.6 < steps.max()


def test_so_many_are_squeezed_as_asked_for() -> None:
    pictures = torch.randn(400, 1, 8, 8, generator=seeded())
    changed = (squeeze(pictures, 0.25, seeded()) != pictures).any(-1).any(-1).any(-1)
    assert 70 < changed.sum() < 130
    assert torch.equal(squeeze(pictures, 0.0, seeded()), pictures)


def test_the_rate_rises_to_one_and_falls() -> None:
    rates = [rate_at(step, 1000) for step in range(1001)]
    assert rates[0] == pytest.approx(0.2)
    assert max(rates) == pytest.approx(1.0)
    assert rates.index(max(rates)) == 230
    assert rates[-1] == pytest.approx(0.07)


def test_it_learns_and_a_killed_run_ends_as_one_that_was_not(tmp_path: Path) -> None:
    whole_run = small_run(tmp_path / "whole")
    whole = train_teacher(whole_run, network_for(whole_run), QUIET)
    halted = small_run(tmp_path / "halted")
    with start_workers() as workers:
        from elvit.training.progress import Report

        trainer = TeacherTrainer(halted, network_for(halted), workers)
        with Report(QUIET, 3, 3, 0) as report:
            trainer.history.append(trainer.epoch(report))
        trainer.save()
    resumed = train_teacher(halted, network_for(halted), QUIET)
    assert len(resumed.history) == 3
    torch.testing.assert_close(weights(resumed.network), weights(whole.network))
    assert whole.history[-1].loss < whole.history[0].loss


def test_another_recipe_does_not_take_up_a_checkpoint(tmp_path: Path) -> None:
    run = small_run(tmp_path, epochs=1)
    train_teacher(run, network_for(run), QUIET)
    other = replace(run, recipe=replace(run.recipe, epochs=2))
    with pytest.raises(ElvitError, match="another recipe"):
        train_teacher(other, network_for(other), QUIET)


def written(folder: Path) -> TeacherNetwork:
    network = new_network(CONFIG, torch.randn(10, 3, 32, 32, generator=seeded()), 0)
    settle(network, [torch.randn(10, 3, 32, 32, generator=seeded(1))])
    story = TeacherStory(TeacherRecipe(), {"blue": 1, "red": 1}, [], None)
    save_teacher(folder, network, CONFIG, Normalization((0.5, 0.4, 0.3), (0.2, 0.3, 0.2)), story)
    return network.eval()


def test_a_written_teacher_reads_as_it_was(tmp_path: Path) -> None:
    network = written(tmp_path)
    again, config, normalization = load_teacher(tmp_path)
    assert config == CONFIG
    assert normalization.mean == (0.5, 0.4, 0.3)
    pictures = torch.randn(3, 3, 32, 32, generator=seeded(2))
    with torch.no_grad():
        torch.testing.assert_close(again(pictures), network(pictures))


def test_a_damaged_teacher_is_refused_in_one_sentence(tmp_path: Path) -> None:
    written(tmp_path)
    (tmp_path / "model.safetensors").write_bytes(b"not weights")
    with pytest.raises(ElvitError, match="holds no teacher that can be read"):
        load_teacher(tmp_path)


def test_answers_are_those_to_the_same_pixels_in_the_students_order_of_classes(tmp_path: Path) -> None:
    network = written(tmp_path)
    pixels = torch.randint(0, 256, (5, 3, 32, 32), generator=seeded(), dtype=torch.uint8)
    own, students = Normalization((0.5, 0.4, 0.3), (0.2, 0.3, 0.2)), Normalization((0.1, 0.2, 0.3), (0.5, 0.6, 0.7))
    answers = open_teacher(tmp_path, ("red", "blue")).answer(students(pixels), students)
    with torch.no_grad():
        torch.testing.assert_close(answers, network(own(pixels))[:, [1, 0]], atol=1e-2, rtol=1e-2)


def test_a_calibrated_teacher_is_as_sure_as_it_is_right() -> None:
    """Its logits are a third of those from which the labels were drawn."""
    pictures = 2 * torch.randn(3000, 2, generator=seeded())[:, :, None, None]
    labels = torch.multinomial(pictures[:, :, 0, 0].softmax(1), 1, generator=seeded())[:, 0]
    same = Normalization((0.0, 0.0), (1.0, 1.0))

    class Third(torch.nn.Module):
        def forward(self, seen: Tensor) -> Tensor:
            return seen[:, :, 0, 0] / 3

    teacher = calibrated(Teacher("third", Third(), same, 1, torch.arange(2)), pictures, same, labels)
    assert teacher.sharpness == pytest.approx(3, rel=0.1)
    torch.testing.assert_close(teacher.answer(pictures, same), pictures[:, :, 0, 0] / 3 * teacher.sharpness)


def test_a_teacher_that_lacks_a_class_is_refused(tmp_path: Path) -> None:
    written(tmp_path)
    with pytest.raises(ElvitError, match="does not know green"):
        open_teacher(tmp_path, ("red", "green"))


def test_equal_answers_are_at_no_distance_and_the_scale_of_gradients_keeps_with_the_temperature() -> None:
    logits, answers = torch.randn(4, 3, generator=seeded()), torch.randn(4, 3, generator=seeded(1))
    assert distance_from(answers, answers, 2.0).item() == pytest.approx(0, abs=1e-6)
    by_hand = (answers.softmax(1) * (answers.log_softmax(1) - logits.log_softmax(1))).sum()
    torch.testing.assert_close(distance_from(logits, answers, 1.0), by_hand)
    far = [distance_from(logits, answers, temperature) for temperature in (50.0, 100.0)]
    torch.testing.assert_close(far[0], far[1], rtol=0.05, atol=0)  # Hinton et al. 2015: the limit of high temperatures


def paint_all(root: Path, count: int = 8) -> Path:
    for name, channel in (("red", 0), ("blue", 2)):
        (root / name).mkdir(parents=True)
        for index in range(count):
            pixels = np.random.default_rng(index).integers(0, 60, (40, 40, 3), dtype=np.uint8)
            pixels[:, :, channel] += 150
            Image.fromarray(pixels).save(root / name / f"{index}.png")
    return root


def run(*arguments: object) -> Result:
    return CliRunner().invoke(train, [str(argument) for argument in arguments])


def test_the_command_trains_a_teacher_and_a_vit_learns_from_it(tmp_path: Path) -> None:
    data = paint_all(tmp_path / "data")
    common = ("--data", data, "--test", data, "--epochs", 1)
    result = run(*common, "--architecture", "cnn", "--out", tmp_path / "teacher")
    assert result.exit_code == 0, result.output
    story = json.loads((tmp_path / "teacher" / "training.json").read_text())
    assert story["accuracy"]["pictures"] == 16
    result = run(*common, "--teacher", tmp_path / "teacher", "--out", tmp_path / "taught")
    assert result.exit_code == 0, result.output
    stage = json.loads((tmp_path / "taught" / "training.json").read_text())["stages"][0]
    assert stage["recipe"]["teacher_share"] > 0
    assert stage["recipe"]["dropping_share"] == 0
    assert stage["teacher"].startswith("weights ")
    assert "learned from a teacher's answers" in (tmp_path / "taught" / "README.md").read_text()


def test_options_that_say_nothing_to_the_teacher_are_refused(tmp_path: Path) -> None:
    data = paint_all(tmp_path / "data", count=1)
    result = run("--data", data, "--architecture", "cnn", "--out", tmp_path / "out", "--license", "mit")
    assert result.exit_code == 1
    assert "--license says nothing to --architecture cnn" in result.output

"""The parts of training: augmentation, dropped patches, schedules, and a run that can be killed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from elvit.errors import ElvitError
from elvit.training.augment import Normalization, augment, cutmix, measure_normalization
from elvit.training.checkpoint import EpochRecord
from elvit.training.data import PictureSet
from elvit.training.loop import Trainer, train_model
from elvit.training.measure import quick_stride
from elvit.training.mimetic import factors, sine_positions
from elvit.training.model import choose_patches, logits_from_some, new_model, tiny_config
from elvit.training.optimizer import Optimizer
from elvit.training.progress import Report
from elvit.training.recipe import (
    Recipe,
    averaging_at,
    finetune_recipe,
    fitted,
    kept_patches_at,
    rate_at,
    scratch_recipe,
)
from elvit.training.run import Run
from elvit.training.start import TrainedStart, kept_and_new, with_classes
from elvit.training.workers import start_workers
from rich.console import Console
from torch import Tensor
from transformers import ViTConfig, ViTForImageClassification

pytestmark = pytest.mark.slow

CONFIG = ViTConfig(
    image_size=8, patch_size=2, hidden_size=16, num_hidden_layers=2, num_attention_heads=2,
    intermediate_size=32, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0,
    id2label={0: "blue", 1: "red"}, label2id={"blue": 0, "red": 1},
)  # fmt: skip
QUIET = Console(quiet=True)


@pytest.fixture(autouse=True, scope="module")
def one_thread() -> Iterator[None]:
    """On a busy machine threads that wait for each other make tiny steps slow."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


def seeded(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def two_colours(count: int = 64) -> PictureSet:
    """Half of the pictures mostly blue, half mostly red, in noise."""
    labels = torch.arange(count) % 2
    pixels = torch.randint(0, 120, (count, 3, 8, 8), generator=seeded(), dtype=torch.uint8)
    pixels[labels == 0, 2] += 80
    pixels[labels == 1, 0] += 80
    return PictureSet(pixels, labels, ("blue", "red"))


def small_run(work: Path, epochs: int = 3) -> Run:
    data = two_colours()
    recipe = Recipe(
        epochs=epochs, batch_size=16, matrix_learning_rate=1e-2, learning_rate=3e-3, averaging=0.9, cutmix_share=0.3
    )
    return Run(recipe, data, None, measure_normalization(data.pixels), "random weights", work)


def weights(trainer: Trainer) -> Tensor:
    parts = [*trainer.model.parameters(), *trainer.average.parameters()]
    return torch.cat([part.detach().reshape(-1) for part in parts])


def test_normalized_training_data_has_mean_0_and_deviation_1() -> None:
    pixels = two_colours().pixels
    normalized = measure_normalization(pixels)(pixels)
    torch.testing.assert_close(normalized.mean((0, 2, 3)), torch.zeros(3), atol=1e-3, rtol=0)
    torch.testing.assert_close(normalized.std((0, 2, 3)), torch.ones(3), atol=1e-3, rtol=0)


def test_augmented_pictures_hold_only_their_own_values() -> None:
    """Each picture is one constant; flips, shifts and recolouring keep it one constant, near its own."""
    pictures = torch.linspace(-2, 2, 32).view(-1, 1, 1, 1).expand(-1, 3, 16, 16)
    changed = augment(pictures, seeded())
    assert changed.shape == pictures.shape
    assert changed.std((1, 2, 3)).max() < 1e-6
    assert ((changed - pictures).abs() <= 0.3 * pictures.abs() + 0.3 + 1e-6).all()


def test_shifts_move_a_picture_by_at_most_an_eighth() -> None:
    """A dot in the middle stays within two pixels of its place, and does not always stay there."""
    pictures = torch.zeros(200, 1, 16, 16)
    pictures[:, :, 8, 8] = 100.0
    places = augment(pictures, seeded()).flatten(1).argmax(1)
    rows, columns = places // 16, places % 16
    assert set(rows.tolist()) == {6, 7, 8, 9, 10}
    assert set(columns.tolist()) == {5, 6, 7, 8, 9, 10}  # flipped, the dot starts from column 7


def test_cutmix_mixes_targets_as_it_mixes_pixels() -> None:
    labels = torch.arange(8) % 2
    pictures = labels.view(-1, 1, 1, 1).expand(-1, 3, 8, 8).float()  # every pixel is its label
    targets = torch.nn.functional.one_hot(labels, 2).float()
    for seed in range(10):
        mixed, shares = cutmix(pictures, targets, seeded(seed))
        torch.testing.assert_close(mixed.mean((1, 2, 3)), shares[:, 1])
        torch.testing.assert_close(shares.sum(1), torch.ones(8))


def test_with_all_patches_the_pass_is_the_models_own() -> None:
    model = new_model(CONFIG, seed=0).train(False)
    pixels = torch.randn(4, 3, 8, 8, generator=seeded())
    with torch.no_grad():
        torch.testing.assert_close(logits_from_some(model, pixels, None), model(pixels).logits)


def test_dropping_keeps_cls_and_a_different_half_of_each_pictures_patches() -> None:
    model = new_model(CONFIG, seed=0).train(False)
    seen: list[Tensor] = []
    model.vit.layers[0].register_forward_pre_hook(lambda module, inputs: seen.append(inputs[0]))
    pixels = torch.randn(1, 3, 8, 8, generator=seeded()).expand(4, -1, -1, -1)
    with torch.no_grad():
        logits_from_some(model, pixels, choose_patches(4, 16, 0.5, seeded()))
        every = model.vit.embeddings(pixels)[0]
    kept = [{int((every - token).abs().sum(1).argmin()) for token in tokens} for tokens in seen[0]]
    assert seen[0].shape == (4, 1 + 8, 16)
    assert all(0 in positions and len(positions) == 9 for positions in kept)
    assert len({frozenset(positions) for positions in kept}) > 1


def test_gradients_by_parts_are_those_of_the_whole_batch() -> None:
    layer = torch.nn.Linear(5, 1)
    inputs = torch.randn(70, 5, generator=seeded())
    whole = layer(inputs).square().sum()
    expected = torch.autograd.grad(whole, list(layer.parameters()))
    with start_workers() as workers:
        loss = workers.backward(layer.parameters(), lambda part: layer(inputs[part]).square().sum(), 70)
    assert loss == pytest.approx(whole.item(), rel=1e-5)
    for parameter, gradient in zip(layer.parameters(), expected, strict=True):
        torch.testing.assert_close(parameter.grad, gradient)


def test_every_weight_is_moved_and_none_at_rate_0() -> None:
    model = new_model(CONFIG, 0)
    optimizer = Optimizer(model, Recipe())
    before = {name: weight.detach().clone() for name, weight in model.named_parameters()}
    for weight in model.parameters():
        weight.grad = torch.randn(weight.shape, generator=seeded())
    optimizer.step(0.0)
    assert all(torch.equal(weight, before[name]) for name, weight in model.named_parameters())
    optimizer.step(1.0)
    assert not any(torch.equal(weight, before[name]) for name, weight in model.named_parameters())


def test_schedules_rise_fall_and_end() -> None:
    recipe = Recipe(warmup_steps=10, dropping_share=0.75)
    rates = [rate_at(recipe, step, 1000) for step in range(1000)]
    assert rates[0] == pytest.approx(0.1, rel=0.01)
    assert rates.index(max(rates)) == 9
    assert rates[-1] == pytest.approx(0.002, rel=0.01)
    assert [kept_patches_at(recipe, step, 1000) for step in (0, 749, 750, 999)] == [0.5, 0.5, 1.0, 1.0]
    assert averaging_at(recipe, 0) == 0.1
    assert averaging_at(recipe, 10**6) == recipe.averaging


def test_a_new_model_depends_on_its_seed_only() -> None:
    first, again, other = (new_model(CONFIG, seed).state_dict()["classifier.weight"] for seed in (0, 0, 1))
    assert torch.equal(first, again)
    assert not torch.equal(first, other)


def test_a_new_model_attends_nearby_and_takes_values_away() -> None:
    """W_Q W_K^T has a positive diagonal in every head, W_V W_O a negative one (arXiv:2305.09828)."""
    model = new_model(CONFIG, 0)
    layer: Any = model.vit.layers[0]
    query, key, value, output = (
        getattr(layer.attention, f"{name}_proj").weight.detach() for name in ("q", "k", "v", "o")
    )
    for head in (slice(0, 8), slice(8, 16)):
        assert (query[head].T @ key[head]).diagonal().mean() > 0.2
    torch.testing.assert_close((output @ value).diagonal().mean(), torch.tensor(-0.4), atol=0.15, rtol=0)
    places = sine_positions(4, 16)
    nearness = places @ places[0]  # of patch 0 with every patch, rows of 4
    assert nearness.argmax() == 0
    assert nearness[1] > nearness[2] > nearness[3]
    torch.testing.assert_close(nearness.view(4, 4), nearness.view(4, 4).T)


def test_factors_are_the_best_of_their_rank() -> None:
    """The error is that of the singular values left out (Eckart and Young)."""
    product = torch.randn(12, 12, generator=seeded())
    left, right = factors(product, 5)
    assert left.shape == right.shape == (12, 5)
    torch.testing.assert_close((product - left @ right.T).norm(), torch.linalg.svdvals(product)[5:].norm())


def test_it_learns_two_colours(tmp_path: Path) -> None:
    run = small_run(tmp_path, epochs=12)
    trainer = train_model(replace(run, test=run.data), new_model(CONFIG, 0), QUIET)
    assert trainer.history[-1].top1 is not None
    assert trainer.history[-1].top1 > 0.95
    assert (tmp_path / "log.jsonl").read_text().count("\n") == 12


def test_a_killed_run_goes_on_as_if_it_had_not_been(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = train_model(small_run(tmp_path / "whole"), new_model(CONFIG, 0), QUIET)
    tell = Report.step

    def kill(self: Report, epoch: int, step: int, loss: float, images_per_second: float) -> None:
        if (epoch, step) == (1, 2):
            raise KeyboardInterrupt
        tell(self, epoch, step, loss, images_per_second)

    monkeypatch.setattr(Report, "step", kill)
    with pytest.raises(KeyboardInterrupt):
        train_model(small_run(tmp_path / "killed"), new_model(CONFIG, 0), QUIET)
    monkeypatch.setattr(Report, "step", tell)
    resumed = train_model(small_run(tmp_path / "killed"), new_model(CONFIG, 0), QUIET)
    assert [record.epoch for record in resumed.history] == [1, 2, 3]
    torch.testing.assert_close(weights(resumed), weights(whole))


def test_a_finished_run_is_not_trained_again(tmp_path: Path) -> None:
    done = train_model(small_run(tmp_path), new_model(CONFIG, 0), QUIET)
    again = train_model(small_run(tmp_path), new_model(CONFIG, 5), QUIET)
    assert torch.equal(weights(again), weights(done))


def test_another_runs_checkpoint_is_refused(tmp_path: Path) -> None:
    train_model(small_run(tmp_path, epochs=1), new_model(CONFIG, 0), QUIET)
    other = small_run(tmp_path, epochs=1)
    with pytest.raises(ElvitError, match="another recipe"):
        train_model(replace(other, recipe=replace(other.recipe, seed=1)), new_model(CONFIG, 0), QUIET)


def test_a_finished_run_goes_on_with_a_longer_schedule_and_not_with_a_shorter_one(tmp_path: Path) -> None:
    train_model(small_run(tmp_path, epochs=2), new_model(CONFIG, 0), QUIET)
    printed = io.StringIO()
    longer = train_model(
        replace(small_run(tmp_path, epochs=3), longer=True), new_model(CONFIG, 5), Console(file=printed)
    )
    assert [record.epoch for record in longer.history] == [1, 2, 3]
    said = printed.getvalue().splitlines()[0]
    assert said.startswith(
        "2 epochs are done, the rates go on from there in a schedule of 3; epochs to do: 1 of 4 x 16"
    )
    with pytest.raises(ElvitError, match="another recipe"):
        train_model(replace(small_run(tmp_path, epochs=1), longer=True), new_model(CONFIG, 0), QUIET)


@pytest.mark.parametrize(
    ("pictures", "asked", "trained", "batch", "epochs"),
    [
        (50_000, None, False, 256, 32),
        (50_000, None, True, 256, 4),
        (2_560, None, False, 256, 150),
        (120, None, False, 16, 215),
        (120, None, True, 16, 58),
        (120, 3, True, 16, 3),
        (5, None, True, 5, 400),
    ],
)
def test_batches_and_epochs_follow_the_number_of_pictures(
    pictures: int, asked: int | None, trained: bool, batch: int, epochs: int
) -> None:
    recipe = (finetune_recipe if trained else scratch_recipe)(asked, 0)
    small = fitted(recipe, pictures, asked, trained)
    assert (small.batch_size, small.epochs) == (batch, epochs)


def test_a_part_of_the_test_set_is_called_so_only_where_it_is_one() -> None:
    said = []
    for part in (True, False):
        printed = io.StringIO()
        with Report(Console(file=printed, width=200), 1, 1, 0, part) as report:
            report.epoch(EpochRecord(1, 0.5, 1.0, 10.0, 0.75))
        said.append("top-1 75.0% (part of the test set)" in printed.getvalue())
    assert said == [True, False]
    assert [quick_stride(pictures) for pictures in (1, 1999, 2000, 10_000)] == [1, 1, 2, 10]


def test_a_head_for_other_classes_keeps_the_rows_it_knows() -> None:
    model: Any = new_model(tiny_config(("bird", "cat", "dog"), hidden_size=12, intermediate_size=24), 0)
    before = model.classifier.weight.detach().clone()
    start = TrainedStart("vit", model, ("bird", "cat", "dog"), Normalization((0.5,) * 3, (0.5,) * 3), 32, "weights")
    after = with_classes(start, ("dog", "zebra"), 0)
    assert after.classes == ("dog", "zebra")
    assert after.model.config.id2label == {0: "dog", 1: "zebra"}

    head: Any = after.model.classifier
    assert torch.equal(head.weight[0], before[2])
    assert kept_and_new(("a", "b"), ("a", "b")) == ""
    said = kept_and_new(("bird", "cat", "dog"), after.classes)
    assert said.endswith("new in its head: zebra; kept: dog; 2 of its 3 classes are left out")


def test_lines_are_printed_where_there_is_no_terminal(tmp_path: Path) -> None:
    printed = io.StringIO()
    train_model(small_run(tmp_path, epochs=2), new_model(CONFIG, 0), Console(file=printed))
    lines = printed.getvalue().splitlines()
    assert lines.pop(0) == "epochs to do: 2 of 4 x 16 pictures, under a minute"
    assert [line.split(" done")[0] for line in lines] == ["epoch 1/2", "epoch 2/2"]
    assert all("loss" in line and "images/s" in line for line in lines)


def test_a_bar_shows_loss_and_speed_on_a_terminal(tmp_path: Path) -> None:
    printed = io.StringIO()
    train_model(small_run(tmp_path, epochs=1), new_model(CONFIG, 0), Console(file=printed, force_terminal=True))
    assert "epoch 1/1" in printed.getvalue()
    assert "images/s" in printed.getvalue()
    assert "━" in printed.getvalue()


def test_normalization_maps_the_mean_to_0() -> None:
    normalize = Normalization((0.2, 0.4, 0.6), (0.1, 0.2, 0.3))
    pixels = torch.tensor([51, 102, 153], dtype=torch.uint8).view(1, 3, 1, 1)
    torch.testing.assert_close(normalize(pixels), torch.zeros(1, 3, 1, 1), atol=1e-5, rtol=0)


def test_models_train_with_fused_attention() -> None:
    model: ViTForImageClassification = new_model(CONFIG, 0)
    assert model.config._attn_implementation == "sdpa"

"""Training a WinfT: the pass is the model's own, windows learn from a guide, the command goes from data to folder."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from click.testing import CliRunner, Result
from elvit.analysis.windows import window_mask
from elvit.commands.train import train
from elvit.errors import ElvitError
from elvit.models.quiet import quiet_transformers
from elvit.models.winft.modeling_winft import WinfTForImageClassification
from elvit.models.winft.soft_box import soft_box
from elvit.training.augment import Normalization
from elvit.training.guide import Guide, distances_of, open_guide, patterns_of
from elvit.training.model import logits_from_some, new_model, tiny_config
from elvit.training.objective import Objective
from elvit.training.optimizer import Optimizer
from elvit.training.recipe import Recipe, guidance_at
from elvit.training.save import save_folder
from elvit.training.windowed import distance_from_guide, logits_and_distances
from elvit.training.workers import start_workers
from test_teacher import paint_all, seeded
from torch import Tensor
from transformers import AutoModelForImageClassification, ViTForImageClassification

CLASSES = ("blue", "red")
SMALL: dict[str, Any] = {
    "image_size": 16, "patch_size": 4, "hidden_size": 16, "num_hidden_layers": 3, "num_attention_heads": 2,
    "intermediate_size": 32,
}  # fmt: skip
SAME = Normalization((0.0, 0.0, 0.0), (1.0, 1.0, 1.0))


@pytest.fixture(autouse=True, scope="module")
def one_thread() -> Iterator[None]:
    """On a busy machine threads that wait for each other make tiny steps slow."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


def vit(seed: int = 0) -> ViTForImageClassification:
    model = new_model(tiny_config(CLASSES, **SMALL), seed)
    model.train(False)
    return model


def winft(seed: int = 0) -> WinfTForImageClassification:
    model = new_model(tiny_config(CLASSES, "winft", **SMALL), seed)
    assert isinstance(model, WinfTForImageClassification)
    model.train(False)
    return model


def pictures(count: int = 4) -> Tensor:
    return torch.randn(count, 3, 16, 16, generator=seeded())


def guide_of(model: ViTForImageClassification) -> Guide:
    return Guide("test", model, SAME, 4)


def test_the_pass_in_training_is_the_models_own() -> None:
    model = winft()
    with torch.no_grad():
        expected = model(pictures()).logits
        logits, distances = logits_and_distances(model, pictures())
        torch.testing.assert_close(logits, expected)
        torch.testing.assert_close(logits_from_some(model, pictures(), None), expected)
    assert distances.shape == (3, 4, 16, 4)


def test_patterns_of_a_guide_are_those_of_transformers() -> None:
    model = vit()
    patterns = patterns_of(model, pictures())
    model.set_attn_implementation("eager")
    with torch.no_grad():
        expected = torch.stack(model(pictures(), output_attentions=True).attentions)
    torch.testing.assert_close(torch.from_numpy(patterns), expected)


def test_hard_boxes_with_a_guides_distances_are_its_windows() -> None:
    guide = guide_of(vit())
    boxes = guide.windows(pictures(), SAME)
    box = soft_box(torch.from_numpy(distances_of(boxes, 4)), 0.01, 4, 4)
    np.testing.assert_allclose(box.numpy(), window_mask(boxes, 16, 4), atol=1e-6)


def test_blocks_take_their_windows_from_the_same_share_of_the_guides_depth() -> None:
    guide = guide_of(vit())
    every = guide.distances(pictures(), SAME, 3)
    assert torch.equal(guide.distances(pictures(), SAME, 2), every[[0, 2]])
    assert torch.equal(guide.distances(pictures(), SAME, 5), every[[0, 0, 1, 2, 2]])


def test_guidance_falls_to_nothing() -> None:
    recipe = Recipe(guidance=0.3)
    assert guidance_at(recipe, 0, 100) == pytest.approx(0.3)
    assert guidance_at(recipe, 50, 100) == pytest.approx(0.15)
    assert guidance_at(recipe, 99, 100) == pytest.approx(0.003)


def test_the_objective_adds_the_distance_from_the_guide() -> None:
    model, guide = winft(), guide_of(vit(1))
    targets = torch.tensor([[1.0, 0.0]] * 4)
    with torch.no_grad():
        plain = Objective(Recipe(), SAME).loss(model, pictures(), targets)
        both = Objective(Recipe(), SAME, guide=guide).loss(model, pictures(), targets, guidance=0.5)
        _, distances = logits_and_distances(model, pictures())
        apart = distance_from_guide(distances, guide.distances(pictures(), SAME, 3))
    torch.testing.assert_close(both, plain + 0.5 * apart)


def test_windows_learn_to_be_those_of_the_guide() -> None:
    model, guide = winft(), guide_of(vit(1))
    model.train()
    objective, optimizer = Objective(Recipe(), SAME, guide=guide), Optimizer(model, Recipe(learning_rate=0.02))
    wanted = guide.distances(pictures(), SAME, 3)
    far, targets = [], torch.tensor([[0.5, 0.5]] * 4)
    with start_workers() as workers:
        for _ in range(30):
            with torch.no_grad():
                far.append(distance_from_guide(logits_and_distances(model, pictures())[1], wanted).item())
            learning = list(model.parameters())
            workers.backward(learning, lambda part: objective.loss(model, pictures()[part], targets[part], None, 9), 4)
            optimizer.step(1.0)
    assert far[-1] < 0.5 * far[0]


def test_without_a_guide_the_last_blocks_windows_get_no_gradient_and_the_others_do() -> None:
    model = winft()
    with start_workers() as workers:
        targets = torch.tensor([[1.0, 0.0]] * 4)
        objective = Objective(Recipe(), SAME)
        parameters = list(model.parameters())
        workers.backward(parameters, lambda part: objective.loss(model, pictures()[part], targets[part]), 4)
    grown = []
    for attention in model.attentions:
        assert attention.window is not None
        assert attention.window.weight.grad is not None
        grown.append(attention.window.weight.grad.abs().max().item() > 0)
    assert grown == [True, True, False]


def test_a_guide_of_another_grid_is_refused(tmp_path: Path) -> None:
    save_folder(tmp_path / "guide", new_model(tiny_config(CLASSES, **{**SMALL, "patch_size": 8}), 0), SAME, 16)
    with pytest.raises(ElvitError, match="another grid"):
        open_guide(tmp_path / "guide", winft())


def run(*arguments: object) -> Result:
    return CliRunner().invoke(train, [str(argument) for argument in arguments])


def test_the_command_trains_a_winft_that_is_guided_and_trained_on(tmp_path: Path) -> None:
    data = paint_all(tmp_path / "data")
    common = ("--data", data, "--test", data, "--epochs", 1)
    with quiet_transformers():
        save_folder(tmp_path / "guide", new_model(tiny_config(CLASSES), 0), SAME, 32)
    out = tmp_path / "model"
    result = run(*common, "--architecture", "winft", "--guide", tmp_path / "guide", "--out", out)
    assert result.exit_code == 0, result.output
    story = json.loads((out / "training.json").read_text())["stages"][0]
    assert story["guide"].startswith("weights ")
    assert story["recipe"]["guidance"] > 0
    card = (out / "README.md").read_text()
    assert "(`WinfTForImageClassification`)" in card
    assert "trust_remote_code=True" in card
    loaded = AutoModelForImageClassification.from_pretrained(out, trust_remote_code=True)
    assert type(loaded).__name__ == "WinfTForImageClassification"
    result = run(*common, "--architecture", "winft", "--init", out, "--out", tmp_path / "again")
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--guide", "guide"), "no windows that could be guided"),
        (("--architecture", "winft", "--drop-patches"), "A winft keeps all patches"),
        (("--architecture", "winft", "--init", "guide"), "is a vit, not a winft"),
    ],
)
def test_what_does_not_go_together_is_refused(tmp_path: Path, options: tuple[str, ...], said: str) -> None:
    with quiet_transformers():
        save_folder(tmp_path / "guide", new_model(tiny_config(CLASSES), 0), SAME, 32)
    given = [tmp_path / "guide" if option == "guide" else option for option in options]
    result = run("--data", paint_all(tmp_path / "data", 2), "--out", tmp_path / "out", *given)
    assert result.exit_code == 1
    assert said in result.output

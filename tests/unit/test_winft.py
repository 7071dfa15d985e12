"""WinfT: windows as defined, their gradients, and a saved model that needs nothing of elvit."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from elvit.analysis.windows import window_mask
from elvit.models.quiet import quiet_transformers
from elvit.models.winft.configuration_winft import WinfTConfig
from elvit.models.winft.modeling_winft import WinfTAttention, WinfTForImageClassification, before_softplus
from elvit.models.winft.soft_box import soft_box, window_bias
from torch import Tensor
from torch.nn import functional

ROWS, COLUMNS = 3, 4
PATCHES = ROWS * COLUMNS

PLAIN = """
import sys
class Nothing:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] == "elvit":
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Nothing())
import torch, transformers
try:
    import elvit
except ModuleNotFoundError:
    pass
else:
    raise SystemExit("elvit is there")
transformers.logging.disable_progress_bar()
model = transformers.AutoModelForImageClassification.from_pretrained(sys.argv[1], trust_remote_code=True)
pixels = torch.load(sys.argv[2], weights_only=True)
with torch.no_grad():
    torch.save(model(pixels).logits, sys.argv[3])
"""


def seeded(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def tiny(**settings: Any) -> WinfTForImageClassification:
    torch.manual_seed(0)
    sizes = {
        "image_size": 16, "patch_size": 4, "hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2,
        "intermediate_size": 32, "num_labels": 3,
    }  # fmt: skip
    model = WinfTForImageClassification(WinfTConfig(**{**sizes, **settings}))
    model.train(False)
    return model


def test_a_box_is_the_product_of_four_sigmoids() -> None:
    """Worked out by hand for every pair."""
    distances = 3 * torch.rand(PATCHES, 4, generator=seeded(), dtype=torch.float64)
    box = soft_box(distances, 0.3, ROWS, COLUMNS)
    for i, j in itertools.product(range(PATCHES), repeat=2):
        (ri, ci), (rj, cj) = divmod(i, COLUMNS), divmod(j, COLUMNS)
        top, bottom, left, right = distances[i].tolist()
        sides = [rj - (ri - top), (ri + bottom) - rj, cj - (ci - left), (ci + right) - cj]
        expected = torch.tensor([side / 0.3 for side in sides], dtype=torch.float64).sigmoid().prod()
        assert box[i, j].item() == pytest.approx(expected.item(), abs=1e-12)


def test_as_the_temperature_falls_the_box_becomes_the_hard_one() -> None:
    """Edges half a patch beyond the outermost patches of a box hold just those."""
    boxes = np.random.default_rng(0).integers(0, 3, (PATCHES, 4))
    row, column = np.divmod(np.arange(PATCHES), COLUMNS)
    boxes = np.stack([row - boxes[:, 0], row + boxes[:, 1], column - boxes[:, 2], column + boxes[:, 3]], -1)
    hard = torch.from_numpy(window_mask(boxes, PATCHES, COLUMNS)).double()
    own = np.stack([row - boxes[:, 0], boxes[:, 1] - row, column - boxes[:, 2], boxes[:, 3] - column], -1)
    distances = torch.from_numpy(own + 0.5)
    errors = [(soft_box(distances, t, ROWS, COLUMNS) - hard).abs().max().item() for t in (0.5, 0.2, 0.1, 0.05, 0.01)]
    assert errors == sorted(errors, reverse=True)
    assert errors[-2] < 1e-3  # the least temperature
    assert errors[-1] < 1e-9


def test_no_window_loses_its_own_patch() -> None:
    distances = 5 * torch.rand(50, PATCHES, 4, generator=seeded()) * torch.randint(0, 2, (50, PATCHES, 4))
    for temperature in (0.05, 0.5, 5.0):
        box = soft_box(distances, temperature, ROWS, COLUMNS)
        assert box.diagonal(dim1=-2, dim2=-1).min() >= 1 / 16 - 1e-6


def test_gradients_of_distances_and_temperature_are_those_of_finite_differences() -> None:
    distances = (3 * torch.rand(PATCHES, 4, generator=seeded(), dtype=torch.float64)).requires_grad_()
    temperature = torch.tensor(0.4, dtype=torch.float64, requires_grad=True)

    def bias(distances: Tensor, temperature: Tensor) -> Tensor:
        return window_bias(soft_box(distances, temperature, ROWS, COLUMNS), 1, 1e-4)

    assert torch.autograd.gradcheck(bias, (distances, temperature), eps=1e-6, atol=1e-6)


def test_window_weights_move_the_loss_as_finite_differences_say() -> None:
    """Through the whole model, every number of the windows of its first block."""
    model = tiny().double()
    model.set_attn_implementation("eager")
    attention = model.attentions[0]
    assert attention.window is not None
    pixels = torch.randn(2, 3, 16, 16, generator=seeded(), dtype=torch.float64)
    labels = torch.tensor([0, 2])

    def loss() -> Tensor:
        return functional.cross_entropy(model(pixels).logits, labels)

    wanted = [attention.window.weight, attention.window.bias, attention.raw_temperature]
    with torch.no_grad():
        attention.window.weight.normal_(0, 0.5, generator=seeded(1))
    gradients = torch.autograd.grad(loss(), wanted)
    for parameter, gradient in zip(wanted, gradients, strict=True):
        flat = parameter.data.view(-1)
        for index in range(0, len(flat), max(1, len(flat) // 8)):
            kept, step = flat[index].item(), 1e-4
            values = []
            for sign in (1, -1):
                flat[index] = kept + sign * step
                values.append(loss().item())
            flat[index] = kept
            assert gradient.view(-1)[index].item() == pytest.approx((values[0] - values[1]) / (2 * step), abs=2e-6)


def test_windows_begin_wide_and_softness_never_falls_below_its_bound() -> None:
    attention = tiny().attentions[1]
    distances = attention.distances(torch.zeros(1, 17, 16))
    torch.testing.assert_close(distances, torch.full((1, 16, 4), 2.0))  # half of a grid of 4 x 4
    assert attention.temperature.item() == pytest.approx(0.5)
    with torch.no_grad():
        attention.raw_temperature.fill_(-100)
    assert attention.temperature.item() == pytest.approx(0.05)


def test_prefix_tokens_read_all_and_are_read_by_all() -> None:
    bias = window_bias(torch.zeros(PATCHES, PATCHES), 1, 1e-4)
    assert (bias[0] == 0).all()
    assert (bias[:, 0] == 0).all()
    torch.testing.assert_close(bias[1:, 1:].exp(), torch.full((PATCHES, PATCHES), 1e-4))


def test_with_endless_windows_it_is_a_plain_vit() -> None:
    from transformers import ViTConfig, ViTForImageClassification

    model = tiny(floor=1e-9)
    with torch.no_grad():
        for attention in model.attentions:
            assert attention.window is not None
            attention.window.bias.fill_(1000.0)
    config = model.config.to_dict() | {"model_type": "vit"}
    plain = ViTForImageClassification(ViTConfig(**{key: config[key] for key in ViTConfig().to_dict() if key in config}))
    own = model.state_dict()
    plain.load_state_dict({name: own[name] for name in plain.state_dict()})
    pixels = torch.randn(2, 3, 16, 16, generator=seeded())
    with torch.no_grad():
        torch.testing.assert_close(model(pixels).logits, plain.train(False)(pixels).logits, atol=1e-5, rtol=0)


def test_a_narrow_window_shuts_far_patches_out_and_no_others() -> None:
    model = tiny(floor=1e-9, first_distance=0.5, first_temperature=0.051, num_hidden_layers=1)
    model.set_attn_implementation("eager")
    pixels = torch.randn(1, 3, 16, 16, generator=seeded())
    with torch.no_grad():
        assert model.attentions[0].window is not None
        model.attentions[0].window.weight.zero_()
        pattern = model(pixels, output_attentions=True).attentions[0][0]  # [head, query, key]
    among = pattern[:, 1:, 1:]
    assert among.diagonal(dim1=1, dim2=2).min() > 0.1
    assert (among - torch.diag_embed(among.diagonal(dim1=1, dim2=2))).max() < 1e-4
    assert pattern[:, 0].min() > 1e-3


def test_fixed_windows_are_kept_with_the_model(tmp_path: Path) -> None:
    model = tiny(learned_windows=False)
    for attention in model.attentions:
        assert attention.window is None
        assert isinstance(attention, WinfTAttention)
        attention.fixed_distances.copy_(torch.rand(16, 4, generator=seeded()))
    assert not any("window" in name for name, _ in model.named_parameters())
    with quiet_transformers():
        model.save_pretrained(tmp_path)
        again = WinfTForImageClassification.from_pretrained(tmp_path)
    torch.testing.assert_close(again.attentions[1].fixed_distances, model.attentions[1].fixed_distances)


@pytest.mark.parametrize("implementation", ["eager", "sdpa"])
def test_a_mask_of_the_callers_is_heeded(implementation: str) -> None:
    """A key that no token may read might as well hold anything."""
    attention = tiny().attentions[0]
    attention.config._attn_implementation = implementation
    rows = torch.randn(1, 17, 16, generator=seeded())
    mask = torch.ones(1, 1, 17, 17, dtype=torch.bool)
    mask[..., 5] = False
    other = rows.clone()
    other[:, 5] = 9.0
    with torch.no_grad():
        for given in (mask, torch.zeros(mask.shape).masked_fill(~mask, -torch.inf)):
            first, second = attention(rows, given)[0], attention(other, given)[0]
            rest = [place for place in range(17) if place != 5]
            torch.testing.assert_close(first[:, rest], second[:, rest])


def test_a_saved_model_loads_in_plain_transformers_without_elvit(tmp_path: Path) -> None:
    model = tiny()
    with torch.no_grad():
        for attention in model.attentions:
            assert attention.window is not None
            attention.window.weight.normal_(0, 0.3, generator=seeded(2))
    with quiet_transformers():
        model.save_pretrained(tmp_path / "model")
    assert json.loads((tmp_path / "model" / "config.json").read_text())["auto_map"]
    pixels = torch.randn(3, 3, 16, 16, generator=seeded())
    torch.save(pixels, tmp_path / "pixels.pt")
    command = [sys.executable, "-c", PLAIN, *(str(tmp_path / name) for name in ("model", "pixels.pt", "logits.pt"))]
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    environment |= {"HF_HOME": str(tmp_path / "hf"), "HF_HUB_OFFLINE": "1"}
    done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with torch.no_grad():
        torch.testing.assert_close(torch.load(tmp_path / "logits.pt", weights_only=True), model(pixels).logits)


def test_half_precision_works() -> None:
    model: Any = tiny()
    model.half()
    assert model(torch.randn(1, 3, 16, 16, generator=seeded()).half()).logits.dtype == torch.float16


@pytest.mark.parametrize("value", [0.01, 0.5, 4.0, 30.0])
def test_before_softplus_is_undone_by_softplus(value: float) -> None:
    assert functional.softplus(torch.tensor(before_softplus(value))).item() == pytest.approx(value, rel=1e-4)


def test_an_attention_is_a_vits_attention_to_those_who_look_for_one() -> None:
    from transformers.models.vit.modeling_vit import ViTAttention

    assert issubclass(WinfTAttention, ViTAttention)

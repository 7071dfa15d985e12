"""A pass with forbidden scores equals transformers' own with such a mask, and removed patches equal absent ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import numpy as np
import pytest
import torch
from elvit.analysis.allowed import everything, within_windows, without_edge, without_patches
from elvit.analysis.windows import random_windows, window_mask
from elvit.models.adapter import ADAPTERS
from transformers import ViTConfig, ViTForImageClassification

ADAPTER = ADAPTERS["ViTForImageClassification"]
BLOCKS, GRID, PICTURES = 3, 4, 2
PATCHES = GRID**2
CLOSE: Any = {"atol": 2e-6, "rtol": 1e-5}


@pytest.fixture(scope="module", params=["eager", "sdpa"])
def model(request: pytest.FixtureRequest) -> ViTForImageClassification:
    torch.manual_seed(4)
    sizes = {"image_size": 24, "patch_size": 6, "hidden_size": 36, "num_hidden_layers": BLOCKS}
    more = {"num_attention_heads": 3, "intermediate_size": 80, "num_labels": 7, "attn_implementation": request.param}
    options: dict[str, Any] = {**sizes, **more}
    model: ViTForImageClassification = ViTForImageClassification(ViTConfig(**options)).eval()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(0.15 * torch.randn_like(parameter))
    return model


@pytest.fixture(scope="module")
def pixels() -> torch.Tensor:
    return torch.randn(PICTURES, 3, 24, 24, generator=torch.Generator().manual_seed(5))


@contextmanager
def given_a_mask(model: ViTForImageClassification, allowed: Mapping[int, torch.Tensor]) -> Iterator[None]:
    """Transformers' attention, with the additive mask that its own signature takes."""

    def adding(mask: torch.Tensor) -> Any:
        added = torch.where(mask, 0.0, -torch.inf)
        added = added.expand(PICTURES, 1, *mask.shape[-2:])
        return lambda _module, arguments, options: ((arguments[0], added), options)

    layers: Any = model.vit.layers
    handles = [
        layers[block].attention.register_forward_pre_hook(adding(mask), with_kwargs=True)
        for block, mask in allowed.items()
    ]
    try:
        yield
    finally:
        for handle in handles:
            handle.remove()


def masks() -> dict[str, dict[int, torch.Tensor]]:
    """By name, what is allowed in which blocks."""
    whole = np.tile(np.array([0, 2, 1, 2]), (BLOCKS, PICTURES, PATCHES, 1))
    windows = [random_windows(whole[:, picture], PATCHES, GRID, seed=picture, own=True) for picture in range(PICTURES)]
    allowed = within_windows(window_mask(np.stack(windows, 1), PATCHES, GRID), 1)[:, :, None]
    removed, edge = without_patches([0, 3, 7, 15], PATCHES, 1), without_edge(5, 9, PATCHES, 1)
    everywhere = range(BLOCKS)
    return {
        "windows": {block: torch.from_numpy(allowed[block]) for block in everywhere},
        "removal": dict.fromkeys(everywhere, torch.from_numpy(removed)),
        "all patches removed": dict.fromkeys(everywhere, torch.from_numpy(without_patches(range(PATCHES), PATCHES, 1))),
        "an edge in one block": {1: torch.from_numpy(edge)},
        "an edge in all blocks": dict.fromkeys(everywhere, torch.from_numpy(edge)),
    }


@torch.no_grad()
@pytest.mark.parametrize("name", masks())
def test_a_restricted_pass_is_transformers_own_with_that_mask(
    model: ViTForImageClassification, pixels: torch.Tensor, name: str
) -> None:
    plain = model(pixel_values=pixels).logits
    with given_a_mask(model, masks()[name]):
        expected = model(pixel_values=pixels, output_hidden_states=True)
    streams: list[torch.Tensor] = []
    with ADAPTER.restricted(model, masks()[name]), ADAPTER.last_stream(model, streams.append):
        found = model(pixel_values=pixels).logits
    assert not torch.isnan(found).any()
    torch.testing.assert_close(found, expected.logits, **CLOSE)
    torch.testing.assert_close(streams[0], expected.hidden_states[-1], **CLOSE)
    assert (found - plain).abs().max() > 1e-4
    torch.testing.assert_close(model(pixel_values=pixels).logits, plain, atol=0, rtol=0)


@torch.no_grad()
def test_nothing_forbidden_changes_nothing(model: ViTForImageClassification, pixels: torch.Tensor) -> None:
    allowed = dict.fromkeys(range(BLOCKS), torch.from_numpy(everything(1 + PATCHES)))
    with ADAPTER.restricted(model, allowed):
        found = model(pixel_values=pixels).logits
    torch.testing.assert_close(found, model(pixel_values=pixels).logits, **CLOSE)


@torch.no_grad()
@pytest.mark.parametrize("removed", [[], [0, 3, 7, 15], list(range(PATCHES))], ids=["none", "some", "all"])
def test_a_patch_that_nobody_reads_is_one_that_is_not_there(
    model: ViTForImageClassification, pixels: torch.Tensor, removed: list[int]
) -> None:
    vit: Any = model.vit
    tokens = torch.tensor([0, *(1 + patch for patch in range(PATCHES) if patch not in removed)])
    stream = vit.embeddings(pixels)[:, tokens]  # position and picture are in the tokens by now
    for layer in vit.layers:
        stream = layer(stream)
    expected = model.classifier(vit.layernorm(stream)[:, 0])
    masks = dict.fromkeys(range(BLOCKS), torch.from_numpy(without_patches(removed, PATCHES, 1)))
    with ADAPTER.restricted(model, masks):
        torch.testing.assert_close(model(pixel_values=pixels).logits, expected, **CLOSE)
    with ADAPTER.keeping(model, tokens.expand(PICTURES, -1)):
        torch.testing.assert_close(model(pixel_values=pixels).logits, expected, **CLOSE)


def test_each_picture_keeps_its_own_patches(model: ViTForImageClassification, pixels: torch.Tensor) -> None:
    tokens = torch.tensor([[0, 1, 5, 9], [0, 2, 3, 16]])
    with torch.no_grad(), ADAPTER.keeping(model, tokens):
        both = model(pixel_values=pixels).logits
    for picture in range(PICTURES):
        with torch.no_grad(), ADAPTER.keeping(model, tokens[picture : picture + 1]):
            alone = model(pixel_values=pixels[picture : picture + 1]).logits
        torch.testing.assert_close(both[picture : picture + 1], alone, **CLOSE)


def test_a_token_that_may_read_nothing_is_refused(model: ViTForImageClassification) -> None:
    """Without a prefix token, that is what removing every patch comes to."""
    nothing = torch.from_numpy(without_patches(range(PATCHES), PATCHES, 0))
    with pytest.raises(ValueError, match="may not read any token"), ADAPTER.restricted(model, {0: nothing}):
        pass
    before = model.config._attn_implementation
    with pytest.raises(ValueError, match="read"), ADAPTER.restricted(model, {1: nothing}):
        pass
    assert model.config._attn_implementation == before

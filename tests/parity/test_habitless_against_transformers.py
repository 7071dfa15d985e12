"""Models without the habits of a plain ViT: every hook, logits, and absent patches as transformers has them."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np
import pytest
import torch
from elvit.analysis.allowed import without_patches
from elvit.convert.onnx import Traced
from elvit.models.adapter import ADAPTERS
from elvit.models.blocks import BlocksAdapter
from elvit.site.trace import trace
from factories import tiny_vit
from habitless import LENT, mean_model, two_headed_model
from independent import Arrays, hooks_of

Case = tuple[Any, BlocksAdapter, torch.Tensor]


@pytest.fixture(scope="module", params=[mean_model, two_headed_model], ids=["mean readout", "two heads"])
def case(request: pytest.FixtureRequest) -> Case:
    model = request.param()
    height, width = model.config.image_size
    pixels = torch.randn(1, 3, height, width, generator=torch.Generator().manual_seed(5))
    return model, LENT[type(model).__name__], pixels


@pytest.fixture(scope="module")
def ours(case: Case) -> Arrays:
    model, adapter, pixels = case
    return trace(Traced(model, adapter), pixels.numpy())


def test_every_hook_equals_transformers(case: Case, ours: Arrays) -> None:
    model, adapter, pixels = case
    theirs = hooks_of(model, pixels)
    assert list(ours) == [hook.name for hook in adapter.hooks(model)]
    assert set(theirs) == set(ours)
    assert {hook.name: hook.shape for hook in adapter.hooks(model)} == {n: t.shape for n, t in ours.items()}
    for name, tensor in theirs.items():
        np.testing.assert_allclose(ours[name], tensor, atol=2e-5, rtol=2e-5, err_msg=name)


def test_logits_are_what_the_readout_says(case: Case, ours: Arrays) -> None:
    """From the tokens that the contract names, with the weights that it names."""
    model, adapter, _ = case
    spec = adapter.spec(model)
    stored = {ours_: dict(model.named_parameters())[theirs] for theirs, ours_ in adapter.weights(model).items()}
    heads = [hook for hook in adapter.hooks(model) if hook.op == "head"]
    found = []
    for hook in heads:
        tokens = [spec.prefix.index(hook.reads)] if hook.reads in spec.prefix else list(spec.read)
        row = ours[hook.inputs[0]][tokens].mean(0)
        weight, bias = (stored[name].detach().numpy() for name in hook.weights)
        found.append(weight @ row + bias)
        np.testing.assert_allclose(ours[hook.name], found[-1], atol=1e-5)
    np.testing.assert_allclose(ours["logits"], np.mean(found, 0), atol=1e-5)


@torch.no_grad()
def test_the_answer_after_a_block_is_that_of_a_model_cut_there(case: Case, ours: Arrays) -> None:
    model, adapter, pixels = case
    spec = adapter.spec(model)
    streams = [torch.from_numpy(ours[f"blocks.{block}.hook_resid_post"]) for block in range(spec.n_layers)]
    found = adapter.stopped(model, torch.stack(streams))
    for block in range(spec.n_layers):
        cut = copy.deepcopy(model)
        del cut.get_submodule(adapter.parts.blocks)[block + 1 :]
        torch.testing.assert_close(found[block], cut(pixel_values=pixels).logits[0], atol=2e-5, rtol=2e-5)
    torch.testing.assert_close(
        model(pixel_values=pixels).logits[0], torch.from_numpy(ours["logits"]), atol=2e-5, rtol=0
    )


@torch.no_grad()
def test_a_patch_that_nobody_reads_is_one_that_is_not_there(case: Case) -> None:
    model, adapter, pixels = case
    spec = adapter.spec(model)
    removed, kept = [0, 4, 7], [p for p in range(spec.patches) if p not in (0, 4, 7)]
    tokens = torch.tensor([[*range(spec.n_prefix), *(spec.n_prefix + patch for patch in kept)]])
    with adapter.keeping(model, tokens):
        absent = model(pixel_values=pixels).logits
    allowed = torch.from_numpy(without_patches(removed, spec.patches, spec.n_prefix))
    streams: list[torch.Tensor] = []
    everywhere = dict.fromkeys(range(spec.n_layers), allowed)
    with adapter.restricted(model, everywhere), adapter.last_stream(model, streams.append):
        unread = model(pixel_values=pixels).logits
    if spec.readout == "two_heads":
        torch.testing.assert_close(unread, absent, atol=2e-6, rtol=1e-5)
    else:  # what nobody reads in a block still counts in the mean
        assert (unread - absent).abs().max() > 1e-4
    assert streams[0].shape[1] == spec.size("pos")


@torch.no_grad()
def test_several_labels_have_a_sigmoid_each() -> None:
    model = tiny_vit(problem_type="multi_label_classification").eval()
    adapter = ADAPTERS["ViTForImageClassification"]
    pixels = torch.randn(1, 3, 16, 16, generator=torch.Generator().manual_seed(5))
    found = trace(Traced(model, adapter), pixels.numpy())["probabilities"]
    assert adapter.spec(model).output == "multi_label"
    assert adapter.hooks(model)[-1].op == "sigmoid"
    np.testing.assert_allclose(found, torch.sigmoid(model(pixel_values=pixels).logits)[0], atol=1e-6)

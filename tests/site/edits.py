"""Hooks replaced, attention restricted in transformers' own model, by torch's own means, without elvit's taps."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from typing import Any

import torch
from torch import Tensor, nn
from transformers import PreTrainedModel
from transformers.modeling_utils import ALL_ATTENTION_FUNCTIONS

Undo = Callable[[], object]


def edited_logits(model: PreTrainedModel, pixels: Tensor, hook: str, value: Tensor) -> Tensor:
    """The logits [1, class] of a forward pass in which one hook [1, ...] is replaced by `value`."""
    with ExitStack() as stack, torch.no_grad():
        for undo in _replace(model, hook, value):
            stack.callback(undo)
        logits: Tensor = model(pixel_values=pixels).logits
    return logits


def restricted_logits(model: PreTrainedModel, pixels: Tensor, allowed: Sequence[Tensor]) -> Tensor:
    """The logits [1, class] when query i of a block may read key j only where its `allowed` is true.

    It is [query, key] for all heads, or [head, query, key]. By the attention mask that every layer of transformers'
    own takes.
    """
    layers: Any = model.vit.layers  # type: ignore[union-attr]
    with ExitStack() as stack, torch.no_grad():
        for layer, pairs in zip(layers, allowed, strict=True):
            mask = torch.zeros(pairs.shape).masked_fill(~pairs, -torch.inf)
            mask = mask[None] if pairs.ndim == 3 else mask[None, None]
            handle = layer.register_forward_pre_hook(lambda _module, inputs, mask=mask: (inputs[0], mask, *inputs[2:]))
            stack.callback(handle.remove)
        logits: Tensor = model(pixel_values=pixels).logits
    return logits


def logits_without(model: PreTrainedModel, pixels: Tensor, tokens: Sequence[int]) -> Tensor:
    """The logits [1, class] when some tokens are taken out of the sequence before the first block."""

    def shortened(_module: nn.Module, _inputs: object, output: Tensor) -> Tensor:
        return output[:, [token for token in range(output.shape[1]) if token not in tokens]]

    embeddings: Any = model.vit.embeddings  # type: ignore[union-attr]
    handle = embeddings.register_forward_hook(shortened)
    try:
        with torch.no_grad():
            logits: Tensor = model(pixel_values=pixels).logits
    finally:
        handle.remove()
    return logits


Change = Callable[[Tensor], Tensor]


def changed_logits(model: Any, pixels: Tensor, changes: Mapping[str, Change]) -> Tensor:
    """The logits [1, class] of a pass in which hooks in the blocks are changed by functions of their values."""
    with ExitStack() as stack, torch.no_grad():
        scores: dict[nn.Module, Change] = {}
        for hook, change in changes.items():
            _, layer, part = hook.split(".", 2)
            block = model.vit.layers[int(layer)]
            if part == "attn.hook_attn_scores":
                scores[block.attention] = change
            else:
                stack.callback(_changed(block, part, change))
        if scores:
            stack.callback(_scores(model, scores))
        logits: Tensor = model(pixel_values=pixels).logits
    return logits


def _changed(block: Any, part: str, change: Change) -> Undo:
    inputs = {"hook_resid_pre": block, "attn.hook_z": block.attention.o_proj, "mlp.hook_post": block.mlp.fc2}
    if part in inputs:
        before = inputs[part].register_forward_pre_hook(lambda _module, given: (change(given[0]), *given[1:]))
        return before.remove  # type: ignore[no-any-return]
    outputs = {"attn.hook_q": block.attention.q_proj, "hook_mlp_out": block.mlp, "hook_resid_post": block}
    after = outputs[part].register_forward_hook(lambda _module, _given, output: change(output))
    return after.remove  # type: ignore[no-any-return]


def _scores(model: Any, changes: Mapping[nn.Module, Change]) -> Undo:
    def forward(module: Any, q: Tensor, k: Tensor, v: Tensor, _mask: Any, scaling: float, **_rest: Any) -> Any:
        scores = q @ k.mT * scaling
        pattern = (changes[module](scores) if module in changes else scores).softmax(-1)
        return (pattern @ v).transpose(1, 2), pattern

    return _attend_by(model, forward)


def _replace(model: Any, hook: str, value: Tensor) -> list[Undo]:
    vit = model.vit
    if hook == "hook_pos_embed":
        return [_parameter(vit.embeddings.position_embeddings, value)]
    if hook == "hook_embed":
        return [_output(vit.embeddings.patch_embeddings, value)]
    if hook == "hook_full_embed":
        return [_output(vit.embeddings, value)]
    if hook.startswith("ln_final."):
        return [_norm(vit.layernorm, hook, value)]
    _, layer, part = hook.split(".", 2)
    return _in_block(model, vit.layers[int(layer)], part, value)


def _in_block(model: Any, block: Any, part: str, value: Tensor) -> list[Undo]:
    attention, mlp = block.attention, block.mlp
    linear = {"attn.hook_q": attention.q_proj, "attn.hook_k": attention.k_proj, "attn.hook_v": attention.v_proj}
    outputs = {"mlp.hook_pre": mlp.fc1, "hook_mlp_out": mlp, "hook_resid_post": block}
    if part in linear:
        return [_output(linear[part], value.flatten(2))]
    if part in outputs:
        return [_output(outputs[part], value)]
    if part.startswith(("ln1.", "ln2.")):
        return [_norm(block.layernorm_before if part.startswith("ln1.") else block.layernorm_after, part, value)]
    if part in ("attn.hook_attn_scores", "attn.hook_pattern"):
        return [_attention(model, attention, part, value)]
    inputs = {"hook_resid_pre": block, "attn.hook_z": attention.o_proj, "mlp.hook_post": mlp.fc2}
    if part in inputs:
        return [_input(inputs[part], value.flatten(2))]
    if part == "hook_attn_out":
        return [_output(attention, (value, None))]
    return _resid_mid(block, value)


def _resid_mid(block: Any, value: Tensor) -> list[Undo]:
    """resid_mid is what attention adds to the block's input, so attention gives the difference."""
    seen: list[Tensor] = []
    before = block.register_forward_pre_hook(lambda _module, inputs: seen.append(inputs[0]))
    change = block.attention.register_forward_hook(lambda _module, _inputs, _output: (value - seen[-1], None))
    return [before.remove, change.remove]


def _output(module: nn.Module, value: Any) -> Undo:
    return module.register_forward_hook(lambda _module, _inputs, _output: value).remove


def _input(module: nn.Module, value: Tensor) -> Undo:
    return module.register_forward_pre_hook(lambda _module, inputs: (value, *inputs[1:])).remove


def _norm(norm: Any, hook: str, value: Tensor) -> Undo:
    def by_scale(_module: nn.Module, inputs: tuple[Tensor, ...], _output: Tensor) -> Tensor:
        centred = inputs[0] - inputs[0].mean(-1, keepdim=True)
        scaled: Tensor = centred / value * norm.weight + norm.bias
        return scaled

    if hook.endswith("hook_normalized"):
        return _output(norm, value)
    handle = norm.register_forward_hook(by_scale)
    return lambda: handle.remove()


def _parameter(parameter: Tensor, value: Tensor) -> Undo:
    before = parameter.clone()
    parameter.data.copy_(value)
    return lambda: parameter.data.copy_(before)


def _attention(model: Any, changed: nn.Module, part: str, value: Tensor) -> Undo:
    def forward(module: Any, q: Tensor, k: Tensor, v: Tensor, _mask: Any, scaling: float, **_rest: Any) -> Any:
        scores = q @ k.mT * scaling
        if module is changed and part == "attn.hook_attn_scores":
            scores = value
        pattern = value if module is changed and part == "attn.hook_pattern" else scores.softmax(-1)
        return (pattern @ v).transpose(1, 2), pattern

    return _attend_by(model, forward)


def _attend_by(model: Any, forward: Callable[..., Any]) -> Undo:
    before = model.config._attn_implementation
    ALL_ATTENTION_FUNCTIONS.register("edited_in_a_test", forward)
    model.config._attn_implementation = "edited_in_a_test"
    return lambda: setattr(model.config, "_attn_implementation", before)

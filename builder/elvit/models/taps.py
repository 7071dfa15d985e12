"""Listening to a forward pass: module outputs, LayerNorm in its parts, attention in its parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Any

import torch
from torch import nn
from torch.utils.hooks import RemovableHandle
from transformers import PreTrainedModel
from transformers.modeling_utils import ALL_ATTENTION_FUNCTIONS

Tap = Callable[[str, torch.Tensor], None]

_ATTENTION = "elvit_tapped"


def outputs(tap: Tap, modules: Iterable[tuple[str, nn.Module]]) -> AbstractContextManager[None]:
    """Taps what each module returns (the first item where it returns several)."""

    def listener(name: str) -> Callable[[nn.Module, Any, Any], None]:
        return lambda _module, _inputs, result: tap(name, result[0] if isinstance(result, tuple) else result)

    return _until_closed([module.register_forward_hook(listener(name)) for name, module in modules])


def inputs(tap: Tap, modules: Iterable[tuple[str, nn.Module]]) -> AbstractContextManager[None]:
    """Taps the first argument of each module."""

    def listener(name: str) -> Callable[[nn.Module, Any], None]:
        return lambda _module, arguments: tap(name, arguments[0])

    return _until_closed([module.register_forward_pre_hook(listener(name)) for name, module in modules])


def replaced_input(module: nn.Module, value: torch.Tensor) -> AbstractContextManager[None]:
    """While open, the module reads this in place of its first argument."""
    return _until_closed([module.register_forward_pre_hook(lambda _module, given: (value, *given[1:]))])


@contextmanager
def _until_closed(handles: Iterable[RemovableHandle]) -> Iterator[None]:
    try:
        yield
    finally:
        for handle in handles:
            handle.remove()


@contextmanager
def layer_norms(tap: Tap, modules: Iterable[tuple[str, nn.LayerNorm]]) -> Iterator[None]:
    """Computes each LayerNorm in the open, so that its scale is a tensor of the pass.

    The scale is the root of the variance plus epsilon, [1, pos, 1] (Ba et al. 2016, arXiv 1607.06450).
    """

    def opened(name: str, norm: nn.LayerNorm) -> Callable[[torch.Tensor], torch.Tensor]:
        def forward(x: torch.Tensor) -> torch.Tensor:
            centred = x - x.mean(-1, keepdim=True)  # [1, pos, d_model]
            scale = torch.sqrt(centred.square().mean(-1, keepdim=True) + norm.eps)  # [1, pos, 1]
            tap(f"{name}.hook_scale", scale)
            normalized = centred / scale * norm.weight + norm.bias
            tap(f"{name}.hook_normalized", normalized)
            return normalized

        return forward

    with ExitStack() as stack:
        for name, norm in modules:
            norm.forward = opened(name, norm)  # type: ignore[method-assign, assignment]
            stack.callback(norm.__dict__.pop, "forward")
        yield


@contextmanager
def attention(tap: Tap, model: PreTrainedModel, names: Mapping[nn.Module, str]) -> Iterator[None]:
    """Computes softmax(q k^T / sqrt(d_head)) v in the open (Vaswani et al. 2017, arXiv 1706.03762)."""

    def tapped(name: str, tensor: torch.Tensor) -> torch.Tensor:
        """Taps [1, head, pos, d_head] as [1, pos, head, d_head], on the path of the computation."""
        turned = tensor.transpose(1, 2)
        tap(name, turned)
        return turned.transpose(1, 2)

    def forward(
        module: nn.Module,
        query: torch.Tensor,
        key: torch.Tensor,
        value: torch.Tensor,
        mask: torch.Tensor | None,
        scaling: float | None = None,
        **_unused: Any,
    ) -> tuple[torch.Tensor, torch.Tensor]:
        name = names[module]
        query, key, value = (tapped(f"{name}.hook_{n}", t) for n, t in zip("qkv", (query, key, value), strict=True))
        scores = query @ key.transpose(2, 3) * (query.size(-1) ** -0.5 if scaling is None else scaling)
        if mask is not None:
            scores = scores + mask
        tap(f"{name}.hook_attn_scores", scores)  # [1, head, query, key]
        pattern = scores.softmax(-1)
        tap(f"{name}.hook_pattern", pattern)  # [1, head, query, key]
        z = (pattern @ value).transpose(1, 2)
        tap(f"{name}.hook_z", z)  # [1, pos, head, d_head]
        return z, pattern

    with own_attention(model, _ATTENTION, forward):
        yield


@contextmanager
def own_attention(model: PreTrainedModel, name: str, forward: Callable[..., Any]) -> Iterator[None]:
    """While open, the model computes its attention by another function, known to transformers by a name."""
    ALL_ATTENTION_FUNCTIONS.register(name, forward)
    configs: list[Any] = [*{id(m.config): m.config for m in model.modules() if hasattr(m, "config")}.values()]
    before = [(config, config._attn_implementation) for config in configs]
    try:
        for config, _ in before:
            config._attn_implementation = name
        yield
    finally:
        for config, implementation in before:
            config._attn_implementation = implementation

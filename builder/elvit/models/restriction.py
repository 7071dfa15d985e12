"""A forward pass in which tokens may not read what they like, or some are not there at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import torch
from torch import nn
from torch.nn.functional import scaled_dot_product_attention
from transformers import PreTrainedModel

from elvit.models.taps import own_attention

_ATTENTION = "elvit_restricted"


@contextmanager
def restricted_attention(model: PreTrainedModel, allowed: Mapping[nn.Module, torch.Tensor]) -> Iterator[None]:
    """While open, a query reads a key only where it is allowed; other scores are minus infinity before the softmax.

    Args:
        model: whose attention it is.
        allowed: by attention module, bool, [query, key] or anything that broadcasts to [image, head, query, key];
            modules that are not in it are not restricted.

    Raises:
        ValueError: a query may not read anything, which leaves its softmax nothing to share out.
    """
    for module, mask in allowed.items():
        if not mask.numpy().any(-1).all():  # quicker than torch's
            raise ValueError(f"a token of {type(module).__name__} may not read any token; leave it at least one")

    def forward(
        module: nn.Module,
        query: torch.Tensor,
        key: torch.Tensor,
        value: torch.Tensor,
        mask: torch.Tensor | None,
        scaling: float | None = None,
        **_unused: Any,
    ) -> tuple[torch.Tensor, None]:
        free = allowed.get(module)
        if free is not None:
            forbidden = torch.zeros(free.shape, dtype=query.dtype).masked_fill_(~free, -torch.inf)
            mask = forbidden if mask is None else mask + forbidden
        z = scaled_dot_product_attention(query, key, value, mask, scale=scaling)  # [image, head, query, d_head]
        return z.transpose(1, 2).contiguous(), None

    with own_attention(model, _ATTENTION, forward):
        yield


@contextmanager
def kept_tokens(embeddings: nn.Module, tokens: torch.Tensor) -> Iterator[None]:
    """While open, only some of the tokens enter the first block, each with the position it has.

    Args:
        embeddings: the module that returns all tokens, [image, pos, d_model].
        tokens: their numbers, [image, kept], prefix tokens among them.
    """

    def choose(_module: nn.Module, _inputs: Any, result: torch.Tensor) -> torch.Tensor:
        return result.gather(1, tokens[..., None].expand(-1, -1, result.size(-1)))

    handle = embeddings.register_forward_hook(choose)
    try:
        yield
    finally:
        handle.remove()

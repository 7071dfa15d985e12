"""What the exporter needs to know of an architecture, and which architectures there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Protocol

import torch
from transformers import PreTrainedModel

from elvit.hooks.spec import Spec
from elvit.hooks.table import Hook
from elvit.models.vit import VIT

Tap = Callable[[str, torch.Tensor], None]


class Adapter(Protocol):
    """Reads one Hugging Face architecture in the field's names; nothing else knows architectures."""

    def spec(self, model: PreTrainedModel) -> Spec:
        """The model's sizes, its tokens and what its head reads; raises ElvitError where the hook table cannot tell."""

    def hooks(self, model: PreTrainedModel) -> tuple[Hook, ...]:
        """The hook table of this model, in forward order."""

    def tapped(self, model: PreTrainedModel, tap: Tap) -> AbstractContextManager[None]:
        """While open, a forward pass calls `tap(name, tensor)` for every hook but logits and probabilities.

        Tensors come with their batch axis; each is the very tensor that the pass goes on with.
        """

    def restricted(self, model: PreTrainedModel, allowed: Mapping[int, torch.Tensor]) -> AbstractContextManager[None]:
        """While open, a query reads a key in a block only where it is allowed.

        Scores that are not allowed are minus infinity before the softmax.

        Args:
            model: of this architecture.
            allowed: by block, bool, [query, key] or anything that broadcasts to [image, head, query, key]; blocks
                that are not in it are not restricted.

        Raises:
            ValueError: a query may not read anything.
        """

    def keeping(self, model: PreTrainedModel, tokens: torch.Tensor) -> AbstractContextManager[None]:
        """While open, only some of the tokens enter the first block, each with the position it has.

        Args:
            model: of this architecture.
            tokens: their numbers, [image, kept], prefix tokens among them.
        """

    def last_stream(self, model: PreTrainedModel, tap: Callable[[torch.Tensor], None]) -> AbstractContextManager[None]:
        """While open, a forward pass calls `tap` with the residual stream after the last block, [image, pos, d_model].

        The pass is otherwise the model's own, so that it goes together with `restricted`.
        """

    def stopped(self, model: PreTrainedModel, streams: torch.Tensor) -> torch.Tensor:
        """What the model's own norm and head make of other residual streams than the last block's.

        Args:
            model: of this architecture, in eval mode.
            streams: [n, pos, d_model].

        Returns:
            logits, [n, class].
        """

    def weights(self, model: PreTrainedModel) -> Mapping[str, str]:
        """Parameter name in the model -> the field's name of that weight."""


ADAPTERS: Mapping[str, Adapter] = {"ViTForImageClassification": VIT}

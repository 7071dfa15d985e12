"""A model's forward passes over a batch of pictures: untouched, restricted, with fewer tokens."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray

from elvit.analysis.allowed import within_windows
from elvit.models.adapter import ADAPTERS
from elvit.models.source import LoadedModel

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Plain:
    """What an untouched pass leaves.

    Attributes:
        logits: [picture, class].
        patterns: of attention, [block, picture, head, query, key].
        streams: the residual stream after each block, [block, picture, pos, d_model].
    """

    logits: Floats
    patterns: Floats
    streams: Floats


class Cut(NamedTuple):
    """What a pass with a cut leaves: logits [time, class], the last residual stream [time, pos, d_model]."""

    logits: Floats
    streams: Floats


class Passes:
    """The forward passes of a model."""

    def __init__(self, loaded: LoadedModel) -> None:
        self.loaded = loaded
        self.adapter = ADAPTERS[loaded.architecture]
        self.spec = self.adapter.spec(loaded.model)

    def plain(self, pixels: torch.Tensor) -> Plain:
        """Nothing is touched; pixels are normalised, [picture, channel, row, column]."""
        patterns: list[Floats] = []
        streams: list[Floats] = []

        def tap(name: str, tensor: torch.Tensor) -> None:
            if name.endswith(".hook_pattern"):
                patterns.append(tensor.numpy())
            elif name.endswith(".hook_resid_post"):
                streams.append(tensor.numpy())

        with torch.inference_mode(), self.adapter.tapped(self.loaded.model, tap):
            logits = self._logits(pixels)
        return Plain(logits, np.stack(patterns), np.stack(streams))

    def within(self, pixels: torch.Tensor, windows: Bools) -> Floats:
        """Logits where each patch reads its window, as a mask [block, picture, patch, patch]; [picture, class]."""
        allowed = within_windows(windows, self.spec.n_prefix)[:, :, None]  # [block, picture, 1, query, key]
        masks = {block: torch.from_numpy(mask) for block, mask in enumerate(allowed)}
        with torch.inference_mode(), self.adapter.restricted(self.loaded.model, masks):
            return self._logits(pixels)

    def cut(self, pixels: torch.Tensor, allowed: Bools, blocks: Iterable[int]) -> Cut:
        """One picture many times over, each time with another mask in some blocks.

        Args:
            pixels: normalised, [1, channel, row, column].
            allowed: [time, query, key].
            blocks: where.
        """
        streams: list[Floats] = []
        mask = torch.from_numpy(allowed[:, None])  # [time, 1, query, key]
        with (
            torch.inference_mode(),
            self.adapter.restricted(self.loaded.model, dict.fromkeys(blocks, mask)),
            self.adapter.last_stream(self.loaded.model, lambda tensor: streams.append(tensor.numpy())),
        ):
            logits = self._logits(pixels.expand(len(allowed), -1, -1, -1))
        return Cut(logits, streams[0])

    def keeping(self, pixels: torch.Tensor, patches: NDArray[np.int64]) -> Floats:
        """Logits where only these patches are there, [picture, kept]; [picture, class]."""
        prefix = np.broadcast_to(np.arange(self.spec.n_prefix), (len(patches), self.spec.n_prefix))
        tokens = torch.from_numpy(np.concatenate([prefix, patches + self.spec.n_prefix], axis=1))
        with torch.inference_mode(), self.adapter.keeping(self.loaded.model, tokens):
            return self._logits(pixels)

    def _logits(self, pixels: torch.Tensor) -> Floats:
        model: Any = self.loaded.model
        logits: Floats = model(pixel_values=pixels).logits.numpy()
        return logits

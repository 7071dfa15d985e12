"""WinfT: a Vision Transformer in which every patch of every block has an attention window of its own.

The idea of windows that tokens learn under the guidance of measured interactions is that of Ma et al. 2023,
arXiv:2203.05922. What follows is an operational definition of this project's own: each patch predicts from its
normed row four distances to the edges of a box; the logarithm of the soft box is added to the scores of patches
among themselves. All else is the Vision Transformer of transformers.
"""

from __future__ import annotations

import math
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import ViTForImageClassification
from transformers.models.vit.modeling_vit import ViTAttention

from .configuration_winft import WinfTConfig
from .soft_box import EDGES, soft_box, window_bias

N_PREFIX = 1


class WinfTAttention(ViTAttention):
    """Attention whose scores among patches are softened by the patches' windows.

    Attributes:
        window: the linear map from a normed row to four numbers, where windows are learned.
        raw_temperature: a scalar; see `temperature`.
        fixed_distances: [patch, 4], where they are not.
    """

    fixed_distances: Tensor

    def __init__(self, config: WinfTConfig) -> None:
        super().__init__(config)
        self.rows, self.columns = config.grid
        self.floor, self.least_temperature = config.floor, config.least_temperature
        self.window = nn.Linear(config.hidden_size, EDGES) if config.learned_windows else None
        self.raw_temperature = nn.Parameter(torch.zeros(()))
        if not config.learned_windows:
            self.register_buffer("fixed_distances", torch.zeros(self.rows * self.columns, EDGES))
            self.raw_temperature.requires_grad_(False)

    @torch.no_grad()
    def begin(self, config: WinfTConfig) -> None:
        """Set what windows are like before anything is learned: so wide and so soft everywhere, nearly."""
        self.raw_temperature.fill_(before_softplus(config.first_temperature - config.least_temperature))
        if self.window is not None:
            distance = max(self.rows, self.columns) / 2 if config.first_distance is None else config.first_distance
            self.window.bias.fill_(before_softplus(distance))

    @property
    def temperature(self) -> Tensor:
        """How soft the edges are, grid units, a scalar that is at least `least_temperature`."""
        return self.least_temperature + functional.softplus(self.raw_temperature.float())

    def distances(self, normed: Tensor) -> Tensor:
        """How far each patch's window reaches: top, bottom, left, right, grid units.

        Args:
            normed: rows of all tokens after the block's first LayerNorm, [picture, pos, d_model].

        Returns:
            Not negative, [picture, patch, 4].
        """
        if self.window is None:
            return self.fixed_distances.float().expand(len(normed), -1, -1)
        return functional.softplus(self.window(normed[:, N_PREFIX:]).float())

    def box(self, normed: Tensor) -> Tensor:
        """The patches' windows as soft boxes, [picture, query, key], of patches; see `soft_box`."""
        return soft_box(self.distances(normed), self.temperature, self.rows, self.columns)

    def forward(self, hidden_states: Tensor, attention_mask: Tensor | None = None, **kwargs: Any) -> Any:
        """Attention of normed rows, [picture, pos, d_model]; a mask of the caller's is heeded as well."""
        bias = window_bias(self.box(hidden_states), N_PREFIX, self.floor)[:, None].to(hidden_states.dtype)
        if attention_mask is not None and attention_mask.dtype == torch.bool:
            bias = bias.masked_fill(~attention_mask, -torch.inf)
        elif attention_mask is not None:
            bias = bias + attention_mask
        return super().forward(hidden_states, bias, **kwargs)


class WinfTForImageClassification(ViTForImageClassification):
    """A ViT classifier with `WinfTAttention` in every block."""

    config_class = WinfTConfig
    _supports_flash_attn = False
    _supports_flex_attn = False

    def __init__(self, config: WinfTConfig) -> None:
        super().__init__(config)
        for layer in self.vit.layers:
            layer.attention = WinfTAttention(config)
        self.post_init()  # type: ignore[no-untyped-call]
        for attention in self.attentions:
            attention.begin(config)

    @property
    def attentions(self) -> list[WinfTAttention]:
        """Of the blocks, in their order."""
        return [module for module in self.modules() if isinstance(module, WinfTAttention)]


def before_softplus(value: float) -> float:
    """The number whose softplus is a value above 0."""
    return value + math.log(-math.expm1(-value))


WinfTConfig.register_for_auto_class()  # type: ignore[no-untyped-call]
WinfTForImageClassification.register_for_auto_class("AutoModelForImageClassification")  # type: ignore[no-untyped-call]

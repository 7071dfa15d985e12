"""What happens to whole photos when they are made square and small: they are stretched, and things are smaller."""

from __future__ import annotations

import math

import torch
from torch import Tensor
from torch.nn import functional

ASPECT = 3 / 2  # a photo of 3:2 or 2:3, pressed into a square
NEAREST, FARTHEST = 1.2, 0.65  # size of things, as a share of what it was


def squeeze(pictures: Tensor, share: float, generator: torch.Generator) -> Tensor:
    """Stretch some of the pictures, and bring their things nearer or farther; borders are reflected.

    The aspect is drawn evenly on a logarithmic scale between 1 / `ASPECT` and `ASPECT`, the size between
    `FARTHEST` and `NEAREST`.

    Args:
        pictures: normalized, [picture, channel, row, column].
        share: of the pictures, each drawn by itself.
        generator: source of every draw.
    """
    count = len(pictures)
    draws = torch.rand(3, count, generator=generator)
    chosen = (draws[0] < share).nonzero()[:, 0]
    if not len(chosen):
        return pictures
    aspect = torch.exp((draws[1, chosen] * 2 - 1) * math.log(ASPECT) / 2)
    size = torch.exp(math.log(FARTHEST) + draws[2, chosen] * math.log(NEAREST / FARTHEST))
    grid = _grid(1 / (size * aspect), 1 / (size / aspect), pictures.shape[-1])
    changed = pictures.clone()
    changed[chosen] = functional.grid_sample(
        pictures[chosen], grid, mode="bilinear", padding_mode="reflection", align_corners=False
    )
    return changed


def _grid(across: Tensor, down: Tensor, size: int) -> Tensor:
    """Where each pixel is read, [picture, row, column, (x, y)], the picture reaching from -1 to 1."""
    places = (torch.arange(size) + 0.5) * 2 / size - 1
    x = (across[:, None] * places)[:, None, :].expand(-1, size, -1)
    y = (down[:, None] * places)[:, :, None].expand(-1, -1, size)
    return torch.stack([x, y], -1)

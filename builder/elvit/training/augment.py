"""Augmentation of whole batches by tensor operations, every draw from one generator."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

JITTER = 0.6


@dataclass(frozen=True)
class Normalization:
    """Mean and standard deviation of each channel, of pixel values between 0 and 1."""

    mean: tuple[float, ...]
    std: tuple[float, ...]

    def __call__(self, pixels: Tensor) -> Tensor:
        """Map uint8 pixels to normalized floats, [picture, channel, row, column]."""
        mean = torch.tensor(self.mean).view(1, -1, 1, 1) * 255
        std = torch.tensor(self.std).view(1, -1, 1, 1) * 255
        return (pixels.float() - mean) / std


def renormalized(pictures: Tensor, old: Normalization, new: Normalization) -> Tensor:
    """The same pixels, normalized with other means and deviations, [picture, channel, row, column]."""

    def column(values: tuple[float, ...]) -> Tensor:
        return torch.tensor(values, device=pictures.device).view(1, -1, 1, 1)

    return (pictures * column(old.std) + column(old.mean) - column(new.mean)) / column(new.std)


def measure_normalization(pixels: Tensor) -> Normalization:
    """The channel statistics of a training set, uint8 [picture, channel, row, column], to four digits."""
    counts = torch.stack([torch.bincount(channel.reshape(-1), minlength=256) for channel in pixels.unbind(1)])
    values = torch.arange(256, dtype=torch.float64) / 255
    share = counts.double() / counts.sum(1, keepdim=True)  # [channel, value]
    mean = share @ values
    std = (share @ values.square() - mean.square()).clamp_min(1e-4).sqrt()
    return Normalization(_rounded(mean), _rounded(std))


def augment(pictures: Tensor, generator: torch.Generator) -> Tensor:
    """Flip, shift and recolour a batch of normalized pictures, each in its own way."""
    return _jitter(_shift(_flip(pictures, generator), generator), generator)


def cutmix(pictures: Tensor, targets: Tensor, generator: torch.Generator) -> tuple[Tensor, Tensor]:
    """Paste one square of other pictures of the batch into each, and mix the targets by area.

    Source: Yun et al. 2019, arXiv:1905.04899; the share of area is uniform, as there.

    Args:
        pictures: [picture, channel, row, column].
        targets: probabilities, [picture, class].
        generator: source of every draw.
    """
    size = pictures.shape[-1]
    side = int(size * math.sqrt(torch.rand((), generator=generator).item()))
    top, left = torch.randint(0, size - side + 1, (2,), generator=generator).tolist()
    other = torch.randperm(len(pictures), generator=generator)
    square = (..., slice(top, top + side), slice(left, left + side))
    mixed = pictures.clone()
    mixed[square] = pictures[other][square]
    area = side * side / (size * size)
    return mixed, torch.lerp(targets, targets[other], area)


def _flip(pictures: Tensor, generator: torch.Generator) -> Tensor:
    flipped = torch.rand(len(pictures), 1, 1, 1, generator=generator) < 0.5
    return torch.where(flipped, pictures.flip(3), pictures)


def _shift(pictures: Tensor, generator: torch.Generator) -> Tensor:
    """Crop at a random offset out of the picture padded by its reflection, an eighth of its size."""
    count, _, _, size = pictures.shape
    margin = size // 8
    padded = functional.pad(pictures, (margin,) * 4, mode="reflect")
    offset = torch.randint(0, 2 * margin + 1, (2, count, 1), generator=generator)
    rows, columns = offset + torch.arange(size)  # each [picture, position]
    picture = torch.arange(count).view(-1, 1, 1)
    cropped = padded.permute(0, 2, 3, 1)[picture, rows[:, :, None], columns[:, None, :]]
    return cropped.permute(0, 3, 1, 2)


def _jitter(pictures: Tensor, generator: torch.Generator) -> Tensor:
    """Scale and shift each picture's values: contrast and brightness."""
    draws = (torch.rand(2, len(pictures), 1, 1, 1, generator=generator) - 0.5) * JITTER
    return pictures * (1 + draws[0]) + draws[1]


def _rounded(values: Tensor) -> tuple[float, ...]:
    return tuple(round(float(value), 4) for value in values)

"""The pictures as the teacher sees them: moved, mirrored every other epoch, and from several sides in a test."""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import Tensor
from torch.nn import functional

from elvit.training.squeeze import squeeze


def mirrored_first(pictures: int, seed: int) -> Tensor:
    """Which pictures are mirrored in even epochs, bool [picture]; in odd ones it is the others."""
    return torch.rand(pictures, generator=torch.Generator().manual_seed(seed)) < 0.5


def train_views(pictures: Tensor, mirrored: Tensor, shift: int, squeezed: float, generator: torch.Generator) -> Tensor:
    """A batch as it is trained on.

    Args:
        pictures: normalized, [picture, channel, row, column].
        mirrored: which of them are mirrored, bool [picture].
        shift: pixels by which each is moved at most, each way; borders are reflected.
        squeezed: share of them that is stretched besides.
        generator: source of every draw.
    """
    turned = torch.where(mirrored[:, None, None, None], pictures.flip(3), pictures)
    return _moved(squeeze(turned, squeezed, generator), shift, generator)


def test_views(pictures: Tensor) -> Iterator[tuple[float, Tensor]]:
    """The picture, its neighbours a pixel up left and down right, all mirrored too, each with its weight."""
    size = pictures.shape[-1]
    padded = functional.pad(pictures, (1, 1, 1, 1), mode="reflect")
    views = [(0.5, pictures)] + [(0.25, padded[..., at : at + size, at : at + size]) for at in (0, 2)]
    for weight, view in views:
        yield weight / 2, view
        yield weight / 2, view.flip(3)


test_views.__test__ = False  # type: ignore[attr-defined]


def _moved(pictures: Tensor, shift: int, generator: torch.Generator) -> Tensor:
    count, _, _, size = pictures.shape
    padded = functional.pad(pictures, (shift,) * 4, mode="reflect")
    moves = torch.randint(0, 2 * shift + 1, (count, 2), generator=generator)
    moved = torch.empty_like(pictures)
    for top in range(2 * shift + 1):
        for left in range(2 * shift + 1):
            here = (moves == torch.tensor([top, left])).all(1)
            moved[here] = padded[here, :, top : top + size, left : left + size]
    return moved

"""How often the teacher is right: at a look, and from all sides."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from elvit.training.augment import Normalization
from elvit.training.data import PictureSet
from elvit.training.precision import fast_precision
from elvit.training.teacher.network import TeacherNetwork
from elvit.training.teacher.views import test_views

QUICK_PICTURES = 1000
BATCH = 500


@dataclass(frozen=True)
class TeacherAccuracy:
    """Shares of a test set that are named rightly.

    Attributes:
        pictures: how many there were.
        plain: from the pictures as they are.
        views: from the mean over moved and mirrored views.
    """

    pictures: int
    plain: float
    views: float


@torch.no_grad()
def quick_top1(network: TeacherNetwork, test: PictureSet, normalization: Normalization) -> float:
    """Top-1 on about a thousand pictures spread evenly over the test set."""
    stride = max(1, len(test) // QUICK_PICTURES)
    guesses = [_logits(network, normalization(part)) for part in torch.split(test.pixels[::stride], BATCH)]
    return _share(guesses, test.labels[::stride])


@torch.no_grad()
def measure_teacher(network: TeacherNetwork, test: PictureSet, normalization: Normalization) -> TeacherAccuracy:
    """Top-1 on the whole test set."""
    plain, averaged = [], []
    for part in torch.split(test.pixels, BATCH):
        pictures = normalization(part)
        views = [weight * _logits(network, view) for weight, view in test_views(pictures)]
        plain.append(_logits(network, pictures))
        averaged.append(torch.stack(views).sum(0))
    return TeacherAccuracy(len(test), _share(plain, test.labels), _share(averaged, test.labels))


def _logits(network: TeacherNetwork, pictures: Tensor) -> Tensor:
    """Of normalized pictures, [picture, class], on the CPU."""
    device = next(network.parameters()).device
    network.eval()
    with fast_precision(device):
        logits = network(pictures.to(device, memory_format=torch.channels_last))
    network.train()
    return logits.float().cpu()  # type: ignore[no-any-return]


def _share(logits: list[Tensor], labels: Tensor) -> float:
    return (torch.cat(logits).argmax(1) == labels).float().mean().item()

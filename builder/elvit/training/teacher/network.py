"""The teacher's network: whitened pixels, three groups of two convolutions, one linear layer.

Source: Jordan 2024, arXiv:2404.00498 (airbench94), whose normalization and scale of the logits are kept; the middle
group is half as wide, which saves two fifths of the time.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

EPSILON = 1e-6
LOGIT_SCALE = 1 / 9
WHITENING = 2  # pixels a side of the first filters


@dataclass(frozen=True)
class TeacherConfig:
    """The network's sizes.

    Attributes:
        classes: names, in the order of the logits.
        image_size: pixels a side.
        widths: channels of the three groups.
    """

    classes: tuple[str, ...]
    image_size: int = 32
    widths: tuple[int, int, int] = (64, 128, 256)


class BatchNorm(nn.Module):
    """Batch normalization with a bias and no gain (Ioffe and Szegedy 2015, arXiv:1502.03167).

    In training it reads its batch and writes nothing, so that threads can share it; the statistics that it uses
    otherwise are measured by `settle`.
    """

    mean: Tensor
    variance: Tensor

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.bias = nn.Parameter(torch.zeros(channels))
        self.register_buffer("mean", torch.zeros(channels))
        self.register_buffer("variance", torch.ones(channels))

    def forward(self, x: Tensor) -> Tensor:
        """Normalize [picture, channel, row, column]."""
        if self.training:
            return functional.batch_norm(x, None, None, None, self.bias, True, 0.0, EPSILON)
        return functional.batch_norm(x, self.mean, self.variance, None, self.bias, False, 0.0, EPSILON)


class Group(nn.Module):
    """Convolution, halving, convolution; each is normalized and goes through GELU."""

    def __init__(self, before: int, width: int) -> None:
        super().__init__()
        self.first = nn.Conv2d(before, width, 3, padding=1, bias=False)
        self.first_norm = BatchNorm(width)
        self.second = nn.Conv2d(width, width, 3, padding=1, bias=False)
        self.second_norm = BatchNorm(width)

    def forward(self, x: Tensor) -> Tensor:
        """[picture, before, row, column] to [picture, width, row / 2, column / 2]."""
        x = functional.gelu(self.first_norm(functional.max_pool2d(self.first(x), 2)))
        return functional.gelu(self.second_norm(self.second(x)))


class TeacherNetwork(nn.Module):
    """Logits [picture, class] of normalized pictures [picture, 3, row, column]."""

    def __init__(self, config: TeacherConfig) -> None:
        super().__init__()
        filters = 2 * 3 * WHITENING**2  # every direction of a patch, and its opposite
        self.whiten = nn.Conv2d(3, filters, WHITENING)
        first, second, third = config.widths
        self.groups = nn.Sequential(Group(filters, first), Group(first, second), Group(second, third))
        self.head = nn.Linear(third, len(config.classes), bias=False)
        self.whiten.weight.requires_grad_(False)

    @property
    def whitening_bias(self) -> nn.Parameter:
        """The bias of the first filters, [filter]."""
        bias = self.whiten.bias
        assert isinstance(bias, nn.Parameter)
        return bias

    def forward(self, pictures: Tensor) -> Tensor:
        """The largest value of each channel anywhere in the picture decides."""
        x = self.groups(functional.gelu(self.whiten(pictures)))  # [picture, width, 3, 3] of 32 pixels
        logits: Tensor = self.head(x.amax((2, 3))) * LOGIT_SCALE
        return logits


def new_network(config: TeacherConfig, pictures: Tensor, seed: int) -> TeacherNetwork:
    """A network whose convolutions at first hand their input on, and whose first filters whiten.

    Args:
        config: its sizes.
        pictures: normalized, [picture, 3, row, column], some thousands, for the whitening.
        seed: of all that is random.
    """
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        network = TeacherNetwork(config)
    with torch.no_grad():
        for module in network.groups.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.dirac_(module.weight[: module.in_channels])
        filters = whitening_filters(pictures)
        network.whiten.weight.copy_(torch.cat([filters, -filters]))
        network.whitening_bias.zero_()
    return network.to(memory_format=torch.channels_last)  # type: ignore[call-overload, no-any-return]


def whitening_filters(pictures: Tensor, floor: float = 5e-4) -> Tensor:
    """Filters whose answers to the pictures' patches are uncorrelated and of variance one.

    Args:
        pictures: normalized, [picture, channel, row, column].
        floor: added to the variance of each direction.

    Returns:
        [filter, channel, row, column], as many filters as a patch has values.
    """
    patches = pictures.unfold(2, WHITENING, 1).unfold(3, WHITENING, 1)  # [picture, channel, row, column, 2, 2]
    channels = pictures.shape[1]
    rows = patches.permute(0, 2, 3, 1, 4, 5).reshape(-1, channels * WHITENING**2)
    variances, directions = torch.linalg.eigh(rows.T @ rows / len(rows))
    filters: Tensor = (directions / torch.sqrt(variances + floor)).T
    return filters.reshape(-1, channels, WHITENING, WHITENING)


@torch.no_grad()
def settle(network: TeacherNetwork, pictures: list[Tensor]) -> None:
    """Measure the statistics of every normalization over some batches of normalized pictures.

    Source: "precise batch normalization", Wu and Johnson 2021, arXiv:2105.07576.
    """
    norms = [module for module in network.modules() if isinstance(module, BatchNorm)]
    sums = {norm: torch.zeros(2, len(norm.bias), dtype=torch.float64) for norm in norms}

    def watch(norm: nn.Module, inputs: tuple[Tensor]) -> None:
        values = inputs[0].float()
        moments = torch.stack([values.mean((0, 2, 3)), values.square().mean((0, 2, 3))])
        sums[norm] += moments.double().cpu() / len(pictures)  # type: ignore[index]

    handles = [norm.register_forward_pre_hook(watch) for norm in norms]
    was_training = network.training
    network.train()
    for batch in pictures:
        network(batch)
    network.train(was_training)
    for handle in handles:
        handle.remove()
    for norm, (mean, square) in sums.items():
        norm.mean.copy_(mean)
        norm.variance.copy_(square - mean.square())

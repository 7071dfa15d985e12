"""Accuracy: a quick look after each epoch, and the full measurement of the folder as shipped."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from transformers import ViTForImageClassification, ViTImageProcessorPil

from elvit.analysis.calibration import Bin, reliability
from elvit.training.augment import Normalization
from elvit.training.data import PictureSet
from elvit.training.kinds import KINDS, kind_of
from elvit.training.precision import fast_precision

QUICK_PICTURES = 1000
BATCH = 250


@dataclass(frozen=True)
class Accuracy:
    """What a test set says of a model.

    Attributes:
        classes: their names, in the order of the labels.
        confusion: how many pictures of a class (row) are given each class (column).
        bins: accuracy by confidence.
    """

    classes: tuple[str, ...]
    confusion: tuple[tuple[int, ...], ...]
    bins: tuple[Bin, ...]

    @property
    def pictures(self) -> int:
        """How many pictures were tested."""
        return sum(map(sum, self.confusion))

    @property
    def top1(self) -> float:
        """The share of them that is right."""
        return sum(row[index] for index, row in enumerate(self.confusion)) / self.pictures

    @property
    def by_class(self) -> dict[str, float]:
        """The share that is right of each class that was tested."""
        rows = enumerate(zip(self.classes, self.confusion, strict=True))
        return {name: row[index] / sum(row) for index, (name, row) in rows if sum(row)}


def quick_stride(pictures: int) -> int:
    """Every how many-th picture of a test set the quick look takes."""
    return max(1, pictures // QUICK_PICTURES)


@torch.no_grad()
def quick_top1(model: ViTForImageClassification, test: PictureSet, normalization: Normalization) -> float:
    """Top-1 on about a thousand pictures spread evenly over the test set."""
    stride = quick_stride(len(test))
    pixels, labels = test.pixels[::stride], test.labels[::stride]
    device = next(model.parameters()).device
    guesses = []
    with fast_precision(device):
        for part in torch.split(pixels, BATCH):
            guesses.append(model(pixel_values=normalization(part).to(device)).logits.argmax(1).cpu())
    return (torch.cat(guesses) == labels).float().mean().item()


def measure_shipped(folder: Path, test: PictureSet) -> Accuracy:
    """Test a written folder: its image processor, its rounded weights, computed in float32."""
    return judge(probabilities_of(folder, test.pixels), test)


@torch.no_grad()
def probabilities_of(folder: Path, pixels: Tensor) -> Tensor:
    """What transformers makes of pictures, [picture, class], from uint8 [picture, channel, row, column]."""
    model = KINDS[kind_of(folder)].from_pretrained(folder, dtype=torch.float32)
    processor = ViTImageProcessorPil.from_pretrained(folder)
    parts = []
    for part in torch.split(pixels, BATCH):
        inputs = processor(list(part.numpy()), input_data_format="channels_first", return_tensors="pt")
        parts.append(model(**inputs).logits.softmax(1))
    return torch.cat(parts)


def judge(probabilities: Tensor, test: PictureSet) -> Accuracy:
    """Compare probabilities, [picture, class], with the labels."""
    confidence, guesses = probabilities.max(1)
    classes = len(test.classes)
    confusion = torch.bincount(test.labels * classes + guesses, minlength=classes**2).view(classes, classes)
    bins = reliability(confidence.numpy(), (guesses == test.labels).numpy())
    return Accuracy(test.classes, tuple(map(tuple, confusion.tolist())), bins)

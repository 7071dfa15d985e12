"""Accuracy: a quick look after each epoch, and the full measurement of the folder as shipped."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from transformers import ViTForImageClassification, ViTImageProcessorPil

from elvit.training.augment import Normalization
from elvit.training.data import PictureSet

QUICK_PICTURES = 1000
BATCH = 250


@dataclass(frozen=True)
class Accuracy:
    """Top-1 on a test set of `pictures` pictures, overall and for each class that occurs in it."""

    pictures: int
    top1: float
    by_class: dict[str, float]


@torch.no_grad()
def quick_top1(model: ViTForImageClassification, test: PictureSet, normalization: Normalization) -> float:
    """Top-1 in bfloat16 on about a thousand pictures spread evenly over the test set."""
    stride = max(1, len(test) // QUICK_PICTURES)
    pixels, labels = test.pixels[::stride], test.labels[::stride]
    with torch.autocast("cpu", torch.bfloat16):
        guesses = [model(pixel_values=normalization(part)).logits.argmax(1) for part in torch.split(pixels, BATCH)]
    return (torch.cat(guesses) == labels).float().mean().item()


@torch.no_grad()
def measure_shipped(folder: Path, test: PictureSet) -> Accuracy:
    """Top-1 of a written folder: its image processor, its rounded weights, computed in float32."""
    model = ViTForImageClassification.from_pretrained(folder, dtype=torch.float32)
    processor = ViTImageProcessorPil.from_pretrained(folder)
    guesses = []
    for part in torch.split(test.pixels, BATCH):
        inputs = processor(list(part.numpy()), input_data_format="channels_first", return_tensors="pt")
        guesses.append(model(**inputs).logits.argmax(1))
    hits = (torch.cat(guesses) == test.labels).float()
    by_class = {
        name: hits[test.labels == label].mean().item()
        for label, name in enumerate(test.classes)
        if (test.labels == label).any()
    }
    return Accuracy(len(test), hits.mean().item(), by_class)

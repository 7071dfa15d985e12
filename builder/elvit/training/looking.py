"""Where a trained model looks: EL-VIT's claim, measured on drawn scenes whose objects are known exactly."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import torch
from elvit_scenes.held_out import FIRST_SEED, MASK_DETAIL
from elvit_scenes.needs import need_renderer
from numpy.typing import NDArray
from PIL import Image
from transformers import ViTImageProcessorPil

from elvit.analysis.objects import BlockLook, score_cls, summarize
from elvit.analysis.scoring import patch_cover
from elvit.errors import ElvitError
from elvit.models.taps import outputs
from elvit.training.start import load_start

BATCH = 50


@dataclass(frozen=True)
class Look:
    """What was measured.

    Attributes:
        scenes: how many were drawn.
        scored: how many of them have patches of the object and others.
        right: how many the model names rightly.
        blocks: the similarity of CLS with the patches, block by block.
    """

    scenes: int
    scored: int
    right: int
    blocks: tuple[BlockLook, ...]


@dataclass(frozen=True)
class Drawn:
    """One scene of one thing: the picture, the label of its class, the share of each patch it covers."""

    picture: Image.Image
    label: int
    cover: NDArray[np.float64]


@torch.no_grad()
def measure_look(folder: Path, scenes: int) -> Look:
    """Draw scenes, the classes in turn, and compare CLS with the patches after every block.

    Args:
        folder: a model of classes that can be drawn.
        scenes: how many; they are the same ones every time.

    Raises:
        ElvitError: the model has a class that cannot be drawn, or drawing needs a package.
    """
    start = load_start(folder)
    model, processor = start.model, ViTImageProcessorPil.from_pretrained(folder)
    grid = math.isqrt(model.vit.embeddings.patch_embeddings.num_patches)
    drawn = _draw(start.classes, start.size, grid, scenes)
    rows, right = [], 0
    while batch := list(islice(drawn, BATCH)):
        streams: dict[str, torch.Tensor] = {}
        inputs: Any = processor([one.picture for one in batch], return_tensors="pt")
        with outputs(streams.__setitem__, ((f"{index:03}", layer) for index, layer in enumerate(model.vit.layers))):
            guesses = model(**inputs).logits.argmax(1).tolist()
        right += sum(guess == one.label for guess, one in zip(guesses, batch, strict=True))
        stacked = torch.stack([streams[name] for name in sorted(streams)], 1).numpy()  # [picture, block, pos, d_model]
        rows += [score_cls(stream, one.cover) for stream, one in zip(stacked, batch, strict=True)]
    scores = np.stack(rows)
    scores = scores[~np.isnan(scores).any((1, 2))]
    return Look(scenes, len(scores), right, summarize(scores))


def _draw(classes: tuple[str, ...], size: int, grid: int, scenes: int) -> Iterator[Drawn]:
    need_renderer()
    from elvit_scenes.compose import random_scene
    from elvit_scenes.objects import KINDS
    from elvit_scenes.render import masks, picture

    unknown = [name for name in classes if name not in KINDS]
    if unknown:
        raise ElvitError(
            f"Scenes of {', '.join(unknown)} cannot be drawn.",
            f"Only these can: {', '.join(KINDS)}. Leave --scenes out.",
        )
    for number in range(scenes):
        label = number % len(classes)
        scene = random_scene(classes[label], FIRST_SEED + number)
        mask = np.asarray(masks(scene, MASK_DETAIL * size)[0], dtype=np.bool_)
        yield Drawn(picture(scene, size), label, patch_cover(mask, grid, grid))

"""What a run starts from: random weights, or a trained folder that is to be trained on."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import torch
from transformers import ViTForImageClassification, ViTImageProcessorPil

from elvit.errors import ElvitError
from elvit.training.augment import Normalization
from elvit.training.kinds import CONFIGS, KINDS, kind_of

RANDOM_START = "random weights"
WEIGHTS = "model.safetensors"


@dataclass(frozen=True)
class TrainedStart:
    """A trained folder: which of `KINDS`, in float32, its labels in order, its normalization, and a name for it."""

    kind: str
    model: ViTForImageClassification
    classes: tuple[str, ...]
    normalization: Normalization
    size: int
    name: str


def load_start(folder: Path) -> TrainedStart:
    """Read a Hugging Face ViT classifier to train on.

    Raises:
        ElvitError: the folder is not one, or its pictures are not square.
    """
    kind = kind_of(folder)
    try:
        config = CONFIGS[kind].from_pretrained(folder, local_files_only=True)
        processor = ViTImageProcessorPil.from_pretrained(folder, local_files_only=True)
        model = KINDS[kind].from_pretrained(
            folder, dtype=torch.float32, attn_implementation="sdpa", local_files_only=True
        )
        digest = hashlib.sha256((folder / WEIGHTS).read_bytes()).hexdigest()[:16]
    except (OSError, ValueError, RuntimeError) as error:
        raise ElvitError(
            f"{folder} cannot be trained on: {str(error).splitlines()[0]}",
            f"Give a folder with config.json, {WEIGHTS} and preprocessor_config.json of a ViT classifier.",
        ) from error
    if not isinstance(config.image_size, int):
        raise ElvitError(f"{folder} works on pictures that are not square.", "Give a model of square pictures.")
    normalization = Normalization(tuple(processor.image_mean), tuple(processor.image_std))
    classes = tuple(name for _, name in sorted((config.id2label or {}).items()))
    return TrainedStart(kind, model, classes, normalization, config.image_size, f"weights {digest}")

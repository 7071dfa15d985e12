"""What a run starts from: random weights, or a trained folder that is to be trained on."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
from transformers import ViTForImageClassification, ViTImageProcessorPil

from elvit.errors import ElvitError
from elvit.training.augment import Normalization
from elvit.training.kinds import CONFIGS, KINDS, kind_of

NEW_ROWS = 0.02  # deviation of the weights of a class that is new
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


def with_classes(start: TrainedStart, classes: tuple[str, ...], seed: int) -> TrainedStart:
    """The start with a head for other classes: rows of classes it knows are kept, the others drawn anew.

    Args:
        start: its model is changed in place.
        classes: the new labels in their order.
        seed: of the new rows.
    """
    model: Any = start.model
    old = model.classifier
    head = torch.nn.Linear(old.in_features, len(classes))
    with torch.no_grad():
        head.weight.normal_(0, NEW_ROWS, generator=torch.Generator().manual_seed(seed))
        head.bias.zero_()
        for row, name in enumerate(classes):
            if name in start.classes:
                known = start.classes.index(name)
                head.weight[row] = old.weight[known]
                head.bias[row] = old.bias[known]
    model.classifier = head
    model.num_labels = model.config.num_labels = len(classes)
    model.config.id2label = dict(enumerate(classes))
    model.config.label2id = {name: row for row, name in enumerate(classes)}
    return replace(start, classes=classes)


def kept_and_new(before: tuple[str, ...], classes: tuple[str, ...]) -> str:
    """What of a start is kept for these classes and what is new, in words; nothing where all is kept."""
    if before == classes:
        return ""
    new = [name for name in classes if name not in before]
    kept = [name for name in classes if name in before]
    gone = len(before) - len(kept)
    heads = f"new in its head: {', '.join(new) or 'nothing'}; kept: {', '.join(kept) or 'none of its classes'}"
    return f"All blocks of the start are kept; {heads}; {gone} of its {len(before)} classes are left out"

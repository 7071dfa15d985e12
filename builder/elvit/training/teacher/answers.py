"""What a teacher says of a student's pictures: any model that `--teacher` may name, behind one call."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import Module, functional

from elvit.errors import ElvitError
from elvit.training.augment import Normalization, renormalized
from elvit.training.precision import fast_precision
from elvit.training.start import load_start
from elvit.training.teacher.folder import WEIGHTS, is_teacher, load_teacher

BATCH = 250
SHARPNESSES = tuple(round(1.02**power, 4) for power in range(-35, 71))  # from a half to four


@dataclass(frozen=True)
class Teacher:
    """A trained classifier that answers a student's pictures.

    Attributes:
        name: a digest of its weights.
        model: logits of normalized pictures, as such or as transformers gives them.
        normalization: its own.
        size: of its pictures, pixels.
        columns: its numbers of the student's classes, in their order.
        sharpness: what its logits are multiplied with.
    """

    name: str
    model: Module
    normalization: Normalization
    size: int
    columns: Tensor
    sharpness: float = 1.0

    @property
    def described(self) -> str:
        """Its name, and what is done to its answers."""
        return f"{self.name}, logits times {self.sharpness:.2f}"

    @torch.no_grad()
    def answer(self, pictures: Tensor, normalization: Normalization) -> Tensor:
        """Its logits for the student's classes, [picture, class], float32.

        Args:
            pictures: as the student sees them, [picture, channel, row, column].
            normalization: what they were normalized with.
        """
        seen = renormalized(pictures, normalization, self.normalization)
        if seen.shape[-1] != self.size:
            seen = functional.interpolate(seen, (self.size, self.size), mode="bilinear", align_corners=False)
        with fast_precision(pictures.device):
            answers = self.model(seen)
        logits: Tensor = getattr(answers, "logits", answers)
        return logits.float()[:, self.columns.to(pictures.device)] * self.sharpness


def open_teacher(folder: Path, classes: tuple[str, ...]) -> Teacher:
    """A network of `elvit train --architecture cnn`, or a Hugging Face ViT folder.

    Args:
        folder: where it lies.
        classes: of the student.

    Raises:
        ElvitError: the folder holds neither, or a model that does not know one of the classes.
    """
    model, known, normalization, size = _read(folder)
    missing = [name for name in classes if name not in known]
    if missing:
        raise ElvitError(f"The teacher {folder} does not know {', '.join(missing)}.", f"It knows {', '.join(known)}.")
    name = f"weights {hashlib.sha256((folder / WEIGHTS).read_bytes()).hexdigest()[:16]}"
    columns = torch.tensor([known.index(one) for one in classes])
    return Teacher(name, model, normalization, size, columns)


def calibrated(teacher: Teacher, pictures: Tensor, normalization: Normalization, labels: Tensor) -> Teacher:
    """The teacher with the sharpness that makes some pictures' labels likeliest, so that it is as sure as it is right.

    Source: temperature scaling, Guo et al. 2017, arXiv:1706.04599. A teacher trained with label smoothing is too
    modest, and its student would be so too.

    Args:
        teacher: whose answers they are.
        pictures: normalized, changed as in training, [picture, channel, row, column].
        normalization: what they were normalized with.
        labels: numbers of the student's classes, [picture].
    """
    parts = torch.split(pictures, BATCH)
    logits = torch.cat([replace(teacher, sharpness=1.0).answer(part, normalization) for part in parts])
    losses = [functional.cross_entropy(logits * sharpness, labels).item() for sharpness in SHARPNESSES]
    return replace(teacher, sharpness=SHARPNESSES[losses.index(min(losses))])


def _read(folder: Path) -> tuple[Module, tuple[str, ...], Normalization, int]:
    """The model, ready to answer, the classes it knows, and what its pictures have to be like."""
    if is_teacher(folder):
        network, config, normalization = load_teacher(folder)
        return network, config.classes, normalization, config.image_size
    start = load_start(folder)
    return start.model.train(False).requires_grad_(False), start.classes, start.normalization, start.size

"""What is trained and held against each other: a plain ViT, and three kinds of windows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Arm:
    """One way to train.

    Attributes:
        id: in files.
        title: in tables and legends.
        sentence: within a sentence.
        meaning: what it is, in a sentence.
        kind: of the model, one of `KINDS`.
        learned: whether each patch predicts its window.
        guided: whether it does so at first like a trained ViT.
        role: whose colour it has in plots.
        mark: the shape of its points.
    """

    id: str
    title: str
    sentence: str
    meaning: str
    kind: str
    learned: bool
    guided: bool
    role: str
    mark: str


PLAIN = Arm(
    "plain", "plain ViT", "the plain ViT",
    "Every patch reads every patch.",
    "vit", False, False, "stream", "circle",
)  # fmt: skip
GUIDED = Arm(
    "guided", "WinfT, guided", "the guided WinfT",
    "Every patch predicts its window; at first it learns the adaptive windows of a trained plain ViT.",
    "winft", True, True, "pattern", "square",
)  # fmt: skip
UNGUIDED = Arm(
    "unguided", "WinfT, unguided", "the unguided WinfT",
    "Every patch predicts its window; only the labels say how large it should be.",
    "winft", True, False, "mlp", "triangle",
)  # fmt: skip
FIXED = Arm(
    "fixed", "ViT with fixed windows", "the ViT with fixed windows",
    "Boxes around each patch, in each block of the mean area that the guide's adaptive windows have there.",
    "winft", False, False, "value", "diamond",
)  # fmt: skip

ARMS = (PLAIN, GUIDED, UNGUIDED, FIXED)
"""In the order in which they are trained: the first of all is the guide."""


@dataclass(frozen=True)
class Sizes:
    """What all arms have in common; two studies of equal sizes and data go on with each other's results.

    Attributes:
        epochs: passes over the training pictures.
        width: of the residual stream.
        blocks: of the model.
        heads: of each block.
        seeds: trainings of each arm.
        learning_rate: of all weights but the blocks' matrices, at the top of the schedule.
        guidance: weight of the guide's windows at the first step.
    """

    epochs: int = 15
    width: int = 128
    blocks: int = 4
    heads: int = 4
    seeds: int = 3
    learning_rate: float = 1e-3
    guidance: float = 0.3

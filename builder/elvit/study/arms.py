"""What is trained and held against each other: a plain ViT, and three kinds of windows."""

from __future__ import annotations

from dataclasses import dataclass

from elvit.study.words import titles


@dataclass(frozen=True)
class Arm:
    """One way to train.

    Attributes:
        id: in files.
        kind: of the model, one of `KINDS`.
        learned: whether each patch predicts its window.
        guided: whether it does so at first like a trained ViT.
        role: whose colour it has in plots.
        mark: the shape of its points.
    """

    id: str
    kind: str
    learned: bool
    guided: bool
    role: str
    mark: str

    @property
    def title(self) -> str:
        """In tables and legends."""
        return titles.ARMS[self.id].title

    @property
    def sentence(self) -> str:
        """Within a sentence."""
        return titles.ARMS[self.id].sentence

    @property
    def meaning(self) -> str:
        """What it is, in a sentence."""
        return titles.ARMS[self.id].meaning


PLAIN = Arm("plain", "vit", False, False, "stream", "circle")
GUIDED = Arm("guided", "winft", True, True, "pattern", "square")
UNGUIDED = Arm("unguided", "winft", True, False, "mlp", "triangle")
FIXED = Arm("fixed", "winft", False, False, "value", "diamond")

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

"""What the arms of the study are called, by their ids in files."""

from __future__ import annotations

from typing import NamedTuple


class ArmWords(NamedTuple):
    """Title in tables and legends; the same within a sentence; what it is, one sentence."""

    title: str
    sentence: str
    meaning: str


ARMS = {
    "plain": ArmWords(
        "plain ViT",
        "the plain ViT",
        "Every patch reads every patch.",
    ),
    "guided": ArmWords(
        "WinfT, guided",
        "the guided WinfT",
        "Every patch predicts its window; at first it learns the adaptive windows of a trained plain ViT.",
    ),
    "unguided": ArmWords(
        "WinfT, unguided",
        "the unguided WinfT",
        "Every patch predicts its window; only the labels say how large it should be.",
    ),
    "fixed": ArmWords(
        "ViT with fixed windows",
        "the ViT with fixed windows",
        "Boxes around each patch, in each block of the mean area that the guide's adaptive windows have there.",
    ),
}

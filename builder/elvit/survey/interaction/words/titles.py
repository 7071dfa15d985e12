"""What windows and orders of removal are called, by their ids in files."""

from __future__ import annotations

from typing import NamedTuple


class ChoiceWords(NamedTuple):
    """Title in tables and legends; the same within a sentence; what it is, one sentence."""

    title: str
    sentence: str
    meaning: str


CONTROLS = {
    "centred": ChoiceWords(
        "fixed, around the patch",
        "fixed windows around each patch",
        "Boxes around each patch as a convolution has them, of the same mean area in each picture and block.",
    ),
    "random": ChoiceWords(
        "random places",
        "boxes at random places",
        "Boxes of the same heights and widths, anywhere in the grid; they need not even hold their patch.",
    ),
    "random_own": ChoiceWords(
        "random, with the patch",
        "boxes at random places that hold their patch",
        "Boxes of the same heights and widths, anywhere in the grid where they hold their patch.",
    ),
}

ADAPTIVE = ChoiceWords(
    "adaptive windows",
    "adaptive windows",
    "The smallest box that holds the patch and all patches whose interaction with it stands out.",
)

ORDERS = {
    "indiscriminative": ChoiceWords(
        "least responsive",
        "the least responsive patches",
        "The smallest responsive fields first, summed over the blocks.",
    ),
    "random": ChoiceWords(
        "at random",
        "patches at random",
        "In any order.",
    ),
    "attention": ChoiceWords(
        "least CLS attention",
        "the patches that CLS attends to least",
        "The least attention of CLS first, the mean over heads and blocks.",
    ),
    "similarity": ChoiceWords(
        "least like CLS",
        "the patches least like CLS",
        "The lowest cosine similarity with CLS first, the mean over the blocks' outputs.",
    ),
    "responsive": ChoiceWords(
        "most responsive",
        "the most responsive patches",
        "The largest responsive fields first: the ranking the other way round.",
    ),
}

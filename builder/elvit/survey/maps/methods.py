"""What is compared: ways to make a map of patches, ways to score it, and what is told without any mask."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Method:
    """A way to make one map a block.

    Args:
        id: in tables.
        title: of its curve.
        sentence: the same within a sentence; {0} is what the map is taken from.
        place: how a block is named with it.
        role: whose colour its curve has.
        dashed: whether its curve is.
        mark: the shape of its points.
        meaning: one sentence.
        concept: that explains it.
    """

    id: str
    title: str
    sentence: str
    place: str
    role: str
    dashed: bool
    mark: str
    meaning: str
    concept: str


@dataclass(frozen=True)
class Metric:
    """A way to score a map against a mask, each from 0 to 1.

    Args:
        id: in tables.
        title: of its plot.
        sentence: the same within a sentence.
        meaning: one sentence.
    """

    id: str
    title: str
    sentence: str
    meaning: str


@dataclass(frozen=True)
class Figure:
    """What is told of a block without a mask."""

    id: str
    title: str
    unit: str
    meaning: str


METHODS = (
    Method(
        "similarity", "cosine similarity", "cosine similarity to {0}", "after block", "cls", False, "circle",
        "The cosine of each patch's vector with that of {0}, in the residual stream after a block.",
        "cosine-similarity",
    ),
    Method(
        "attention_mean", "attention, mean of heads", "attention of {0}, mean of the heads,", "in block",
        "pattern", False, "square",
        "How much {0} reads from each patch in a block, averaged over the heads.", "attention-pattern",
    ),
    Method(
        "attention_max", "attention, highest head", "attention of {0}, highest of the heads,", "in block",
        "pattern", True, "diamond",
        "The same with the head that reads most from the patch, for each patch by itself.", "attention-head",
    ),
    Method(
        "rollout", "rollout with identity", "attention rollout with the identity", "up to block",
        "stream", False, "triangle",
        "Attention multiplied through all blocks so far, half of each step staying where it is.", "attention-rollout",
    ),
    Method(
        "rollout_bare", "rollout without identity", "attention rollout without the identity", "up to block",
        "stream", True, "cross",
        "The same with nothing staying where it is.", "attention-rollout",
    ),
)  # fmt: skip

METRICS = (
    Metric(
        "roc_auc", "area under the ROC curve", "area under the ROC curve",
        "How often a patch of the object has a higher value than one of the background.",
    ),
    Metric(
        "average_precision", "average precision", "average precision",
        "The share of object among the patches down to each of the object's, averaged.",
    ),
    Metric(
        "best_iou", "IoU at the best threshold", "overlap at the best threshold",
        "Overlap of object and outline over their union, at the threshold that suits the picture best.",
    ),
    Metric(
        "iou_halfway", "IoU at a fixed threshold", "overlap at the fixed threshold",
        "The same with one threshold for all: halfway between a map's lowest and its highest patch.",
    ),
    Metric(
        "pointing_game", "pointing game", "pointing game",
        "Whether the highest patch of the map is the object's.",
    ),
)  # fmt: skip
"""In the order of `elvit.analysis.scoring.METRICS`."""

FIGURES = (
    Figure(
        "anisotropy", "cosine of two patches", "cosine, mean of all pairs",
        "How alike two patches are, whichever: where it is high, high similarity says little.",
    ),
    Figure(
        "outliers", "patches of outlying norm", "patches a picture",
        "Patches whose vector is far longer than the others: they may hold something else than their place.",
    ),
    Figure(
        "entropy", "spread of attention", "bits, mean of heads",
        "Entropy of the attention over all tokens: 0 where one token gets all, highest where all get the same.",
    ),
)  # fmt: skip

USUAL = "usual_place"
"""The map of no model at all: how often each patch is the object's in the other pictures."""


def reference_name(n_prefix: int) -> str:
    """What maps are taken from: CLS, or without one the mean of all patches."""
    return "CLS" if n_prefix else "the mean of all patches"

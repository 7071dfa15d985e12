"""What methods, metrics and figures are called, by their ids in tables."""

from __future__ import annotations

from typing import NamedTuple

from elvit.survey.about import About


class MethodWords(NamedTuple):
    """Title of its curve; the same within a sentence, {0} is what the map is taken from; how a block is named with it;
    what it is, one sentence.
    """

    title: str
    sentence: str
    place: str
    meaning: str


class MetricWords(NamedTuple):
    """Title of its plot; the same within a sentence; what it is, one sentence."""

    title: str
    sentence: str
    meaning: str


class FigureWords(NamedTuple):
    """Title of its plot; its unit; what it tells, one sentence."""

    title: str
    unit: str
    meaning: str


METHODS = {
    "similarity": MethodWords(
        "cosine similarity",
        "cosine similarity to {0}",
        "after block",
        "The cosine of each patch's vector with that of {0}, in the residual stream after a block.",
    ),
    "attention_mean": MethodWords(
        "attention, mean of heads",
        "attention of {0}, mean of the heads,",
        "in block",
        "How much {0} reads from each patch in a block, averaged over the heads.",
    ),
    "attention_max": MethodWords(
        "attention, highest head",
        "attention of {0}, highest of the heads,",
        "in block",
        "The same with the head that reads most from the patch, for each patch by itself.",
    ),
    "rollout": MethodWords(
        "rollout with identity",
        "attention rollout with the identity",
        "up to block",
        "Attention multiplied through all blocks so far, half of each step staying where it is.",
    ),
    "rollout_bare": MethodWords(
        "rollout without identity",
        "attention rollout without the identity",
        "up to block",
        "The same with nothing staying where it is.",
    ),
}

METRICS = {
    "roc_auc": MetricWords(
        "area under the ROC curve",
        "area under the ROC curve",
        "How often a patch of the object has a higher value than one of the background.",
    ),
    "average_precision": MetricWords(
        "average precision",
        "average precision",
        "The share of object among the patches down to each of the object's, averaged.",
    ),
    "best_iou": MetricWords(
        "IoU at the best threshold",
        "overlap at the best threshold",
        "Overlap of object and outline over their union, at the threshold that suits the picture best.",
    ),
    "iou_halfway": MetricWords(
        "IoU at a fixed threshold",
        "overlap at the fixed threshold",
        "The same with one threshold for all: halfway between a map's lowest and its highest patch.",
    ),
    "pointing_game": MetricWords(
        "pointing game",
        "pointing game",
        "Whether the highest patch of the map is the object's.",
    ),
}

FIGURES = {
    "anisotropy": FigureWords(
        "cosine of two patches",
        "cosine, mean of all pairs",
        "How alike two patches are, whichever: where it is high, high similarity says little.",
    ),
    "outliers": FigureWords(
        "patches of outlying norm",
        "patches a picture",
        "Patches whose vector is far longer than the others: they may hold something else than their place.",
    ),
    "entropy": FigureWords(
        "spread of attention",
        "bits, mean of heads",
        "Entropy of the attention over all tokens: 0 where one token gets all, highest where all get the same.",
    ),
}


def reference_name(about: About) -> str:
    """What maps are taken from: the token that the head reads, or the mean of those that it reads."""
    if not about.prefix:
        return "the mean of all patches"
    return REFERENCES[about.readout]


# By what the head of a model with tokens before its patches reads.
REFERENCES = {
    "token": "CLS",
    "two_heads": "CLS and the distillation token",
    "cls_and_mean": "the mean of CLS and all patches",
    "mean_all": "the mean of all tokens",
    "mean_patches": "the mean of all patches",
}

"""What is compared: ways to make a map of patches, ways to score it, and what is told without any mask."""

from __future__ import annotations

from dataclasses import dataclass

from elvit.survey.maps.words import titles


@dataclass(frozen=True)
class Method:
    """A way to make one map a block.

    Args:
        id: in tables.
        title, sentence, place, meaning: its words.
        role: whose colour its curve has.
        dashed: whether its curve is.
        mark: the shape of its points.
        concept: that explains it.
    """

    id: str
    title: str
    sentence: str
    place: str
    meaning: str
    role: str
    dashed: bool
    mark: str
    concept: str


@dataclass(frozen=True)
class Metric:
    """A way to score a map against a mask, each from 0 to 1: its id in tables, and its words."""

    id: str
    title: str
    sentence: str
    meaning: str


@dataclass(frozen=True)
class Figure:
    """What is told of a block without a mask: its id in tables, and its words."""

    id: str
    title: str
    unit: str
    meaning: str


METHODS = tuple(
    Method(name, *titles.METHODS[name], *look)
    for name, look in {
        "similarity": ("cls", False, "circle", "cosine-similarity"),
        "attention_mean": ("pattern", False, "square", "attention-pattern"),
        "attention_max": ("pattern", True, "diamond", "attention-head"),
        "rollout": ("stream", False, "triangle", "attention-rollout"),
        "rollout_bare": ("stream", True, "cross", "attention-rollout"),
    }.items()
)

METRICS = tuple(Metric(name, *words) for name, words in titles.METRICS.items())
"""In the order of `elvit.analysis.scoring.METRICS`."""

FIGURES = tuple(Figure(name, *words) for name, words in titles.FIGURES.items())

USUAL = "usual_place"
"""The map of no model at all: how often each patch is the object's in the other pictures."""

CHANCE = 0.5
AREA = 0  # the metric that maps are compared by

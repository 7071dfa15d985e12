"""How well the maps of a model find what is in its pictures: method by block by metric, over a gallery."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from elvit.analysis.bootstrap import bootstrap_intervals
from elvit.analysis.maps import Maps, score_maps
from elvit.analysis.scoring import METRICS, chance_of

METHODS = ("similarity", "attention_mean", "attention_max", "attention_head", "rollout", "rollout_bare")
"""What is compared; attention_head is, of each block, the head that finds the objects of the gallery best."""

_HEADS = METHODS.index("attention_head")

Floats = NDArray[np.floating]
Doubles = NDArray[np.float64]


@dataclass(frozen=True)
class PictureScores:
    """How well the maps of one picture find its objects.

    Args:
        methods: [method, block, metric], the row of attention_head left out.
        heads: of each head by itself, [head, block, metric].
        chance: what to hold them against, [metric].
    """

    methods: Doubles
    heads: Doubles
    chance: Doubles


@dataclass(frozen=True)
class GalleryScores:
    """The means over pictures.

    Args:
        pictures: ids of those that could be scored.
        best_heads: by block, the head of the highest mean ROC-AUC over the same pictures.
        intervals: [method, block, metric, 3], the last axis mean, low and high of the 95 % interval.
        chance: mean over the pictures, [metric].
    """

    pictures: tuple[str, ...]
    best_heads: tuple[int, ...]
    intervals: Doubles
    chance: Doubles


def score_picture(
    tensors: Mapping[str, Floats], n_layers: int, n_prefix: int, references: Sequence[int], truth: NDArray[np.bool_]
) -> PictureScores | None:
    """The scores of every map of one picture; none where no patch is the object's, or every one.

    Args:
        tensors: by hook; of every block hook_resid_post [pos, d_model] and hook_pattern [head, query, key].
        n_layers: blocks.
        n_prefix: tokens before the first patch.
        references: tokens whose mean the maps are of, as a rule those that the head reads.
        truth: [patch].
    """
    if truth.all() or not truth.any():
        return None
    maps = Maps(n_prefix, references, heads=True)
    for block in range(n_layers):
        maps.add_stream(tensors[f"blocks.{block}.hook_resid_post"])
        maps.add_pattern(tensors[f"blocks.{block}.attn.hook_pattern"])
    return PictureScores(score_maps(maps.all(), truth), score_maps(maps.heads(), truth), chance_of(truth))


def summarize(scores: Mapping[str, PictureScores | None]) -> GalleryScores:
    """Means over the pictures that could be scored, by id, with their intervals."""
    scored = {picture: found for picture, found in scores.items() if found is not None}
    if not scored:
        return GalleryScores((), (), np.empty(0), np.full(len(METRICS), np.nan))
    methods = np.array([found.methods for found in scored.values()])  # [picture, method, block, metric]
    heads = np.array([found.heads for found in scored.values()])  # [picture, head, block, metric]
    best = heads.mean(0)[..., METRICS.index("roc_auc")].argmax(0)  # [block]
    chosen = heads[:, best, np.arange(len(best))]  # [picture, block, metric]
    every = np.insert(methods, _HEADS, chosen, axis=1)
    chance = np.mean([found.chance for found in scored.values()], axis=0)
    return GalleryScores(tuple(scored), tuple(best.tolist()), bootstrap_intervals(every), chance)

"""What the interpretation view needs of a model on the gallery: of each picture, and written for the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from elvit.analysis.gallery_scores import METHODS, PictureScores, score_picture, summarize
from elvit.analysis.scoring import METRICS, truth_of, union_cover
from elvit.hooks.spec import Spec
from elvit.models.covers import read_covers
from elvit.models.preprocess import Preprocess
from elvit.output.pack import Pack, Packer
from elvit.pictures.picture import Picture
from elvit.site.maps import encode, layout_of

DIGITS = 4  # of the numbers in the manifest

Json = dict[str, Any]


@dataclass(frozen=True)
class Interpreted:
    """Of one picture.

    Args:
        maps: similarity and attention in bytes; none where a model's would be too large.
        covers: by class, the share of each patch that its mask covers.
        scores: against all masks together; none without a mask that leaves patches inside and outside.
    """

    maps: bytes
    covers: dict[str, list[float]]
    scores: PictureScores | None


def interpret(
    tensors: Mapping[str, NDArray[np.float32]],
    spec: Spec,
    picture: Picture,
    preprocess: Preprocess,
    stopped: NDArray[np.float32] | None = None,
) -> Interpreted:
    """Maps, covers and scores of one picture that the model has seen.

    Args:
        tensors: by hook.
        spec: of the model.
        picture: that the model has seen.
        preprocess: of the model.
        stopped: probabilities if the model stopped after a block, [block, class]; none of a regression.

    Raises:
        ElvitError: a mask that cannot be read, or of other proportions than the picture.
    """
    layout = layout_of(spec)
    covers = read_covers(picture, preprocess, spec.rows, spec.columns)
    scores = None
    if covers:
        truth = truth_of(union_cover(np.array(cover) for cover in covers.values()))
        scores = score_picture(tensors, spec.n_layers, spec.n_prefix, spec.read, truth)
    return Interpreted(encode(tensors, layout, stopped) if layout.fits else b"", covers, scores)


def write_interpretation(model: str, spec: Spec, seen: Mapping[str, Interpreted], packer: Packer) -> Json:
    """Packs what was found on the gallery, by picture id; returns what the model's manifest entry says of it."""
    return {
        "maps": {p: packer.add(f"{model}-{p}-maps", [found.maps]) for p, found in seen.items() if found.maps},
        "maps_layout": layout_of(spec).manifest(),
        "covers": {p: found.covers for p, found in seen.items() if found.covers},
        "scores": _scores(model, {p: found.scores for p, found in seen.items()}, packer),
    }


def _scores(model: str, scores: Mapping[str, PictureScores | None], packer: Packer) -> Json:
    found = summarize(scores)
    nothing: Pack = {"chunks": [], "bytes": 0}
    numbers = found.intervals.astype("<f4").tobytes()
    return {
        "pack": packer.add(f"{model}-scores", [numbers]) if found.pictures else nothing,
        "methods": METHODS,
        "metrics": METRICS,
        "pictures": found.pictures,
        "best_heads": found.best_heads,
        "chance": found.chance.round(DIGITS).tolist() if found.pictures else [],
    }

"""One picture through a model: how well its maps find what the masks show, and what needs no mask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from elvit.analysis.scoring import chance_of, score_map, truth_of, union_cover
from elvit.analyze.maps import Doubles, Maps, centre_map
from elvit.analyze.subjects import Subject
from elvit.interpretation.covers import mask_cover
from elvit.models.adapter import ADAPTERS
from elvit.models.processor import normalise, prepare
from elvit.models.source import LoadedModel

ALL = "all"
"""The name of everything that the masks of a picture show together."""


@dataclass(frozen=True)
class Scored:
    """How well every map finds one thing; scores are nan where no patch is its own, or every one.

    Attributes:
        name: the class of its mask.
        share: of the picture's patches that are its own.
        scores: [method, block, metric].
        centre: of the map that knows only the middle, [metric].
        chance: what to hold them against, [metric].
    """

    name: str
    share: float
    scores: Doubles
    centre: Doubles
    chance: Doubles


@dataclass(frozen=True)
class Looked:
    """What came of one picture.

    Attributes:
        guess: the label that the model gives it.
        figures: what needs no mask, [block, figure].
        things: one for each mask; where there are several, first all of them together.
    """

    guess: str
    figures: Doubles
    things: tuple[Scored, ...]


class Looker:
    """A model that looks at one picture at a time, so that no number depends on which others there are."""

    def __init__(self, loaded: LoadedModel) -> None:
        self.loaded = loaded
        self.adapter = ADAPTERS[loaded.architecture]
        self.spec = self.adapter.spec(loaded.model)
        self._centre = centre_map(self.spec.grid)

    def look(self, subject: Subject) -> Looked:
        """Raises ElvitError where the picture or a mask cannot be read."""
        picture, preprocess = subject.open(), self.loaded.preprocess
        covers = {name: mask_cover(mask, preprocess, self.spec.grid) for name, mask in subject.masks(picture).items()}
        if len(covers) > 1:
            covers = {ALL: union_cover(covers.values()), **covers}
        guess, seen = self._run(prepare(picture, preprocess))
        maps = seen.all() if covers else np.empty(0)
        things = tuple(self._score(name, truth_of(cover), maps) for name, cover in covers.items())
        return Looked(self.loaded.labels[guess], seen.figures(), things)

    def _run(self, pixels: NDArray[np.uint8]) -> tuple[int, Maps]:
        seen = Maps(self.spec.n_prefix)

        def tap(name: str, tensor: torch.Tensor) -> None:
            if name.endswith(".hook_resid_post"):
                seen.add_stream(tensor[0].numpy())
            elif name.endswith(".hook_pattern"):
                seen.add_pattern(tensor[0].numpy())

        with torch.inference_mode(), self.adapter.tapped(self.loaded.model, tap):
            values = torch.from_numpy(normalise(pixels, self.loaded.preprocess))
            logits: Any = self.loaded.model(pixel_values=values).logits
        return int(logits[0].argmax()), seen

    def _score(self, name: str, truth: NDArray[np.bool_], maps: Doubles) -> Scored:
        scores = np.array([[score_map(values, truth) for values in blocks] for blocks in maps])
        return Scored(name, float(truth.mean()), scores, score_map(self._centre, truth), chance_of(truth))

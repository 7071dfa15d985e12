"""One picture through a model: how well its maps find what the masks show, and what needs no mask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from elvit.analysis.maps import Doubles, Maps
from elvit.analysis.other_masks import doubled_ranks
from elvit.analysis.scoring import chance_of, score_map, truth_of, union_cover
from elvit.errors import ElvitError
from elvit.models.adapter import ADAPTERS
from elvit.models.covers import mask_cover
from elvit.models.processor import normalise, prepare
from elvit.models.source import LoadedModel, load_model
from elvit.survey.maps.subjects import Subject
from elvit.survey.workers import Outcome, Work

ALL = "all"
"""The name of everything that the masks of a picture show together."""


@dataclass(frozen=True)
class Scored:
    """How well every map finds one thing; scores are nan where no patch is its own, or every one.

    Attributes:
        name: the class of its mask.
        share: of the picture's patches that are its own.
        scores: [method, block, metric].
        chance: what to hold them against, [metric].
    """

    name: str
    share: float
    scores: Doubles
    chance: Doubles


@dataclass(frozen=True)
class Looked:
    """What came of one picture.

    Attributes:
        guess: the label that the model gives it.
        figures: what needs no mask, [block, figure].
        things: one for each mask; where there are several, first all of them together.
        truth: which patches are the first thing's, [patch]; empty without masks.
        ranks: of the patches in every map, doubled, [method, block, patch]; empty without masks.
    """

    guess: str
    figures: Doubles
    things: tuple[Scored, ...]
    truth: NDArray[np.bool_]
    ranks: NDArray[np.uint16]


class Looker:
    """A model that looks at one picture at a time, so that no number depends on which others there are."""

    def __init__(self, loaded: LoadedModel) -> None:
        self.loaded = loaded
        self.adapter = ADAPTERS[loaded.architecture]
        self.spec = self.adapter.spec(loaded.model)

    def look(self, subject: Subject) -> Looked:
        """Raises ElvitError where the picture or a mask cannot be read."""
        picture, preprocess = subject.open(), self.loaded.preprocess
        covers = {name: mask_cover(mask, preprocess, self.spec.grid) for name, mask in subject.masks(picture).items()}
        if len(covers) > 1:
            covers = {ALL: union_cover(covers.values()), **covers}
        guess, seen = self._run(prepare(picture, preprocess))
        label, figures = self.loaded.labels[guess], seen.figures()
        if not covers:
            return Looked(label, figures, (), np.empty(0, np.bool_), np.empty(0, np.uint16))
        maps = seen.all()
        truths = {name: truth_of(cover) for name, cover in covers.items()}
        things = tuple(_score(name, truth, maps) for name, truth in truths.items())
        return Looked(label, figures, things, next(iter(truths.values())), doubled_ranks(maps))

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


def _score(name: str, truth: NDArray[np.bool_], maps: Doubles) -> Scored:
    scores = np.array([[score_map(values, truth) for values in blocks] for blocks in maps])
    return Scored(name, float(truth.mean()), scores, chance_of(truth))


def looking(loaded: LoadedModel) -> Work[Subject, Looked]:
    """Looks at some pictures, one after the other."""
    looker = Looker(loaded)

    def one(subject: Subject) -> Outcome[Subject, Looked]:
        try:
            return Outcome(subject, looker.look(subject))
        except ElvitError as error:
            return Outcome(subject, None, error.message)

    return lambda subjects: [one(subject) for subject in subjects]


def looking_there(reference: str, allow_pickle: bool) -> Work[Subject, Looked]:
    """The same in a process of its own; what there is to say about the model has been said."""
    return looking(load_model(reference, allow_pickle=allow_pickle, warn=lambda _: None))

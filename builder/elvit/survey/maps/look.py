"""One picture through a model: how well its maps find what the masks show, and what needs no mask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from elvit.analysis.maps import Doubles, Maps, score_maps
from elvit.analysis.objects import Look, score_read, summarize
from elvit.analysis.other_masks import doubled_ranks
from elvit.analysis.scoring import chance_of, patch_cover, truth_of, union_cover
from elvit.errors import ElvitError
from elvit.models.adapter import ADAPTERS
from elvit.models.covers import mask_cover
from elvit.models.processor import normalise, prepare
from elvit.models.source import LoadedModel, load_model
from elvit.survey.maps.subjects import SceneSubject, Subject, scene_subjects
from elvit.survey.workers import Outcome, Work

Take = Callable[[NDArray[np.floating]], object]

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
        covers = {
            name: mask_cover(mask, preprocess, self.spec.rows, self.spec.columns)
            for name, mask in subject.masks(picture).items()
        }
        if len(covers) > 1:
            covers = {ALL: union_cover(covers.values()), **covers}
        seen = Maps(self.spec.n_prefix, self.spec.read)
        guess = self.run(prepare(picture, preprocess), seen.add_stream, seen.add_pattern)
        label, figures = self.loaded.labels[guess], seen.figures()
        if not covers:
            return Looked(label, figures, (), np.empty(0, np.bool_), np.empty(0, np.uint16))
        maps = seen.all()
        truths = {name: truth_of(cover) for name, cover in covers.items()}
        things = tuple(_score(name, truth, maps) for name, truth in truths.items())
        return Looked(label, figures, things, next(iter(truths.values())), doubled_ranks(maps))

    def run(self, pixels: NDArray[np.uint8], stream: Take, pattern: Take) -> int:
        """The class that is given to a prepared picture; takes the stream and the pattern of every block."""

        def tap(name: str, tensor: torch.Tensor) -> None:
            if name.endswith(".hook_resid_post"):
                stream(tensor[0].numpy())
            elif name.endswith(".hook_pattern"):
                pattern(tensor[0].numpy())

        with torch.inference_mode(), self.adapter.tapped(self.loaded.model, tap):
            values = torch.from_numpy(normalise(pixels, self.loaded.preprocess))
            logits: Any = self.loaded.model(pixel_values=values).logits
        return int(logits[0].argmax())


def _score(name: str, truth: NDArray[np.bool_], maps: Doubles) -> Scored:
    return Scored(name, float(truth.mean()), score_maps(maps, truth), chance_of(truth))


def looking(loaded: LoadedModel) -> Work[Subject, Looked]:
    """Looks at some pictures, one after the other."""
    looker = Looker(loaded)

    def one(subject: Subject) -> Outcome[Subject, Looked]:
        try:
            return Outcome(subject, looker.look(subject))
        except ElvitError as error:
            return Outcome(subject, None, error.message)

    return lambda subjects: [one(subject) for subject in subjects]


def measure_look(model: Path, scenes: int) -> Look:
    """Draws scenes, the classes in turn, and compares CLS with the patches after every block: EL-VIT's claim.

    Args:
        model: a folder with a model of classes that can be drawn.
        scenes: how many; they are the same ones every time.

    Raises:
        ElvitError: the model has a class that cannot be drawn, or drawing needs a package.
    """
    looker = Looker(load_model(str(model), allow_pickle=False, warn=lambda _: None))
    labels = looker.loaded.labels
    rows, right = [], 0
    for subject in scene_subjects(scenes, labels, max(looker.spec.pixels), "Leave --scenes out."):
        guess, scores = _claim(looker, subject)
        right += labels[guess] == subject.kind
        rows.append(scores)
    found = np.stack(rows)
    found = found[~np.isnan(found).any((1, 2))]
    return Look(scenes, len(found), right, summarize(found))


def _claim(looker: Looker, subject: SceneSubject) -> tuple[int, Doubles]:
    """The class that a scene is given, and how like what is read the patches of its one thing are, [block, score]."""
    picture = subject.open()
    mask = np.asarray(subject.masks(picture)[subject.kind]) > 0
    streams: list[NDArray[np.floating]] = []
    guess = looker.run(prepare(picture, looker.loaded.preprocess), streams.append, lambda _: None)
    spec = looker.spec
    return guess, score_read(np.stack(streams), patch_cover(mask, spec.rows, spec.columns), spec.read, spec.n_prefix)

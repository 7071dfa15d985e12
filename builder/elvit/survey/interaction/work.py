"""The experiments on pictures of a folder, some at a time, as a process does them."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch

from elvit.errors import ElvitError
from elvit.models.processor import normalise, prepare
from elvit.models.source import LoadedModel
from elvit.survey.interaction.effects import Cutter, Foretold
from elvit.survey.interaction.measure import Measured, Measurer
from elvit.survey.interaction.passes import Passes
from elvit.survey.labelled import Labelled
from elvit.survey.workers import Outcome


def seed_of(picture: Labelled) -> int:
    """Of what is drawn for a picture: its name's, so that it does not depend on which others there are."""
    return zlib.crc32(picture.name.encode())


def measuring(loaded: LoadedModel) -> Callable[[list[Labelled]], list[Outcome[Labelled, Measured]]]:
    """Windows and removal, on several pictures at once."""
    measurer = Measurer(Passes(loaded))

    def work(pictures: list[Labelled]) -> list[Outcome[Labelled, Measured]]:
        seen = [_see(loaded, picture) for picture in pictures]
        good = [one for one in seen if one.pixels is not None]
        found = iter(_measure(measurer, good))
        return [
            Outcome(one.picture, None, one.problem) if one.pixels is None else Outcome(one.picture, next(found))
            for one in seen
        ]

    return work


def cutting(loaded: LoadedModel) -> Callable[[list[Labelled]], list[Outcome[Labelled, Foretold]]]:
    """Edges cut, picture by picture."""
    cutter = Cutter(Passes(loaded))

    def one(picture: Labelled) -> Outcome[Labelled, Foretold]:
        seen = _see(loaded, picture)
        if seen.pixels is None:
            return Outcome(picture, None, seen.problem)
        return Outcome(picture, cutter.foretell(seen.pixels, seed_of(picture)))

    return lambda pictures: [one(picture) for picture in pictures]


@dataclass(frozen=True)
class _Seen:
    """A picture as the model takes it, [1, channel, row, column], and the number of its class; or what is wrong."""

    picture: Labelled
    pixels: torch.Tensor | None
    truth: int
    problem: str = ""


def _see(loaded: LoadedModel, picture: Labelled) -> _Seen:
    truth = loaded.labels.index(picture.label)
    try:
        pixels = normalise(prepare(picture.open(), loaded.preprocess), loaded.preprocess)
    except ElvitError as error:
        return _Seen(picture, None, truth, error.message)
    return _Seen(picture, torch.from_numpy(pixels), truth)


def _measure(measurer: Measurer, seen: list[_Seen]) -> list[Measured]:
    pixels = [one.pixels for one in seen if one.pixels is not None]
    if not pixels:
        return []
    return measurer.measure(
        torch.cat(pixels), np.array([one.truth for one in seen]), [seed_of(s.picture) for s in seen]
    )

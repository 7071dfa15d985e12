"""What came of a picture as plain values, and back."""

from __future__ import annotations

import base64
from typing import Any

import numpy as np

from elvit.survey.maps.look import Looked, Scored


def dump(looked: Looked) -> list[Any]:
    """As JSON can hold it."""
    things = [[t.name, t.share, t.scores.tolist(), t.chance.tolist()] for t in looked.things]
    ranks = base64.b64encode(looked.ranks.astype("<u2").tobytes()).decode()
    return [looked.guess, looked.figures.tolist(), things, looked.truth.astype(int).tolist(), ranks]


def load(value: list[Any]) -> Looked:
    """What `dump` was given."""
    guess, figures, things, truth, packed = value
    found = tuple(Scored(name, share, *map(np.array, arrays)) for name, share, *arrays in things)
    ranks = np.frombuffer(base64.b64decode(packed), "<u2")
    shape = (*found[0].scores.shape[:2], -1) if found else (-1,)
    return Looked(guess, np.array(figures), found, np.array(truth, np.bool_), ranks.reshape(shape))

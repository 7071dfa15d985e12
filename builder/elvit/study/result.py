"""What came of one training of an arm, as it is kept in a file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from elvit.output.aside import write_aside
from elvit.training.checkpoint import EpochRecord


@dataclass(frozen=True)
class Windows:
    """What windows are like over the test pictures, block by block; the last block's are not read by the classifier.

    Attributes:
        areas: mean share of the grid that a window holds, [block].
        distances: mean distance to the top, bottom, left and right edge, grid units, [block][4].
        temperatures: softness of the edges, grid units, [block].
        agreement: with the guide's adaptive windows on the same pictures, see `boxes.agreement`, [block].
        apart: mean distance between the edges of both, grid units, [block].
    """

    areas: Sequence[float]
    distances: Sequence[Sequence[float]]
    temperatures: Sequence[float]
    agreement: Sequence[float]
    apart: Sequence[float]


@dataclass(frozen=True)
class Trained:
    """One training of an arm.

    Attributes:
        arm: its id.
        seed: of all its draws.
        right: whether each test picture is named rightly, packed to bits, as hexadecimal digits.
        pictures: how many there are.
        parameters: weights that learn.
        history: of its epochs.
        machine: what it was computed on.
        windows: of an arm that has any.
    """

    arm: str
    seed: int
    right: str
    pictures: int
    parameters: int
    history: Sequence[EpochRecord]
    machine: str
    windows: Windows | None = None

    @property
    def scores(self) -> NDArray[np.bool_]:
        """Whether each test picture is named rightly, [picture]."""
        return unpacked(self.right, self.pictures)

    @property
    def top1(self) -> float:
        """The share that is."""
        return float(self.scores.mean())

    @property
    def seconds(self) -> float:
        """Wall time of all epochs."""
        return sum(record.seconds for record in self.history)


def packed(right: NDArray[np.bool_]) -> str:
    """Bits as hexadecimal digits."""
    return np.packbits(right).tobytes().hex()


def unpacked(digits: str, count: int) -> NDArray[np.bool_]:
    """What `packed` was given."""
    bits = np.frombuffer(bytes.fromhex(digits), np.uint8)
    return np.unpackbits(bits, count=count).astype(np.bool_)


def save_trained(file: Path, trained: Trained) -> None:
    """Write one training's result, whole or not at all."""
    text = json.dumps(asdict(trained), indent=1) + "\n"
    write_aside(file, lambda stream: stream.write(text.encode()))


def load_trained(text: str) -> Trained:
    """What `save_trained` wrote.

    Raises:
        ValueError: it is something else.
    """
    try:
        told = json.loads(text)
        history = tuple(EpochRecord(**record) for record in told.pop("history"))
        windows = told.pop("windows")
        return Trained(**told, history=history, windows=None if windows is None else Windows(**windows))
    except (KeyError, TypeError) as error:
        raise ValueError(f"not the result of a training: {error}") from error

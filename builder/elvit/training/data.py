"""Training and test pictures as tensors: sources merged by class name, refused as a whole if broken."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from elvit.errors import ElvitError
from elvit.training.decode import Decoded, load_decoded

MAX_LISTED = 20


@dataclass(frozen=True)
class PictureSet:
    """Pictures with labels.

    Attributes:
        pixels: uint8, [picture, channel, row, column].
        labels: int64 indices into `classes`, [picture].
        classes: class names, in the order of the labels.
    """

    pixels: Tensor
    labels: Tensor
    classes: tuple[str, ...]

    def __len__(self) -> int:
        """The number of pictures."""
        return len(self.labels)

    def counts(self) -> dict[str, int]:
        """The number of pictures of each class."""
        counts = torch.bincount(self.labels, minlength=len(self.classes)).tolist()
        return dict(zip(self.classes, counts, strict=True))

    def digest(self) -> str:
        """A hash of pixels, labels and names: equal data, equal digest, wherever it lay."""
        state = hashlib.sha256("\0".join(self.classes).encode())
        state.update(self.labels.numpy().tobytes())
        state.update(self.pixels.contiguous().numpy().tobytes())
        return state.hexdigest()[:16]


def load_data(
    paths: Sequence[Path],
    test: Path | None,
    size: int,
    cache: Path,
    known: tuple[str, ...] | None = None,
    renewed: bool = False,
) -> tuple[PictureSet, PictureSet | None]:
    """Read the training sources, merged by class name, and the test set.

    Args:
        paths: folders or zips to train on.
        test: a folder or zip to measure on; may lack some of the classes.
        size: of the square that every picture is resized to, pixels.
        cache: folder for decoded pixels.
        known: the labels in their order; the sorted folder names where None.
        renewed: the sorted folder names, too, where they are others than `known`.

    Raises:
        ElvitError: with one list of everything that is broken.
    """
    trained = {path: load_decoded(path, size, cache) for path in paths}
    tested = {} if test is None else {test: load_decoded(test, size, cache)}
    found = _classes(trained.values())
    if renewed and known and set(found) != set(known):
        known = None
    classes = known or found
    problems = [f"{path}: {line}" for path, one in (trained | tested).items() for line in one.problems]
    problems += _unknown_classes(trained | tested, classes, "the model" if known else "the training data")
    problems += _missing_classes(trained.values(), classes)
    _refuse(problems)
    return _merge(trained.values(), classes), _merge(tested.values(), classes) if tested else None


def load_test(path: Path, size: int, cache: Path, known: tuple[str, ...]) -> PictureSet:
    """Read a test set for a model of known labels; as in `load_data`.

    Raises:
        ElvitError: with one list of everything that is broken.
    """
    decoded = load_decoded(path, size, cache)
    _refuse([f"{path}: {line}" for line in decoded.problems] + _unknown_classes({path: decoded}, known, "the model"))
    return _merge([decoded], known)


def _classes(sources: Iterable[Decoded]) -> tuple[str, ...]:
    return tuple(sorted({name for one in sources for name in one.classes}))


def _unknown_classes(sources: dict[Path, Decoded], classes: tuple[str, ...], whose: str) -> list[str]:
    return [
        f"{path}: {name}/ is not a class of {whose} ({', '.join(classes) or 'none'})"
        for path, one in sources.items()
        for name in one.classes
        if name not in classes
    ]


def _missing_classes(trained: Iterable[Decoded], classes: tuple[str, ...]) -> list[str]:
    """What is wrong with the classes as a whole: too few, or some of the model's not in the data."""
    present = _classes(trained)
    if len(classes) == 1:
        return [f"only one class, {classes[0]}/; training needs at least two"]
    return [f"{name}/: a class of the model that the training data lacks" for name in classes if name not in present]


def _merge(sources: Iterable[Decoded], classes: tuple[str, ...]) -> PictureSet:
    pixels, labels = [], []
    for one in sources:
        pixels.append(torch.from_numpy(one.pixels))
        indices = np.array([classes.index(name) for name in one.classes])
        labels.append(torch.from_numpy(indices[one.labels]))
    return PictureSet(torch.cat(pixels), torch.cat(labels), classes)


def _refuse(problems: Sequence[str]) -> None:
    if not problems:
        return
    lines = [f"  {problem}" for problem in problems[:MAX_LISTED]]
    if len(problems) > MAX_LISTED:
        lines.append(f"  and {len(problems) - MAX_LISTED} more")
    raise ElvitError("\n".join(["This data cannot be used:", *lines]), "\nMend or remove these, then run again.")

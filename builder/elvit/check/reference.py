"""What PyTorch computed while the site was built, and how far the browser's numbers are from it."""

from __future__ import annotations

import gzip
import json
import math
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from elvit.errors import ElvitError

TOLERANCE = 1e-4


@dataclass(frozen=True)
class Sampled:
    """A tensor, looked at in some places.

    Args:
        index: places in row-major order.
        value: the float32 values there.
        min: smallest value of the whole tensor.
        max: largest value of the whole tensor.
        mean: mean of the whole tensor.
    """

    index: tuple[int, ...]
    value: tuple[float, ...]
    min: float
    max: float
    mean: float


@dataclass(frozen=True)
class Deviation:
    """How far one tensor of one run is from PyTorch's.

    Args:
        hook: its name.
        picture: the picture's id.
        absolute: largest difference of a value.
        scale: largest absolute value of PyTorch's tensor.
    """

    hook: str
    picture: str
    absolute: float
    scale: float

    @property
    def relative(self) -> float:
        """The difference in terms of the tensor's largest value."""
        return self.absolute / self.scale if self.scale else math.inf if self.absolute else 0.0

    @property
    def measure(self) -> float:
        """What is held against the tolerance: absolute, or relative where the largest value is above 1."""
        return self.absolute / max(1.0, self.scale)

    @property
    def passed(self) -> bool:
        """Whether it is within the tolerance; a number that is none never is."""
        return self.measure <= TOLERANCE


References = dict[str, dict[str, Sampled]]  # picture id -> hook name -> values


def read_references(site: Path, model: str) -> References:
    """The values that the build wrote for a model.

    Raises:
        ElvitError: there are none, or they cannot be read.
    """
    path = site / "check" / f"{model}.json.gz"
    try:
        written = json.loads(gzip.decompress(path.read_bytes()))
        places = {hook: tuple(map(int, index)) for hook, index in written["index"].items()}
        return {
            picture: {hook: _sampled(places[hook], entry) for hook, entry in hooks.items()}
            for picture, hooks in written["images"].items()
        }
    except FileNotFoundError as error:
        raise ElvitError(f"{path} is missing: there is nothing to compare with.", "Build again.") from error
    except (ValueError, KeyError, TypeError, AttributeError, gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise ElvitError(f"{path} is damaged.", "Run `elvit build` again.") from error


def find_gaps(model: Mapping[str, Any], images: Iterable[Mapping[str, Any]], references: References) -> Iterator[str]:
    """One sentence for each picture of the gallery, and each hook of the model, that there is nothing to compare with.

    Args:
        model: its manifest entry.
        images: the manifest's pictures.
        references: the values that the build wrote for the model.
    """
    hooks = {hook["name"] for hook in model["hooks"]}
    for image in images:
        missing = sorted(hooks - references.get(image["id"], {}).keys())
        if missing:
            count = f"{len(missing)} tensors, such as {missing[0]}"
            yield f"{model['id']} on {image['id']}: nothing to compare with for {count}"


def compare(hook: str, picture: str, expected: Sampled, found: Mapping[str, Any]) -> Deviation:
    """The largest difference of the values sampled, the extremes and the mean."""
    pairs = [*zip(expected.value, found["value"], strict=True)]
    pairs += [(getattr(expected, name), found[name]) for name in ("min", "max", "mean")]
    scale = max(abs(expected.min), abs(expected.max))
    return Deviation(hook, picture, max(_difference(*pair) for pair in pairs), scale)


def worst_by_hook(deviations: Iterable[Deviation]) -> dict[str, Deviation]:
    """The worst of each hook over blocks and pictures; blocks.0 and blocks.1 are one hook, in first order."""
    worst: dict[str, Deviation] = {}
    for deviation in deviations:
        name = re.sub(r"^blocks\.\d+\.", "blocks.{l}.", deviation.hook)
        if name not in worst or deviation.measure > worst[name].measure:
            worst[name] = deviation
    return worst


def _sampled(index: tuple[int, ...], entry: Mapping[str, Any]) -> Sampled:
    numbers = (float(entry[name]) for name in ("min", "max", "mean"))
    return Sampled(index, tuple(map(float, entry["value"])), *numbers)


def _difference(expected: float, found: float | None) -> float:
    """Infinite where a number is missing, not a number or infinite."""
    if found is None or not math.isfinite(found):
        return math.inf
    return abs(expected - found)

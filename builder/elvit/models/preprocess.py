"""What a model does to a picture before it looks: resize, crop, rescale, normalise, as plain data."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

Resample = Literal["nearest", "box", "bilinear", "hamming", "bicubic", "lanczos"]


@dataclass(frozen=True)
class Preprocess:
    """The steps of an image processor in their order; None leaves a step out.

    Args:
        resize: {"height", "width"} in pixels, or {"shortest_edge"}.
        resample: Pillow's name of the filter.
        crop: {"height", "width"} of the centre crop, in pixels.
        rescale: factor from 0..255, as a rule 1/255.
        mean: subtracted per channel (red, green, blue) after rescaling.
        std: divided by, per channel.
    """

    resize: dict[str, int] | None
    resample: Resample
    crop: dict[str, int] | None
    rescale: float
    mean: tuple[float, float, float]
    std: tuple[float, float, float]

    def manifest(self) -> dict[str, Any]:
        """The same, as the browser reads it."""
        return asdict(self)

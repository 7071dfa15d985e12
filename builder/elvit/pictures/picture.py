"""One picture of the gallery; its pixels are read when they are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from elvit.pictures.decode import decode

DISPLAY_SHORT, DISPLAY_LONG = 720, 1440  # twice the largest size at which a page shows the cut square, and more


@dataclass(frozen=True)
class Picture:
    """A picture and what is said of it.

    Args:
        id: unique; lower-case letters, digits and hyphens.
        title: for a person.
        classes: names of what it shows, the main one first; may be empty.
        credit: who made it.
        licence: its terms, such as "CC0-1.0".
        hard: whether models are known to get it wrong.
        why: what makes it hard, a sentence; may be empty.
        file: path within the folder, with slashes.
        path: where it lies.
        masks: class -> file of a mask of the same size.
        size: width and height in pixels as `open` gives it, upright.
        by_folder: whether the class is but the name of the folder that it lies in.
    """

    id: str
    title: str
    classes: tuple[str, ...]
    credit: str
    licence: str
    hard: bool
    why: str
    file: str
    path: Path
    masks: Mapping[str, Path]
    size: tuple[int, int]
    by_folder: bool = False

    def open(self) -> Image.Image:
        """RGB, upright, in full size, without metadata; what a model's input is prepared from.

        A JPEG above 100 megapixels is read at a half, a quarter or an eighth of its edges.
        """
        return decode(self.path, str(self.path))

    @property
    def image(self) -> Image.Image:
        """The same as `open`, read anew each time: keep it no longer than needed."""
        return self.open()

    def display(self, short: int = DISPLAY_SHORT, long: int = DISPLAY_LONG) -> Image.Image:
        """RGB and upright, its edges at most so many pixels; what a visitor sees."""
        image = self.open()
        image.thumbnail((long, short) if image.width >= image.height else (short, long), Image.Resampling.LANCZOS)
        return image

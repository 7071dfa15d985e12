"""Masks: pictures of where a thing is, white on black, drawn over the picture that they belong to."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from elvit.errors import ElvitError
from elvit.pictures.decode import decode

_SLACK = 0.01  # by how much the proportions of a mask may be off


def open_mask(path: Path, picture: tuple[int, int]) -> Image.Image:
    """A mask as it was drawn, RGB, of the proportions of its picture.

    Args:
        path: of the mask.
        picture: width and height of the picture that it belongs to.

    Raises:
        ElvitError: it cannot be read, or is of other proportions.
    """
    mask = decode(path, str(path))
    (width, height), (across, down) = picture, mask.size
    if abs(across * height - width * down) > _SLACK * width * down:
        message = f"The mask {path} is {across} x {down} pixels, its picture {width} x {height}."
        raise ElvitError(message, "Draw it over the picture itself: it must be of the same size.")
    return mask

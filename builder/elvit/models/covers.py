"""Masks as a model would see them: the share of each patch that they cover."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from elvit.analysis.scoring import patch_cover
from elvit.models.preprocess import Preprocess
from elvit.models.processor import prepare
from elvit.pictures.masks import open_mask
from elvit.pictures.picture import Picture

DIGITS = 4


def read_covers(picture: Picture, preprocess: Preprocess, rows: int, columns: int) -> dict[str, list[float]]:
    """Of each class that a picture has a mask of: the share of each patch, to four digits.

    Raises:
        ElvitError: a mask that cannot be read, or of other proportions than the picture.
    """
    return {name: _cover(_open(picture, name), preprocess, rows, columns) for name in picture.masks}


def mask_cover(mask: Image.Image, preprocess: Preprocess, rows: int, columns: int) -> NDArray[np.float64]:
    """The share of each patch that a mask covers, after the model's own resizing and cropping.

    Args:
        mask: of its picture's size, white where the thing is.
        preprocess: what the model does to the picture. Whatever its filter, a mask's pixels are averaged: a share
            of an area, without overshoot.
        rows: of the grid of patches.
        columns: of the grid of patches.

    Returns:
        [patch], from 0 to 1; what lies outside of the picture is not covered.
    """
    seen = prepare(mask.convert("RGB"), replace(preprocess, resample="box"))[..., 0]
    return patch_cover(seen / 255, rows, columns)


def _open(picture: Picture, name: str) -> Image.Image:
    """The mask in the size of its picture."""
    mask = open_mask(picture.masks[name], picture.size)
    return mask if mask.size == picture.size else mask.resize(picture.size, Image.Resampling.BOX)


def _cover(mask: Image.Image, preprocess: Preprocess, rows: int, columns: int) -> list[float]:
    shares = mask_cover(mask, preprocess, rows, columns).round(DIGITS).tolist()
    return [int(share) if share in (0, 1) else share for share in shares]

"""Small pictures with masks, and `elvit analyze` as a person runs it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from click.testing import CliRunner, Result
from elvit.cli import main
from factories import photo
from PIL import Image


def draw_pictures(folder: Path, count: int, edge: int = 16) -> Path:
    """Pictures and, in another folder of the same name with -masks behind it, a mask each; returns the first."""
    masks = folder.with_name(f"{folder.name}-masks")
    folder.mkdir(parents=True)
    masks.mkdir()
    for number in range(count):
        photo(edge, edge, number).save(folder / f"{number}.png")
        mask = np.zeros((edge, edge), np.uint8)
        left, top = number % (edge // 2), number * 3 % (edge // 2)
        mask[top : top + edge // 2, left : left + edge // 2] = 255
        Image.fromarray(mask).save(masks / f"{number}.png")
    return folder


def analyze(*arguments: object) -> Result:
    """Runs `elvit analyze`, in this process where there are few pictures."""
    return CliRunner().invoke(main, ["analyze", *map(str, arguments)])

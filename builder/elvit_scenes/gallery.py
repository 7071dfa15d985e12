"""What a picture of the gallery is, and what its index says of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from elvit_scenes.scene import Scene


@dataclass(frozen=True)
class Exhibit:
    """One picture of the gallery.

    Attributes:
        name: of its file, without ending.
        title: what is to be seen.
        scene: what to draw.
        why: what makes it hard, when it is hard on purpose.
    """

    name: str
    title: str
    scene: Scene
    why: str = ""


HEADER = """\
# The pictures elvit shows. To add your own, put a square picture (PNG or JPEG, 256 x 256 or larger)
# beside this file and copy one of the entries below.
#
#   file      name of the picture, beside this file
#   title     one short, honest sentence: what is to be seen
#   classes   what is in the picture, in the words of the model's own labels
#   masks     optional: for each class a black-and-white PNG of the picture's size, white where
#             the thing is; with it, elvit can say how much of the attention falls on the thing
#   credit    who made the picture
#   licence   under what licence it may be used, as an SPDX identifier
#   hard      optional: true when the picture is hard on purpose
#   why       optional: what makes it hard, one sentence
"""


def index_entry(exhibit: Exhibit, masks: Mapping[str, str]) -> str:
    """The entry of `index.toml` for one picture; `masks` maps class to file."""
    table = ", ".join(f"{name} = {json.dumps(file)}" for name, file in masks.items())
    lines = [
        "[[image]]",
        f'file = "{exhibit.name}.png"',
        f"title = {json.dumps(exhibit.title)}",
        f"classes = {json.dumps([placed.kind for placed in exhibit.scene.placed])}",
        f"masks = {{ {table} }}",
        'credit = "The elvit authors, drawn by elvit draw"',
        'licence = "CC0-1.0"',
    ]
    if exhibit.why:
        lines += ["hard = true", f"why = {json.dumps(exhibit.why)}"]
    return "\n".join(lines) + "\n"

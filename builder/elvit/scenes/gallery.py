"""The pictures that ship with the project, each scene written down: what, where, how large."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from elvit.scenes.scene import Look, Mood, Placed, Scene

PLAIN = Mood(exposure=1.02, contrast=1.06, saturation=0.95)
WARM = Mood(exposure=1.02, contrast=1.05, saturation=0.95, warmth=0.03)
DULL = Mood(exposure=0.97, contrast=1.0, saturation=0.8)


@dataclass(frozen=True)
class Exhibit:
    """One picture of the gallery: its file name without ending, its title, its scene."""

    name: str
    title: str
    scene: Scene
    hard: bool = False


def _thing(kind: str, pose: str, colours: tuple[str, str], seed: int, at: tuple[float, float], size: float,
           mirrored: bool = False, tilt: float = 0.0) -> Placed:
    return Placed(kind, Look(pose, *colours, seed), *at, size, mirrored, tilt)


def _scene(where: str, horizon: float, sun: float, things: tuple[Placed, ...], seed: int,
           mood: Mood = PLAIN) -> Scene:
    return Scene(where, horizon, sun, things, mood, seed)


SINGLE = (
    Exhibit("airplane", "A white airliner among clouds", _scene("sky", 270, -0.8, (
        _thing("airplane", "side", ("#e6e9ec", "#23508f"), 11, (132, 134), 218, tilt=-7),), 7)),
    Exhibit("automobile", "A red car on a country road", _scene("road", 92, -0.7, (
        _thing("automobile", "corner", ("#a31d1d", "#b9bcc0"), 3, (128, 192), 226),), 21)),
    Exhibit("bird", "A bird with an orange breast on a branch", _scene("branch", 208, -0.8, (
        _thing("bird", "perched", ("#6f5a44", "#c9703a"), 8, (126, 208), 206),), 5)),
    Exhibit("cat", "A striped cat sitting on a carpet", _scene("room", 168, -0.7, (
        _thing("cat", "sitting", ("#8f7a60", "#ece4d6"), 8, (128, 240), 216),), 14, WARM)),
    Exhibit("deer", "A stag at the edge of a forest", _scene("forest", 150, -0.8, (
        _thing("deer", "alert", ("#94683e", "#b9a07a"), 14, (120, 240), 168),), 12)),
    Exhibit("dog", "A brown dog with a white chest in a meadow", _scene("meadow", 120, -0.6, (
        _thing("dog", "sitting", ("#a06c38", "#ecdfc6"), 21, (124, 240), 226),), 33)),
    Exhibit("frog", "A green frog on the forest floor", _scene("forest", 104, -0.8, (
        _thing("frog", "side", ("#6f9138", "#dcd9a6"), 6, (122, 212), 222),), 18)),
    Exhibit("horse", "A bay horse standing in a meadow", _scene("meadow", 138, -0.8, (
        _thing("horse", "standing", ("#83502c", "#1c1512"), 10, (130, 236), 206),), 41)),
    Exhibit("ship", "A passenger ship at sea", _scene("water", 132, -0.8, (
        _thing("ship", "liner", ("#1f2f45", "#b3261e"), 3, (128, 190), 224),), 17)),
    Exhibit("truck", "A red lorry on a road", _scene("road", 112, -0.7, (
        _thing("truck", "box", ("#b3261e", "#dcdbd5"), 12, (128, 214), 232),), 22)),
)
"""One picture a class, one thing each."""

PAIRS = (
    Exhibit("dog-and-automobile", "A dog in front of a blue car", _scene("street", 84, -0.7, (
        _thing("automobile", "side", ("#2b5088", "#b5b8bc"), 4, (112, 158), 206),
        _thing("dog", "standing", ("#b07a3e", "#efe0c4"), 7, (186, 242), 118, mirrored=True)), 10)),
    Exhibit("bird-and-ship", "A gull in flight near a freighter", _scene("water", 150, -0.8, (
        _thing("ship", "freighter", ("#8c2f27", "#d9822b"), 6, (142, 206), 196),
        _thing("bird", "flying", ("#a9b0b6", "#eceae6"), 8, (84, 88), 132)), 29)),
    Exhibit("cat-and-horse", "A cat sitting before a grazing horse", _scene("meadow", 104, -0.7, (
        _thing("horse", "grazing", ("#96552c", "#2a1a12"), 13, (118, 190), 186, mirrored=True),
        _thing("cat", "sitting", ("#6e6a66", "#e6e2dc"), 12, (196, 246), 118)), 45)),
    Exhibit("deer-and-truck", "A deer at the roadside and a lorry", _scene("road", 110, -0.7, (
        _thing("truck", "semi", ("#2c4f8a", "#d6d7d3"), 18, (146, 182), 200),
        _thing("deer", "standing", ("#9c6f42", "#3a2c1e"), 23, (74, 246), 138)), 31)),
    Exhibit("airplane-and-automobile", "A small aeroplane over a yellow car", _scene("road", 160, -0.7, (
        _thing("airplane", "propeller", ("#eceae4", "#b3241f"), 15, (122, 62), 150, mirrored=True, tilt=5),
        _thing("automobile", "corner", ("#cf9f2a", "#a5a8ac"), 16, (136, 236), 182)), 37, WARM)),
    Exhibit("frog-and-bird", "A frog and a small bird on the forest floor", _scene("forest", 112, 0.8, (
        _thing("bird", "standing", ("#4f6f94", "#c98a5a"), 5, (82, 196), 126),
        _thing("frog", "front", ("#7d8f3a", "#dcd9a6"), 10, (172, 240), 142)), 43), hard=True),
)
"""Two classes in one picture, for asking what the model looks at."""

EXHIBITS: tuple[Exhibit, ...] = SINGLE + PAIRS

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
#   hard      optional: true when a model may well get it wrong, which is worth a look
"""


def index_entry(exhibit: Exhibit, masks: Mapping[str, str]) -> str:
    """The entry of `index.toml` for one picture; `masks` maps class to file."""
    classes = ", ".join(f'"{placed.kind}"' for placed in exhibit.scene.placed)
    table = ", ".join(f'{name} = "{file}"' for name, file in masks.items())
    lines = ["[[image]]", f'file = "{exhibit.name}.png"', f'title = "{exhibit.title}"', f"classes = [{classes}]",
             f"masks = {{ {table} }}", 'credit = "The elvit authors, drawn by elvit draw"', 'licence = "CC0-1.0"']
    if exhibit.hard:
        lines.append("hard = true")
    return "\n".join(lines) + "\n"

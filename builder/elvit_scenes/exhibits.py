"""The pictures that ship with the project, each scene written down: what, where, how large."""

from __future__ import annotations

from elvit_scenes.gallery import Exhibit
from elvit_scenes.scene import Look, Mood, Placed, Scene

PLAIN = Mood(exposure=1.02, contrast=1.06, saturation=0.95)
WARM = Mood(exposure=1.02, contrast=1.05, saturation=0.95, warmth=0.03)

Colours = tuple[str, str]


def _thing(
    kind: str,
    pose: str,
    colours: Colours,
    seed: int,
    at: tuple[float, float],
    size: float,
    mirrored: bool = False,
    tilt: float = 0.0,
) -> Placed:
    return Placed(kind, Look(pose, *colours, seed), *at, size, mirrored, tilt)


def _scene(where: str, horizon: float, sun: float, things: tuple[Placed, ...], seed: int, mood: Mood = PLAIN) -> Scene:
    return Scene(where, horizon, sun, things, mood, seed)


SINGLE = (
    Exhibit(
        "airplane",
        "A white airliner among clouds",
        _scene(
            "sky", 270, -0.8, (_thing("airplane", "side", ("#e6e9ec", "#23508f"), 11, (132, 134), 218, tilt=-7),), 7
        ),
    ),
    Exhibit(
        "biplane",
        "A red and white biplane over treetops",
        _scene(
            "sky", 236, 0.7, (_thing("airplane", "biplane", ("#e9e6dc", "#b3241f"), 5, (126, 122), 214, tilt=-6),), 31
        ),
    ),
    Exhibit(
        "automobile",
        "A red car on a country road",
        _scene("road", 92, -0.7, (_thing("automobile", "corner", ("#a31d1d", "#b9bcc0"), 3, (128, 196), 226),), 21),
    ),
    Exhibit(
        "convertible",
        "A silver convertible in a street",
        _scene(
            "street",
            96,
            0.7,
            (_thing("automobile", "side", ("#b9bdc1", "#9fa3a8"), 9, (128, 196), 220, mirrored=True),),
            13,
        ),
    ),
    Exhibit(
        "bird",
        "A bird with an orange breast on a branch",
        _scene("branch", 208, -0.8, (_thing("bird", "perched", ("#6f5a44", "#c9703a"), 8, (126, 208), 206),), 5),
    ),
    Exhibit(
        "ostrich",
        "An ostrich on dry grassland",
        _scene("desert", 128, -0.7, (_thing("bird", "ostrich", ("#2b2927", "#c9a58f"), 4, (122, 240), 214),), 16),
    ),
    Exhibit(
        "cat",
        "A striped cat sitting on a carpet",
        _scene("room", 168, -0.7, (_thing("cat", "sitting", ("#8f7a60", "#ece4d6"), 8, (128, 240), 216),), 14, WARM),
    ),
    Exhibit(
        "black-cat",
        "A black and white cat looking aside",
        _scene(
            "room", 176, 0.7, (_thing("cat", "seated", ("#252326", "#e8e4dc"), 5, (126, 240), 214, mirrored=True),), 6
        ),
    ),
    Exhibit(
        "deer",
        "A stag at the edge of a forest",
        _scene("forest", 150, -0.8, (_thing("deer", "alert", ("#94683e", "#b9a07a"), 14, (120, 240), 178),), 12),
    ),
    Exhibit(
        "fawn",
        "A spotted fawn in a meadow",
        _scene(
            "meadow", 112, 0.8, (_thing("deer", "fawn", ("#a5764a", "#40301f"), 6, (128, 240), 196, mirrored=True),), 25
        ),
    ),
    Exhibit(
        "dog",
        "A brown dog with a white chest in a meadow",
        _scene("meadow", 120, -0.6, (_thing("dog", "sitting", ("#a06c38", "#ecdfc6"), 21, (124, 240), 226),), 33),
    ),
    Exhibit(
        "white-dog",
        "A white dog on a beach",
        _scene("beach", 104, -0.7, (_thing("dog", "standing", ("#e6e1d6", "#f4f1ea"), 12, (126, 236), 204),), 18),
    ),
    Exhibit(
        "frog",
        "A green frog on the forest floor",
        _scene("forest", 104, -0.8, (_thing("frog", "side", ("#6f9138", "#dcd9a6"), 6, (122, 212), 222),), 18),
    ),
    Exhibit(
        "brown-frog",
        "A brown frog, seen from the front",
        _scene("floor", 60, -0.8, (_thing("frog", "front", ("#7d6a48", "#c9b892"), 12, (128, 222), 214),), 9),
    ),
    Exhibit(
        "horse",
        "A bay horse standing in a meadow",
        _scene("meadow", 138, -0.8, (_thing("horse", "standing", ("#83502c", "#1c1512"), 10, (126, 236), 196),), 41),
    ),
    Exhibit(
        "galloping-horse",
        "A grey horse galloping on a beach",
        _scene(
            "beach",
            108,
            0.7,
            (_thing("horse", "galloping", ("#a9a6a1", "#5c5954"), 7, (134, 232), 178, mirrored=True),),
            11,
        ),
    ),
    Exhibit(
        "ship",
        "A passenger ship at sea",
        _scene("water", 132, -0.8, (_thing("ship", "liner", ("#1f2f45", "#b3261e"), 3, (128, 190), 224),), 17),
    ),
    Exhibit(
        "tall-ship",
        "A sailing ship with three masts",
        _scene("water", 150, 0.8, (_thing("ship", "tallship", ("#3a2c20", "#d9d2c2"), 5, (128, 214), 216),), 23, WARM),
    ),
    Exhibit(
        "truck",
        "A red lorry on a road",
        _scene("road", 112, -0.7, (_thing("truck", "box", ("#b3261e", "#dcdbd5"), 12, (128, 214), 232),), 22),
    ),
    Exhibit(
        "fire-engine",
        "A fire engine in a street",
        _scene(
            "street",
            104,
            0.7,
            (_thing("truck", "fire", ("#b3261e", "#e6e4de"), 3, (128, 216), 232, mirrored=True),),
            27,
        ),
    ),
)
"""Two pictures a class, one thing each."""

SEVERAL = (
    Exhibit(
        "dog-and-automobile",
        "A dog in front of a blue car",
        _scene(
            "street",
            84,
            -0.7,
            (
                _thing("automobile", "side", ("#2b5088", "#b5b8bc"), 4, (112, 158), 206),
                _thing("dog", "standing", ("#b07a3e", "#efe0c4"), 7, (186, 242), 118, mirrored=True),
            ),
            10,
        ),
    ),
    Exhibit(
        "bird-and-ship",
        "A gull in flight near a freighter",
        _scene(
            "water",
            150,
            -0.8,
            (
                _thing("ship", "freighter", ("#8c2f27", "#d9822b"), 6, (142, 206), 196),
                _thing("bird", "flying", ("#a9b0b6", "#eceae6"), 8, (84, 88), 132),
            ),
            29,
        ),
    ),
    Exhibit(
        "cat-and-horse",
        "A cat sitting before a grazing horse",
        _scene(
            "meadow",
            104,
            -0.7,
            (
                _thing("horse", "grazing", ("#96552c", "#2a1a12"), 13, (118, 190), 186, mirrored=True),
                _thing("cat", "sitting", ("#6e6a66", "#e6e2dc"), 12, (196, 246), 118),
            ),
            45,
        ),
    ),
    Exhibit(
        "deer-and-truck",
        "A deer at the roadside and a lorry",
        _scene(
            "road",
            110,
            -0.7,
            (
                _thing("truck", "semi", ("#2c4f8a", "#d6d7d3"), 18, (140, 190), 226),
                _thing("deer", "standing", ("#9c6f42", "#3a2c1e"), 23, (66, 248), 126),
            ),
            31,
        ),
    ),
    Exhibit(
        "airplane-and-automobile",
        "A small aeroplane over a yellow car",
        _scene(
            "road",
            160,
            -0.7,
            (
                _thing("airplane", "propeller", ("#eceae4", "#b3241f"), 15, (122, 62), 150, mirrored=True, tilt=5),
                _thing("automobile", "corner", ("#cf9f2a", "#a5a8ac"), 16, (136, 236), 182),
            ),
            37,
            WARM,
        ),
    ),
    Exhibit(
        "frog-and-bird",
        "A frog and a small bird on the forest floor",
        _scene(
            "forest",
            112,
            0.8,
            (
                _thing("bird", "standing", ("#4f6f94", "#c98a5a"), 5, (82, 196), 126),
                _thing("frog", "front", ("#7d8f3a", "#dcd9a6"), 10, (172, 240), 142),
            ),
            43,
        ),
    ),
    Exhibit(
        "cat-and-dog",
        "A ginger cat and a dog side by side",
        _scene(
            "room",
            150,
            -0.7,
            (
                _thing("dog", "sitting", ("#5a3a24", "#c49a68"), 9, (88, 236), 178),
                _thing("cat", "sitting", ("#b9783c", "#ecd9bd"), 4, (188, 242), 140),
            ),
            20,
            WARM,
        ),
    ),
    Exhibit(
        "truck-and-automobile",
        "A blue car behind a tank lorry",
        _scene(
            "road",
            96,
            0.7,
            (
                _thing("truck", "tanker", ("#d8d8d4", "#dedcd6"), 8, (130, 168), 226, mirrored=True),
                _thing("automobile", "corner", ("#24427c", "#b5b8bc"), 11, (112, 242), 136),
            ),
            15,
        ),
    ),
    Exhibit(
        "deer-and-frog",
        "A resting deer and a frog",
        _scene(
            "forest",
            100,
            -0.8,
            (
                _thing("deer", "lying", ("#8a6238", "#b9a07a"), 8, (112, 196), 176),
                _thing("frog", "side", ("#6f8f3a", "#d9d6a0"), 3, (178, 246), 104, mirrored=True),
            ),
            35,
        ),
    ),
    Exhibit(
        "horse-dog-and-automobile",
        "A horse, a dog and a car",
        _scene(
            "meadow",
            96,
            -0.7,
            (
                _thing("automobile", "side", ("#9c1c1c", "#b9bcc0"), 5, (186, 152), 124),
                _thing("horse", "standing", ("#8f5a2e", "#7a4522"), 3, (92, 222), 138, mirrored=True),
                _thing("dog", "seated", ("#2a2624", "#b9824a"), 6, (182, 244), 88, mirrored=True),
            ),
            51,
        ),
    ),
    Exhibit(
        "airplane-ship-and-bird",
        "An airliner, a tug and a swan",
        _scene(
            "harbour",
            150,
            0.8,
            (
                _thing("airplane", "below", ("#e6e9ec", "#b3241f"), 9, (92, 56), 132),
                _thing("ship", "tug", ("#1f2f45", "#b3261e"), 4, (158, 196), 152),
                _thing("bird", "swimming", ("#eceae6", "#f2f0ea"), 7, (64, 240), 92),
            ),
            8,
        ),
    ),
    Exhibit(
        "airplane-and-truck",
        "An airliner and a lorry on an airfield",
        _scene(
            "airfield",
            112,
            -0.7,
            (
                _thing("airplane", "ground", ("#e9e9e6", "#23508f"), 6, (136, 164), 210),
                _thing("truck", "box", ("#d9822b", "#d98a35"), 14, (82, 236), 118),
            ),
            19,
        ),
    ),
)
"""Two or three classes in one picture, for asking what the model looks at."""

HARD = (
    Exhibit(
        "ship-on-a-meadow",
        "A ship on a meadow",
        _scene("meadow", 120, -0.8, (_thing("ship", "liner", ("#1f2f45", "#b3261e"), 5, (128, 220), 222),), 47),
        why="Ships are on water; this one stands on grass.",
    ),
    Exhibit(
        "automobile-in-the-sky",
        "A car in the sky",
        _scene("sky", 270, -0.8, (_thing("automobile", "side", ("#24427c", "#b5b8bc"), 7, (128, 160), 200),), 12),
        why="The sky around it fits an airplane or a bird better than a car.",
    ),
    Exhibit(
        "bird-far-away",
        "A bird far away",
        _scene("sky", 224, 0.7, (_thing("bird", "soaring", ("#4a4038", "#8a7a68"), 4, (150, 96), 62),), 26),
        why="The bird is so small that it touches only a few patches.",
    ),
    Exhibit(
        "truck-at-the-edge",
        "A lorry that comes into the picture",
        _scene("road", 112, 0.7, (_thing("truck", "conventional", ("#2c4f8a", "#cfd0cc"), 6, (22, 212), 220),), 30),
        why="Only a part of the lorry is in the picture, at its edge.",
    ),
    Exhibit(
        "deer-in-a-room",
        "A deer in a living room",
        _scene("room", 160, -0.7, (_thing("deer", "standing", ("#9c6f42", "#3a2c1e"), 5, (124, 242), 190),), 22),
        why="The living room fits a cat or a dog better than a deer.",
    ),
    Exhibit(
        "frog-on-a-road",
        "A frog on a road",
        _scene("road", 70, -0.7, (_thing("frog", "side", ("#4f7a34", "#cfd59a"), 9, (140, 206), 96),), 14),
        why="The frog is small, and the road fits a car or a lorry better.",
    ),
)
"""One thing each, hard on purpose."""

EXHIBITS: tuple[Exhibit, ...] = SINGLE + SEVERAL + HARD

"""Bird: songbirds on the ground or a branch, birds on the wing, waterfowl, waders, ostriches, and heads close up."""

from __future__ import annotations

from random import Random

from elvit_scenes.canvas import Canvas
from elvit_scenes.kind import Kind, Pose
from elvit_scenes.objects.birdface import draw_close
from elvit_scenes.objects.flight import draw_flying, draw_soaring
from elvit_scenes.objects.ostrich import draw_ostrich
from elvit_scenes.objects.songbird import draw_songbird
from elvit_scenes.objects.waterbird import draw_swimming, draw_wading
from elvit_scenes.scene import Look


def draw_bird(canvas: Canvas, look: Look) -> None:
    """Draw the bird in its pose; larger birds have colours of their own kind instead of the look's."""
    rng = Random(look.seed)
    match look.pose:
        case "standing" | "perched":
            draw_songbird(canvas, look, rng, look.pose == "perched")
        case "flying":
            draw_flying(canvas, look, rng)
        case "soaring":
            draw_soaring(canvas, look, rng)
        case "swimming":
            draw_swimming(canvas, rng)
        case "wading":
            draw_wading(canvas, rng)
        case "ostrich":
            draw_ostrich(canvas, rng)
        case _:
            draw_close(canvas, rng)


BIRD = Kind(
    name="bird",
    poses={
        "standing": Pose("ground", ("meadow", "floor", "forest", "floor")),
        "perched": Pose("perch", ("branch",)),
        "flying": Pose("air", ("sky", "sky", "water")),
        "soaring": Pose("air", ("sky",)),
        "swimming": Pose("water", ("water",)),
        "wading": Pose("water", ("water",)),
        "ostrich": Pose("ground", ("meadow", "desert", "road", "meadow")),
        "face": Pose("portrait", ("meadow", "forest")),
    },
    coats=(
        ("#7a5f45", "#c9763a"),
        ("#6b7078", "#d9d6cf"),
        ("#4f6f94", "#c98a5a"),
        ("#8a7a5e", "#ddd2b4"),
        ("#2a2b30", "#4a4a50"),
        ("#8f8a3c", "#e3d25a"),
        ("#8d949b", "#eceae6"),
        ("#9a4a34", "#b9633f"),
        ("#5f5648", "#e2d9c6"),
        ("#b59a3a", "#e6c83f"),
    ),
    draw=draw_bird,
)

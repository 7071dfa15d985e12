"""What is looked at: a picture of a folder with its masks, or a drawn scene; each opened when its turn comes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from elvit_scenes.held_out import FIRST_SEED, MASK_DETAIL
from PIL import Image

from elvit.errors import ElvitError
from elvit.pictures.decode import decode
from elvit.pictures.masks import open_mask


class Subject(Protocol):
    """One picture and its masks; small enough to be handed to another process."""

    @property
    def name(self) -> str:
        """In tables."""

    @property
    def classes(self) -> tuple[str, ...]:
        """What it shows, as far as that is known."""

    @property
    def state(self) -> str:
        """Changes when its files change."""

    @property
    def masked(self) -> bool:
        """Whether there is a mask."""

    def open(self) -> Image.Image:
        """RGB, upright."""

    def masks(self, picture: Image.Image) -> Mapping[str, Image.Image]:
        """By class, grey, white where the thing is; of the same shape as the picture."""


@dataclass(frozen=True)
class FileSubject:
    """A picture of a folder; its masks are pairs of class and file."""

    folder: Path
    name: str
    classes: tuple[str, ...]
    files: tuple[tuple[str, Path], ...] = ()

    @property
    def state(self) -> str:
        """Times and sizes of the picture and its masks."""
        files = [("", self.folder / self.name), *self.files]
        return " ".join(f"{name}:{path.stat().st_mtime_ns}:{path.stat().st_size}" for name, path in files)

    @property
    def masked(self) -> bool:
        """Whether there is a mask."""
        return bool(self.files)

    def open(self) -> Image.Image:
        """RGB, upright; raises ElvitError for what is no picture."""
        path = self.folder / self.name
        return decode(path, str(path))

    def masks(self, picture: Image.Image) -> dict[str, Image.Image]:
        """By class; raises ElvitError for a mask of another shape than the picture."""
        return {name: open_mask(path, picture.size).convert("L") for name, path in self.files}


@dataclass(frozen=True)
class SceneSubject:
    """A drawn scene of one thing, which follows from its kind and seed, at the size that the model sees."""

    kind: str
    seed: int
    pixels: int

    @property
    def name(self) -> str:
        """Its kind and seed."""
        return f"{self.kind} {self.seed}"

    @property
    def classes(self) -> tuple[str, ...]:
        """The one thing."""
        return (self.kind,)

    @property
    def state(self) -> str:
        """Its size; all else is in the name."""
        return str(self.pixels)

    @property
    def masked(self) -> bool:
        """Always."""
        return True

    def open(self) -> Image.Image:
        """Drawn."""
        from elvit_scenes.compose import random_scene
        from elvit_scenes.render import picture

        return picture(random_scene(self.kind, self.seed), self.pixels)

    def masks(self, picture: Image.Image) -> dict[str, Image.Image]:
        """Drawn larger than the picture, so that the share of each patch is exact."""
        from elvit_scenes.compose import random_scene
        from elvit_scenes.render import masks

        scene = random_scene(self.kind, self.seed)
        return {self.kind: masks(scene, MASK_DETAIL * picture.width)[0].convert("L")}


def scene_subjects(
    count: int,
    classes: tuple[str, ...],
    pixels: int,
    instead: str = "Name a folder of pictures with --images.",
) -> tuple[SceneSubject, ...]:
    """Scenes of a model's classes in turn, the same ones every time; none of them is drawn to train with.

    Args:
        count: how many.
        classes: of the model, in its order.
        pixels: their edge.
        instead: what to do where they cannot be drawn, in a sentence.

    Raises:
        ElvitError: the model has a class that cannot be drawn, or drawing needs a package.
    """
    from elvit_scenes.needs import need_renderer

    need_renderer()
    from elvit_scenes.objects import KINDS

    unknown = [name for name in classes if name not in KINDS]
    if unknown:
        more = f" and {len(unknown) - 3} more" if len(unknown) > 3 else ""
        raise ElvitError(
            f"Scenes of {', '.join(unknown[:3])}{more} cannot be drawn.",
            f"Only these can: {', '.join(KINDS)}. {instead}",
        )
    return tuple(SceneSubject(classes[n % len(classes)], FIRST_SEED + n, pixels) for n in range(count))

"""What the texts say of a model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from elvit.content.concept import Measure
from elvit.content.render import NUMBERS
from elvit.hooks.spec import Spec


@dataclass(frozen=True)
class ModelFacts:
    """A model as the texts need it.

    Args:
        id: in the manifest.
        title: as a visitor knows it.
        spec: its sizes.
        labels: names of its classes.
        values: what was measured on the first picture.
    """

    id: str
    title: str
    spec: Spec
    labels: tuple[str, ...]
    values: Mapping[Measure, float]

    @property
    def numbers(self) -> dict[str, int | str]:
        """The numbers that texts may name; of an edge, where height and width differ, both of them."""
        spec = self.spec
        sizes = {"n_patches": spec.patches, "n_tokens": spec.patches + spec.n_prefix}
        sizes |= {"image_height": spec.pixels[0], "image_width": spec.pixels[1]}
        sizes |= {"patch_height": spec.patch[0], "patch_width": spec.patch[1]}
        return {name: sizes[name] if name in sizes else _said(getattr(spec, name)) for name in NUMBERS}


def _said(size: int | tuple[int, int]) -> int | str:
    return size if isinstance(size, int) else " × ".join(map(str, size))

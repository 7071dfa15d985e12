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
    def numbers(self) -> dict[str, int]:
        """The numbers that texts may name."""
        spec = self.spec
        derived = {"n_patches": spec.patches, "n_tokens": spec.patches + spec.n_prefix}
        return {name: derived[name] if name in derived else int(getattr(spec, name)) for name in NUMBERS}

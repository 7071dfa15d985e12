"""What was looked at, and with what: the part that every survey says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from elvit.hooks.spec import Spec
from elvit.models.source import LoadedModel
from elvit.survey.versions import versions


@dataclass(frozen=True)
class About:
    """A model; a survey adds its pictures, and the programs that computed it.

    Attributes:
        model: its title.
        source: hub name and commit, or the folder's name.
        sha256: of its weights.
        blocks, heads, grid, prefix: its sizes; grid is the patches along an edge.
    """

    model: str
    source: str
    sha256: str
    blocks: int
    heads: int
    grid: int
    prefix: int


def about_model(loaded: LoadedModel, spec: Spec, sha256: str) -> dict[str, Any]:
    """The fields of `About`, and the versions of the programs."""
    return {
        "model": loaded.title,
        "source": loaded.source,
        "sha256": sha256,
        "blocks": spec.n_layers,
        "heads": spec.n_heads,
        "grid": spec.columns,
        "prefix": spec.n_prefix,
        "versions": versions(),
    }

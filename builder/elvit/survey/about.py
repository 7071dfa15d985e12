"""What was looked at, and with what: the part that every survey says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from elvit.hooks.spec import Spec
from elvit.models.source import LoadedModel
from elvit.survey.versions import versions

USUAL = "token"  # what most heads read, and a result from before there were others


@dataclass(frozen=True)
class About:
    """A model; a survey adds its pictures, and the programs that computed it.

    Attributes:
        model: its title.
        source: hub name and commit, or the folder's name.
        sha256: of its weights.
        blocks, heads, grid, prefix: its sizes; grid is the patches along an edge, or where they differ along both,
            first down, then across.
        readout: what its head reads, as in `elvit.hooks.spec`.
    """

    model: str
    source: str
    sha256: str
    blocks: int
    heads: int
    grid: int | Sequence[int]
    prefix: int
    readout: str = field(default=USUAL, kw_only=True)

    @property
    def reads_no_patch(self) -> bool:
        """Whether the head reads nothing of the patches after the last block."""
        return bool(self.prefix) and self.readout in ("token", "two_heads")

    @property
    def rows(self) -> int:
        """Patches from top to bottom."""
        return self.grid if isinstance(self.grid, int) else self.grid[0]

    @property
    def columns(self) -> int:
        """Patches from left to right."""
        return self.grid if isinstance(self.grid, int) else self.grid[1]

    @property
    def patches(self) -> int:
        """All of them."""
        return self.rows * self.columns


def about_model(loaded: LoadedModel, spec: Spec, sha256: str) -> dict[str, Any]:
    """The fields of `About`, and the versions of the programs."""
    return {
        "model": loaded.title,
        "source": loaded.source,
        "sha256": sha256,
        "blocks": spec.n_layers,
        "heads": spec.n_heads,
        "grid": spec.columns if spec.rows == spec.columns else [spec.rows, spec.columns],
        "prefix": spec.n_prefix,
        "readout": spec.readout,
        "versions": versions(),
    }


def plain(about: About) -> dict[str, Any]:
    """As JSON has it: what is usual is left out."""
    return {name: value for name, value in asdict(about).items() if (name, value) != ("readout", USUAL)}

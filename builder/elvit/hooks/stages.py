"""Stages: runs of blocks that work on one grid at one width; a plain Vision Transformer is one stage throughout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Stage:
    """Blocks that share their sizes.

    Args:
        first: number of the first of them.
        blocks: how many there are.
        rows: patches from top to bottom.
        columns: patches from left to right.
        d_model: width of the residual stream.
        n_heads: attention heads a block.
        d_head: width of one head.
        d_mlp: width of the MLP's hidden layer.
        window: rows and columns of the windows within which patches attend; None where all attend to all.
        shift: rows and columns by which the windows of every second block are moved; None where they stay.
    """

    first: int
    blocks: int
    rows: int
    columns: int
    d_model: int
    n_heads: int
    d_head: int
    d_mlp: int
    window: tuple[int, int] | None = None
    shift: tuple[int, int] | None = None

    @property
    def patches(self) -> int:
        """Patches of the grid."""
        return self.rows * self.columns


def stage_of(stages: Sequence[Stage], block: int) -> Stage:
    """The stage that a block belongs to; raises IndexError where no stage has it."""
    for stage in stages:
        if stage.first <= block < stage.first + stage.blocks:
            return stage
    raise IndexError(f"no stage has block {block}")

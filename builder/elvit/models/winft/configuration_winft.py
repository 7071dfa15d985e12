"""What a WinfT is made of: a ViT's sizes, and how its windows begin."""

from __future__ import annotations

from transformers import ViTConfig


class WinfTConfig(ViTConfig):
    """The sizes of a ViT, and four numbers for the windows.

    Attributes:
        learned_windows: whether each patch predicts its window from its row; else a block has fixed ones, stored.
        first_distance: from a patch to each edge of its window before anything is learned, grid units; half of the
            grid's edge where None.
        first_temperature: of the edges before anything is learned, grid units.
        least_temperature: which no learning goes below.
        floor: what is added to a soft box before its logarithm is taken.
    """

    model_type = "winft"

    learned_windows: bool = True
    first_distance: float | None = None
    first_temperature: float = 0.5
    least_temperature: float = 0.05
    floor: float = 1e-4

    @property
    def grid(self) -> tuple[int, int]:
        """Rows and columns of the grid of patches."""
        height, width = _pair(self.image_size)
        patch_height, patch_width = _pair(self.patch_size)
        return height // patch_height, width // patch_width


def _pair(size: int | list[int] | tuple[int, int]) -> tuple[int, int]:
    return (size, size) if isinstance(size, int) else (size[0], size[1])

"""The sizes of a model, by the field's names."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Spec:
    """The sizes of a model, by the field's names.

    Args:
        n_layers: encoder blocks.
        n_heads: attention heads a block.
        d_model: width of the residual stream.
        d_head: width of one head.
        d_mlp: width of the MLP's hidden layer.
        patch_size: edge of a patch, in pixels.
        image_size: edge of the square picture, in pixels.
        n_prefix: tokens before the first patch token (CLS and the like).
        n_classes: classes of the head.
        eps: added to the variance in LayerNorm.
        activation: the MLP's activation, as it is written: "GELU", "ReLU" and the like.
    """

    n_layers: int
    n_heads: int
    d_model: int
    d_head: int
    d_mlp: int
    patch_size: int
    image_size: int
    n_prefix: int
    n_classes: int
    eps: float
    activation: str = "GELU"

    @property
    def grid(self) -> int:
        """Patches along one edge."""
        return self.image_size // self.patch_size

    def size(self, dim: str) -> int:
        """Length of a named axis."""
        patches = self.grid**2
        sizes = {"patch": patches, "class": self.n_classes, "head": self.n_heads, "1": 1}
        sizes |= dict.fromkeys(("row", "column"), self.patch_size)
        sizes |= dict.fromkeys(("pos", "query", "key"), patches + self.n_prefix)
        sizes |= {"d_model": self.d_model, "d_head": self.d_head, "d_mlp": self.d_mlp}
        return sizes[dim]

    def manifest(self) -> dict[str, Any]:
        """The same, as the browser reads it."""
        return asdict(self)

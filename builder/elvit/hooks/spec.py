"""What a model says of itself, by the field's names: its sizes, its tokens, what its head reads and answers."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any, Literal

from elvit.hooks.stages import Stage, stage_of

# What the head reads: the first prefix token; the mean of the patches, or of all tokens; that token and the mean of
# the patches, one after the other; or two heads, of the first two prefix tokens, whose logits are averaged.
Readout = Literal["token", "mean_patches", "mean_all", "cls_and_mean", "two_heads"]

# What the logits become: one softmax, a sigmoid each, or nothing, being numbers themselves; and likewise where
# they are scaled similarities with class prompts.
Output = Literal["single_label", "multi_label", "regression", "zero_shot_softmax", "zero_shot_sigmoid"]

# Pixels: an edge where both are the same, else height and width.
Edges = int | tuple[int, int]


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
        image_size: edge of the picture, in pixels.
        n_classes: classes of the head.
        eps: added to the variance in LayerNorm.
        activation: the MLP's activation, as it is written: "GELU", "ReLU" and the like.
        prefix: names of the tokens before the first patch: "cls", "dist", "reg1", "reg2" and so on.
        readout: what the head reads.
        output: what the logits become.
        stages: in forward order; without any, all blocks are one stage of the sizes above. Where there are several,
            the sizes above are those of the first.
    """

    n_layers: int
    n_heads: int
    d_model: int
    d_head: int
    d_mlp: int
    patch_size: Edges
    image_size: Edges
    n_classes: int
    eps: float
    activation: str = "GELU"
    prefix: tuple[str, ...] = ("cls",)
    readout: Readout = "token"
    output: Output = "single_label"
    stages: tuple[Stage, ...] = ()

    def __post_init__(self) -> None:
        if not self.stages:
            (height, width), (down, across) = self.pixels, self.patch
            sizes = (self.d_model, self.n_heads, self.d_head, self.d_mlp)
            object.__setattr__(self, "stages", (Stage(0, self.n_layers, height // down, width // across, *sizes),))

    @property
    def n_prefix(self) -> int:
        """Tokens before the first patch."""
        return len(self.prefix)

    @property
    def pixels(self) -> tuple[int, int]:
        """Height and width of the picture as the model sees it."""
        return both(self.image_size)

    @property
    def patch(self) -> tuple[int, int]:
        """Height and width of a patch, in pixels."""
        return both(self.patch_size)

    @property
    def rows(self) -> int:
        """Patches from top to bottom, as the picture is cut."""
        return self.stages[0].rows

    @property
    def columns(self) -> int:
        """Patches from left to right, as the picture is cut."""
        return self.stages[0].columns

    @property
    def patches(self) -> int:
        """Patches that the picture is cut into."""
        return self.stages[0].patches

    @cached_property
    def read(self) -> tuple[int, ...]:
        """Tokens of the last block that the head reads, ascending."""
        patches = tuple(range(self.n_prefix, self.n_prefix + self.stages[-1].patches))
        before = tuple(range(self.n_prefix))
        return {
            "token": before[:1],
            "mean_patches": patches,
            "mean_all": before + patches,
            "cls_and_mean": before[:1] + patches,
            "two_heads": before[:2],
        }[self.readout]

    @property
    def reads_no_patch(self) -> bool:
        """Whether nothing reads the patches after the last block."""
        return self.read[-1] < self.n_prefix

    def size(self, dim: str, block: int = 0) -> int:
        """Length of a named axis, in a block where it depends on that; -1 stands for the last."""
        stage = self.stages[-1] if block < 0 else stage_of(self.stages, block)
        sizes = {"patch": stage.patches, "class": self.n_classes, "head": stage.n_heads, "1": 1}
        sizes |= dict(zip(("row", "column"), self.patch, strict=True))
        sizes |= dict.fromkeys(("pos", "query", "key"), stage.patches + self.n_prefix)
        sizes |= {"d_model": stage.d_model, "d_head": stage.d_head, "d_mlp": stage.d_mlp}
        return sizes[dim]

    def manifest(self) -> dict[str, Any]:
        """The same, as the browser reads it."""
        held = asdict(self)
        added = {key: held.pop(key) for key in ("prefix", "readout", "output", "stages")}
        return {**held, "n_prefix": self.n_prefix, **added}


def both(edges: Edges) -> tuple[int, int]:
    """Height and width."""
    return (edges, edges) if isinstance(edges, int) else edges


def edges(height: int, width: int) -> Edges:
    """One number where height and width are the same."""
    return height if height == width else (height, width)

"""The maps of a picture in bytes: similarity and attention of every block, for the page to paint before the model runs.

One after the other: the scales of the attention matrices (float32, little-endian), the similarities of all blocks,
the attention of all blocks, the answers after each block. The page's `data/maps.ts` reads them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from elvit.analysis.attention import fuse_heads
from elvit.analysis.similarity import similarity_matrix
from elvit.hooks.spec import Spec

HEADS_UP_TO = 150_000  # bytes of a picture's maps up to which every head has its own
MOST = 2_000_000  # bytes of a picture's maps; above, nothing is precomputed
ANSWERS = 3  # classes after each block
ANSWER = np.dtype([("class", "<u4"), ("share", "<f4")])

Floats = NDArray[np.floating]


@dataclass(frozen=True)
class Layout:
    """What the maps of a model's pictures hold.

    Args:
        blocks: of the model.
        pos: tokens.
        attention: whether each head's attention is there, or only the mean over the heads.
        heads: attention matrices a block.
        answers: classes a block that would be the most likely if the model stopped there.
    """

    blocks: int
    pos: int
    attention: Literal["heads", "mean"]
    heads: int
    answers: int = 0

    @property
    def bytes(self) -> int:
        """Of one picture's maps."""
        triangle = self.pos * (self.pos + 1) // 2
        return self.blocks * (triangle + self.heads * (4 + self.pos**2) + ANSWER.itemsize * self.answers)

    @property
    def fits(self) -> bool:
        """Whether a page should have them at all."""
        return self.bytes <= MOST

    def manifest(self) -> dict[str, Any]:
        """The same, as the browser reads it."""
        sizes = {"blocks": self.blocks, "pos": self.pos, "heads": self.heads, "answers": self.answers}
        return {**sizes, "similarity": "triangle", "attention": self.attention}


def layout_of(spec: Spec) -> Layout:
    """Every head's attention where it is small enough, their mean otherwise."""
    answers = 0 if spec.output == "regression" else min(ANSWERS, spec.n_classes)
    whole = Layout(spec.n_layers, spec.size("pos"), "heads", spec.n_heads, answers)
    return whole if whole.bytes <= HEADS_UP_TO else replace(whole, attention="mean", heads=1)


def encode(tensors: Mapping[str, Floats], layout: Layout, stopped: Floats | None = None) -> bytes:
    """The maps of one picture.

    Args:
        tensors: by hook; of every block hook_resid_post [pos, d_model] and hook_pattern [head, query, key].
        layout: of the model.
        stopped: probabilities if the model stopped after a block, [block, class]; needed where the layout has answers.
    """
    upper = np.triu_indices(layout.pos)
    similar = [
        _similarity(similarity_matrix(tensors[f"blocks.{block}.hook_resid_post"])[upper])
        for block in range(layout.blocks)
    ]
    scaled = [_attention(matrix) for matrix in _matrices(tensors, layout)]
    scales = np.array([scale for scale, _ in scaled], dtype="<f4")
    told = [] if stopped is None else [_answers(found, layout.answers) for found in stopped]
    return b"".join([scales.tobytes(), *similar, *(levels for _, levels in scaled), *told])


def _answers(probabilities: Floats, count: int) -> bytes:
    """The most likely classes, highest first, the earlier of equals."""
    order = np.argsort(-probabilities, kind="stable")[:count]
    return np.array([(index, probabilities[index]) for index in order], dtype=ANSWER).tobytes()


def _matrices(tensors: Mapping[str, Floats], layout: Layout) -> Iterator[Floats]:
    for block in range(layout.blocks):
        pattern = tensors[f"blocks.{block}.attn.hook_pattern"]
        yield from pattern if layout.attention == "heads" else [fuse_heads(pattern, "mean")]


def _similarity(cosines: Floats) -> bytes:
    """-1 to 1 as 0 to 255."""
    return np.rint((cosines + 1) / 2 * 255).astype(np.uint8).tobytes()


def _attention(matrix: Floats) -> tuple[np.float32, bytes]:
    """Its highest value, and the square roots of its values as shares of that one's: most values are small."""
    scale = np.float32(matrix.max())
    shares = np.clip(matrix / scale, 0, 1) if scale > 0 else np.zeros_like(matrix)
    return scale, np.rint(np.sqrt(shares) * 255).astype(np.uint8).tobytes()

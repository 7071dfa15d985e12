"""What cutting one edge really changes: a patch may not read another, in one block or in all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from elvit.analysis.allowed import without_edge
from elvit.analysis.draws import uniform
from elvit.analysis.effect import rank_correlation, relative_change
from elvit.analysis.interaction import INDICATORS, Indicator, interaction, over_blocks
from elvit.survey.interaction.conditions import EDGES, EFFECTS
from elvit.survey.interaction.passes import Passes

Doubles = NDArray[np.float64]


@dataclass(frozen=True)
class Foretold:
    """Of one picture, how well an indicator foretells the effect of cutting an edge: rank correlations over edges.

    Attributes:
        correlations: [indicator, cut, effect]; the cuts are those in each block, then that in all blocks. nan where
            a cut can have no effect: after the last block nothing reads the patches where the head reads none.
        effects: the mean effect, [cut, effect].
    """

    correlations: Doubles
    effects: Doubles


class Cutter:
    """A model whose edges are cut."""

    def __init__(self, passes: Passes) -> None:
        self.passes = passes
        self.patches = passes.spec.patches

    def foretell(self, pixels: torch.Tensor, seed: int) -> Foretold:
        """Cuts edges of one picture.

        Args:
            pixels: normalised, [1, channel, row, column].
            seed: of the edges that are drawn.
        """
        spec = self.passes.spec
        plain = self.passes.plain(pixels)
        queries, keys = draw_edges(self.patches, seed)
        effects = np.array(list(self._effects(pixels, plain.logits[0], plain.streams[-1, 0], queries, keys)))
        if spec.reads_no_patch:
            effects[spec.n_layers - 1, EFFECTS.index("logit")] = np.nan
        correlations = [
            [
                [_correlation(values[queries, keys], one) for one in cut]
                for values, cut in zip(taken, effects, strict=True)
            ]
            for taken in (self._taken(plain.patterns[:, 0], indicator) for indicator in INDICATORS)
        ]
        return Foretold(np.array(correlations), effects.mean(-1))

    def _taken(self, patterns: NDArray[np.float32], indicator: Indicator) -> Doubles:
        """The indicator of each block and, last, of all: [cut, patch, patch]."""
        blocks = interaction(patterns, self.passes.spec.n_prefix, indicator)
        return np.concatenate([blocks, over_blocks(blocks)[None]])

    def _effects(
        self,
        pixels: torch.Tensor,
        logits: NDArray[np.float32],
        stream: NDArray[np.float32],
        queries: NDArray[np.int64],
        keys: NDArray[np.int64],
    ) -> Iterator[Doubles]:
        """Of each cut, [effect, edge]; logits and the last residual stream are those of the untouched model."""
        spec = self.passes.spec
        guess, tokens = int(logits.argmax()), spec.n_prefix + queries
        allowed = np.array(
            [without_edge(q, k, self.patches, spec.n_prefix) for q, k in zip(queries, keys, strict=True)]
        )
        every = range(spec.n_layers)
        for blocks in (*([block] for block in every), every):
            after = self.passes.cut(pixels, allowed, blocks)
            moved = after.streams[np.arange(len(queries)), tokens]  # [edge, d_model]
            yield np.stack([relative_change(stream[tokens], moved), np.abs(after.logits[:, guess] - logits[guess])])


def draw_edges(patches: int, seed: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Some pairs of patches, drawn with putting back: who reads, and who is read."""
    drawn = np.floor(uniform(seed, 0, EDGES) * patches**2).astype(np.int64)
    return np.divmod(drawn, patches)


def _correlation(indicator: Doubles, effect: Doubles) -> float:
    return float("nan") if np.isnan(effect).any() else rank_correlation(indicator, effect)


def dump(foretold: Foretold) -> list[Any]:
    """As JSON can hold it: six digits, nothing for nan."""
    return [_plain(part.round(6).tolist()) for part in (foretold.correlations, foretold.effects)]


def _plain(value: Any) -> Any:
    return [_plain(inner) for inner in value] if isinstance(value, list) else None if np.isnan(value) else value


def load(value: list[Any]) -> Foretold:
    """What `dump` was given."""
    return Foretold(*(np.array(part, dtype=np.float64) for part in value))

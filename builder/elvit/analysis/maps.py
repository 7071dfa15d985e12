"""The maps that are compared, of one picture; how well they find what its masks show; what needs no mask."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from elvit.analysis.attention import attention_map, fuse_heads
from elvit.analysis.caution import anisotropy, norm_outliers
from elvit.analysis.rollout import rollout
from elvit.analysis.scoring import score_map
from elvit.analysis.similarity import similarity_to

Floats = NDArray[np.floating]
Bools = NDArray[np.bool_]
Doubles = NDArray[np.float64]


class Maps:
    """Fed with a forward pass block by block, it keeps no more of it than the maps need.

    Args:
        n_prefix: tokens before the first patch.
        references: tokens whose mean the maps are of, as a rule those that the head reads.
        heads: whether to keep a map of each head too.
    """

    def __init__(self, n_prefix: int, references: Sequence[int], heads: bool = False) -> None:
        self.n_prefix = n_prefix
        self.references = list(references)
        self._keeps_heads = heads
        self._heads: list[Doubles] = []  # [head, patch] a block
        self._similarity: list[Doubles] = []  # [patch] a block
        self._attention: list[tuple[Doubles, Doubles]] = []  # mean and highest of the heads, [patch] each
        self._fused: list[Doubles] = []  # [query, key]
        self._figures: list[tuple[float, int]] = []
        self._entropy: list[float] = []

    def add_stream(self, tokens: Floats) -> None:
        """The residual stream after a block, [pos, d_model]."""
        self._similarity.append(similarity_to(tokens, self.references, self.n_prefix))
        patches = tokens[self.n_prefix :]
        self._figures.append((anisotropy(patches), len(norm_outliers(patches))))

    def add_pattern(self, pattern: Floats) -> None:
        """The attention of a block, [head, query, key]."""
        mean, highest = (attention_map(pattern, self.references, fuse) for fuse in ("mean", "max"))
        self._attention.append((mean[self.n_prefix :], highest[self.n_prefix :]))
        if self._keeps_heads:
            each = [attention_map(pattern, self.references, head) for head in range(len(pattern))]
            self._heads.append(np.array(each)[:, self.n_prefix :])
        self._fused.append(fuse_heads(pattern, "mean"))
        self._entropy.append(entropy(pattern[:, self.references]))

    def all(self) -> Doubles:
        """Every map, [method, block, patch], in the order of METHODS."""
        mean, highest = zip(*self._attention, strict=True)
        return np.array([self._similarity, mean, highest, self._rolled(True), self._rolled(False)])

    def heads(self) -> Doubles:
        """The attention of every head, [head, block, patch]; only where they were asked for."""
        return np.array(self._heads).swapaxes(0, 1)

    def figures(self) -> Doubles:
        """What needs no mask, [block, figure], in the order of FIGURES."""
        return np.array([[*found, bits] for found, bits in zip(self._figures, self._entropy, strict=True)])

    def _rolled(self, identity: bool) -> Doubles:
        fused = np.array(self._fused)[:, None]  # [block, 1, query, key]
        rows: Doubles = rollout(fused, self.n_prefix, identity=identity)[:, self.references].mean(1)
        return rows[:, self.n_prefix :]


def score_maps(maps: Doubles, truth: Bools) -> Doubles:
    """How well maps find a thing.

    Args:
        maps: [method, block, patch].
        truth: which patches are the thing's, [patch].

    Returns:
        [method, block, metric]; nan where no patch is the thing's, or every one.
    """
    return np.array([[score_map(values, truth) for values in blocks] for blocks in maps])


def entropy(shares: Floats) -> float:
    """Shannon entropy of distributions, in bits, averaged over them.

    Args:
        shares: [..., key], each row summing to 1.

    Returns:
        From 0, where one key has all, to log2 of the keys, where each has the same.
    """
    exact = shares.astype(np.float64)
    logs = np.log2(exact, out=np.zeros_like(exact), where=exact > 0)
    return float(-(exact * logs).sum(-1).mean())

"""The maps that are compared, of one picture, and the figures of a block that need no mask."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from elvit.analysis.attention import attention_map, fuse_heads
from elvit.analysis.caution import anisotropy, norm_outliers
from elvit.analysis.rollout import rollout
from elvit.analysis.similarity import default_references, similarity_to

Floats = NDArray[np.floating]
Doubles = NDArray[np.float64]


class Maps:
    """Fed with a forward pass block by block, it keeps no more of it than the maps need.

    Args:
        n_prefix: tokens before the first patch. Maps are those of the first of them, or without any of the
            mean of all patches.
    """

    def __init__(self, n_prefix: int) -> None:
        self.n_prefix = n_prefix
        self._similarity: list[Doubles] = []  # [patch] a block
        self._attention: list[tuple[Doubles, Doubles]] = []  # mean and highest of the heads, [patch] each
        self._fused: list[Doubles] = []  # [query, key]
        self._figures: list[tuple[float, int]] = []
        self._entropy: list[float] = []

    def add_stream(self, tokens: Floats) -> None:
        """The residual stream after a block, [pos, d_model]."""
        references = default_references(len(tokens), self.n_prefix)
        self._similarity.append(similarity_to(tokens, references, self.n_prefix))
        patches = tokens[self.n_prefix :]
        self._figures.append((anisotropy(patches), len(norm_outliers(patches))))

    def add_pattern(self, pattern: Floats) -> None:
        """The attention of a block, [head, query, key]."""
        references = default_references(pattern.shape[-1], self.n_prefix)
        mean, highest = (attention_map(pattern, references, fuse) for fuse in ("mean", "max"))
        self._attention.append((mean[self.n_prefix :], highest[self.n_prefix :]))
        self._fused.append(fuse_heads(pattern, "mean"))
        self._entropy.append(entropy(pattern[:, list(references)]))

    def all(self) -> Doubles:
        """Every map, [method, block, patch], in the order of METHODS."""
        mean, highest = zip(*self._attention, strict=True)
        return np.array([self._similarity, mean, highest, self._rolled(True), self._rolled(False)])

    def figures(self) -> Doubles:
        """What needs no mask, [block, figure], in the order of FIGURES."""
        return np.array([[*found, bits] for found, bits in zip(self._figures, self._entropy, strict=True)])

    def _rolled(self, identity: bool) -> Doubles:
        fused = np.array(self._fused)[:, None]  # [block, 1, query, key]
        references = default_references(fused.shape[-1], self.n_prefix)
        rows: Doubles = rollout(fused, self.n_prefix, identity=identity)[:, list(references)].mean(1)
        return rows[:, self.n_prefix :]


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

"""How alike tokens are: cosines, block by block.

Source: Zhou et al. 2023, arXiv:2401.12666, who compare CLS with the patches at every block's output.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]


def cosine_similarity(reference: Floats, tokens: Floats) -> NDArray[np.float64]:
    """Cosine of the angle between a reference and each token.

    Args:
        reference: [..., d_model].
        tokens: [..., pos, d_model].

    Returns:
        [..., pos], from -1 to 1; 0 where either is a zero vector, which has no direction.
    """
    reference, tokens = reference.astype(np.float64), tokens.astype(np.float64)
    products = (tokens * reference[..., None, :]).sum(-1)
    return _cosine(products, np.linalg.norm(tokens, axis=-1) * np.linalg.norm(reference, axis=-1)[..., None])


def similarity_to(tokens: Floats, references: Sequence[int], n_prefix: int) -> NDArray[np.float64]:
    """The cosine of each patch with the mean of the reference tokens.

    Args:
        tokens: [..., pos, d_model].
        references: indices of tokens; none gives nan.
        n_prefix: tokens before the first patch.

    Returns:
        [..., patch], from -1 to 1; 0 where the patch or the mean is a zero vector.
    """
    patches = tokens[..., n_prefix:, :]
    if not len(references):
        return np.full(patches.shape[:-1], np.nan)
    return cosine_similarity(tokens[..., list(references), :].mean(-2, dtype=np.float64), patches)


def similarity_matrix(tokens: Floats) -> NDArray[np.float64]:
    """The cosine of every pair of tokens.

    Args:
        tokens: [..., pos, d_model].

    Returns:
        [..., pos, pos], symmetric, from -1 to 1; 0 in the rows and columns of zero vectors.
    """
    tokens = tokens.astype(np.float64)
    lengths = np.linalg.norm(tokens, axis=-1)
    return _cosine(tokens @ np.swapaxes(tokens, -1, -2), lengths[..., :, None] * lengths[..., None, :])


def similarity_from_matrix(matrix: Floats, references: Sequence[int], n_prefix: int) -> NDArray[np.float64]:
    """The same as `similarity_to` where only the cosines of all pairs are known.

    For a single reference exactly; for several as if all tokens were of the same length.

    Args:
        matrix: [..., pos, pos], from `similarity_matrix`.
        references: indices of tokens; none gives nan.
        n_prefix: tokens before the first patch.

    Returns:
        [..., patch].
    """
    chosen = list(references)
    columns = matrix[..., chosen, n_prefix:].astype(np.float64)  # [..., reference, patch]
    if not chosen:
        return np.full((*columns.shape[:-2], columns.shape[-1]), np.nan)
    pairs = matrix[..., chosen, :][..., chosen].sum((-2, -1), dtype=np.float64)
    size = np.ones_like(pairs) if len(chosen) == 1 else np.sqrt(np.maximum(pairs, 0))
    return _cosine(columns.sum(-2), np.broadcast_to(size[..., None], columns.sum(-2).shape))


def _cosine(products: NDArray[np.float64], sizes: NDArray[np.float64]) -> NDArray[np.float64]:
    similar: NDArray[np.float64] = np.divide(products, sizes, out=np.zeros_like(products), where=sizes > 0)
    return np.clip(similar, -1, 1)

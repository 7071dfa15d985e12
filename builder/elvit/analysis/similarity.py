"""How alike tokens are."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]


def cosine_similarity(reference: Floats, tokens: Floats) -> NDArray[np.float64]:
    """Cosine of the angle between a reference and each token.

    Source: Zhou et al. 2023, arXiv:2401.12666, who compare CLS with the patches at every block's output.

    Args:
        reference: [..., d_model].
        tokens: [..., pos, d_model].

    Returns:
        [..., pos], from -1 to 1; 0 where either is a zero vector, which has no direction.
    """
    reference, tokens = reference.astype(np.float64), tokens.astype(np.float64)
    products = (tokens * reference[..., None, :]).sum(-1)
    lengths = np.linalg.norm(tokens, axis=-1) * np.linalg.norm(reference, axis=-1)[..., None]
    similar: NDArray[np.float64] = np.divide(products, lengths, out=np.zeros_like(products), where=lengths > 0)
    return similar

"""The logit lens: what the model would answer if it stopped here.

Source: nostalgebraist 2020, "interpreting GPT: the logit lens"; for Vision Transformers Vilas et al. 2023,
arXiv:2310.18969. The model's own last norm and head are read on tokens that they were not trained for.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]


@dataclass(frozen=True)
class FinalNorm:
    """The last norm: gain and bias [d_model], and what is added to the variance."""

    w: Floats
    b: Floats
    eps: float


@dataclass(frozen=True)
class ClassHead:
    """The classifier: W [d_model, class], b [class]."""

    W: Floats
    b: Floats


def logit_lens(tokens: Floats, norm: FinalNorm, head: ClassHead) -> NDArray[np.float64]:
    """Class probabilities of tokens of the residual stream, each read as if it were the last block's CLS.

    Args:
        tokens: [..., d_model].
        norm: of the model.
        head: of the model.

    Returns:
        [..., class], summing to 1.
    """
    tokens = tokens.astype(np.float64)
    centred = tokens - tokens.mean(-1, keepdims=True)
    scale = np.sqrt((centred**2).mean(-1, keepdims=True) + norm.eps)
    # Without eps, a token of equal entries has no deviation to divide by: it is its mean.
    normal = np.divide(centred, scale, out=np.zeros_like(centred), where=scale > 0) * norm.w + norm.b
    logits = normal @ head.W.astype(np.float64) + head.b
    raised = np.exp(logits - logits.max(-1, keepdims=True))
    probabilities: NDArray[np.float64] = raised / raised.sum(-1, keepdims=True)
    return probabilities

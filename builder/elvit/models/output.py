"""What becomes of the logits: probabilities, of whichever kind a model answers with."""

from __future__ import annotations

import torch

from elvit.hooks.spec import Output


def probabilities_of(logits: torch.Tensor, output: Output) -> torch.Tensor | None:
    """Of logits [..., class]: one softmax, or a sigmoid each; None where they are the answer themselves."""
    if output == "regression":
        return None
    if output in ("multi_label", "zero_shot_sigmoid"):
        return logits.sigmoid()
    return logits.softmax(-1)

"""Muon for the blocks' weight matrices, AdamW for all else, as one optimizer.

Muon takes a step of equal strength in every direction of a matrix. With it, CutMix in a fifth instead of
half of the batches, and batches of 256 instead of 128, one epoch of CIFAR-10 reached what seven had before
(49.9 against 49.4 % of 1,000 test pictures); how much of that is Muon's alone was not measured.
Source: Jordan et al. 2024, kellerjordan.github.io/posts/muon; Liu et al. 2025, arXiv:2502.16982 (scale of steps).
"""

from __future__ import annotations

from typing import Any

import torch
from transformers import ViTForImageClassification

from elvit.training.recipe import Recipe

BETAS = (0.9, 0.98)


class Optimizer:
    """Both optimizers behind one set of calls; gradients are read from the parameters."""

    def __init__(self, model: ViTForImageClassification, recipe: Recipe) -> None:
        matrices = [weight for name, weight in model.vit.layers.named_parameters() if _is_matrix(name, weight)]
        held = {id(weight) for weight in matrices}
        others = [weight for weight in model.parameters() if weight.requires_grad and id(weight) not in held]
        decay = recipe.weight_decay
        self._tops = (recipe.matrix_learning_rate, recipe.learning_rate)
        self._both: tuple[torch.optim.Optimizer, torch.optim.Optimizer] = (
            torch.optim.Muon(matrices, self._tops[0], decay, adjust_lr_fn="match_rms_adamw"),
            torch.optim.AdamW(others, self._tops[1], BETAS, weight_decay=decay, fused=True),
        )

    def step(self, rate: float) -> None:
        """Move the weights at a share `rate` of the top learning rates."""
        for optimizer, top in zip(self._both, self._tops, strict=True):
            for group in optimizer.param_groups:
                group["lr"] = top * rate
            optimizer.step()

    def state_dict(self) -> dict[str, Any]:
        """The states of both, as torch.save takes them."""
        return {"muon": self._both[0].state_dict(), "adamw": self._both[1].state_dict()}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Take up what `state_dict` gave."""
        self._both[0].load_state_dict(state["muon"])
        self._both[1].load_state_dict(state["adamw"])


def _is_matrix(name: str, weight: torch.nn.Parameter) -> bool:
    """Whether Muon takes it: a step of equal strength in all four directions of a window map means nothing."""
    return weight.ndim == 2 and "window" not in name.split(".")

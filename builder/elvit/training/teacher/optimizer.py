"""Nesterov's momentum with a rate of its own for the biases of normalizations, and a look at slow weights."""

from __future__ import annotations

from typing import Any

import torch

from elvit.training.teacher.network import BatchNorm, TeacherNetwork
from elvit.training.teacher.recipe import TeacherRecipe, rate_at, slow_share_at, step_scale


class TeacherOptimizer:
    """Moves the network; gradients are of the loss summed over a batch.

    Attributes:
        slow: the slow weights, by name.
    """

    def __init__(self, network: TeacherNetwork, recipe: TeacherRecipe, steps: int) -> None:
        self._network, self._recipe, self._steps = network, recipe, steps
        biases = [module.bias for module in network.modules() if isinstance(module, BatchNorm)]
        held = {id(bias) for bias in biases}
        others = [one for one in network.parameters() if one.requires_grad and id(one) not in held]
        scale = 1024 * step_scale(recipe.momentum)
        rate, decay = recipe.learning_rate / scale, recipe.weight_decay * recipe.batch_size / scale
        self._rates = (rate * recipe.bias_rate, rate)
        groups = [
            {"params": part, "lr": top, "weight_decay": decay / top}
            for part, top in zip((biases, others), self._rates, strict=True)
        ]
        self._sgd = torch.optim.SGD(groups, momentum=recipe.momentum, nesterov=True)
        self.slow = {name: one.detach().clone() for name, one in network.named_parameters()}

    def step(self, step: int) -> None:
        """Take step number `step`, counted from 0."""
        for group, top in zip(self._sgd.param_groups, self._rates, strict=True):
            group["lr"] = top * rate_at(step, self._steps)
        self._sgd.step()
        done = step + 1
        if done == self._steps:
            self._meet(1.0)  # the slow weights are the result
        elif done % self._recipe.lookahead_every == 0:
            self._meet(slow_share_at(done, self._steps))

    @torch.no_grad()
    def _meet(self, stays: float) -> None:
        """Draw the slow weights to the fast ones, and go on from there."""
        for name, fast in self._network.named_parameters():
            self.slow[name].lerp_(fast, 1 - stays)
            fast.copy_(self.slow[name])

    def state_dict(self) -> dict[str, Any]:
        """Momentum, as torch.save takes it."""
        return self._sgd.state_dict()

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Take up what `state_dict` gave."""
        self._sgd.load_state_dict(state)


def freeze_whitening(network: TeacherNetwork, frozen: bool) -> None:
    """Let the bias of the first filters learn, or leave it as it is from now on."""
    network.whitening_bias.requires_grad_(not frozen)
    if frozen:
        network.whitening_bias.grad = None

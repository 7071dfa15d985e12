"""How the teacher is trained: every number, and the schedules that follow from them.

Source: Jordan 2024, arXiv:2404.00498 (airbench94).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class TeacherRecipe:
    """The numbers of a run.

    Attributes:
        epochs: passes over the training set.
        seed: of the first weights and of every epoch's draws.
        batch_size: pictures a step.
        part: pictures that are normalized together, on a CPU by one thread ("ghost batches", Hoffer et al. 2017,
            arXiv:1705.08741).
        learning_rate: for 1,024 pictures, whatever the momentum.
        bias_rate: by how much more the biases of normalizations move.
        momentum: of Nesterov's kind.
        weight_decay: for 1,024 pictures, decoupled from the learning rate.
        label_smoothing: mass spread evenly over the classes.
        shift: pixels by which a picture may be moved each way.
        squeezed: share of the pictures that are stretched besides, as whole photos are when made square.
        whitening_epochs: after so many the bias of the first filters is left as it is.
        lookahead_every: steps between two looks at the slow weights (Zhang et al. 2019, arXiv:1907.08610).
    """

    epochs: int = 12
    seed: int = 0
    batch_size: int = 1000
    part: int = 125
    learning_rate: float = 11.5
    bias_rate: float = 64.0
    momentum: float = 0.85
    weight_decay: float = 0.0153
    label_smoothing: float = 0.2
    shift: int = 2
    squeezed: float = 0.25
    whitening_epochs: int = 3
    lookahead_every: int = 5


def rate_at(step: int, steps: int, start: float = 0.2, peak: float = 0.23, end: float = 0.07) -> float:
    """Share of the top learning rate at a step: up in a line to the peak, down in another."""
    done = step / steps
    return start + (1 - start) * done / peak if done < peak else 1 + (end - 1) * (done - peak) / (1 - peak)


def slow_share_at(step: int, steps: int) -> float:
    """How much of the slow weights stays when they meet the fast ones: nothing at first, much at the end."""
    return float(0.95**5 * (step / steps) ** 3)


def step_scale(momentum: float) -> float:
    """How much longer Nesterov's steps are than gradients that stay the same."""
    return 1 + 1 / (1 - momentum)

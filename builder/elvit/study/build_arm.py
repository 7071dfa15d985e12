"""The untrained model of an arm."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from transformers import ViTForImageClassification

from elvit.analysis.windows import centred_windows
from elvit.models.winft.modeling_winft import WinfTForImageClassification
from elvit.study.arms import Arm, Sizes
from elvit.training.guide import distances_of
from elvit.training.model import new_model, tiny_config

HARD = -30.0  # a raw temperature that leaves the least


def build(
    arm: Arm, sizes: Sizes, classes: tuple[str, ...], seed: int, fixed: Sequence[float] = ()
) -> ViTForImageClassification:
    """The model; weights that arms have in common are drawn alike.

    Args:
        arm: which.
        sizes: of the model.
        classes: their names.
        seed: of its first weights.
        fixed: of the arm with fixed windows, how many patches they hold on average, [block].
    """
    settings = {
        "hidden_size": sizes.width,
        "num_hidden_layers": sizes.blocks,
        "num_attention_heads": sizes.heads,
        "intermediate_size": 4 * sizes.width,
    }
    if arm.kind == "winft":
        settings["learned_windows"] = arm.learned
    model = new_model(tiny_config(classes, arm.kind, **settings), seed)
    if isinstance(model, WinfTForImageClassification) and not arm.learned:
        _fix(model, fixed)
    return model


@torch.no_grad()
def _fix(model: WinfTForImageClassification, held: Sequence[float]) -> None:
    """Give each block boxes around its patches of a mean area, with edges as hard as may be."""
    for attention, area in zip(model.attentions, held, strict=True):
        boxes = centred_windows(area, attention.rows * attention.columns, attention.columns)
        attention.fixed_distances.copy_(torch.from_numpy(distances_of(boxes, attention.columns)))
        attention.raw_temperature.fill_(HARD)

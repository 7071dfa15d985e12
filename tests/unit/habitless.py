"""Models with none of the habits of a plain ViT: no CLS, a mean readout, a grid that is no square, two prefix tokens.

Their classes are transformers' own; elvit has no adapter for them, so that `registered` lends it one each.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import torch
from elvit.models.adapter import ADAPTERS
from elvit.models.blocks import BlocksAdapter
from elvit.models.parts import transformers_parts
from elvit.models.quiet import quiet_transformers
from transformers import (
    DeiTConfig,
    DeiTForImageClassificationWithTeacher,
    IJepaConfig,
    IJepaForImageClassification,
    PreTrainedModel,
    ViTImageProcessorPil,
)

LABELS = ("cat", "dog", "fox", "hen")
SIZES: dict[str, Any] = {
    "hidden_size": 24,
    "num_hidden_layers": 3,
    "num_attention_heads": 3,
    "intermediate_size": 40,
    "id2label": dict(enumerate(LABELS)),
    "label2id": {label: index for index, label in enumerate(LABELS)},
}

Model = TypeVar("Model", bound=PreTrainedModel)

# Patches of 4 x 6 pixels in 3 rows of 5, the mean of which the head reads.
MEAN: dict[str, Any] = {"image_size": [12, 30], "patch_size": [4, 6]}
# Patches of 5 x 5 pixels in 4 rows of 3 behind a CLS and a distillation token, each with a head of its own.
TWO: dict[str, Any] = {"image_size": [20, 15], "patch_size": 5}

_BOTH = {"logits_cls": "cls_classifier", "logits_dist": "distillation_classifier"}

LENT = {
    "IJepaForImageClassification": BlocksAdapter(
        transformers_parts("ijepa", {}, "mean_all", {"logits": "classifier"}),
    ),
    "DeiTForImageClassificationWithTeacher": BlocksAdapter(
        transformers_parts("deit", {"cls": "cls_token", "dist": "distillation_token"}, "two_heads", _BOTH),
    ),
}


@contextmanager
def registered() -> Iterator[None]:
    """While open, elvit reads these models."""
    adapters: Any = ADAPTERS
    adapters.update(LENT)
    try:
        yield
    finally:
        for architecture in LENT:
            del adapters[architecture]


def mean_model(seed: int = 0) -> IJepaForImageClassification:
    """No token but its 3 x 5 patches; the head reads their mean."""
    torch.manual_seed(seed)
    return _stirred(IJepaForImageClassification(IJepaConfig(**SIZES, **MEAN)))


def two_headed_model(seed: int = 1) -> DeiTForImageClassificationWithTeacher:
    """A CLS and a distillation token before 4 x 3 patches; the logits of two heads are averaged."""
    torch.manual_seed(seed)
    return _stirred(DeiTForImageClassificationWithTeacher(DeiTConfig(**SIZES, **TWO)))


def write_models(folder: Path) -> tuple[Path, Path]:
    """Both as save_pretrained writes them."""
    made = []
    models: dict[str, Any] = {"mean-readout": mean_model(), "two-heads": two_headed_model()}
    for name, model in models.items():
        height, width = model.config.image_size
        with quiet_transformers():
            model.save_pretrained(folder / name)
            ViTImageProcessorPil(size={"height": height, "width": width}).save_pretrained(folder / name)
        made.append(folder / name)
    return made[0], made[1]


def _stirred(model: Model) -> Model:
    """In evaluation mode, with every parameter moved: none is zero or one, so that none can be left out unseen."""
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(0.2 * torch.randn_like(parameter))
    model.train(False)
    return model

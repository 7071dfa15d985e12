"""The models that engines are compared on: the default one, and three of the sizes of the ViT paper, random weights."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from transformers import ViTConfig, ViTForImageClassification, ViTImageProcessorPil

CONTENT = Path(__file__).resolve().parents[2] / "content" / "models"


@dataclass(frozen=True)
class Subject:
    """One model.

    Args:
        name: of its folder.
        title: in tables.
        rounds: how often it is run; less than two minutes for all engines together.
        sizes: what differs from ViT-B/16, by the names of transformers' ViTConfig; for random weights.
        source: a folder of `save_pretrained`, where the weights are not random.
    """

    name: str
    title: str
    rounds: int
    sizes: dict[str, int] = field(default_factory=dict)
    source: Path | None = None

    def load(self) -> tuple[ViTForImageClassification, ViTImageProcessorPil]:
        """The model in float32 and its image processor; the same weights every time."""
        if self.source is not None:
            model = ViTForImageClassification.from_pretrained(
                self.source, dtype=torch.float32, attn_implementation="eager"
            )
            return model.eval(), ViTImageProcessorPil.from_pretrained(self.source)
        torch.manual_seed(0)
        # "eager" attention is exported as two products and a softmax, without a guard against rows masked whole.
        settings: dict[str, Any] = {"num_labels": 1000, **self.sizes, "attn_implementation": "eager"}
        model = ViTForImageClassification(ViTConfig(**settings))
        edge: int = settings.get("image_size", 224)
        return model.eval(), ViTImageProcessorPil(size={"height": edge, "width": edge})


def sized(name: str, title: str, rounds: int, width: int, **sizes: int) -> Subject:
    """A ViT of heads 64 wide and an MLP four times as wide as the tokens."""
    widths = {"hidden_size": width, "num_attention_heads": width // 64, "intermediate_size": 4 * width}
    return Subject(name, title, rounds, widths | sizes)


SUBJECTS = (
    Subject("tiny", "default, 32×32/4", 60, source=CONTENT / "vit-tiny-cifar10"),
    sized("vit-ti16", "ViT-Ti/16", 30, 192),
    sized("vit-s16", "ViT-S/16", 20, 384),
    sized("vit-b16", "ViT-B/16", 10, 768),
)

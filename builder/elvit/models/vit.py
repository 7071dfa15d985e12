"""Vision Transformer (Dosovitskiy et al. 2021, arXiv 2010.11929) as transformers has it: its component map."""

from __future__ import annotations

from elvit.models.blocks import BlocksAdapter
from elvit.models.parts import transformers_parts

# ViTForImageClassification.
VIT = BlocksAdapter(transformers_parts("vit", {"cls": "cls_token"}, "token", {"logits": "classifier"}))

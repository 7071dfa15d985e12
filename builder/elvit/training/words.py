"""What the drawing on a model's card says; the card itself is card.md.j2."""

from __future__ import annotations

LOSS = "mean training loss"
TOP1 = "top-1, %, on part of the test set"
EPOCH = "epoch"

"""Scenes that no model was trained with: where their seeds begin, and how finely their masks are drawn."""

FIRST_SEED = 1_000_000
"""Far from the seeds of any scenes drawn to train with."""

MASK_DETAIL = 4
"""Pixels of a mask for one of the picture, along each side."""

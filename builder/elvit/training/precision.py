"""In which numbers a step is computed: bfloat16 where the machine multiplies it faster, float32 elsewhere."""

from __future__ import annotations

from contextlib import AbstractContextManager

import torch


def fast_dtype(device: torch.device) -> torch.dtype:
    """bfloat16 on GPUs and on CPUs with tiles for it (AMX), else float32.

    CPUs that only have dot products of bfloat16 (AVX-512 BF16) multiply it at about half the rate of float32:
    83 against 155 GFLOP/s on one core of such a Xeon.
    """
    tiles = torch.cpu._is_amx_tile_supported() if device.type == "cpu" else True
    return torch.bfloat16 if tiles else torch.float32


def fast_precision(device: torch.device, cache: bool = False) -> AbstractContextManager[None]:
    """Autocast to `fast_dtype`; without its cache of converted weights where threads share them."""
    dtype = fast_dtype(device)
    enabled = dtype is torch.bfloat16
    return torch.autocast(device.type, torch.bfloat16, enabled=enabled, cache_enabled=cache)


def in_words(device: torch.device) -> str:
    """The name of what `fast_precision` computes in."""
    return str(fast_dtype(device)).removeprefix("torch.")

"""The programs that computed a result."""

from __future__ import annotations

import platform

import numpy
import torch
import transformers

from elvit import __version__


def versions() -> dict[str, str]:
    """Their versions, by name."""
    return {
        "elvit": __version__,
        "torch": torch.__version__,
        "transformers": transformers.__version__,
        "numpy": numpy.__version__,
        "python": platform.python_version(),
    }

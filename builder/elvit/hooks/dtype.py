"""How weights are stored."""

from __future__ import annotations

from typing import Literal

Dtype = Literal["float32", "float16"]

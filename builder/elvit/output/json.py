"""JSON as the page reads it."""

from __future__ import annotations

import json
from typing import Any


def compact(value: Any) -> str:
    """JSON without blanks, keys as they came."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)

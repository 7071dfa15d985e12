"""Sizes as people read them."""

from __future__ import annotations


def format_bytes(count: int) -> str:
    """Bytes in the largest decimal unit that leaves at least 1, such as "9.3 MB"."""
    size, unit = float(count), "B"
    for larger in ("kB", "MB", "GB"):
        if size < 1000:
            break
        size, unit = size / 1000, larger
    return f"{count} B" if unit == "B" else f"{size:.1f} {unit}"

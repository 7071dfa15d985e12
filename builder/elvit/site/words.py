"""What a site says of itself to those who look for it."""

from __future__ import annotations

from collections.abc import Sequence


def description(models: Sequence[str]) -> str:
    """What the page is, as search engines and previews of links show it."""
    return f"Every tensor of a Vision Transformer's forward pass, live in the browser: {', '.join(models)}."

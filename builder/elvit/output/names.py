"""Names for files and addresses."""

from __future__ import annotations

import re
import unicodedata

LONGEST_SLUG = 60


def slug(text: str, otherwise: str) -> str:
    """Lower-case ASCII letters, digits and single hyphens, at most 60; `otherwise` where nothing is left."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST_SLUG].strip("-")
    return words or otherwise

"""Names for files and addresses."""

from __future__ import annotations

import re
import unicodedata

LONGEST_SLUG = 60
RESERVED = frozenset(["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))])
"""Names that Windows gives to devices, whatever ending follows them."""

# Letters of Latin scripts that are no letter with a mark.
_LATIN = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ł": "l", "þ": "th", "ð": "d", "ı": "i", "ħ": "h"})


def slug(text: str, otherwise: str) -> str:
    """Lower-case ASCII letters, digits and single hyphens, at most 60, in a name that every system and host takes.

    Letters of other scripts are written as Punycode behind the rest, as in the names of hosts: they need no escape in
    an address, and different names stay different.

    Args:
        text: in any script.
        otherwise: a word that stands where the text has no Latin letter, and behind a name that Windows reserves.
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LATIN))
    words = re.sub(r"[^a-z0-9]+", "-", re.sub(r"[^\x00-\x7f]+", "", decomposed))[:LONGEST_SLUG].strip("-")
    foreign = "".join(letter for letter in decomposed if ord(letter) > 127 and letter.isalnum())
    if foreign:
        coded = unicodedata.normalize("NFC", foreign)[:16].encode("punycode").decode().lower()
        tail = re.sub(r"[^a-z0-9]+", "-", coded).strip("-")
        words = f"{words[: LONGEST_SLUG - len(tail) - 1].strip('-') or otherwise}-{tail}"[:LONGEST_SLUG].strip("-")
    return f"{words}-{otherwise}" if words in RESERVED else words or otherwise

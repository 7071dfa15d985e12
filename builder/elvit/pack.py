"""The one writer of binary data for the browser: bytes become script files with a checksum each.

A classic script is the one thing that a page can load everywhere: over http, from a sub-path, in an
iframe and from a double-clicked file. Each calls `elvitChunk(file, text)`: bytes as base64, or text as it is, which
a server's gzip makes a third smaller than its base64.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator
from itertools import chain, repeat
from pathlib import Path
from typing import Any

from elvit.tfjs.write import cut

# Multiples of three, so that base64 needs no padding in between. Reading a script blocks the page: about 10 ms
# for a small one. A large model would make too many of them, so only the first of a pack are small.
SMALL, LARGE = 3 * 64 * 1024, 3 * 1024 * 1024
SMALL_ONES = 32

Pack = dict[str, Any]


class Packer:
    """Writes packs below one folder of the site.

    Args:
        site: the page's folder.
        folder: where the chunks go, relative to it.
    """

    def __init__(self, site: Path, folder: str = "data") -> None:
        self.site = site
        self.folder = folder
        (site / folder).mkdir(parents=True, exist_ok=True)

    def add(self, name: str, parts: Iterable[bytes]) -> Pack:
        """Writes bytes as chunks named after `name` and their content; returns what the manifest says of them."""
        pieces = enumerate(cut(parts, _sizes()))
        return _pack([self._chunk(f"{name}-{number}", piece, base64.b64encode(piece)) for number, piece in pieces])

    def add_text(self, name: str, text: str) -> Pack:
        """Writes a text as `add` does bytes; its bytes are UTF-8."""
        pieces = (text[start : start + SMALL] for start in range(0, len(text), SMALL))
        chunks = [self._chunk(f"{name}-{i}", piece.encode(), _quoted(piece)) for i, piece in enumerate(pieces)]
        return _pack([{**chunk, "text": True} for chunk in chunks])

    def _chunk(self, name: str, piece: bytes, written: bytes) -> dict[str, Any]:
        file = f"{self.folder}/{name}.{digest(piece)}.js"
        (self.site / file).write_bytes(b'elvitChunk("%b","%b");\n' % (file.encode(), written))
        return {"file": file, "bytes": len(piece), "crc32": zlib.crc32(piece)}


def _pack(chunks: list[dict[str, Any]]) -> Pack:
    return {"chunks": chunks, "bytes": sum(chunk["bytes"] for chunk in chunks)}


def _quoted(text: str) -> bytes:
    """What stands between the quotes of a JavaScript string."""
    return json.dumps(text, ensure_ascii=False)[1:-1].encode()


def _sizes() -> Iterator[int]:
    return chain(repeat(SMALL, SMALL_ONES), repeat(LARGE))


def digest(data: bytes) -> str:
    """Ten characters that change with the content, for names that a browser may keep for good."""
    return hashlib.sha256(data).hexdigest()[:10]

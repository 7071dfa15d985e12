"""The one writer of data for the browser: bytes become stylesheets, texts scripts, with a checksum each.

Both can be loaded everywhere: over http, from a sub-path, in an iframe and from a double-clicked file. A stylesheet
holds bytes as base64 in custom properties, from which the page reads them; once it is taken out again nothing is left,
while a browser keeps the source of every script that has run, and a large model in it, as long as the page.
A text stands in a script as it is, which a server's gzip makes a third smaller than its base64, and calls
`elvitChunk(file, text)`.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, repeat
from pathlib import Path
from typing import Any

# Only the first of a pack are small: a large model would make too many of them.
SMALL, LARGE = 3 * 64 * 1024, 3 * 1024 * 1024
SMALL_ONES = 32
# Base64 in one custom property; browsers drop longer ones, Chromium at two million characters.
PROPERTY = 1024 * 1024
SHEET = re.compile(r':host\{(?:--\d+:"[A-Za-z0-9+/=]*";)*\}\n')
SCRIPT = re.compile(r"elvitChunk\((.*)\);\n", re.DOTALL)

Pack = dict[str, Any]
Chunk = dict[str, Any]


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
        return _pack([self._chunk(f"{name}-{number}", piece, "css", _sheet) for number, piece in pieces])

    def add_text(self, name: str, text: str) -> Pack:
        """Writes a text as `add` does bytes; its bytes are UTF-8."""
        pieces = (text[start : start + SMALL].encode() for start in range(0, len(text), SMALL))
        return _pack([self._chunk(f"{name}-{number}", piece, "js", _script) for number, piece in enumerate(pieces)])

    def _chunk(self, name: str, piece: bytes, kind: str, written: Callable[[str, bytes], str]) -> Chunk:
        file = f"{self.folder}/{name}.{digest(piece)}.{kind}"
        (self.site / file).write_text(written(file, piece), encoding="utf-8", newline="\n")
        return {"file": file, "bytes": len(piece), "crc32": zlib.crc32(piece)}


class DamagedChunk(ValueError):
    """What is wrong with a chunk's file."""


def read_chunk(site: Path, file: str) -> bytes:
    """What a chunk holds, read as the page reads it.

    Raises:
        DamagedChunk: it is none, or another one than its name says.
    """
    try:
        text = (site / file).read_text(encoding="utf-8")
        if file.endswith(".css"):
            held = "".join(re.findall(r'"(.*?)"', SHEET.fullmatch(text)[0]))  # type: ignore[index]
            return base64.b64decode(held, validate=True)
        said, held = json.loads(f"[{SCRIPT.fullmatch(text)[1]}]")  # type: ignore[index]
    except (ValueError, TypeError) as error:  # also what UTF-8, JSON and base64 raise, and no match
        raise DamagedChunk("damaged, not a chunk") from error
    if said != file:
        raise DamagedChunk(f"says that it is {said}")
    return str(held).encode()


def _sheet(_: str, piece: bytes) -> str:
    text = base64.b64encode(piece).decode()
    starts = enumerate(range(0, len(text), PROPERTY))
    properties = (f'--{number}:"{text[start : start + PROPERTY]}";' for number, start in starts)
    return f":host{{{''.join(properties)}}}\n"


def _script(file: str, piece: bytes) -> str:
    return f"elvitChunk({json.dumps(file)},{json.dumps(piece.decode(), ensure_ascii=False)});\n"


def _pack(chunks: list[Chunk]) -> Pack:
    return {"chunks": chunks, "bytes": sum(chunk["bytes"] for chunk in chunks)}


def _sizes() -> Iterator[int]:
    return chain(repeat(SMALL, SMALL_ONES), repeat(LARGE))


def cut(parts: Iterable[bytes], sizes: Iterable[int]) -> Iterator[bytes]:
    """The same bytes in pieces of the sizes given, the last one shorter; holds one piece at a time.

    Args:
        parts: the bytes.
        sizes: as many as there are pieces, or more.
    """
    piece, wanted = bytearray(), iter(sizes)
    size = next(wanted)
    for part in parts:
        view = memoryview(part)
        while len(piece) + len(view) >= size:
            taken = size - len(piece)
            yield bytes(piece) + view[:taken]
            piece, view, size = bytearray(), view[taken:], next(wanted)
        piece += view
    if piece:
        yield bytes(piece)


def digest(data: bytes) -> str:
    """Ten characters that change with the content, for names that a browser may keep for good."""
    return hashlib.sha256(data).hexdigest()[:10]

"""Are all files of a built site there, and whole? Reads the folder as the page would, without a browser."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from elvit.errors import ElvitError
from elvit.output.pack import DamagedChunk, read_chunk

MANIFEST = re.compile(r"^\s*globalThis\.elvitManifest\s*=\s*(.*?);?\s*$", re.DOTALL)


def read_manifest(site: Path) -> dict[str, Any]:
    """The manifest that the site's index.html loads.

    Raises:
        ElvitError: the folder is no site that elvit built, or its manifest cannot be read.
    """
    index = site / "index.html"
    if not index.is_file():
        raise ElvitError(f"{site} is not a site: it has no index.html.", "Run `elvit build` first.")
    names = [name for name in find_references(index) if re.fullmatch(r"manifest\.\w+\.js", name)]
    if not names or not (site / names[0]).is_file():
        raise ElvitError(f"{index} has no manifest.", "Run `elvit build` again.")
    match = MANIFEST.match((site / names[0]).read_text(encoding="utf-8"))
    try:
        manifest: dict[str, Any] = json.loads(match[1] if match else "")
    except ValueError as error:
        raise ElvitError(f"{site / names[0]} is damaged.", "Run `elvit build` again.") from error
    return manifest


def find_damage(site: Path, manifest: dict[str, Any]) -> Iterator[str]:
    """One sentence for each file that is missing or not what the manifest says."""
    for chunk in list_chunks(manifest):
        yield from _check_chunk(site, chunk)
    names = [name for image in manifest["images"] for name in (image["file"], image["thumbnail"])]
    for name in (*names, *manifest.get("code", ())):
        if not (site / name).is_file():
            yield f"{name}: missing"
    for page in sorted(site.rglob("*.html")):
        yield from _check_references(site, page)


def list_chunks(value: object) -> Iterator[dict[str, Any]]:
    """Every chunk that the manifest names, wherever in it."""
    if isinstance(value, dict):
        if {"file", "bytes", "crc32"} <= value.keys():
            yield value
        else:
            for inner in value.values():
                yield from list_chunks(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from list_chunks(inner)


def find_references(page: Path) -> list[str]:
    """What a page loads or links to, as paths relative to it; other hosts and places in the page left out."""
    reader = _References()
    reader.feed(page.read_text(encoding="utf-8"))
    parts = [urlsplit(reference) for reference in reader.found]
    return [unquote(part.path) for part in parts if not part.scheme and not part.netloc and part.path]


def _check_chunk(site: Path, chunk: dict[str, Any]) -> Iterator[str]:
    name = chunk["file"]
    if not (site / name).is_file():
        yield f"{name}: missing"
        return
    try:
        data = read_chunk(site, name)
    except DamagedChunk as error:
        yield f"{name}: {error}"
        return
    if len(data) != chunk["bytes"]:
        yield f"{name}: {len(data)} bytes instead of {chunk['bytes']}"
    elif zlib.crc32(data) != chunk["crc32"]:
        yield f"{name}: bad checksum"


def _check_references(site: Path, page: Path) -> Iterator[str]:
    for reference in find_references(page):
        target = page.parent / reference
        if reference.startswith("/"):
            yield f"{page.relative_to(site)}: {reference} works only at the root of a server"
        elif not target.exists():
            yield f"{page.relative_to(site)}: {reference} is missing"


class _References(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in ("src", "href") and value]

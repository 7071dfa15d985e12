"""The pictures of the site: what a visitor sees, and what each model sees."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PIL import Image

from elvit.images import Picture
from elvit.pack import digest

SHOWN_EDGE = 1024
THUMBNAIL_EDGE = 128


def write_pictures(pictures: Iterable[Picture], site: Path) -> list[dict[str, Any]]:
    """Writes each picture and its thumbnail into images/; returns their manifest entries, in order."""
    (site / "images").mkdir(exist_ok=True)
    return [_entry(picture, site) for picture in pictures]


def _entry(picture: Picture, site: Path) -> dict[str, Any]:
    shown = picture.display(SHOWN_EDGE)
    small = shown.copy()
    small.thumbnail((THUMBNAIL_EDGE, THUMBNAIL_EDGE), Image.Resampling.LANCZOS)
    return {
        "id": picture.id,
        "title": picture.title,
        "classes": list(picture.classes),
        "credit": picture.credit,
        "licence": picture.licence,
        "hard": picture.hard,
        "file": _write(shown, picture.id, site),
        "thumbnail": _write(small, f"{picture.id}-small", site),
        "width": shown.width,
        "height": shown.height,
    }


def _write(image: Image.Image, name: str, site: Path) -> str:
    """Writes WebP, without loss where the picture is small; the name changes with the content."""
    buffer = io.BytesIO()
    image.save(buffer, "WEBP", quality=90, method=4, lossless=max(image.size) <= THUMBNAIL_EDGE // 2)
    file = f"images/{name}.{digest(buffer.getvalue())}.webp"
    (site / file).write_bytes(buffer.getvalue())
    return file

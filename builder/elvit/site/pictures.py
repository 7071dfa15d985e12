"""The pictures of the site: what a visitor sees, and what each model sees."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps

from elvit.output.pack import digest
from elvit.pictures.gallery import Picture

THUMBNAIL_EDGE = 96  # pixels; shown at 33 to 48, so sharp on a screen of double density
_FINE = 512  # pixels of the longest edge up to which a picture is written with more care


def write_pictures(pictures: Iterable[Picture], site: Path) -> list[dict[str, Any]]:
    """Writes each picture and its thumbnail into images/; returns their manifest entries, in order."""
    (site / "images").mkdir(exist_ok=True)
    return [_entry(picture, site) for picture in pictures]


def _entry(picture: Picture, site: Path) -> dict[str, Any]:
    shown = picture.display()
    return {
        "id": picture.id,
        "title": picture.title,
        "classes": list(picture.classes),
        "credit": picture.credit,
        "licence": picture.licence,
        "hard": picture.hard,
        "why": picture.why,
        "file": _write(shown, picture.id, site, quality=90 if max(shown.size) <= _FINE else 85),
        "thumbnail": _write(thumbnail(shown), f"{picture.id}-small", site, quality=75),
        "width": shown.width,
        "height": shown.height,
    }


def thumbnail(shown: Image.Image) -> Image.Image:
    """The middle square, never larger than it was."""
    edge = min(THUMBNAIL_EDGE, *shown.size)
    return ImageOps.fit(shown, (edge, edge), Image.Resampling.LANCZOS)


def _write(image: Image.Image, name: str, site: Path, quality: int) -> str:
    """Writes WebP, without loss where the picture is small; the name changes with the content."""
    buffer = io.BytesIO()
    image.save(buffer, "WEBP", quality=quality, method=6, lossless=max(image.size) <= THUMBNAIL_EDGE // 2)
    file = f"images/{name}.{digest(buffer.getvalue())}.webp"
    (site / file).write_bytes(buffer.getvalue())
    return file

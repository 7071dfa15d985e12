"""The pixels of a picture file: upright, RGB, sRGB, in bounded memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from elvit.errors import ElvitError
from elvit.pictures.colour import to_rgb
from elvit.pictures.heif import HEIF

LARGEST = 100_000_000
_FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "BMP", "TIFF", *(["HEIF"] if HEIF else []))
_BYTES = 1_000_000_000  # that decoding may take; below, what a pixel takes at its peak (benchmarks/picture_memory.py)
_PLAIN, _HEAVY, _DEEP, _SEEN_THROUGH = (
    9.5,
    {"JPEG": 10.2, "WEBP": 16.5, "AVIF": 10.5, "HEIF": 10.5},
    12.5,
    {"WEBP": 25.0},
)
_OTHER_SEEN_THROUGH = 20.0


def inspect(path: Path, shown: str, warn: Callable[[str], None]) -> tuple[int, int]:
    """Decodes a picture once and lets it go.

    Args:
        path: of the file.
        shown: what a message calls it.
        warn: told where a moving or many-paged picture shows its first frame only.

    Returns:
        width and height in pixels as `decode` gives it.

    Raises:
        ElvitError: not a picture, damaged, or too large.
    """
    with _opened(path, shown) as image:
        if _frames(image) > 1:
            warn(f"{shown} has {_frames(image)} frames; only the first is shown.")
        return _upright_rgb(image, shown).size


def decode(path: Path | IO[bytes], shown: str) -> Image.Image:
    """RGB pixels, upright, without metadata.

    A JPEG above the limit is read at a half, a quarter or an eighth of its edges.

    Raises:
        ElvitError: not a picture, damaged, or too large.
    """
    with _opened(path, shown) as image:
        return _upright_rgb(image, shown)


@contextmanager
def _opened(path: Path | IO[bytes], shown: str) -> Iterator[ImageFile.ImageFile]:
    """The picture with its header read and its size checked; foreign errors become ElvitErrors."""
    limit = Image.MAX_IMAGE_PIXELS
    Image.MAX_IMAGE_PIXELS = None  # our own check names the file and its size
    try:
        with Image.open(path, formats=_FORMATS) as image:
            _bound(image, shown)
            yield image
    except ElvitError:
        raise
    except UnidentifiedImageError as error:
        hint = "Take it out of the folder, or save it as JPEG or PNG."
        raise ElvitError(f"{shown} is not a picture that elvit can read.", hint) from error
    except Exception as error:  # decoders raise errors of many kinds for damaged files
        reason = " ".join(str(error).split()) or type(error).__name__
        hint = "Copy or save it again, or take it out."
        raise ElvitError(f"{shown} is damaged: {reason}.", hint) from error
    finally:
        Image.MAX_IMAGE_PIXELS = limit


def _bound(image: ImageFile.ImageFile, shown: str) -> None:
    """Raises ElvitError above the limit, unless the file can be read smaller than it is."""
    width, height = image.size
    largest = largest_of(image)
    if width * height > largest and _shrinks(image):
        part = next((part for part in (2, 4) if width * height <= largest * part**2), 8)
        image.draft(None, (width // part, height // part))  # works once only
    if image.width * image.height > largest:
        most = f"{largest // 1_000_000} megapixels"
        kind = "" if largest == LARGEST else f" of its kind ({image.format}, {image.mode})"
        message = f"{shown} has {width} x {height} pixels; elvit reads at most {most}{kind}."
        raise ElvitError(message, "Save it smaller, or as a baseline JPEG of any size.")


def largest_of(image: Image.Image) -> int:
    """Pixels up to which a picture with only its header read is decoded in at most 1 GB of memory."""
    kind = image.format or ""
    if image.has_transparency_data:
        bytes_each = _SEEN_THROUGH.get(kind, _OTHER_SEEN_THROUGH)
    elif image.mode.startswith(("I", "F")):
        bytes_each = _DEEP
    else:
        bytes_each = _HEAVY.get(kind, _PLAIN)
    return min(LARGEST, int(_BYTES / bytes_each))


def _shrinks(image: ImageFile.ImageFile) -> bool:
    """Whether the decoder can scale while it reads: JPEG, unless progressive, which is held whole."""
    return image.format in ("JPEG", "MPO") and not image.info.get("progressive")


def _frames(image: ImageFile.ImageFile) -> int:
    """Frames or pages; the further pictures that phones put into one JPEG do not count."""
    return 1 if image.format in ("JPEG", "MPO") else getattr(image, "n_frames", 1)


def _upright_rgb(image: ImageFile.ImageFile, shown: str) -> Image.Image:
    image.load()
    ImageOps.exif_transpose(image, in_place=True)
    return to_rgb(image, shown)

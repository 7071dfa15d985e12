"""One source's pictures as pixels, with a list of everything in it that cannot be used."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, UnidentifiedImageError

from elvit.output.aside import write_aside
from elvit.pictures.classes import Listing, Source, fingerprint, list_classes, open_source

UNREADABLE = (
    OSError,
    ValueError,
    SyntaxError,  # PIL, of broken PNG files
    RuntimeError,  # zipfile, of encrypted entries
    Image.DecompressionBombError,
    zipfile.BadZipFile,
    zlib.error,
)


@dataclass(frozen=True)
class Decoded:
    """Pictures of one source.

    Attributes:
        pixels: uint8, [picture, channel, row, column].
        labels: indices into `classes`, [picture].
        classes: sorted names of the class folders.
        problems: one line for each thing that cannot be used; pixels and labels leave it out.
    """

    pixels: npt.NDArray[np.uint8]
    labels: npt.NDArray[np.int64]
    classes: tuple[str, ...]
    problems: tuple[str, ...] = ()


def load_decoded(path: Path, size: int, cache: Path) -> Decoded:
    """Pixels of a folder or zip at `size` x `size`; from the cache where its files have not changed.

    Only data without problems is cached.

    Raises:
        ElvitError: the path is neither a folder nor a zip.
    """
    kept = cache / f"pixels-{size}-{fingerprint(path)}.npz"
    if kept.exists():
        with np.load(kept) as arrays:
            classes = tuple(str(name) for name in arrays["classes"])
            return Decoded(arrays["pixels"], arrays["labels"], classes)
    with open_source(path) as source:
        decoded = _decode(source, list_classes(source), size)
    if not decoded.problems:
        arrays = {"pixels": decoded.pixels, "labels": decoded.labels, "classes": np.array(decoded.classes)}
        write_aside(kept, lambda file: np.savez(file, allow_pickle=False, **arrays))
    return decoded


def _decode(source: Source, listing: Listing, size: int) -> Decoded:
    pictures: list[npt.NDArray[np.uint8]] = []
    labels: list[int] = []
    problems = _problems_of(listing)
    for label, entries in enumerate(listing.by_class.values()):
        for entry in entries:
            try:
                pictures.append(_picture(source.read(entry), size))
                labels.append(label)
            except UNREADABLE as error:
                problems.append(f"{entry}: {_reason(error)}")
    pixels = np.stack(pictures) if pictures else np.empty((0, 3, size, size), np.uint8)
    return Decoded(pixels, np.array(labels, np.int64), tuple(listing.by_class), tuple(problems))


def _problems_of(listing: Listing) -> list[str]:
    if not listing.by_class and not listing.loose:
        return ["no pictures"]
    loose = [f"{entry}: lies in no class folder" for entry in listing.loose]
    return loose + [f"{name}/: a class with no pictures" for name, found in listing.by_class.items() if not found]


def _picture(data: bytes, size: int) -> npt.NDArray[np.uint8]:
    """Decode one picture to [channel, row, column], resized bilinearly to a square."""
    with Image.open(io.BytesIO(data)) as opened:
        image = opened.convert("RGB")
    if image.size != (size, size):
        image = image.resize((size, size), Image.Resampling.BILINEAR)
    return np.asarray(image, np.uint8).transpose(2, 0, 1)


def _reason(error: Exception) -> str:
    if isinstance(error, UnidentifiedImageError):
        return "not a picture"  # PIL's own words name an address in memory
    return str(error).splitlines()[0] if str(error) else type(error).__name__

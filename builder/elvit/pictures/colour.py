"""Any of Pillow's modes -> 8-bit RGB in sRGB, transparency laid on white."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image, ImageCms

from elvit.errors import ElvitError

_SIXTEEN_BITS = 65535
_PROFILED = {"RGB": "RGB ", "CMYK": "CMYK", "L": "GRAY"}  # mode -> colour space in an ICC profile


def to_rgb(image: Image.Image, shown: str) -> Image.Image:
    """A new RGB image without metadata.

    Colours of an embedded ICC profile are brought to sRGB, the space of a browser's canvas.

    Raises:
        ElvitError: pixels that have no agreed range (32-bit integers, floating point).
    """
    profile = image.info.get("icc_profile")
    if image.mode.startswith(("I", "F")):
        image = _eight_bits(image, shown)
    elif image.has_transparency_data:
        image = _on_white(image)
    elif image.mode == "P":
        image = image.convert("RGB")
    rgb = _in_srgb(image, profile) if profile else None
    if rgb is None:
        rgb = image.convert("RGB")
    rgb = rgb.copy() if rgb is image else rgb
    rgb.info = {}
    return rgb


def _eight_bits(image: Image.Image, shown: str) -> Image.Image:
    """16-bit greys scaled to 8 bits: 65535 becomes 255."""
    grey = np.asarray(image)  # [height, width]
    if image.mode.startswith("F") or (grey.size and not 0 <= grey.min() <= grey.max() <= _SIXTEEN_BITS):
        message = f"{shown} holds {'floating-point' if image.mode.startswith('F') else '32-bit'} pixels."
        raise ElvitError(message, "Save it with 8 or 16 bits a channel.")
    scaled = (grey.astype(np.uint32) * 255 + _SIXTEEN_BITS // 2) // _SIXTEEN_BITS
    return Image.fromarray(scaled.astype(np.uint8))


def _on_white(image: Image.Image) -> Image.Image:
    pixels = image.convert("RGBA")
    white = Image.new("RGBA", pixels.size, "white")
    white.alpha_composite(pixels)
    return white.convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image | None:
    """The image in sRGB; None where its profile is damaged or for another kind of image."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if source.profile.xcolor_space != _PROFILED.get(image.mode):
            return None
        if "sRGB" in ImageCms.getProfileDescription(source):
            return image
        return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None

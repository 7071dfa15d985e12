"""The browser that the tests drive, and photo-like pictures to show to it."""

from __future__ import annotations

import numpy as np
from elvit.checking.browsers import find_browser
from PIL import Image

QUIET_FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find() -> str:
    """Path of the Chromium that `elvit check` would take."""
    found = find_browser()
    assert found, "No Chromium, Chrome or Edge: install one, or name it in ELVIT_BROWSER."
    return str(found)


def photo_like(width: int, height: int, seed: int) -> Image.Image:
    """Smooth light with texture and noise, RGB."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[0:height, 0:width] / max(width, height)
    light = (120 + 90 * np.sin(5 * x + seed) * np.cos(7 * y)).astype(np.float32)
    light += rng.standard_normal((height, width), np.float32) * 12
    return Image.merge("RGB", [Image.fromarray((light * tint).clip(0, 255).astype(np.uint8)) for tint in (1, 0.8, 0.6)])

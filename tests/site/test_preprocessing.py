"""What the browser makes of a photo is what the model's own image processor makes of it."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from browsing import photo_like
from elvit.models.source import LoadedModel
from PIL import Image
from playwright.sync_api import Browser
from serving import Visit, served, visit
from transformers import ViTImageProcessorPil

LEVELS = 2  # of 255

SEE = """async (url) => {
  const bytes = Uint8Array.from(atob(url), (c) => c.charCodeAt(0));
  const { input } = await window.elvit.run(new Blob([bytes]));
  return [input.width, input.height, Array.from(input.rgb)];
}"""


@pytest.fixture(scope="module")
def page(default_site: Path, chromium: Browser) -> Iterator[Visit]:
    with served(default_site) as address, visit(chromium, address) as seen:
        yield seen
        assert not seen.problems


def seen_by_the_browser(page: Visit, photo: bytes) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    width, height, rgb = page.page.evaluate(SEE, base64.b64encode(photo).decode())
    return np.array(rgb).reshape(height, width, 3)


def encoded(image: Image.Image, kind: str) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, quality=92)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("width", "height"),
    [(1, 1), (3, 700), (333, 251), (31, 33), (1999, 1), (4032, 3024), (12_000, 9_000)],
    ids=lambda size: str(size),
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photo_of_any_size(kind: str, width: int, height: int, page: Visit, default_model: LoadedModel) -> None:
    if (kind, width) == ("PNG", 12_000):
        width, height = 9_000, 100  # a large PNG would take longer to write than to test
    # The noise of a large photo would, too: it is the size that matters, and grain of eight pixels will do.
    grain = 8 if width * height > 10_000_000 else 1
    photo = encoded(photo_like(width // grain, height // grain, width + height).resize((width, height)), kind)
    processor = ViTImageProcessorPil(
        size=default_model.preprocess.resize,
        resample=Image.Resampling[default_model.preprocess.resample.upper()],
        do_rescale=False,
        do_normalize=False,
    )
    wanted = np.asarray(processor(Image.open(io.BytesIO(photo)).convert("RGB"))["pixel_values"][0])
    found = seen_by_the_browser(page, photo).transpose(2, 0, 1)
    assert found.shape == wanted.shape
    assert np.abs(found - wanted.astype(int)).max() <= LEVELS

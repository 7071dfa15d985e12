"""Accuracy of a model in the browser, on the wasm backend, beside that in PyTorch on the same test pictures.

Usage: python -m benchmarks.accuracy SITE MODEL TEST [PICTURES A CLASS]
"""

from __future__ import annotations

import base64
import io
import sys
import tempfile
from pathlib import Path

import torch
from elvit.check.browsers import open_browser
from elvit.models.quiet import quiet_transformers
from elvit.preview.server import open_server
from elvit.training.data import PictureSet, load_test
from elvit.training.measure import probabilities_of
from elvit.training.start import load_start
from PIL import Image
from playwright.sync_api import Page
from rich.console import Console
from torch import Tensor

PARCEL = 50  # pictures sent to the page at a time

RUN = """async (pictures) => {
  await elvit.ready;
  const rows = [];
  for (const picture of pictures) {
    const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
    const result = await elvit.run(new Blob([bytes], { type: "image/png" }));
    if (result.backend !== "wasm") throw new Error(`backend ${result.backend}`);
    rows.push([...result.probabilities]);
  }
  return rows;
}"""


def first_of_each(test: PictureSet, count: int) -> PictureSet:
    """The first pictures of every class."""
    places = torch.cat([torch.nonzero(test.labels == label)[:count, 0] for label in range(len(test.classes))])
    return PictureSet(test.pixels[places], test.labels[places], test.classes)


def run_in_page(page: Page, pixels: Tensor) -> Tensor:
    """Probabilities, [picture, class], of uint8 pixels, [picture, channel, row, column]."""
    rows: list[list[float]] = []
    for parcel in torch.split(pixels, PARCEL):
        rows += page.evaluate(RUN, [_png(picture) for picture in parcel])
    return torch.tensor(rows)


def main(site: Path, model: Path, tested: Path, count: int = 100) -> None:
    """Measure and print."""
    with quiet_transformers(), tempfile.TemporaryDirectory() as cache:
        start = load_start(model)
        test = first_of_each(load_test(tested, start.size, Path(cache), start.classes), count)
        expected = probabilities_of(model, test.pixels)
    with open_browser() as browser, open_server(site) as server:
        page = browser.new_page()
        page.goto(server.url)
        found = run_in_page(page, test.pixels)
    console = Console(highlight=False)
    for name, probabilities in (("PyTorch", expected), ("browser, wasm", found)):
        right = (probabilities.argmax(1) == test.labels).float().mean().item()
        console.print(f"{name}: top-1 {right:.2%} of {len(test)} pictures (the first {count} of each class)")
    console.print(f"largest difference of a probability: {(expected - found).abs().max().item():.1e}")


def _png(picture: Tensor) -> str:
    file = io.BytesIO()
    Image.fromarray(picture.permute(1, 2, 0).numpy()).save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), *map(int, sys.argv[4:5]))

"""One pass through every view in a browser, and one run held against PyTorch: what `make quick` looks at."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from elvit.models.source import LoadedModel
from independent import hooks_of
from playwright.sync_api import Browser, expect
from serving import part, served, settle, visit

VIEWS = ("overview", "background", "detail", "tensors", "interpretation", "interaction")
TOLERANCE = 1e-4


def test_every_view_opens_and_every_number_is_pytorchs(
    small_site: Path, default_model: LoadedModel, chromium: Browser
) -> None:
    pixels = np.random.default_rng(7).uniform(-1, 1, (1, 3, 32, 32)).astype(np.float32)
    with served(small_site) as address, visit(chromium, address) as seen:
        for view in VIEWS:
            seen.page.evaluate("view => window.elvit.go({ view })", view)
            expect(part(seen.page, "main")).to_have_attribute("data-view", view)
            expect(part(seen.page, "main").locator("h1").first).to_be_visible()
            settle(seen.page)
            assert not seen.problems, view
        seen.run(pixels[0])
        for name, tensor in hooks_of(default_model.model, torch.from_numpy(pixels)).items():
            far = np.abs(seen.tensor(name) - tensor.reshape(-1)).max() / max(1.0, np.abs(tensor).max())
            assert far == pytest.approx(0, abs=TOLERANCE), name

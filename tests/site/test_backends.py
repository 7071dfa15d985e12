"""The graphics card, in software: every hook on WebGL and WebGPU is PyTorch's; the page says what it computes on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from browsing import QUIET_FLAGS, SOFTWARE_GRAPHICS, find, photo_like
from elvit.models.processor import normalise, prepare
from elvit.models.source import LoadedModel
from independent import hooks_of
from playwright.sync_api import Browser, Playwright, expect
from serving import looking_at, part, served, state_of, visit

WAIT = 120_000
TOLERANCE = 1e-4


@pytest.fixture(scope="module")
def graphics(playwright: Playwright) -> Iterator[Browser]:
    """A Chromium that offers WebGL and WebGPU."""
    browser = playwright.chromium.launch(executable_path=find(), args=[*QUIET_FLAGS, *SOFTWARE_GRAPHICS])
    yield browser
    browser.close()


@pytest.mark.parametrize("backend", ["webgl", "webgpu"])
def test_every_hook_is_within_a_ten_thousandth(
    backend: str, default_site: Path, default_model: LoadedModel, graphics: Browser
) -> None:
    pixels = normalise(prepare(photo_like(301, 217, 4), default_model.preprocess), default_model.preprocess)
    expected = hooks_of(default_model.model, torch.from_numpy(pixels))
    with served(default_site) as address, visit(graphics, f"{address}#view=background&backend={backend}") as seen:
        expect(part(seen.page, "status-text")).to_contain_text(f"{backend}, ", timeout=WAIT)
        seen.run(pixels[0])
        errors = {}
        for name, tensor in expected.items():
            difference = np.abs(seen.tensor(name) - tensor.reshape(-1)).max()
            errors[name] = difference / max(1.0, np.abs(tensor).max())
        assert max(errors.values()) <= TOLERANCE, max(errors, key=lambda name: errors[name])
        assert np.abs(seen.tensor("logits") - expected["logits"]).max() <= TOLERANCE
        assert not [url for url in seen.requests if "/wasm-" in url]
        assert not seen.problems


def test_the_menu_changes_the_backend_and_the_address(address: str, graphics: Browser) -> None:
    with looking_at(graphics, f"{address}#view=background") as seen:
        status = part(seen.page, "status-text")
        expect(status).to_contain_text("wasm, ", timeout=WAIT)
        menu = seen.page.get_by_role("combobox", name="What the model computes on")
        expect(menu).to_have_value("auto")
        menu.select_option("webgl")
        expect(status).to_contain_text("webgl, ", timeout=WAIT)
        assert state_of(seen.page)["backend"] == "webgl"
        menu.select_option("auto")
        expect(status).to_contain_text("wasm, ", timeout=WAIT)
        assert "backend" not in state_of(seen.page)
        assert not seen.problems


def test_what_the_browser_cannot_do_is_said_and_wasm_computes(address: str, chromium: Browser) -> None:
    with looking_at(chromium, f"{address}#view=background&backend=webgpu") as seen:
        note = seen.page.get_by_role("status").filter(has_text="WebGPU failed, so wasm computes")
        expect(note).to_be_visible(timeout=WAIT)
        expect(part(seen.page, "prediction")).to_contain_text("live, wasm")
        assert not [url for url in seen.requests if "webgpu-" in url]
        assert set(seen.problems) <= {"No available adapters."}  # Chromium's own complaint

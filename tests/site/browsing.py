"""The browser and the Node.js that the tests drive, and photo-like pictures to show to them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from elvit.check.browsers import find_browser
from hatch_build import find_node
from PIL import Image

FIREFOX = Path(__file__).with_name("firefox.mjs")
SITE_TEMPLATE = Path(__file__).parents[2] / "site_template"

QUIET_FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# WebGL and WebGPU without a graphics card.
SOFTWARE_GRAPHICS = [
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--enable-unsafe-webgpu",
    "--use-webgpu-adapter=swiftshader",
]


def find() -> str:
    """Path of the Chromium that `elvit check` would take."""
    found = find_browser()
    assert found, "No Chromium, Chrome or Edge: install one, or name it in ELVIT_BROWSER."
    return str(found)


def run_node(script: Path, *arguments: str) -> str:
    """What a script prints that Node.js runs in site_template, where its packages are."""
    environment = {**os.environ, "PATH": os.pathsep.join([str(find_node().folder), os.environ.get("PATH", "")])}
    command = ["node", str(script), *arguments]
    done = subprocess.run(command, cwd=SITE_TEMPLATE, env=environment, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stderr
    return done.stdout


def in_firefox(address: str, function: str) -> dict[str, Any]:
    """What a function of JavaScript gives in Debian's Firefox, driven over WebDriver BiDi, and what went wrong."""
    browser = shutil.which("firefox-esr") or shutil.which("firefox")
    if browser is None and "CI" not in os.environ:
        pytest.skip("Firefox is not installed")
    assert browser, "Firefox is missing: apt-get install firefox-esr"
    result: dict[str, Any] = json.loads(run_node(FIREFOX, browser, address, function))
    return result


def photo_like(width: int, height: int, seed: int) -> Image.Image:
    """Smooth light with texture and noise, RGB."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[0:height, 0:width] / max(width, height)
    light = (120 + 90 * np.sin(5 * x + seed) * np.cos(7 * y)).astype(np.float32)
    light += rng.standard_normal((height, width), np.float32) * 12
    return Image.merge("RGB", [Image.fromarray((light * tint).clip(0, 255).astype(np.uint8)) for tint in (1, 0.8, 0.6)])

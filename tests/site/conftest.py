"""Sites built once a session, and the browsers that look at them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
from browsing import QUIET_FLAGS, find, photo_like
from elvit.build import build
from elvit.config import load_config
from elvit.models.source import LoadedModel, load_model
from elvit.progress import Quiet
from playwright.sync_api import Browser, Playwright, sync_playwright
from serving import served
from transformers import ViTConfig, ViTForImageClassification, ViTImageProcessorPil

DEFAULT_MODEL = Path(__file__).parents[2] / "content" / "models" / "vit-tiny-cifar10"


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=find(), args=QUIET_FLAGS)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two photo-like pictures: smooth light, texture, noise."""
    folder = tmp_path_factory.mktemp("photos")
    for number, (width, height) in enumerate([(333, 251), (40, 97)]):
        photo_like(width, height, number).save(folder / f"photo-{number}.png")
    return folder


@pytest.fixture(scope="session")
def default_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site that `elvit build` writes without any option."""
    return _built(tmp_path_factory.mktemp("default") / "dist", {})


@pytest.fixture(scope="session")
def default_model() -> LoadedModel:
    return load_model(str(DEFAULT_MODEL))


@pytest.fixture(scope="session")
def large_model_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of ViT-B/16's size with random weights, as save_pretrained writes it."""
    folder = tmp_path_factory.mktemp("large") / "vit-base-random"
    torch.manual_seed(0)
    model = ViTForImageClassification(ViTConfig(id2label={i: f"class {i}" for i in range(1000)}))
    with torch.no_grad():
        for parameter in model.parameters():
            spread = 0.05 * torch.randn_like(parameter) if parameter.ndim == 1 else parameter.clone()
            parameter.add_(spread)
    model.save_pretrained(folder)
    ViTImageProcessorPil().save_pretrained(folder)
    return folder


@pytest.fixture(scope="session")
def large_model(large_model_folder: Path) -> LoadedModel:
    return load_model(str(large_model_folder))


@pytest.fixture(scope="session")
def large_site(tmp_path_factory: pytest.TempPathFactory, large_model_folder: Path, photos: Path) -> Path:
    settings = {"models": (str(large_model_folder),), "images": photos}
    return _built(tmp_path_factory.mktemp("large-site") / "dist", settings)


def _built(out: Path, settings: dict[str, object]) -> Path:
    build(load_config(None, {"out": out, **settings}), Quiet())
    return out


@pytest.fixture(scope="module")
def address(default_site: Path) -> Iterator[str]:
    """The default site over http."""
    with served(default_site) as found:
        yield found

"""Sites built once a session, and the browsers that look at them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import torch
from browsing import QUIET_FLAGS, find, photo_like
from elvit.config import load_config
from elvit.models.source import LoadedModel, load_model
from elvit.running.progress import Quiet
from elvit.site.build import build
from filelock import FileLock
from habitless import registered, write_models
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


Once = Callable[[str, Callable[[Path], object]], Path]


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Once:
    """Makes a folder by its name the first time it is asked for, by whichever process; nobody may change it."""
    own = tmp_path_factory.getbasetemp()
    root = own if worker_id == "master" else own.parent

    def make(name: str, write: Callable[[Path], object]) -> Path:
        folder = root / "shared" / name
        folder.parent.mkdir(exist_ok=True)
        with FileLock(f"{folder}.lock"):
            done = folder.with_name(f"{name}.done")
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)
                write(folder)
                done.touch()
        return folder

    return make


@pytest.fixture(scope="session")
def photos(once: Once) -> Path:
    """Two photo-like pictures: smooth light, texture, noise."""

    def write(folder: Path) -> None:
        folder.mkdir()
        for number, (width, height) in enumerate([(333, 251), (40, 97)]):
            photo_like(width, height, number).save(folder / f"photo-{number}.png")

    return once("photos", write)


@pytest.fixture(scope="session")
def default_site(once: Once) -> Path:
    """The site that `elvit build` writes without any option."""
    return once("default-site", lambda folder: _build(folder, {}))


@pytest.fixture(scope="session")
def small_site(once: Once, photos: Path) -> Path:
    """The default model with two pictures."""
    return once("small-site", lambda folder: _build(folder, {"images": photos}))


@pytest.fixture(scope="session")
def default_model() -> LoadedModel:
    return load_model(str(DEFAULT_MODEL))


@pytest.fixture(scope="session")
def large_model_folder(once: Once) -> Path:
    """A folder of ViT-B/16's size with random weights, as save_pretrained writes it."""
    return once("vit-base-random", lambda folder: _random_model(folder, 12))


@pytest.fixture(scope="session")
def large_model(large_model_folder: Path) -> LoadedModel:
    return load_model(str(large_model_folder))


@pytest.fixture(scope="session")
def large_site(once: Once, large_model_folder: Path, photos: Path) -> Path:
    return _site_of(once, "large-site", large_model_folder, photos)


@pytest.fixture(scope="session")
def wide_model_folder(once: Once) -> Path:
    """As wide as ViT-B/16 and with as many patches, but with four blocks: what depends on these alone is soon there."""
    return once("vit-wide-random", lambda folder: _random_model(folder, 4))


@pytest.fixture(scope="session")
def wide_model(wide_model_folder: Path) -> LoadedModel:
    return load_model(str(wide_model_folder))


@pytest.fixture(scope="session")
def wide_site(once: Once, wide_model_folder: Path, photos: Path) -> Path:
    return _site_of(once, "wide-site", wide_model_folder, photos)


@pytest.fixture(scope="session")
def habitless_site(once: Once, photos: Path) -> Path:
    """Two models without the habits of a plain ViT; see `habitless`."""

    def write(folder: Path) -> None:
        models = write_models(folder.with_name("habitless-models"))
        with registered():
            _build(folder, {"models": tuple(map(str, models)), "images": photos})

    return once("habitless-site", write)


def _random_model(folder: Path, layers: int) -> None:
    torch.manual_seed(0)
    names = {i: f"class {i}" for i in range(1000)}
    model = ViTForImageClassification(ViTConfig(id2label=names, num_hidden_layers=layers))
    with torch.no_grad():
        for parameter in model.parameters():
            spread = 0.05 * torch.randn_like(parameter) if parameter.ndim == 1 else parameter.clone()
            parameter.add_(spread)
    model.save_pretrained(folder)
    ViTImageProcessorPil().save_pretrained(folder)


def _site_of(once: Once, name: str, model: Path, photos: Path) -> Path:
    return once(name, lambda folder: _build(folder, {"models": (str(model),), "images": photos}))


def _build(out: Path, settings: dict[str, object]) -> None:
    build(load_config(None, {"out": out, **settings}), Quiet())


@pytest.fixture(scope="session")
def address(default_site: Path) -> Iterator[str]:
    """The default site over http."""
    with served(default_site) as found:
        yield found

"""What many tests share: the checkout, a progress that shows nothing, a hub and a model folder to put there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from elvit.running.progress import Quiet
from factories import model_folder
from hub_server import Hub, hub_in


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The folder of the checkout."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture
def quiet() -> Quiet:
    """A progress that shows nothing and remembers everything."""
    return Quiet()


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    """An empty hub with an empty cache."""
    with hub_in(tmp_path, monkeypatch) as hub:
        yield hub


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sound model folder."""
    return model_folder(tmp_path / "on-hub")

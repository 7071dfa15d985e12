"""What many tests share: the checkout, a progress that shows nothing, a hub and a model folder to put there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from elvit.running.progress import Quiet
from factories import model_folder
from hub_server import Hub, hub_in

# The files that take longest, longest first: processes that take files in turn then end at about the same time.
LONGEST = (
    "test_accessibility", "test_tensors", "test_shell", "test_page", "test_interaction", "test_interpretation",
    "test_interpretation_panels", "test_inspector", "test_backends", "test_habitless", "test_loading",
    "test_page_failures", "test_detail_sums", "test_detail", "test_hosts", "test_training_command",
    "test_analyze_resume", "test_interact", "test_detail_adds", "test_detail_norms", "test_background", "test_overview",
    "test_content_site", "test_interact_page", "test_build_failures", "test_convert", "test_check_site", "test_weights",
    "test_memory", "test_start", "test_pass", "test_check", "test_analyze_page", "test_default_model", "test_training",
    "test_analyze", "test_findings",
)  # fmt: skip


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts the longest files first."""
    place = {name: number for number, name in enumerate(LONGEST)}
    items.sort(key=lambda item: place.get(item.path.stem, len(LONGEST)))


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

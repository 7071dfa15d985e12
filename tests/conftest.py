"""What many tests share: the checkout, a progress that shows nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from elvit.progress import Quiet


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The folder of the checkout."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture
def quiet() -> Quiet:
    """A progress that shows nothing and remembers everything."""
    return Quiet()

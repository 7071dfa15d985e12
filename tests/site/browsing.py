"""The browser that the tests drive."""

from __future__ import annotations

from elvit.checking.browsers import find_browser

QUIET_FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find() -> str:
    """Path of the Chromium that `elvit check` would take."""
    found = find_browser()
    assert found, "No Chromium, Chrome or Edge: install one, or name it in ELVIT_BROWSER."
    return str(found)

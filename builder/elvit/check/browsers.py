"""Finds a browser on this computer and opens it without a window, cut off from every other host."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserType, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from elvit.errors import ElvitError

VARIABLE = "ELVIT_BROWSER"
NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)
PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
FLAGS = (
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


def find_browser(named: Path | None = None) -> Path | None:
    """The browser named, else that of $ELVIT_BROWSER, else the first Chromium, Chrome or Edge there is.

    Raises:
        ElvitError: the one that was named is not there.
    """
    wanted = named or (Path(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else None)
    if wanted is not None:
        found = shutil.which(wanted)
        if found is None:
            raise ElvitError(f"There is no browser {wanted}.", f"Name another with --browser or {VARIABLE}.")
        return Path(found)
    candidates = (*(shutil.which(name) for name in NAMES), *PLACES)
    return next((Path(path) for path in candidates if path and Path(path).is_file()), None)


@contextmanager
def open_browser(named: Path | None = None) -> Iterator[Browser]:
    """A browser without a window, for as long as the context lasts.

    Raises:
        ElvitError: there is none, or it does not start.
    """
    path = find_browser(named)
    with sync_playwright() as playwright:
        browser = _launch(playwright.chromium, path)
        try:
            yield browser
        finally:
            browser.close()


def _launch(chromium: BrowserType, path: Path | None) -> Browser:
    if path is None and not Path(chromium.executable_path).is_file():
        raise ElvitError(
            "No browser was found.",
            f"Install Chromium, Chrome or Edge, or name one with --browser or {VARIABLE}.",
        )
    try:
        return chromium.launch(executable_path=path, args=list(FLAGS))
    except PlaywrightError as error:
        reason = str(error).splitlines()[0]
        raise ElvitError(f"The browser {path or chromium.executable_path} does not start: {reason}") from error

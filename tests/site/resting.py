"""Pages that one test after the other takes: one that is there opens a site in half the time of a new one."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Page, ViewportSize

READY_MS = 120_000
DEFAULT_SIZE: ViewportSize = {"width": 1280, "height": 720}
MOST = 4  # a page at rest takes about 50 MB

CLEAR = "() => { try { localStorage.clear(); sessionStorage.clear() } catch { /* a frame or file without any */ } }"

# Of which browser, and how it was opened.
Kind = tuple[Browser, str]


@dataclass
class Resting:
    """The pages of this process that no test has at present, the last one left last."""

    pages: list[tuple[Kind, Page]] = field(default_factory=list)

    def take(self, browser: Browser, options: dict[str, Any]) -> Page:
        """A page of a context with these options, an empty one."""
        kind = _kind(browser, options)
        for i in reversed(range(len(self.pages))):
            if self.pages[i][0] == kind:
                page = self.pages.pop(i)[1]
                page.bring_to_front()
                return page
        return new_page(browser, options)

    def leave(self, browser: Browser, options: dict[str, Any], page: Page) -> None:
        """Takes away what a test has left but the cache and the history, and keeps the page."""
        context = page.context
        for other in context.pages:
            if other != page:
                other.close()
        page.evaluate(CLEAR)
        page.goto("about:blank")
        page.mouse.move(0, 0)
        page.set_viewport_size(options.get("viewport", DEFAULT_SIZE))
        context.clear_permissions()
        context.grant_permissions(options.get("permissions", []))
        self.pages.append((_kind(browser, options), page))
        self._thin_out()

    def _thin_out(self) -> None:
        self.pages = [(kind, page) for kind, page in self.pages if kind[0].is_connected()]
        for _, page in self.pages[:-MOST]:
            page.context.close()
        self.pages = self.pages[-MOST:]


def new_page(browser: Browser, options: dict[str, Any]) -> Page:
    """A page of a context of its own."""
    context = browser.new_context(**options)
    context.set_default_timeout(READY_MS)
    return context.new_page()


def _kind(browser: Browser, options: dict[str, Any]) -> Kind:
    return browser, json.dumps(options, sort_keys=True)

"""No violation that axe-core finds: names, roles, contrast, headings, in both themes and on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from browsing import SITE_TEMPLATE
from playwright.sync_api import Browser, Page, expect
from serving import looking_at, settle

AXE = SITE_TEMPLATE / "node_modules" / "axe-core" / "axe.min.js"
HOOKS = ("hook_pos_embed", "blocks.1.ln1.hook_scale", "blocks.2.attn.hook_pattern", "blocks.3.mlp.hook_post", "logits")
# Each view, also with something opened in it.
LINKS = (
    "view=overview", "view=overview&open=2", "view=overview&start=5", "view=background",
    "view=background&concept=softmax",
    "view=background&concept=softmax&links=all&path=logit-lens", "view=tensors",
    "view=detail&hook=hook_embed", "view=detail&hook=blocks.2.attn.hook_attn_scores&at=9",
    "view=detail&hook=blocks.1.ln2.hook_normalized", "view=detail&hook=blocks.3.mlp.hook_post",
    "view=detail&hook=probabilities",
    "view=interpretation", "view=interpretation&image=cat&method=rollout&block=2&refs=20-22&token=20",
    "view=interaction", "view=interaction&image=cat&figure=tendency&restrict=adaptive&drop=least&boxes=5.27.1.5.2.6",
)  # fmt: skip
# What is worked out anew is paler for a moment.
STALE = '[data-part="panel-cut"]:not([data-fresh="true"][data-waiting="0"])'
FIND = """async () => (await axe.run()).violations.map(({ id, help, nodes }) =>
  `${id}: ${help}: ${nodes.map((node) => node.target.join(" ")).slice(0, 3).join("; ")}`)"""


@contextmanager
def opened(browser: Browser, address: str, width: int, scheme: Any) -> Iterator[Page]:
    """The page with its first answer, axe at hand."""
    size = {"width": width, "height": 900}
    with looking_at(browser, address, viewport=size, color_scheme=scheme, reduced_motion="reduce") as seen:
        expect(seen.page.locator('[data-part="prediction"]')).to_contain_text("live", timeout=60_000)
        seen.page.evaluate(AXE.read_text("utf-8"))
        yield seen.page


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
class TestAxeFindsNothing:
    def test_on_any_view(self, width: int, scheme: Any, address: str, chromium: Browser) -> None:
        found = {}
        with opened(chromium, address, width, scheme) as page:
            for link in LINKS:
                page.evaluate("hash => { location.hash = hash }", link)
                view = link.split("&")[0].removeprefix("view=")
                expect(page.locator('[data-part="main"]')).to_have_attribute("data-view", view)
                expect(page.locator(STALE)).to_have_count(0, timeout=60_000)
                settle(page)
                found[link] = page.evaluate(FIND)
        assert not any(found.values()), found

    def test_on_any_tensor(self, width: int, scheme: Any, address: str, chromium: Browser) -> None:
        with opened(chromium, f"{address}#view=tensors", width, scheme) as page:
            for hook in HOOKS:
                page.evaluate("hook => window.elvit.go({ hook })", hook)
                expect(page.locator('[data-part="hook-name"]')).to_have_text(hook)
                settle(page)
                assert page.evaluate(FIND) == [], hook

    def test_on_what_opens_over_the_page(self, width: int, scheme: Any, address: str, chromium: Browser) -> None:
        with opened(chromium, f"{address}#view=tensors", width, scheme) as page:
            for opener in ("own", "help"):
                page.locator(f'[data-part="{opener}"]').click()
                assert page.evaluate(FIND) == [], opener
                page.keyboard.press("Escape")
            page.keyboard.press("/")
            page.keyboard.type("attention")
            expect(page.get_by_role("option").first).to_be_visible()
            assert page.evaluate(FIND) == [], "search"
            page.locator('[data-part="export"]').click()
            expect(page.locator('[data-part="export-panel"]')).to_be_visible()
            assert page.evaluate(FIND) == [], "export"

    def test_in_the_inspector(self, width: int, scheme: Any, address: str, chromium: Browser) -> None:
        with opened(chromium, f"{address}#view=tensors", width, scheme) as page:
            for name in ("blocks.2.mlp.W_in", "blocks.2.attn.hook_pattern", "nothing.of.the.kind"):
                page.evaluate("inspect => window.elvit.go({ inspect, spot: '' })", name)
                settle(page)
                sorting = page.locator('[data-part="sort-rows"]')
                if sorting.is_visible():
                    sorting.click()
                assert page.evaluate(FIND) == [], name

"""No violation that axe-core finds: names, roles, contrast, headings, in both themes and on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import SITE_TEMPLATE
from playwright.sync_api import Browser, expect
from serving import served

AXE = SITE_TEMPLATE / "node_modules" / "axe-core" / "axe.min.js"
HOOKS = ("hook_pos_embed", "blocks.1.ln1.hook_scale", "blocks.2.attn.hook_pattern", "blocks.3.mlp.hook_post", "logits")
# Each view, also with something opened; the last one is where the tensors are looked at.
LINKS = (
    "view=overview", "view=overview&open=2", "view=background", "view=background&concept=softmax",
    "view=background&concept=softmax&links=all&path=logit-lens", "view=tensors",
)  # fmt: skip
FIND = """async () => (await axe.run()).violations.map(({ id, help, nodes }) =>
  `${id}: ${help}: ${nodes.map((node) => node.target.join(" ")).slice(0, 3).join("; ")}`)"""


@pytest.fixture(scope="module")
def address(default_site: Path) -> Iterator[str]:
    with served(default_site) as found:
        yield found


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(width: int, scheme: Any, address: str, chromium: Browser) -> None:
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    context.add_init_script(path=AXE)
    page = context.new_page()
    page.goto(address)
    expect(page.locator('[data-part="prediction"]')).to_contain_text("live", timeout=60_000)
    for link in LINKS:
        page.evaluate("hash => { location.hash = hash }", link)
        expect(page.locator('[data-part="main"]')).to_have_attribute("data-view", link.split("&")[0].split("=")[1])
        page.wait_for_timeout(1000)
        assert page.evaluate(FIND) == [], link
    for hook in HOOKS:
        page.evaluate("hook => window.elvit.go({ hook })", hook)
        expect(page.locator('[data-part="hook-name"]')).to_have_text(hook)
        page.wait_for_timeout(300)
        assert page.evaluate(FIND) == [], hook
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
    context.close()

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
    for hook in HOOKS:
        page.evaluate("hook => window.elvit.go({ hook })", hook)
        expect(page.locator('[data-part="hook-name"]')).to_have_text(hook)
        page.wait_for_timeout(300)
        assert page.evaluate(FIND) == [], hook
    page.locator('[data-part="own"]').click()
    assert page.evaluate(FIND) == [], "own picture"
    context.close()

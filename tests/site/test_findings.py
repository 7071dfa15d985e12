"""The pages of findings and experiments: reached from the concepts, fit for every screen, readable in both themes."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from browsing import SITE_TEMPLATE
from playwright.sync_api import Browser, expect
from serving import looking_at, manifest_of

AXE = SITE_TEMPLATE / "node_modules" / "axe-core" / "axe.min.js"
VIOLATIONS = "async () => (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0].target.join()}`)"


FINDINGS, EXPERIMENTS = ("Findings", "findings.html"), ("Experiments", "interaction.html")
SCREENS = [(FINDINGS, width, scheme) for width in (1440, 1024, 390) for scheme in ("light", "dark")]


@pytest.mark.parametrize(
    ("link", "width", "scheme"), [*SCREENS, (EXPERIMENTS, 1440, "dark"), (EXPERIMENTS, 390, "light")]
)
def test_it_is_whole_on_every_screen(
    link: tuple[str, str], width: int, scheme: Any, address: str, chromium: Browser
) -> None:
    sizes = {"width": width, "height": 900}
    link_from = f"{address}concepts/softmax.html"
    with looking_at(chromium, link_from, fresh=True, viewport=sizes, color_scheme=scheme) as seen:
        page = seen.page
        page.context.add_init_script(path=AXE)
        page.get_by_role("link", name=link[0]).click()
        expect(page).to_have_url(f"{address}{link[1]}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        plots = page.locator(".wide-plot, svg.narrow-plot")
        assert [plots.nth(0).is_visible(), plots.nth(1).is_visible()] == [width > 700, width <= 700]
        for plot in page.locator("svg.plot:visible").all():
            box = plot.bounding_box()
            assert box is not None
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width
        assert page.evaluate(VIOLATIONS) == []
        assert seen.problems == []


@pytest.mark.parametrize(("file", "curves"), [("findings.html", 5), ("interaction.html", 4)])
def test_titles_of_curves_do_not_overlap(file: str, curves: int, address: str, chromium: Browser) -> None:
    with looking_at(chromium, f"{address}{file}", viewport={"width": 1440, "height": 900}) as seen:
        seen.page.wait_for_function("document.fonts.status === 'loaded'")
        boxes = [title.bounding_box() for title in seen.page.locator(".wide-plot").first.locator(".curve-title").all()]
        edges = sorted((box["y"], box["y"] + box["height"]) for box in boxes if box)
        assert len(edges) == curves
        assert all(below[0] >= above[1] - 1 for above, below in pairwise(edges))
        svg = seen.page.locator(".wide-plot").first.bounding_box()
        assert svg is not None
        assert all(box["x"] + box["width"] <= svg["x"] + svg["width"] for box in boxes if box)


def test_it_needs_no_script(address: str, chromium: Browser) -> None:
    with looking_at(chromium, f"{address}findings.html", fresh=True, java_script_enabled=False) as seen:
        expect(seen.page.locator("h1")).to_have_text("Which map finds the object?")
        expect(seen.page.locator(".wide-plot").first).to_be_visible()


def test_the_manifest_names_it(default_site: Any) -> None:
    assert manifest_of(default_site)["models"][0]["findings"] == "findings.html"
    assert (default_site / "findings.html").is_file()
    assert manifest_of(default_site)["models"][0]["interaction"]["page"] == "interaction.html"
    assert (default_site / "interaction.html").is_file()

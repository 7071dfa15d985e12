"""Holds a built site against PyTorch: its files, and every model on every picture in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser
from playwright.sync_api import Error as PlaywrightError
from rich.table import Column, Table

from elvit.check.browsers import open_browser
from elvit.check.files import find_damage, read_manifest
from elvit.check.page import SitePage, first_line
from elvit.check.reference import Deviation, References, compare, find_gaps, read_references, worst_by_hook
from elvit.preview.server import open_server
from elvit.running.progress import Progress


@dataclass
class Outcome:
    """What the check found.

    Args:
        deviations: by model id, of every hook on every picture.
        problems: one sentence each; none when the site is right.
    """

    deviations: dict[str, list[Deviation]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def tables(self) -> Iterator[Table]:
        """For each model the worst error of each hook."""
        for model, deviations in self.deviations.items():
            yield _table(model, worst_by_hook(deviations))

    def summary(self) -> str:
        """How much was compared, and the worst of it."""
        deviations = [deviation for found in self.deviations.values() for deviation in found]
        worst = max((deviation.measure for deviation in deviations), default=0.0)
        return f"{len(deviations)} tensors compared with PyTorch, worst error {worst:.1e}"


def check_site(site: Path, browser: Path | None, progress: Progress) -> Outcome:
    """Check the files of a site, then run it.

    Args:
        site: the folder that `elvit build` wrote.
        browser: the browser to use; None finds one.
        progress: where to report.

    Raises:
        ElvitError: the folder is no site, or there is no browser.
    """
    manifest = read_manifest(site)
    outcome = Outcome()
    with progress.stage("Files"):
        outcome.problems += find_damage(site, manifest)
    with open_server(site) as server, open_browser(browser) as opened:
        _visit_pages(opened, server.url, site, outcome)
        for model in manifest["models"]:
            references = read_references(site, model["id"])
            outcome.problems += find_gaps(model, manifest["images"], references)
            _check_model(opened, server.url, model["id"], references, outcome, progress)
    return outcome


def _visit_pages(browser: Browser, base: str, site: Path, outcome: Outcome) -> None:
    """Open every page but the first, which _check_model opens."""
    page = SitePage(browser, base)
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        if name != "index.html":
            page.visit(name)
            outcome.problems += (f"{name}: {complaint}" for complaint in page.hand_over())
    page.close()


def _check_model(
    browser: Browser, base: str, model: str, references: References, outcome: Outcome, progress: Progress
) -> None:
    page = SitePage(browser, base)
    page.visit()
    with progress.stage(f"Running {model}", len(references)) as stage:
        outcome.deviations[model] = []
        for picture in references:
            _check_picture(page, model, picture, references, outcome)
            stage.advance()
    outcome.problems += (f"{model}: {complaint}" for complaint in page.hand_over())
    page.close()


def _check_picture(page: SitePage, model: str, picture: str, references: References, outcome: Outcome) -> None:
    expected = references[picture]
    try:
        found = page.run(model, picture, expected)
    except PlaywrightError as error:
        outcome.problems.append(f"{model} on {picture}: {first_line(error)}")
        return
    for hook, sampled in expected.items():
        if "error" in found[hook]:
            outcome.problems.append(f"{model} on {picture}: {hook}: {found[hook]['error']}")
            continue
        deviation = compare(hook, picture, sampled, found[hook])
        outcome.deviations[model].append(deviation)
        if not deviation.passed:
            outcome.problems.append(f"{model} on {picture}: {hook} is off by {deviation.absolute:.1e}")


def _table(model: str, worst: dict[str, Deviation]) -> Table:
    hook = Column("hook", no_wrap=True)
    table = Table(hook, "absolute", "relative", "block", "picture", title=f"{model}: worst errors")
    for name, deviation in worst.items():
        numbers = (f"{deviation.absolute:.1e}", f"{deviation.relative:.1e}")
        block = deviation.hook.split(".")[1] if name != deviation.hook else ""
        table.add_row(name, *numbers, block, deviation.picture, style="" if deviation.passed else "red")
    return table

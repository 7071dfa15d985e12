"""Memory of a page with ViT-B/16 in it, every hook kept, over many runs; `python -m benchmarks.memory`, on Linux.

A real site: built by `elvit build` with one picture, opened in a browser, run again and again. What is counted is all
that is resident of the page's process, Chromium's own code with it; an empty page stands beside it.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
from elvit.check.browsers import open_browser
from elvit.preview.server import open_server
from elvit.resources import default_content
from playwright.sync_api import Browser, Page
from rich.console import Console

from benchmarks.engines.__main__ import WORK
from benchmarks.engines.prepare import prepare
from benchmarks.engines.subjects import SUBJECTS
from benchmarks.report.results import record
from benchmarks.report.stamp import python_versions, stamp
from benchmarks.report.tables import megabytes

SECTION = "memory"
PICTURE = "cat-and-dog.png"
TIMEOUT = 600_000
SETTLED = 2000  # ms until freed memory has gone back to the system

LIVE = "async () => { await elvit.ready; await elvit.run(elvit.manifest.images[0].id); }"
RUN = "async () => { await elvit.run(elvit.manifest.images[0].id); }"
KEPT = """async () => {
  let floats = 0;
  for (const name of elvit.hooks.table()) floats += (await elvit.tensor(name)).data.length;
  return 4 * floats;
}"""


@click.command()
@click.option("--runs", type=click.IntRange(20), default=100, show_default=True)
@click.option("--site", type=click.Path(path_type=Path, exists=True), help="Of ViT-B/16, built before.")
def main(runs: int, site: Path | None) -> None:
    """Build, measure, show, and keep for the page of results."""
    subject = next(subject for subject in SUBJECTS if subject.name == "vit-b16")
    site = site or build(prepare(subject, WORK / "models").checkpoint, WORK / "memory-site")
    with open_browser() as browser, open_server(site) as server:
        page = opened(browser)
        empty = resident(browser)["VmRSS"]
        visit(page, server.url)
        first = collected(browser, page)
        page.close()
        # Another page: one whose garbage has been collected goes on collecting more eagerly than a visitor's does.
        page = opened(browser)
        visit(page, server.url)
        found = []
        for _ in range(runs):
            page.evaluate(RUN)
            found.append(resident(browser)["VmRSS"])
        peak = resident(browser)["VmHWM"]
        ends = [first, collected(browser, page)]
        kept = page.evaluate(KEPT)
        sizes = {"empty": empty, "peak": peak, "kept": kept, "runs": found, "collected": ends}
        measured = {"title": subject.title, **sizes}
        versions = {"Chromium": browser.version, **python_versions("torch", "transformers")}
    record(SECTION, subject.name, measured, stamp(["-m", "benchmarks.memory"], versions))
    Console().print(f"{megabytes(found[0])} after the first run, {megabytes(found[-1])} after {runs}")


def opened(browser: Browser) -> Page:
    """An empty page in a process of its own."""
    page = browser.new_context().new_page()
    page.set_default_timeout(TIMEOUT)
    return page


def visit(page: Page, address: str) -> None:
    """Until the model has run once."""
    page.goto(address)
    page.evaluate(LIVE)


def build(checkpoint: Path, out: Path) -> Path:
    """A site with this model and one picture; returns its folder."""
    pictures = out.with_name(f"{out.name}-pictures")
    pictures.mkdir(parents=True, exist_ok=True)
    (pictures / PICTURE).write_bytes((default_content() / "images" / PICTURE).read_bytes())
    options = ["--model", str(checkpoint), "--images", str(pictures), "--out", str(out)]
    subprocess.run([sys.executable, "-m", "elvit", "build", *options], check=True, capture_output=True)
    return out


def collected(browser: Browser, page: Page) -> int:
    """Bytes in memory once the page's garbage is collected."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    session.detach()
    page.wait_for_timeout(SETTLED)
    return resident(browser)["VmRSS"]


def resident(browser: Browser) -> dict[str, int]:
    """Bytes in memory now (VmRSS) and at most so far (VmHWM) of the largest page's process."""
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    pages = [status(process["id"]) for process in processes if process["type"] == "renderer"]
    return max(pages, key=lambda page: page["VmRSS"])


def status(process: int) -> dict[str, int]:
    """The sizes that Linux tells of a process, in bytes."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    fields = (line.partition(":") for line in lines if line.endswith(" kB"))
    return {name: int(value.split()[0]) * 1024 for name, _, value in fields}


if __name__ == "__main__":
    main()

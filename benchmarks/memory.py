"""Memory of a page with ViT-B/16 in it, every hook kept, over many runs; `python -m benchmarks.memory`, on Linux.

A real site: built by `elvit build` with one picture, opened in a browser, run again and again. What is counted is all
that is resident of the page's process, Chromium's own code with it; an empty page stands beside it.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
from elvit.checking.browsers import open_browser
from elvit.resources import default_content
from elvit.serve import open_server
from playwright.sync_api import Browser
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

LIVE = "async () => { await elvit.ready; await elvit.run(elvit.manifest.images[0].id); }"
RUN = "async () => { await elvit.run(elvit.manifest.images[0].id); }"
KEPT = """async () => {
  let floats = 0;
  for (const name of elvit.hooks()) floats += (await elvit.tensor(name)).data.length;
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
        page = browser.new_page()
        page.set_default_timeout(TIMEOUT)
        empty = resident(browser)["VmRSS"]
        page.goto(server.url)
        page.evaluate(LIVE)
        found = []
        for _ in range(runs):
            page.evaluate(RUN)
            found.append(resident(browser)["VmRSS"])
        peak = resident(browser)["VmHWM"]
        kept = page.evaluate(KEPT)
        measured = {"title": subject.title, "empty": empty, "peak": peak, "kept": kept, "runs": found}
        versions = {"Chromium": browser.version, **python_versions("torch", "transformers")}
    record(SECTION, subject.name, measured, stamp(["-m", "benchmarks.memory"], versions))
    Console().print(f"{megabytes(found[0])} after the first run, {megabytes(found[-1])} after {runs}")


def build(checkpoint: Path, out: Path) -> Path:
    """A site with this model and one picture; returns its folder."""
    pictures = out.with_name(f"{out.name}-pictures")
    pictures.mkdir(parents=True, exist_ok=True)
    (pictures / PICTURE).write_bytes((default_content() / "images" / PICTURE).read_bytes())
    options = ["--model", str(checkpoint), "--images", str(pictures), "--out", str(out)]
    subprocess.run([sys.executable, "-m", "elvit", "build", *options], check=True, capture_output=True)
    return out


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

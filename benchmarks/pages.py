"""Opens a built site in a browser: seconds to a live model, longest block of the main thread, time a run."""

from __future__ import annotations

import statistics
import sys
from dataclasses import dataclass
from pathlib import Path

from elvit.check.browsers import open_browser
from elvit.preview.server import open_server
from playwright.sync_api import Browser
from rich.console import Console
from rich.table import Table

RUNS = 10

WATCH = """
globalThis.longTasks = [];
new PerformanceObserver((list) => longTasks.push(...list.getEntries().map((entry) => entry.duration)))
  .observe({ type: "longtask", buffered: true });
"""
LIVE = """async () => {
  await elvit.ready;
  const { manifest } = elvit;
  await elvit.run(manifest.images[0].id);
  return performance.now() / 1000;
}"""
RUN = """async (count) => {
  const times = [];
  const { images } = elvit.manifest;
  for (let i = 0; i < count; i++) times.push((await elvit.run(images[i % images.length].id)).milliseconds);
  return times;
}"""
READ = """async () => {
  for (const name of elvit.hooks.table()) await elvit.tensor(name);
}"""


@dataclass(frozen=True)
class Measured:
    """What one visit took.

    Args:
        live: seconds from the navigation to the first live result.
        run: median of the forward pass, milliseconds.
        block: the longest that the main thread was busy at a stretch, milliseconds; 0 where never above 50.
    """

    live: float
    run: float
    block: float


def measure_visit(browser: Browser, address: str) -> Measured:
    """Visits a page: loads, runs a few times, reads every tensor once."""
    context = browser.new_context()
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto(address)
    live = page.evaluate(LIVE)
    times = page.evaluate(RUN, RUNS)
    page.evaluate(READ)
    page.wait_for_timeout(500)
    block = page.evaluate("Math.max(0, ...longTasks)")
    context.close()
    return Measured(live, statistics.median(times), block)


def main(sites: list[str]) -> None:
    """Measure the sites named, over http from this computer, and print."""
    table = Table("site", "live after, s", f"run, ms (median of {RUNS})", "longest block of the main thread, ms")
    with open_browser() as browser:
        for site in sites:
            with open_server(Path(site)) as server:
                found = measure_visit(browser, server.url)
            table.add_row(site, f"{found.live:.1f}", f"{found.run:.0f}", f"{found.block:.0f}")
    Console().print(table)


if __name__ == "__main__":
    main(sys.argv[1:] or ["dist"])

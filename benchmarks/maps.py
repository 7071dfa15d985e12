"""The interpretation view of a built site: milliseconds to make all maps anew while the reference moves."""

from __future__ import annotations

import statistics
import sys
from pathlib import Path

from elvit.check.browsers import open_browser
from elvit.preview.server import open_server
from rich.console import Console
from rich.table import Table

LIVE = """async () => {
  await elvit.ready;
  elvit.go({ view: "interpretation" });
  await elvit.run(elvit.manifest.images[0].id);
  const isLive = () => document.querySelector('.interpretation[data-state="live"]');
  while (!isLive()) await new Promise((done) => setTimeout(done, 50));
}"""
# The pointer goes over the picture, a patch a frame; each move makes every map of every block anew.
MOVE = """async () => {
  const cells = [...document.querySelectorAll(".anchor .patch")];
  const times = [];
  for (let i = 0; i < 60; i++) {
    const start = performance.now();
    cells[(i * 7 + 3) % cells.length].dispatchEvent(new PointerEvent("pointerover", { bubbles: true }));
    times.push(performance.now() - start);
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  }
  return times;
}"""


def main(sites: list[str]) -> None:
    """Measure the sites named and print."""
    table = Table("site", "median, ms", "95 of 100 below, ms")
    with open_browser() as browser:
        for site in sites:
            with open_server(Path(site)) as server:
                page = browser.new_page(viewport={"width": 1440, "height": 1000})
                page.set_default_timeout(300_000)
                page.goto(server.url)
                page.evaluate(LIVE)
                times = page.evaluate(MOVE)
                page.close()
            table.add_row(site, f"{statistics.median(times):.1f}", f"{statistics.quantiles(times, n=20)[-1]:.1f}")
    Console().print(table)


if __name__ == "__main__":
    main(sys.argv[1:] or ["dist"])

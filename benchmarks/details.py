"""The detail view of a built site: milliseconds to open a step, frames a second while it plays, memory after many."""

from __future__ import annotations

import statistics
import sys
from dataclasses import dataclass
from pathlib import Path

from elvit.check.browsers import open_browser
from elvit.preview.server import open_server
from playwright.sync_api import Page
from rich.console import Console
from rich.table import Table

OPENED = 200
SECONDS = 3

LIVE = """async () => {
  await elvit.ready;
  elvit.go({ view: "detail", token: 5 });
  await elvit.run(elvit.manifest.images[0].id);
  const prepares = ["parameter", "residual", "norm_scale"];  // told on the page of what they prepare
  const { hooks } = elvit.manifest.models[0];
  const isShown = ({ op, stage }) => !prepares.includes(op) && (!stage.startsWith("blocks") || stage === "blocks.1");
  return hooks.filter(isShown).map(({ name }) => name);
}"""
# From the wish to the frame in which its figure stands.
OPEN = """async (hook) => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const title = document.querySelector('[data-part="detail-name"]');
  const start = performance.now();
  elvit.go({ hook, at: 0 });
  while (!title.textContent.includes(hook) || document.querySelector(".detail-figure.waits")) {
    await frame();
    if (performance.now() - start > 10000) return null;
  }
  await frame();
  return performance.now() - start;
}"""
PLAY = """async ([seconds]) => {
  const play = document.querySelector('[data-part="play"]');
  play.click();
  const times = [];
  const start = performance.now();
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  while (performance.now() - start < seconds * 1000) times.push(await frame());
  if (play.getAttribute("aria-label") === "Pause") play.click();
  const gaps = times.slice(1).map((time, i) => time - times[i]);
  return [1000 * gaps.length / (times.at(-1) - times[0]), Math.max(...gaps)];
}"""
# The widest matrix of a block in the inspector, once it has been fetched.
INSPECT = """async () => {
  const name = "blocks.0.mlp.W_in";
  const part = (of) => document.querySelector(`[data-part="${of}"]`);
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const open = async () => {
    const start = performance.now();
    elvit.go({ inspect: name });
    const isNamed = () => part("inspector-name")?.textContent === name;
    const isThere = () => isNamed() && part("inspector-grid").querySelector("td.here");
    while (!isThere()) await frame();
    return performance.now() - start;
  };
  await open();
  elvit.go({ inspect: "" });
  await frame();
  const milliseconds = await open();
  elvit.go({ inspect: "" });
  return milliseconds;
}"""


@dataclass(frozen=True)
class Opened:
    """One page of the view.

    Args:
        milliseconds: until its figure stood, the first time after a run.
        rate: frames a second while it played.
        longest: the longest frame, milliseconds.
    """

    milliseconds: float
    rate: float
    longest: float


def measure_pages(page: Page, hooks: list[str]) -> dict[str, Opened]:
    """Opens each hook's page once and plays it for a while."""
    found = {}
    for hook in hooks:
        opened = page.evaluate(OPEN, hook)
        rate, longest = page.evaluate(PLAY, [SECONDS])
        found[hook] = Opened(opened, rate, longest)
    return found


def heap(page: Page) -> float:
    """Megabytes of JavaScript that are in use once the garbage is collected; the worker's are not counted."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    used: float = session.send("Runtime.getHeapUsage")["usedSize"] / 1e6
    return used


def main(sites: list[str]) -> None:
    """Measure the sites named and print."""
    for site in sites:
        table = Table("step", "opened after, ms", "frames a second", "longest frame, ms", title=site)
        with open_browser() as browser, open_server(Path(site)) as server:
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.goto(server.url)
            hooks = page.evaluate(LIVE)
            found = measure_pages(page, hooks)
            before = heap(page)
            again = [page.evaluate(OPEN, hooks[i % len(hooks)]) for i in range(OPENED)]
            after = heap(page)
            matrix = page.evaluate(INSPECT)
        for hook, one in found.items():
            table.add_row(hook, f"{one.milliseconds:.0f}", f"{one.rate:.0f}", f"{one.longest:.0f}")
        Console().print(table)
        again_text = f"again, {OPENED} steps: median {statistics.median(again):.0f} ms, longest {max(again):.0f} ms"
        Console().print(f"{again_text}; script memory {before:.0f} MB before, {after:.0f} MB after")
        Console().print(f"the widest weight of a block in the inspector: {matrix:.0f} ms")


if __name__ == "__main__":
    main(sys.argv[1:] or ["dist"])

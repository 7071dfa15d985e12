"""The interaction view of a built site: a run again against a plain run, and frames while a window is dragged."""

from __future__ import annotations

import statistics
import sys
from pathlib import Path
from typing import Any

from elvit.check.browsers import open_browser
from elvit.preview.server import open_server
from rich.console import Console
from rich.table import Table

LIVE = """async () => {
  await elvit.ready;
  const until = async (there) => { while (!there()) await new Promise((done) => setTimeout(done, 50)); };
  elvit.go({ view: "interaction", token: 28, block: "1" });
  await elvit.run(elvit.manifest.images[0].id);
  await until(() => document.querySelector('.interaction[data-state="live"]'));
}"""
# Plain runs and runs with other masks in every block, by turns; milliseconds of the forward pass alone.
RERUNS = """async (times) => {
  const { n_layers, image_size, patch_size } = elvit.manifest.models[0].config;
  const side = Math.floor(image_size / patch_size);
  const windows = Array.from({ length: n_layers }, (_, block) => Array.from({ length: side * side }, (_, patch) => {
    const [row, column] = [Math.floor(patch / side), patch % side];
    const [top, left] = [Math.max(0, row - 1 - block % 2), Math.max(0, column - 2)];
    return [top, Math.min(side - 1, row + 2), left, Math.min(side - 1, column + 1)];
  }));
  const found = { plain: [], again: [] };
  for (let i = 0; i < times; i++) {
    found.plain.push((await elvit.run(elvit.manifest.images[0].id)).milliseconds);
    found.again.push((await elvit.rerun({ windows })).milliseconds);
  }
  return found;
}"""
# An edge goes to and fro with every frame; afterwards the answer has to be that of where it was let go.
DRAG = """async (frames) => {
  const grip = document.querySelector('[data-edge="right"]');
  const map = document.querySelector('[data-part="large-map"]');
  map.scrollIntoView({ block: "center" });
  const at = (share) => {
    const [box, own] = [map.getBoundingClientRect(), grip.getBoundingClientRect()];
    const [clientX, clientY] = [box.left + share * box.width, own.top + own.height / 2];
    return { bubbles: true, button: 0, pointerId: 1, clientX, clientY };
  };
  grip.setPointerCapture = () => {};
  grip.hasPointerCapture = () => true;
  const frame = () => new Promise(requestAnimationFrame);
  grip.dispatchEvent(new PointerEvent("pointerdown", at(0.8)));
  const times = [];
  for (let i = 0, before = await frame(); i < frames; i++) {
    grip.dispatchEvent(new PointerEvent("pointermove", at(0.75 + 0.24 * Math.sin(i / 2))));
    const now = await frame();
    times.push(now - before);
    before = now;
  }
  grip.dispatchEvent(new PointerEvent("pointermove", at(0.99)));
  grip.dispatchEvent(new PointerEvent("lostpointercapture", at(0.99)));
  const panel = document.querySelector('[data-part="panel-cut"]');
  while (panel.dataset.fresh !== "true") await new Promise((done) => setTimeout(done, 20));
  await new Promise((done) => setTimeout(done, 100));
  const label = panel.querySelector(".ba-row .bar-name").textContent;
  const shown = Number(panel.querySelector(".ba-row .ba-value").textContent.split("→")[1]);
  const [block, patch, ...box] = elvit.state().boxes.split(".").map(Number);
  const windows = Array.from({ length: block + 1 }, () => null);
  windows[block] = Array.from({ length: patch + 1 }, (_, i) => (i === patch ? box : null));
  const { probabilities } = await elvit.rerun({ windows });
  const known = 100 * probabilities[elvit.manifest.models[0].labels.indexOf(label)];
  return { times, isLast: Math.abs(known - shown) < 0.06 };
}"""


def main(sites: list[str]) -> None:
    """Measure the sites named and print."""
    table = Table("site", "plain, ms", "again, ms", "ratio", "frames a second", "slowest of 20, ms", "last edit shown")
    with open_browser() as browser:
        for site in sites:
            with open_server(Path(site)) as server:
                page = browser.new_page(viewport={"width": 1440, "height": 1000})
                page.set_default_timeout(600_000)
                page.goto(server.url)
                page.evaluate(LIVE)
                dragged: Any = page.evaluate(DRAG, 90)
                found: Any = page.evaluate(RERUNS, 15)
                page.close()
            plain, again = statistics.median(found["plain"]), statistics.median(found["again"])
            times: list[float] = dragged["times"]
            slow = statistics.quantiles(times, n=20)[-1]
            speed = 1000 * len(times) / sum(times)
            table.add_row(
                site, f"{plain:.1f}", f"{again:.1f}", f"{again / plain:.2f}", f"{speed:.0f}", f"{slow:.0f}",
                "yes" if dragged["isLast"] else "NO",
            )  # fmt: skip
    Console().print(table)


if __name__ == "__main__":
    main(sys.argv[1:] or ["dist"])

"""A run of a built site against its repetition with restricted attention: milliseconds, and how many a second."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from elvit.check.browsers import open_browser
from elvit.preview.server import open_server
from playwright.sync_api import Page
from rich.console import Console
from rich.table import Table

ROUNDS = 7

# All kinds take turns, so that a slow stretch of the machine meets each of them. The picture is none of the page's own,
# so that no figure asks the worker for tensors meanwhile.
MEASURE = """async (rounds) => {
  await elvit.ready;
  const { config, hooks } = elvit.manifest.models[0];
  const picture = Float32Array.from({ length: 3 * config.image_size ** 2 }, (_, i) => Math.sin(i));
  const size = hooks.find(({ name }) => name.endsWith("hook_attn_scores")).shape[1] ** 2;
  const blocks = Array.from({ length: config.n_layers }, (_, block) => block);
  const masks = (isRestricted) => blocks.map((block) => isRestricted(block) ? new Uint8Array(size).fill(1) : null);
  const kinds = {
    "run": () => elvit.run(picture),
    "every block restricted": () => elvit.rerun({ masks: masks(() => true) }),
    "two patches removed": () => elvit.rerun({ remove: [0, 1] }),
    "the middle block restricted": () => elvit.rerun({ masks: masks((block) => block === config.n_layers >> 1) }),
    "the last block restricted": () => elvit.rerun({ masks: masks((block) => block === config.n_layers - 1) }),
  };
  const found = Object.fromEntries(Object.keys(kinds).map((name) => [name, []]));
  for (let round = -1; round < rounds; round++)
    for (const [name, work] of Object.entries(kinds)) {
      const start = performance.now();
      const { milliseconds } = await work();
      if (round >= 0) found[name].push([milliseconds, performance.now() - start]);
    }
  const middle = (values) => values.sort((a, b) => a - b)[values.length >> 1];
  const medians = (times) => [0, 1].map((i) => middle(times.map((one) => one[i])));
  return Object.fromEntries(Object.entries(found).map(([name, times]) => [name, medians(times)]));
}"""


@dataclass(frozen=True)
class Repeated:
    """Medians of one kind of pass.

    Args:
        milliseconds: of the pass alone.
        answered: until the page had its answer, milliseconds.
    """

    milliseconds: float
    answered: float


def measure_reruns(page: Page) -> dict[str, Repeated]:
    """Runs and repeats, by what is done; the run comes first."""
    found = page.evaluate(MEASURE, ROUNDS)
    return {name: Repeated(*times) for name, times in found.items()}


def main(sites: list[str]) -> None:
    """Measure the sites named and print."""
    for site in sites:
        table = Table("pass", "ms", "times a run", "answered after, ms", "a second", title=site)
        with open_browser() as browser, open_server(Path(site)) as server:
            page = browser.new_page()
            page.goto(server.url)
            found = measure_reruns(page)
        plain = found["run"].milliseconds
        for name, one in found.items():
            share, rate = one.milliseconds / plain, 1000 / one.answered
            table.add_row(name, f"{one.milliseconds:.1f}", f"{share:.2f}", f"{one.answered:.1f}", f"{rate:.0f}")
        Console().print(table)


if __name__ == "__main__":
    main(sys.argv[1:] or ["dist"])

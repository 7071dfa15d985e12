"""Runs engines on one model in one page of one browser, in turn."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from elvit.check.browsers import open_browser
from elvit.preview.server import open_server
from playwright.sync_api import Page

from benchmarks.engines.prepare import Prepared
from benchmarks.engines.site import start
from benchmarks.engines.ways import Way

TIMEOUT = 600_000  # ms; a large model may take a while to load


@dataclass(frozen=True)
class Measured:
    """What came of it.

    Args:
        browser: its version.
        times: milliseconds by way and round, from the picture's way to the worker until its logits are back.
        errors: by way, the largest difference of a logit from PyTorch's.
    """

    browser: str
    times: dict[str, list[float]]
    errors: dict[str, float]

    def manifest(self) -> dict[str, Any]:
        """Times and errors as plain data."""
        return {
            "times": {name: [round(t, 3) for t in times] for name, times in self.times.items()},
            "errors": self.errors,
        }


def measure(site: Path, prepared: Prepared, ways: Sequence[Way], rounds: int) -> Measured:
    """Each way once in each round, the rounds in an order of their own, so that none always comes after the same one.

    Each engine has a worker of its own, which waits while others run; one round that does not count comes first.
    """
    turns = [[way.engine, way.keep] for way in ways]
    with open_browser() as browser, open_server(site) as server:
        page = browser.new_page()
        page.set_default_timeout(TIMEOUT)
        page.goto(server.url)
        page.evaluate("url => bench.setInput(url)", f"/models/{prepared.folder.name}/{prepared.input.name}")
        for engine in dict.fromkeys(way.engine for way in ways):
            page.evaluate("engine => bench.open(...engine)", [engine, *start(engine, prepared)])
        expected = prepared.facts["logits"]
        errors = [worst(page.evaluate("turn => bench.logits(turn)", turn), expected) for turn in turns]
        play(page, turns, rounds)
        times = [play(page, turns, number) for number in range(rounds)]
        return Measured(
            browser.version,
            {way.name: [found[place] for found in times] for place, way in enumerate(ways)},
            {way.name: error for way, error in zip(ways, errors, strict=True)},
        )


def play(page: Page, turns: Sequence[list[str]], number: int) -> list[float]:
    """One round, shuffled by its number; milliseconds in the order of `turns`."""
    order = random.Random(number).sample(range(len(turns)), len(turns))
    found: list[float] = page.evaluate("turns => bench.round(turns)", [turns[place] for place in order])
    return [found[order.index(place)] for place in range(len(turns))]


def worst(found: Sequence[float], expected: Sequence[float]) -> float:
    """Largest difference."""
    return max(abs(a - b) for a, b in zip(found, expected, strict=True))

"""How a site loads over a slow line, what a second visit costs, and what a page with a large model holds.

`python -m benchmarks.loading dist` measures a built site, and one of ViT-B/16's size that it builds.
"""

from __future__ import annotations

import json
import re
import statistics
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import click
from elvit.check.browsers import open_browser
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page
from rich.console import Console

from benchmarks.engines.__main__ import WORK
from benchmarks.engines.prepare import prepare
from benchmarks.engines.subjects import SUBJECTS
from benchmarks.hosting import Answer, Host, hosted
from benchmarks.memory import resident
from benchmarks.report.results import record
from benchmarks.report.stamp import python_versions, stamp

Json = dict[str, Any]

SECTION = "loading"
VISITS = 3
PICTURES = 20
# Lighthouse's slow 4G, on a laptop four times as slow as this machine.
LINE = {"bits_per_second": 1_600_000, "latency_ms": 150, "slowdown": 4}
OTHERS = ("background", "interpretation", "interaction", "detail", "tensors")

KINDS: dict[str, str] = {
    "page, style, script, manifest": r"^(index\.html|app\..*|manifest\..*)$",
    "other views": r"^code/",
    "fonts": r"^fonts\.",
    "pictures": r"^images/",
    "texts": r"^data/concepts-",
    "program that runs the model": r"^data/(worker|wasm)-",
    "model": r"^data/.*-(weights|graph)-\d",
    "precomputed": r"^data/",
}

# Notes when what a visitor waits for is there: the first time each is seen, in milliseconds of the page.
WATCH = """
var seen = {};
var note = (name, is) => { if (is && !(name in seen)) seen[name] = performance.now(); };
var one = (query) => document.querySelector(query);
var all = (query) => document.querySelectorAll(query).length;
var VIEWS = {
  overview: () => all('.ov-station') > 0 && all('.ov-station[data-filled="false"]') === 0,
  background: () => one('[data-view="background"] [data-part="concept-numbers"]'),
  interpretation: () => all('.interpretation:is([data-state="precomputed"], [data-state="live"]) .in-map canvas') > 0,
  interaction: () => all('.interaction:is([data-state="precomputed"], [data-state="live"]) .in-map canvas') > 0,
  detail: () => one('[data-view="detail"] [data-part="detail-name"]')?.textContent,
  tensors: () => one('[data-view="tensors"] [data-part="words"]')?.textContent,
};
var look = () => {
  const painted = performance.getEntriesByName("first-contentful-paint").length > 0;
  note("picture", painted && one(".picture-original")?.complete && one(".picture-original").naturalWidth > 0);
  note("prediction", painted && one(".bars li"));
  note("diagram", all(".ov-station") > 0);
  for (const [name, isThere] of Object.entries(VIEWS)) note(name, isThere());
  note("live", one('[data-part="prediction"]')?.dataset.source === "live");
  setTimeout(look, 10);
};
look();
var wait = async (is) => {
  while (!is()) await new Promise((done) => setTimeout(done, 10));
  return performance.now();
};
Object.assign(globalThis, { seen, note, one, VIEWS, wait });
"""
TOUR = """async (views) => {
  await wait(() => seen.overview);
  for (const view of views) {
    elvit.go({ view, concept: "self-attention" });
    await wait(VIEWS[view]);
    note(view, true);
  }
  elvit.go({ view: "overview" });
  return seen;
}"""
# Another picture while the weights come: until its small pictures stand in the overview.
CLICK = """async (picture) => {
  const status = () => one('[data-part="status-text"]').textContent;
  await wait(() => /loading [5-9] of/.test(status()));
  const before = one('.ov-station [data-part="most"]').textContent;
  const start = performance.now();
  one(`[data-picture="${picture}"]`).click();
  const image = one(".picture-original");
  await wait(() => one('.ov-station [data-part="most"]').textContent !== before && image.complete);
  return performance.now() - start;
}"""
LIVE = "async () => wait(() => seen.live)"
# Every view on a picture that the model has run on.
ROUND = """async (picture) => {
  elvit.go({ image: picture });
  await elvit.ready;
  for (const view of ["background", "interpretation", "detail", "tensors", "overview"]) {
    elvit.go({ view, concept: "self-attention" });
    await wait(VIEWS[view]);
    await wait(() => one('[data-part="prediction"]').dataset.source === "live");
    await new Promise((done) => setTimeout(done, 200));
  }
}"""


def slow_down(session: CDPSession) -> None:
    """The line and the processor of a visitor who has to wait."""
    bytes_per_second = LINE["bits_per_second"] / 8
    speed = {"downloadThroughput": bytes_per_second, "uploadThroughput": bytes_per_second}
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", {"offline": False, "latency": LINE["latency_ms"], **speed})
    session.send("Emulation.setCPUThrottlingRate", {"rate": LINE["slowdown"]})


def opened(context: BrowserContext, slow: bool) -> Page:
    """An empty page that notes what it sees."""
    page = context.new_page()
    page.set_default_timeout(600_000)
    page.add_init_script(WATCH)
    if slow:
        slow_down(context.new_cdp_session(page))
    return page


def by_kind(answers: list[Answer]) -> dict[str, int]:
    """Bytes of the bodies as they were sent."""
    found: Counter[str] = Counter()
    for answer in answers:
        found[kind_of(answer.file)] += answer.bytes
    return {kind: found[kind] for kind in [*KINDS, "other"] if kind in found}


def kind_of(file: str) -> str:
    """What a file of a site is for."""
    return next((kind for kind, pattern in KINDS.items() if re.search(pattern, file)), "other")


def cold_visit(browser: Browser, host: Host, other: str) -> Json:
    """One visit with an empty cache over the slow line: seconds from the navigation on."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = opened(context, slow=True)
    page.goto(host.url, wait_until="commit")
    page.evaluate(TOUR, OTHERS)
    click = page.evaluate(CLICK, other)
    page.evaluate(LIVE)
    seen: dict[str, float] = page.evaluate("seen")
    context.close()
    seconds = {name: round(time / 1000, 2) for name, time in seen.items()}
    views = max(seconds[name] for name in ("overview", *OTHERS))
    return {**seconds, "views": views, "another picture": round(click / 1000, 2)}


def direct_visit(browser: Browser, host: Host, view: str) -> float:
    """Seconds until a view that a link leads to can be used, with an empty cache over the slow line."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = opened(context, slow=True)
    page.goto(f"{host.url}#view={view}&concept=self-attention", wait_until="commit")
    time: float = page.evaluate("(view) => wait(VIEWS[view])", view)
    context.close()
    return round(time / 1000, 2)


def two_visits(browser: Browser, host: Host, slow: bool = False) -> list[Json]:
    """What the first and the second visit of one visitor are sent, and when the model is live."""
    context = browser.new_context()
    found = []
    for _ in range(2):
        host.answers.clear()
        page = opened(context, slow)
        page.goto(host.url, wait_until="commit")
        live: float = page.evaluate(LIVE)
        page.close()
        sent = by_kind(host.answers)
        found.append({"live": round(live / 1000, 2), "requests": len(host.answers), "bytes": sent})
    context.close()
    return found


def measure_slow(browser: Browser, site: Path) -> Json:
    """The site over the slow line, medians of some visits."""
    with hosted(site, warm=True) as host:
        other = _pictures(site)[7]
        visits = [cold_visit(browser, host, other) for _ in range(VISITS)]
        direct = {view: direct_visit(browser, host, view) for view in OTHERS}
        first, second = two_visits(browser, host)
    with hosted(site, kept_seconds=0, warm=True) as host:
        stale = two_visits(browser, host)[1]
    seconds = {name: statistics.median(visit[name] for visit in visits) for name in visits[0]}
    visited = {"first": first, "second": second, "after ten minutes": stale}
    return {"line": LINE, "visits": VISITS, "seconds": seconds, "direct": direct, **visited}


def measure_memory(browser: Browser, site: Path) -> Json:
    """A site whose model is large, without any throttling: time and bytes of a visit, and what the page holds."""
    with hosted(site, warm=True) as host:
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        page = opened(context, slow=False)
        page.goto(host.url, wait_until="commit")
        live: float = page.evaluate(LIVE)
        sent = by_kind(host.answers)
        loaded = held(browser, page)
        first, *others = _pictures(site)
        page.evaluate(ROUND, first)
        before = held(browser, page)
        for picture in others[:PICTURES]:
            page.evaluate(ROUND, picture)
        after = held(browser, page)
        context.close()
    states = {"loaded": loaded, "one picture": before, "all pictures": after}
    return {"live": round(live / 1000, 2), "bytes": sent, "more": PICTURES, **states}


def held(browser: Browser, page: Page) -> Json:
    """Bytes that the page holds: the worker's WebAssembly heap, scripts' heaps, and the process as a whole."""
    session = page.context.new_cdp_session(page)
    uncollected = session.send("Runtime.getHeapUsage")["usedSize"]
    process = resident(browser)
    session.send("HeapProfiler.collectGarbage")
    script = session.send("Runtime.getHeapUsage")["usedSize"]
    memory: Json = page.evaluate("elvit.memory()")
    heaps = {"wasm": memory["heap"], "page": script, "uncollected": uncollected}
    sizes = {"resident": process["VmRSS"], "highest": process["VmHWM"], "collected": resident(browser)["VmRSS"]}
    return {"tensors": memory["tensors"], **heaps, **sizes}


def _pictures(site: Path) -> list[str]:
    text = next(site.glob("manifest.*.js")).read_text(encoding="utf-8")
    return [image["id"] for image in json.loads(text[text.index("{") : text.rindex("}") + 1])["images"]]


@click.command()
@click.argument("site", type=click.Path(path_type=Path, exists=True), default=Path("dist"))
def main(site: Path) -> None:
    """Measure, show, and keep for the page of results."""
    subject = next(subject for subject in SUBJECTS if subject.name == "vit-b16")
    large = build(prepare(subject, WORK / "models").checkpoint, WORK / "loading-site")
    with open_browser() as browser:
        made = stamp(
            ["-m", "benchmarks.loading", str(site)], {"Chromium": browser.version, **python_versions("playwright")}
        )
        found = measure_slow(browser, site)
        record(SECTION, "default", {"title": "the default site", **found}, made)
        Console().print(found["seconds"])
        held = measure_memory(browser, large)
        record(SECTION, subject.name, {"title": subject.title, **held}, made)
        Console().print(held["all pictures"])


def build(checkpoint: Path, out: Path) -> Path:
    """A site with this model and the default pictures; returns its folder."""
    options = ["--model", str(checkpoint), "--out", str(out)]
    subprocess.run([sys.executable, "-m", "elvit", "build", *options], check=True, capture_output=True)
    return out


if __name__ == "__main__":
    main()

"""How a site loads over a slow line, what a second visit costs, and what a large model takes in the page's memory.

`python -m benchmarks.loading dist` measures a built site and one of ViT-B/16's size that it builds, prints tables and
writes docs/loading.json; `section` makes the page's part of it.
"""

from __future__ import annotations

import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from elvit.checking.browsers import open_browser
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page
from rich.console import Console
from rich.markdown import Markdown

from benchmarks.builds import RANDOM_BASE
from benchmarks.hosting import Answer, Host, hosted

Json = dict[str, Any]

OUT = Path("docs/loading.json")
VISITS = 3
PICTURES = 20
# Lighthouse's slow 4G, on a laptop four times as slow as this machine.
LINE = {"bits_per_second": 1_600_000, "latency_ms": 150, "slowdown": 4}
# Seconds that the default site may take over that line.
LIMITS = {"overview": 3.0, "views": 5.0, "live": 60.0}
HEAP_LIMIT = 1.2e9

OTHERS = ("background", "interpretation", "detail", "tensors")

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
Object.assign(globalThis, { seen, one, VIEWS, wait });
"""
TOUR = """async () => {
  await wait(() => seen.overview);
  for (const view of ["background", "interpretation", "detail", "tensors"]) {
    elvit.go({ view, concept: "self-attention" });
    await wait(VIEWS[view]);
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
    page.evaluate(TOUR)
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
    return {"seconds": seconds, "direct": direct, "first": first, "second": second, "after ten minutes": stale}


def measure_memory(browser: Browser, site: Path) -> Json:
    """A site whose model is large, without any throttling: time and bytes of a visit, and what the page holds."""
    with hosted(site) as host:
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
    return {"live": round(live / 1000, 2), "bytes": sent, **states}


def held(browser: Browser, page: Page) -> Json:
    """Bytes that the page holds: the worker's WebAssembly heap, scripts' heaps, and the process as a whole."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    script = session.send("Runtime.getHeapUsage")["usedSize"]
    worker = page.workers[0].evaluate("performance.memory?.usedJSHeapSize ?? 0")
    memory: Json = page.evaluate("elvit.memory()")
    heaps = {"wasm": memory["heap"], "page": script, "worker": worker}
    return {"tensors": memory["tensors"], **heaps, **process_of(browser)}


def process_of(browser: Browser) -> Json:
    """Resident memory of the largest renderer now and at its highest; nothing where the system does not tell."""
    found = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    told = [_status(one["id"]) for one in found if one["type"] == "renderer"]
    return max(told, key=lambda one: one.get("resident", 0), default={})


def _status(pid: int) -> Json:
    path = Path(f"/proc/{pid}/status")
    if not path.exists():
        return {}
    lines = dict(line.split(":", 1) for line in path.read_text().splitlines())
    return {name: int(lines[key].split()[0]) * 1024 for name, key in (("resident", "VmRSS"), ("highest", "VmHWM"))}


def _pictures(site: Path) -> list[str]:
    text = next(site.glob("manifest.*.js")).read_text(encoding="utf-8")
    return [image["id"] for image in json.loads(text[text.index("{") : text.rindex("}") + 1])["images"]]


def machine(browser: Browser) -> Json:
    """What it was measured on."""
    system = f"{platform.system()} {platform.machine()}"
    return {"processors": os.cpu_count(), "system": system, "chromium": browser.version}


def section(results: Json) -> str:
    """The results as a section of a page, in Markdown."""
    return "\n\n".join(["## Loading", *_loading(results), "### Memory", *_memory(results["base"])]) + "\n"


def _loading(results: Json) -> list[str]:
    default, base, line, on = (results[name] for name in ("default", "base", "line", "machine"))
    seconds, second, later = default["seconds"], default["second"], default["after ten minutes"]
    picture = max(seconds["picture"], seconds["prediction"])
    rows = [
        ("first picture and its prediction", f"{picture:.1f}", f"{LIMITS['overview']:.0f}"),
        ("overview, its small pictures painted", f"{seconds['overview']:.1f}", f"{LIMITS['overview']:.0f}"),
        ("every view visited once, without the model", f"{seconds['views']:.1f}", f"{LIMITS['views']:.0f}"),
        ("model live", f"{seconds['live']:.1f}", f"{LIMITS['live']:.0f}"),
    ]
    sent = [(kind, *(_kilobytes(one["bytes"].get(kind, 0)) for one in (default["first"], base))) for kind in KINDS]
    direct = ", ".join(f"{view} {time:.1f} s" for view, time in default["direct"].items())
    return [
        f"The default site over a line of {line['bits_per_second'] / 1e6} Mbit/s and {line['latency_ms']} ms, the"
        f" processor slowed down {line['slowdown']} times, nothing kept from before, from a server that gzips as GitHub"
        f" Pages does. Medians of {results['visits']} visits; Chromium {on['chromium']}, {on['system']},"
        f" {on['processors']} processors.",
        _table(("there after", "s", "at most"), rows),
        f"A link straight to a view can be used after: {direct}. Another picture, chosen while the weights come, is"
        f" painted after {seconds['another picture']:.1f} s.",
        _table(("sent, kB", "default model", "ViT-B/16"), sent),
        f"A second visit within ten minutes asks {second['requests']} times and is sent"
        f" {_kilobytes(sum(second['bytes'].values()))} kB. A later one asks {later['requests']} times whether what is"
        f" there is still right, and is sent {_kilobytes(sum(later['bytes'].values()))} kB. The model is live"
        f" {second['live']:.1f} s after the second begins, without throttling.",
    ]


def _memory(base: Json) -> list[str]:
    states = ("loaded", "one picture", "all pictures")
    rows = [(name, *(_megabytes(base[state].get(key, 0)) for state in states)) for name, key in HELD]
    return [
        f"ViT-B/16, every tensor of the last run alive; live {base['live']:.1f} s after the visit begins, from a server"
        " on the same machine.",
        _table(("held, MB", "once it has run", "every view, one picture", f"and {PICTURES} more"), rows),
    ]


HELD = (
    ("WebAssembly heap of the worker", "wasm"),
    ("script memory of the worker", "worker"),
    ("script memory of the page", "page"),
    ("process, resident", "resident"),
    ("process, at its highest so far", "highest"),
)


def _kilobytes(size: int) -> str:
    return f"{size / 1000:,.0f}"


def _megabytes(size: float) -> str:
    return f"{size / 1e6:,.0f}"


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, ("---", *["---:"] * (len(head) - 1)), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main(site: Path, large: Path | None = None) -> None:
    """Measure, print, and write the results; the large site is built where none is named."""
    with tempfile.TemporaryDirectory() as scratch:
        base = large or build_base(Path(scratch))
        with open_browser() as browser:
            results: Json = {
                "machine": machine(browser),
                "line": LINE,
                "visits": VISITS,
                "default": measure_slow(browser, site),
                "base": measure_memory(browser, base),
            }
    OUT.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    Console().print(Markdown(section(results)))


def build_base(folder: Path) -> Path:
    """A site of ViT-B/16's size with random weights and the default pictures."""
    subprocess.run([sys.executable, "-c", RANDOM_BASE, str(folder / "vit-base")], check=True)
    options = ["--model", str(folder / "vit-base"), "--out", str(folder / "dist")]
    subprocess.run([sys.executable, "-m", "elvit", "build", *options], check=True, stdout=subprocess.DEVNULL)
    return folder / "dist"


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:] or ["dist"]))

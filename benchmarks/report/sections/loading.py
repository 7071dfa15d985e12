"""How long a visitor waits, what they are sent, and what the page holds in the end."""

from __future__ import annotations

from pathlib import Path

from benchmarks.report.results import Json
from benchmarks.report.tables import kilobytes, megabytes, table, verdict

LIMITS = (
    ("first picture and its prediction", "picture", 3.0),
    ("overview, its small pictures painted", "overview", 3.0),
    ("every other view visited once, the model not there yet", "views", 5.0),
    ("model live", "live", 60.0),
)
HEAP = 1.2e9
HELD = (
    ("WebAssembly heap of the worker", "wasm"),
    ("script memory of the page", "page"),
    ("the same before the browser collects garbage", "uncollected"),
    ("process, resident", "resident"),
    ("process, once garbage is collected", "collected"),
    ("process, at its highest so far", "highest"),
)
STATES = ("loaded", "one picture", "all pictures")


def write(entries: Json, folder: Path) -> str:
    """The section; it has no plot."""
    parts = [slow(entries["default"])] if "default" in entries else []
    parts.append(sent(entries))
    parts += [held(entry) for name, entry in entries.items() if name != "default"]
    return "\n\n".join(parts)


def slow(entry: Json) -> str:
    """The default site over the slow line, and a second visit."""
    line, seconds, second, later = (entry[name] for name in ("line", "seconds", "second", "after ten minutes"))
    reached = "\n".join(f"- {name}: {verdict(seconds[key], most, ' s', digits=1)}." for name, key, most in LIMITS)
    direct = ", ".join(f"{view} {time:.1f} s" for view, time in entry["direct"].items())
    speed = f"{line['bits_per_second'] / 1e6} Mbit/s and {line['latency_ms']} ms"
    return f"""The default site over a line of {speed}, the processor slowed down {line["slowdown"]} times by
Chromium, nothing kept from before, from a server that gzips as GitHub Pages does. Seconds from the navigation on,
medians of {entry["visits"]} visits; each visit goes through all views as soon as it can.

{reached}

A link that leads straight to a view can be used after: {direct}. Another picture, chosen while the weights come, is
painted after {seconds["another picture"]:.1f} s.

A second visit within ten minutes makes {second["requests"]} requests and is sent {kilobytes(total(second))}; a later
one makes {later["requests"]}, whether what it has is still right, and is sent {kilobytes(total(later))}. Without
throttling the second visit is live after {second["live"]:.1f} s."""


def total(visit: Json) -> int:
    """Bytes of a visit."""
    return sum(visit["bytes"].values())


def sent(entries: Json) -> str:
    """Bytes by kind of file, as they are sent until the model is live."""
    bytes_of = {
        entry["title"]: entry["first"]["bytes"] if "first" in entry else entry["bytes"] for entry in entries.values()
    }
    kinds = list(dict.fromkeys(kind for found in bytes_of.values() for kind in found))
    rows = [[kind, *(kilobytes(found.get(kind, 0)) for found in bytes_of.values())] for kind in kinds]
    return table(["sent until live", *bytes_of], rows)


def held(entry: Json) -> str:
    """What the page of a large model holds."""
    rows = [[name, *(megabytes(entry[state][key]) for state in STATES)] for name, key in HELD]
    head = ["held", "once it has run", "every view but Interaction, one picture", f"and {entry['more']} more"]
    heap = max(entry[state]["wasm"] + entry[state]["uncollected"] for state in STATES)
    return f"""{entry["title"]}, every tensor of the last run alive; live after {entry["live"]:.1f} s, unthrottled.

{table(head, rows)}

- heap of the worker and of the page, garbage included: {verdict(heap / 1e6, HEAP / 1e6, " MB", digits=0)}."""

"""Seconds and memory of `elvit convert`."""

from __future__ import annotations

from pathlib import Path

from benchmarks.report.numbers import spread
from benchmarks.report.results import Json
from benchmarks.report.tables import megabytes, table, verdict

ORDER = ("tiny", "vit-ti16", "vit-s16", "vit-b16")
BOUNDED = "vit-b16"
SECONDS, BYTES = 12.0, 2.5e9

INTRO = """`elvit convert` of a folder written by `save_pretrained` to a TensorFlow.js model whose every tensor can be
had by its name: wall clock from the start of Python, the median of several times with the fastest and the slowest,
and the largest resident set of the process."""


def write(entries: Json, folder: Path) -> str:
    """The section; it has no plot."""
    models = [entries[name] for name in ORDER if name in entries]
    rows = [
        [model["title"], _seconds(model), megabytes(max(model["memory"])), megabytes(model["bytes"])]
        for model in models
    ]
    parts = [INTRO, table(["", "seconds", "peak memory", "written"], rows)]
    if BOUNDED in entries:
        parts.append(_verdicts(entries[BOUNDED]))
    return "\n\n".join(parts)


def _seconds(model: Json) -> str:
    seconds = model["seconds"]
    return f"{spread(seconds).median:.1f} ({min(seconds):.1f}–{max(seconds):.1f})"


def _verdicts(model: Json) -> str:
    time = verdict(spread(model["seconds"]).median, SECONDS, " s", digits=1)
    memory = verdict(max(model["memory"]) / 1e9, BYTES / 1e9, " GB")
    return f"- {model['title']}, time: {time}.\n- {model['title']}, memory: {memory}."

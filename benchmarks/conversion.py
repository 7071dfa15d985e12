"""Seconds and peak memory of `elvit convert`; `python -m benchmarks.conversion [MODEL]...`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import click
from rich.console import Console

from benchmarks.engines.__main__ import WORK
from benchmarks.engines.prepare import prepare
from benchmarks.engines.subjects import SUBJECTS
from benchmarks.report.results import Json, record
from benchmarks.report.stamp import python_versions, stamp
from benchmarks.report.tables import megabytes

SECTION = "conversion"


@click.command()
@click.argument("models", nargs=-1, type=click.Choice([subject.name for subject in SUBJECTS]))
@click.option("--times", type=click.IntRange(1), default=3, show_default=True)
def main(models: tuple[str, ...], times: int) -> None:
    """Measure, show, and keep for the page of results."""
    for subject in (s for s in SUBJECTS if not models or s.name in models):
        prepared = prepare(subject, WORK / "models")
        found = [convert(prepared.checkpoint, WORK / "converted") for _ in range(times)]
        size = sum(file.stat().st_size for file in (WORK / "converted").iterdir())
        measured: Json = {"title": subject.title, "bytes": size, "seconds": [], "memory": []}
        for seconds, memory in found:
            measured["seconds"].append(round(seconds, 3))
            measured["memory"].append(memory)
            Console().print(f"{subject.title}: {seconds:.1f} s, {megabytes(memory)}")
        versions = python_versions("torch", "transformers", "onnx", "onnxscript", "onnx-ir")
        record(SECTION, subject.name, measured, stamp(["-m", "benchmarks.conversion"], versions))


def convert(checkpoint: Path, out: Path) -> tuple[float, int]:
    """Seconds of a process of its own, from the start of Python, and its largest resident set in bytes."""
    shutil.rmtree(out, ignore_errors=True)
    command = [sys.executable, "-m", "elvit", "convert", str(checkpoint), str(out)]
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(process.returncode)
    return time.perf_counter() - start, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main()

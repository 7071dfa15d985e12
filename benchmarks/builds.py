"""Builds the default site and one of ViT-B/16's size: seconds, peak memory, bytes; `python -m benchmarks.builds`."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from elvit.commands.sizes import format_bytes
from rich.console import Console
from rich.table import Table

RANDOM_BASE = """
import sys, torch
from transformers import ViTConfig, ViTForImageClassification, ViTImageProcessorPil
torch.manual_seed(0)
ViTForImageClassification(ViTConfig(num_labels=1000)).save_pretrained(sys.argv[1])
ViTImageProcessorPil().save_pretrained(sys.argv[1])
"""


@dataclass(frozen=True)
class Measured:
    """What one build took.

    Args:
        seconds: wall clock, from the start of Python.
        memory: largest resident set, in bytes.
        site: bytes of all files.
        page: bytes of what the first screen needs before weights, gzipped.
    """

    seconds: float
    memory: int
    site: int
    page: int


def measure_build(out: Path, *options: str) -> Measured:
    """Build a site in a process of its own."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "elvit", "build", "--out", str(out), *options]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(process.returncode)
    seconds = time.perf_counter() - start
    unit = 1 if sys.platform == "darwin" else 1024
    site = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    return Measured(seconds, usage.ru_maxrss * unit, site, first_screen(out))


def first_screen(site: Path) -> int:
    """Gzipped bytes of index.html and of the scripts and styles beside it, fonts left out."""
    files = [path for path in site.iterdir() if path.suffix in (".html", ".js", ".css")]
    return sum(len(gzip.compress(path.read_bytes())) for path in files if not path.name.startswith("fonts"))


def main() -> None:
    """Measure and print."""
    table = Table("site", "seconds", "peak memory", "folder", "first screen, gzipped")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        subprocess.run([sys.executable, "-c", RANDOM_BASE, str(folder / "vit-base")], check=True)
        builds: dict[str, tuple[str, ...]] = {"default": (), "ViT-B/16": ("--model", str(folder / "vit-base"))}
        for name, options in builds.items():
            found = measure_build(folder / "dist", *options)
            sizes = (format_bytes(size) for size in (found.memory, found.site, found.page))
            table.add_row(name, f"{found.seconds:.1f}", *sizes)
    Console().print(table)


if __name__ == "__main__":
    main()

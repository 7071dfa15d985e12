"""How many scenes of each class are drawn in a second of one core, at the size that training takes."""

from __future__ import annotations

import sys
import time

from elvit_scenes.compose import random_scene
from elvit_scenes.objects import KINDS
from elvit_scenes.render import picture
from rich.console import Console
from rich.table import Table

PIXELS = 32


def main(count: int = 40) -> None:
    """Draw `count` scenes of each class, in processor time of this process, and print."""
    table = Table("class", f"scenes of {PIXELS} x {PIXELS} pixels a CPU-second")
    total = 0.0
    for kind in KINDS:
        picture(random_scene(kind, 0), PIXELS)
        begun = time.process_time()
        for seed in range(1, count + 1):
            picture(random_scene(kind, seed), PIXELS)
        spent = time.process_time() - begun
        total += spent
        table.add_row(kind, f"{count / spent:.0f}")
    table.add_row("all", f"{count * len(KINDS) / total:.0f}")
    Console().print(table)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))

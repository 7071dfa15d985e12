"""Kills runs that write a folder, and says whether what is left is whole: `python -m benchmarks.kills`.

Half of them end at a chosen step of moving, replacing or deleting, those between the two renames included; the others
at a random moment, by SIGKILL or SIGTERM. What is written is small: the writing is what is tried, not the model.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from elvit.output.folder import MARKER, replaced

FILES = 20
KEEP = ("CNAME", ".git")
STEPS = {False: 40, True: 80}  # more than there are, in a folder that moves and in one that does not


def write(out: Path, text: str, pause: float = 0.0) -> None:
    """A small site all of whose files say the same, each in its own name, too; `pause` in seconds between two."""
    with replaced(out, KEEP) as site:
        (site / "data").mkdir()
        for number in range(FILES):
            (site / "data" / f"{text}-{number}").write_text(text * 500)
            time.sleep(pause)
        (site / "index.html").write_text(text)


def is_whole(out: Path, texts: Sequence[str]) -> bool:
    """Whether the page is one of those, and all its files are there and whole."""
    text = (out / "index.html").read_text()
    files = [out / "data" / f"{text}-{number}" for number in range(FILES)]
    return text in texts and all(file.is_file() and file.read_text() == text * 500 for file in files)


def try_once(folder: Path, chance: random.Random, number: int) -> tuple[str, list[str]]:
    """Write, kill, look, write again; gives what kind of end it was and what was wrong."""
    out, in_place = folder / "dist", number % 4 >= 2
    write(out, "a")
    (out / "CNAME").write_text("mine")
    (out / ".git").mkdir()
    (out / ".git" / "HEAD").write_text("mine")
    step = chance.randrange(1, STEPS[in_place]) if number % 2 else 0
    if number % 4 == 1 and number % 8 == 1:
        step = 2  # between the two renames
    command = [sys.executable, "-m", "benchmarks.kills", "--child", str(out), "--step", str(step)]
    child = subprocess.Popen(
        command,
        cwd=out if in_place else folder,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        stderr=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
    )
    if not step and child.stdout is not None:
        child.stdout.readline()
        time.sleep(chance.uniform(0, 0.06))
        child.send_signal(chance.choice([signal.SIGKILL, signal.SIGTERM]))
    ended = child.wait()
    kind = f"{'in place' if in_place else 'moved'}, {'ran to its end' if ended == 0 else signal.Signals(-ended).name}"
    wrong = []
    if out.exists() and not is_whole(out, ("a", "b")):
        wrong.append("not whole after the kill")
    if not out.exists():
        kind += " between the renames"
    write(out, "c")
    if not is_whole(out, ("c",)):
        wrong.append("not whole after the next run")
    if sorted(path.name for path in out.iterdir()) != sorted([*KEEP, "data", MARKER, "index.html"]):
        wrong.append("something is left in the folder, or lost")
    if len(list((out / "data").iterdir())) != FILES or not (out / ".git" / "HEAD").is_file():
        wrong.append("something is left or lost below the folder")
    if [path.name for path in folder.iterdir()] != ["dist"]:
        wrong.append("something is left beside the folder")
    return kind, wrong


def be_killed(out: Path, step: int) -> None:
    """What the child does: end itself before a step, or be ended from outside while it writes."""
    taken = 0

    def counted(call: Callable[..., Any]) -> Callable[..., Any]:
        def stepped(*arguments: Any, **named: Any) -> Any:
            nonlocal taken
            taken += 1
            if taken == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*arguments, **named)

        return stepped

    for name in ("rename", "replace", "unlink", "rmdir"):
        setattr(os, name, counted(getattr(os, name)))
    print("ready", flush=True)
    write(out, "b", 0.0 if step else 0.001)


def main() -> None:
    """Prints how many ends of each kind there were, and what was wrong; fails if anything was."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=240)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--child", type=Path)
    parser.add_argument("--step", type=int, default=0)
    given = parser.parse_args()
    if given.child:
        be_killed(given.child, given.step)
        return
    chance, kinds, wrong = random.Random(given.seed), Counter[str](), Counter[str]()
    for number in range(given.kills):
        with tempfile.TemporaryDirectory() as folder:
            kind, said = try_once(Path(folder), chance, number)
            kinds[kind] += 1
            wrong.update(f"{kind}: {sentence}" for sentence in said)
    for kind, count in sorted(kinds.items()):
        print(f"{count:4d}  {kind}")
    print(f"{sum(wrong.values())} faults", *sorted(wrong), sep="\n")
    if wrong:
        sys.exit(1)


if __name__ == "__main__":
    main()

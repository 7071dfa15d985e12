"""The study's numbers as files: every training, every comparison, and everything that the page says."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from elvit.study.result import Trained
from elvit.study.run import Results
from elvit.study.summary import Summary, to_json
from elvit.survey.intervals import Interval

TABLES = ("trainings.csv", "comparisons.csv", "windows.csv", "summary.json", "trainings.json")


def write_tables(folder: Path, summary: Summary, results: Results) -> None:
    """Write the files of `TABLES`; trainings.json holds all that was kept of each."""
    _write(folder / TABLES[0], ("task", "arm", "seed", "top1", "seconds", "parameters"), _trainings(results))
    heads = ("task", "arm", "against", "ahead", "pictures_low", "pictures_high", "seeds_low", "seeds_high")
    _write(folder / TABLES[1], heads, _comparisons(summary))
    _write(folder / TABLES[2], ("arm", "seed", "block", "area", "temperature", "agreement", "apart"), _windows(results))
    (folder / TABLES[3]).write_text(to_json(summary), encoding="utf-8")
    everything = {
        task: {arm: [asdict(one) for one in trained] for arm, trained in by_arm.items()}
        for task, by_arm in _tasks(results)
    }
    (folder / TABLES[4]).write_text(json.dumps(everything, indent=1) + "\n", encoding="utf-8")


def _trainings(results: Results) -> Iterable[Sequence[object]]:
    for task, by_arm in _tasks(results):
        for arm, trained in by_arm.items():
            for one in trained:
                yield task, arm, one.seed, round(one.top1, 6), round(one.seconds, 1), one.parameters


def _tasks(results: Results) -> Iterator[tuple[str, dict[str, list[Trained]]]]:
    yield "first", results.trained
    if results.transferred is not None:
        yield "transfer", results.transferred.trained


def _comparisons(summary: Summary) -> Iterable[Sequence[object]]:
    transferred = () if summary.transfer is None else summary.transfer.compared
    for task, compared in (("first", summary.compared), ("transfer", transferred)):
        for one in compared:
            yield task, one.arm, one.against, one.pictures.mean, *_ends(one.pictures), *_ends(one.seeds)


def _ends(interval: Interval) -> tuple[object, object]:
    """Low and high; nothing where they are not known."""
    low, high = ("" if math.isnan(end) else end for end in (interval.low, interval.high))
    return low, high


def _windows(results: Results) -> Iterable[Sequence[object]]:
    for arm, trained in results.trained.items():
        for one in trained:
            if one.windows is not None:
                look = one.windows
                rows = zip(look.areas, look.temperatures, look.agreement, look.apart, strict=True)
                for block, row in enumerate(rows):
                    yield arm, one.seed, block, *row


def _write(file: Path, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(heads)
        writer.writerows(rows)

"""Every number as CSV, a row a block, and as JSON; written a picture at a time."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TextIO

from elvit.analysis.maps import Doubles
from elvit.output.json import compact
from elvit.survey.maps.look import Looked, Scored
from elvit.survey.maps.methods import FIGURES, METHODS, METRICS, USUAL
from elvit.survey.maps.subjects import Subject
from elvit.survey.maps.summarize import Table
from elvit.survey.maps.summary import Summary, to_json

SCORES_CSV = "scores.csv"
FIGURES_CSV = "figures.csv"
SCORES_JSON = "scores.json"
SUMMARY_JSON = "summary.json"

OTHERS = "roc_auc_others"
"""Mean area under the ROC curve of a picture's map against the masks of the other pictures."""

_DIGITS = 6

Row = Sequence[str | int | float]


def write_tables(folder: Path, summary: Summary, table: Table, results: Iterable[tuple[Subject, Looked]]) -> None:
    """Writes scores.csv (where there are masks), figures.csv, scores.json and summary.json.

    Args:
        folder: where.
        summary: stands at the head of scores.json, and alone in summary.json.
        table: has what was compared with the other pictures.
        results: one for each picture, in order; each is let go once it is written.
    """
    (folder / SUMMARY_JSON).write_text(json.dumps(to_json(summary), indent=1) + "\n", encoding="utf-8")
    with ExitStack() as stack:
        figures = _csv(stack, folder / FIGURES_CSV, ["picture", "guess", "block", *(f.id for f in FIGURES)])
        header = ["picture", "class", "share", "method", "block", *(m.id for m in METRICS), OTHERS]
        scores = _csv(stack, folder / SCORES_CSV, header) if summary.scores else None
        whole = stack.enter_context((folder / SCORES_JSON).open("w", encoding="utf-8"))
        whole.write(compact(to_json(summary))[:-1] + ',"pictures":[')
        for number, (subject, looked) in enumerate(results):
            figures.writerows(_figure_rows(subject.name, looked))
            if scores:
                scores.writerows(_score_rows(subject.name, looked, table.usual[number], table.others[number]))
            picture = _picture(subject, looked)
            if looked.things:
                picture |= {USUAL: _plain(table.usual[number].tolist()), OTHERS: _plain(table.others[number].tolist())}
            whole.write((",\n" if number else "\n") + compact(picture))
        whole.write("\n]}\n")


def _csv(stack: ExitStack, path: Path, header: Row) -> Any:
    file: TextIO = stack.enter_context(path.open("w", encoding="utf-8", newline=""))
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(header)
    return writer


def _figure_rows(name: str, looked: Looked) -> Iterator[Row]:
    for block, values in enumerate(looked.figures):
        yield [name, looked.guess, block, *map(_text, values)]


def _score_rows(name: str, looked: Looked, usual: Doubles, others: Doubles) -> Iterator[Row]:
    """A method's blocks, of the first thing also what compares it with other pictures."""
    for number, thing in enumerate(looked.things):
        start = [name, thing.name, _text(thing.share)]
        for m, (method, blocks) in enumerate(zip(METHODS, thing.scores, strict=True)):
            for block, values in enumerate(blocks):
                other = "" if number else _text(others[m, block])
                yield [*start, method.id, block, *map(_text, values), other]
        if not number:
            yield [*start, USUAL, "", *map(_text, usual), ""]


def _text(value: float) -> str:
    return "" if math.isnan(value) else repr(round(float(value), _DIGITS))


def _picture(subject: Subject, looked: Looked) -> dict[str, Any]:
    return {
        "picture": subject.name,
        "classes": list(subject.classes),
        "guess": looked.guess,
        "figures": _plain(looked.figures.tolist()),
        "things": [_thing(thing) for thing in looked.things],
    }


def _thing(thing: Scored) -> dict[str, Any]:
    return {"class": thing.name, "share": _plain(thing.share), "scores": _plain(thing.scores.tolist())}


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return None if math.isnan(value) else round(value, _DIGITS)

"""Every number as CSV, a row a picture and condition, and as JSON; written a picture at a time."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TextIO

from elvit.analysis.interaction import INDICATORS
from elvit.survey.interaction.conditions import CONTROLS, EFFECTS, KS, METRICS, ORDERS, SHARES, USUAL
from elvit.survey.interaction.effects import Foretold
from elvit.survey.interaction.measure import Measured
from elvit.survey.interaction.summary import Cell, Summary, to_json
from elvit.survey.intervals import Interval
from elvit.survey.labelled import Labelled

CONDITIONS_CSV = "conditions.csv"
PICTURES_CSV = "pictures.csv"
EFFECTS_CSV = "effects.csv"
SUMMARY_JSON = "summary.json"
TABLES = (CONDITIONS_CSV, PICTURES_CSV, EFFECTS_CSV, SUMMARY_JSON)

_DIGITS = 6

Row = Sequence[str | int | float]


def write_tables(
    folder: Path,
    summary: Summary,
    measured: Iterable[tuple[Labelled, Measured]],
    cut: Iterable[tuple[Labelled, Foretold]],
) -> None:
    """Writes summary.json; conditions.csv with the means; pictures.csv and effects.csv with every picture.

    Args:
        folder: where.
        summary: of all pictures.
        measured: one for each picture, in order; each is let go once it is written.
        cut: one for each picture whose edges were cut.
    """
    (folder / SUMMARY_JSON).write_text(json.dumps(to_json(summary), indent=1) + "\n", encoding="utf-8")
    with ExitStack() as stack:
        ends = [f"{metric}{part}{end}" for metric in METRICS for part in ("", "_change", "_ahead") for end in _ENDS]
        conditions = _csv(stack, folder / CONDITIONS_CSV, ["what", "by", "amount", "area", *ends])
        conditions.writerows(_condition_rows(summary))
        pictures = _csv(stack, folder / PICTURES_CSV, ["picture", "class", "what", "by", "amount", "area", *METRICS])
        for picture, one in measured:
            pictures.writerows([picture.name, picture.label, *row] for row in _picture_rows(one))
        effects = _csv(stack, folder / EFFECTS_CSV, ["picture", "indicator", "cut", *EFFECTS])
        for picture, found in cut:
            effects.writerows([picture.name, *row] for row in _effect_rows(found))


_ENDS = ("", "_low", "_high")


def _csv(stack: ExitStack, path: Path, header: Row) -> Any:
    file: TextIO = stack.enter_context(path.open("w", encoding="utf-8", newline=""))
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(header)
    return writer


def _condition_rows(summary: Summary) -> Iterator[Row]:
    unknown = Interval(math.nan, math.nan, math.nan)
    yield ["untouched", "", "", "", *_cells([Cell(value, unknown, unknown) for value in summary.plain])]
    for name, areas, part in zip(INDICATORS, summary.areas, summary.windows, strict=True):
        for k, area, row in zip(KS, areas, part, strict=True):
            yield ["adaptive", name, k, _text(area), *_cells(row)]
    for control, part in zip(CONTROLS, summary.controls, strict=True):
        for k, area, row in zip(KS, summary.areas[USUAL], part, strict=True):
            yield [control.id, INDICATORS[USUAL], k, _text(area), *_cells(row)]
    for order, part in zip(ORDERS, summary.removal, strict=True):
        for share, row in zip(SHARES, part, strict=True):
            yield ["removal", order.id, share, "", *_cells(row)]


def _cells(row: Iterable[Cell]) -> list[str]:
    return [_text(end) for cell in row for value in cell for end in value]


def _picture_rows(one: Measured) -> Iterator[Row]:
    yield ["untouched", "", "", "", *map(_text, one.plain)]
    areas = one.areas.mean(-1)  # [indicator, k]
    for i, name in enumerate(INDICATORS):
        for k, value in enumerate(KS):
            yield ["adaptive", name, value, _text(areas[i, k]), *map(_text, one.windows[i, k])]
    for c, control in enumerate(CONTROLS):
        for k, value in enumerate(KS):
            yield [control.id, INDICATORS[USUAL], value, _text(areas[USUAL, k]), *map(_text, one.controls[c, k])]
    for o, order in enumerate(ORDERS):
        for s, share in enumerate(SHARES):
            yield ["removal", order.id, share, "", *map(_text, one.removal[o, s])]


def _effect_rows(found: Foretold) -> Iterator[Row]:
    for i, name in enumerate(INDICATORS):
        for cut, values in enumerate(found.correlations[i]):
            where = "all" if cut == len(found.correlations[i]) - 1 else cut
            yield [name, where, *map(_text, values)]


def _text(value: float) -> str:
    return "" if math.isnan(value) else repr(round(float(value), _DIGITS))

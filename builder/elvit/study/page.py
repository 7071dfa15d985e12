"""The page of the study: sentences, plots by block and tables, for a report and for a site."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from elvit.study.arms import ARMS, FIXED, GUIDED, UNGUIDED, Arm
from elvit.study.summary import ArmSummary, Compared, Summary
from elvit.study.tables import TABLES
from elvit.study.words import page as words
from elvit.study.words import said
from elvit.survey.interaction.words.numbers import hundredths, points_spread
from elvit.survey.intervals import Interval
from elvit.survey.pages import NARROW, SMALL, WIDE, Plot, write_report
from elvit.survey.plots import Curve, Frame, line_plot, swatch
from elvit.survey.words import amount, figure, grouped, percent, spread

WINDOWED = (GUIDED, UNGUIDED, FIXED)


def write_page(folder: Path, summary: Summary) -> None:
    """Writes index.html with its style sheets beside it."""
    write_report(folder, "window-free-report.html.j2", words.TITLE, TABLES, content(summary))


def content(summary: Summary) -> dict[str, Any]:
    """What window-free.html.j2 shows."""
    return {
        "headline": said.headline(summary),
        "reported": said.REPORTED,
        "accuracy": said.about_accuracy(summary),
        "transfer": said.about_transfer(summary),
        "transferred_to": "" if summary.transfer is None else words.task(summary.transfer),
        "transferred_rows": [] if summary.transfer is None else list(_compared_rows(summary.transfer.compared)),
        "cost": said.about_cost(summary),
        "windows": said.about_windows(summary),
        "limits": said.limits(summary),
        "area_plot": _by_block(summary, words.AREA, "areas", 100, WIDE, NARROW),
        "small_plots": [
            _by_block(summary, words.AGREEMENT, "agreement", 1, SMALL),
            _by_block(summary, words.SOFTNESS, "temperatures", 1, SMALL),
        ],
        "legend": [(swatch(_curve(arm, ())), arm) for arm in WINDOWED],
        "arms": ARMS,
        "arm_rows": [_arm_row(arm, summary.arm(arm)) for arm in ARMS],
        "compared_rows": list(_compared_rows(summary.compared)),
        "window_rows": list(_window_rows(summary)),
        "facts": words.facts(summary),
    }


def _curve(arm: Arm, values: Sequence[Interval]) -> Curve:
    return Curve(arm.title, values, arm.role, mark=arm.mark)


def _by_block(summary: Summary, title: str, what: str, unit: float, *frames: Frame) -> Plot:
    """Of every arm with windows; without an interval, the mean stands for its ends."""
    curves = []
    for arm in WINDOWED:
        cells: Sequence[Interval] = getattr(summary.arm(arm), what)
        curves.append(_curve(arm, [_closed(Interval(*(unit * end for end in cell))) for cell in cells]))
    kinds = {WIDE: "wide-plot", NARROW: "narrow-plot", SMALL: "small-plot"}
    drawings = [line_plot(frame, curves, (), f"{title}. {words.BY_BLOCK}", kinds[frame]) for frame in frames]
    return Plot(title, words.BY_BLOCK, drawings)


def _closed(cell: Interval) -> Interval:
    """The same, with an interval of no width where there is none."""
    return Interval(cell.mean, cell.mean, cell.mean) if math.isnan(cell.low) else cell


def _arm_row(arm: Arm, summary: ArmSummary) -> tuple[str, list[tuple[str, str]]]:
    """Accuracy, its spread, every seed, parameters, and what an update and a training cost."""
    cost = summary.cost
    apart = "" if math.isnan(summary.deviation) else words.between_seeds(summary.deviation)
    return arm.title, [
        (percent(summary.mean), apart),
        (", ".join(map(percent, summary.top1)), ""),
        (grouped(summary.parameters), ""),
        (f"{amount(cost.cpu_seconds)} s", words.on_the_clock(cost.seconds)),
        (f"{amount(cost.megabytes)} MB", ""),
        (f"{amount(summary.minutes)} min", ""),
    ]


def _compared_rows(compared: Sequence[Compared]) -> Iterator[tuple[str, str, str, str, str]]:
    """Both arms, the difference in points, and both intervals."""
    titles = {arm.id: arm.title for arm in ARMS}
    for one in compared:
        seeds = "" if math.isnan(one.seeds.low) else points_spread(one.seeds)
        ahead = hundredths(one.pictures.mean)
        yield titles[one.arm], titles[one.against], ahead, points_spread(one.pictures), seeds


def _window_rows(summary: Summary) -> Iterator[tuple[str, int, list[tuple[str, str]]]]:
    """Arm, block, area, softness, agreement and distance of the edges."""
    for arm in WINDOWED:
        one = summary.arm(arm)
        for block, area in enumerate(one.areas):
            others = [cells[block] for cells in (one.temperatures, one.agreement, one.apart)]
            yield arm.title, block, [_share(area), *map(_size, others)]


def _share(cell: Interval) -> tuple[str, str]:
    return percent(cell.mean), "" if math.isnan(cell.low) else f"{percent(cell.low)} to {percent(cell.high)}"


def _size(cell: Interval) -> tuple[str, str]:
    return figure(cell.mean), "" if math.isnan(cell.low) else spread(cell)

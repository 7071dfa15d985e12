"""The page of the experiments: plots, sentences and tables, for a report and for a site."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from elvit.analysis.interaction import INDICATORS
from elvit.survey.interaction.conditions import CONTROLS, EFFECTS, KS, METRICS, ORDERS, SHARES, USUAL, WINDOWS
from elvit.survey.interaction.summary import Cell, Summary
from elvit.survey.interaction.tables import TABLES
from elvit.survey.interaction.words import effects, headline, tried
from elvit.survey.interaction.words import page as words
from elvit.survey.interaction.words.numbers import hundredths, number, points_spread, whole
from elvit.survey.intervals import Interval
from elvit.survey.pages import NARROW, SMALL, WIDE, Plot, write_report
from elvit.survey.plots import Axis, Curve, Frame, Level, line_plot, swatch
from elvit.survey.words import figure, percent, spread

ROLES = (("stream", "circle"), ("pattern", "square"), ("mlp", "triangle"), ("value", "diamond"))
"""Colour and mark of each indicator."""


def write_page(folder: Path, summary: Summary) -> None:
    """Writes index.html with its style sheets beside it."""
    write_report(folder, "interaction-report.html.j2", summary.about.model, TABLES, content(summary))


def content(summary: Summary) -> dict[str, Any]:
    """What interaction.html.j2 shows."""
    return {
        "about": summary.about,
        "headline": headline.headline(summary),
        "fairness": headline.fairness(summary),
        "windows": tried.about_windows(summary),
        "controls": tried.about_controls(summary),
        "indicators": tried.about_indicators(summary),
        "removal": tried.about_removal(summary),
        "effects": effects.about_effects(summary) if summary.about.cut else (),
        "limits": headline.limits(summary),
        "area_plot": _area_plot(summary, 0, WIDE, NARROW),
        "area_small": _area_plot(summary, 1, SMALL),
        "k_plots": [_k_plot(summary, metric) for metric in range(len(METRICS))],
        "removal_plot": _removal_plot(summary, 0, WIDE, NARROW),
        "removal_small": _removal_plot(summary, 1, SMALL),
        "effect_plots": [_effect_plot(summary, effect) for effect in range(len(EFFECTS))] if summary.about.cut else (),
        "window_legend": _legend(WINDOWS),
        "order_legend": _legend(ORDERS),
        "indicator_legend": [(swatch(_indicator(i, ())), name) for i, name in enumerate(INDICATORS)],
        "window_rows": list(_window_rows(summary)),
        "removal_rows": list(_removal_rows(summary)),
        "effect_rows": list(_effect_rows(summary)),
        "cuts": words.cuts(summary.about.blocks),
        "usual": INDICATORS[USUAL],
        "facts": words.facts(summary),
    }


def _legend(choices: Sequence[Any]) -> list[tuple[Any, Any]]:
    return [(swatch(Curve(one.title, (), one.role, mark=one.mark)), one) for one in choices]


def _indicator(number: int, values: Sequence[Interval]) -> Curve:
    role, mark = ROLES[number]
    return Curve(INDICATORS[number], values, role, mark=mark)


def _percents(cells: Sequence[Cell]) -> list[Interval]:
    return [_percent(cell.value) for cell in cells]


def _percent(value: Interval) -> Interval:
    return Interval(*(100 * end for end in value))


def _drawn(
    title: str,
    meaning: str,
    frames: Sequence[Frame],
    curves: Sequence[Curve],
    levels: Sequence[Level],
    axis: Axis | None = None,
) -> Plot:
    says = f"{title}. {meaning}"
    kinds = {WIDE: "wide-plot", NARROW: "narrow-plot", SMALL: "small-plot"}
    return Plot(title, meaning, [line_plot(frame, curves, levels, says, kinds[frame], axis) for frame in frames])


def _untouched(summary: Summary, metric: int) -> list[Level]:
    return [Level(words.UNTOUCHED, 100 * summary.plain[metric].mean, "chance")]


def _area_plot(summary: Summary, metric: int, *frames: Frame) -> Plot:
    """Adaptive windows and the controls over the area, the largest at the right."""
    rows = [[row[metric] for row in reversed(part)] for part in (summary.windows[USUAL], *summary.controls)]
    curves = [Curve(one.title, _percents(row), one.role, mark=one.mark) for one, row in zip(WINDOWS, rows, strict=True)]
    areas = summary.areas[USUAL][::-1]
    axis = Axis(words.AREA, areas, [whole(round(area, 2)) for area in areas])
    return _drawn(words.TITLES[metric], words.AREAS, frames, curves, _untouched(summary, metric), axis)


def _k_plot(summary: Summary, metric: int) -> Plot:
    curves = [_indicator(i, _percents([row[metric] for row in part])) for i, part in enumerate(summary.windows)]
    axis = Axis(words.K, KS, list(map(number, KS)))
    return _drawn(words.TITLES[metric], words.BY_K, (SMALL,), curves, _untouched(summary, metric), axis)


def _removal_plot(summary: Summary, metric: int, *frames: Frame) -> Plot:
    rows = [[row[metric] for row in part] for part in summary.removal]
    curves = [Curve(one.title, _percents(row), one.role, mark=one.mark) for one, row in zip(ORDERS, rows, strict=True)]
    axis = Axis(words.REMOVED, SHARES, list(map(whole, SHARES)))
    return _drawn(words.TITLES[metric], words.BY_SHARE, frames, curves, _untouched(summary, metric), axis)


def _effect_plot(summary: Summary, effect: int) -> Plot:
    """By block, the rank correlation with the effect of an edge cut there."""
    curves = [_indicator(i, [cut[effect].value for cut in part[:-1]]) for i, part in enumerate(summary.foretold)]
    levels = [Level(words.NONE, 0, "chance")]
    return _drawn(words.EFFECT_TITLES[effect], words.EFFECTS_IN, (SMALL,), curves, levels)


Row = tuple[str, str, str, list[tuple[str, str]]]


def _window_rows(summary: Summary) -> Iterator[Row]:
    """Windows, k, area, and of each metric value, change and, for controls, how far the method is ahead."""
    named = [(words.adaptive(name), name, part) for name, part in zip(INDICATORS, summary.windows, strict=True)]
    named += [(c.title, INDICATORS[USUAL], part) for c, part in zip(CONTROLS, summary.controls, strict=True)]
    for title, indicator, part in named:
        areas = summary.areas[INDICATORS.index(indicator)]
        for k, area, row in zip(KS, areas, part, strict=True):
            yield title, number(k), percent(area), _cells(row)


def _removal_rows(summary: Summary) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    for order, part in zip(ORDERS, summary.removal, strict=True):
        for share, row in zip(SHARES, part, strict=True):
            yield order.title, whole(share), _cells(row)


def _cells(row: Sequence[Cell]) -> list[tuple[str, str]]:
    """Value, change and lead of accuracy, then of probability."""
    return [cell for one in row for cell in (_share(one.value), _difference(one.change), _difference(one.ahead))]


def _share(value: Interval) -> tuple[str, str]:
    return percent(value.mean), f"{percent(value.low)} to {percent(value.high)}"


def _difference(value: Interval) -> tuple[str, str]:
    return ("", "") if math.isnan(value.mean) else (hundredths(value.mean), points_spread(value))


def _effect_rows(summary: Summary) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """Effect, indicator, and the rank correlation at every cut."""
    for effect, title in enumerate(words.EFFECTS):
        for indicator, part in zip(INDICATORS, summary.foretold, strict=True):
            values = [cut[effect].value for cut in part]
            yield title, indicator, [("–", "") if math.isnan(v.mean) else (figure(v.mean), spread(v)) for v in values]

"""The page of an analysis: plots, sentences and the table, for a report and for a site."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from elvit.survey.intervals import Interval
from elvit.survey.maps.methods import CHANCE, FIGURES, METHODS, METRICS
from elvit.survey.maps.summary import Scores, Summary
from elvit.survey.maps.tables import FIGURES_CSV, SCORES_CSV, SCORES_JSON, SUMMARY_JSON
from elvit.survey.maps.words import best, rest, similarity, usual
from elvit.survey.maps.words import page as words
from elvit.survey.maps.words.titles import reference_name
from elvit.survey.pages import NARROW, SMALL, TINY, WIDE, Plot, write_report
from elvit.survey.plots import Curve, Level, line_plot, swatch
from elvit.survey.words import capital, figure, spread


def write_page(folder: Path, summary: Summary) -> None:
    """Writes index.html with its style sheets beside it."""
    tables = (SCORES_CSV, FIGURES_CSV, SCORES_JSON, SUMMARY_JSON)
    write_report(folder, "report.html.j2", summary.about.model, tables, content(summary))


def content(summary: Summary) -> dict[str, Any]:
    """What analysis.html.j2 shows."""
    scores = summary.scores
    return {
        "about": summary.about,
        "reference": reference_name(summary.about),
        "headline": best.headline(summary),
        "facts": words.facts(summary),
        "scores": scores,
        "area": _area_plot(summary, scores) if scores else None,
        "legend": [(swatch(_curve(m, ())), method) for m, method in enumerate(METHODS)],
        "ranking": list(_ranking(scores)) if scores else (),
        "best": best.about_best(summary, scores) if scores else (),
        "claim": similarity.about_similarity(summary, scores) if scores else (),
        "usual": usual.about_usual(summary, scores) if scores else (),
        "own": _own_plot(scores) if scores and scores.pictures > 1 else None,
        "background": best.about_background(summary, scores) if scores else (),
        "others": [_metric_plot(scores, number) for number in range(1, len(METRICS))] if scores else (),
        "agree": best.about_metrics(summary, scores) if scores else (),
        "unmasked": [_figure_plot(summary, number) for number in range(len(FIGURES))],
        "spread": rest.about_figures(summary),
        "limits": rest.limits(summary),
        "metrics": METRICS,
        "rows": list(_rows(scores)) if scores else (),
        "usual_row": [_cell(value) for value in scores.usual] if scores else (),
        "chance_row": [figure(value) for value in scores.chance] if scores else (),
        "figure_rows": list(_figure_rows(summary)),
        "figures": FIGURES,
        "figure": figure,
        "interval": spread,
    }


def _curve(method: int, values: Sequence[Any]) -> Curve:
    shown = METHODS[method]
    return Curve(shown.title, values, shown.role, shown.dashed, shown.mark)


def _area_plot(summary: Summary, scores: Scores) -> Plot:
    curves = [_curve(method, scores.curve(method, 0)) for method in range(len(METHODS))]
    levels = [Level(words.CHANCE, CHANCE, "chance"), *_usual_level(scores, 0, words.USUALLY)]
    says = words.area_says(best.headline(summary))
    frames = ((WIDE, "wide-plot"), (NARROW, "narrow-plot"))
    drawings = [line_plot(frame, curves, levels, says, kind) for frame, kind in frames]
    return Plot(capital(METRICS[0].title), METRICS[0].meaning, drawings)


def _metric_plot(scores: Scores, metric: int) -> Plot:
    shown = METRICS[metric]
    curves = [_curve(method, scores.curve(method, metric)) for method in range(len(METHODS))]
    title = words.EVERYTHING if "iou" in shown.id else words.CHANCE
    levels = [Level(title, scores.chance[metric], "chance"), *_usual_level(scores, metric, words.USUAL_PLACE)]
    return Plot(
        capital(shown.title), shown.meaning, [line_plot(SMALL, curves, levels, words.metric_says(shown), "small-plot")]
    )


def _own_plot(scores: Scores) -> Plot:
    """What each map owes to its own picture."""
    curves = [_curve(method, scores.own[method]) for method in range(len(METHODS))]
    levels = [Level(words.OWN_LEVEL, 0, "chance")]
    frames = ((WIDE, "wide-plot"), (NARROW, "narrow-plot"))
    return Plot(
        words.OWN,
        words.OWN_MEANING,
        [line_plot(frame, curves, levels, words.OWN_SAYS, kind) for frame, kind in frames],
    )


def _usual_level(scores: Scores, metric: int, title: str) -> list[Level]:
    value = scores.usual[metric].mean
    return [] if math.isnan(value) else [Level(title, value, "usual")]


def _figure_plot(summary: Summary, number: int) -> Plot:
    shown, values = FIGURES[number], summary.figures[number]
    if any(math.isnan(value.mean) for value in values):
        return Plot(capital(shown.title), words.UNDEFINED, [])
    even = math.log2(summary.about.patches + summary.about.prefix)
    levels = [Level(words.EVEN, even, "chance")] if shown.id == "entropy" else []
    curve = Curve(shown.title, values, "pattern" if shown.id == "entropy" else "stream")
    says = words.figure_says(shown)
    return Plot(words.figure_title(shown), shown.meaning, [line_plot(TINY, [curve], levels, says, "tiny-plot")])


def _ranking(scores: Scores) -> Any:
    """Every method at its best: name, place, score, and how far it is below the first."""
    first = scores.best(0)
    yield METHODS[first.method], first.block, scores.at(first, 0), None
    for comparison in scores.comparisons:
        if comparison.second is not None:
            second = comparison.second
            yield METHODS[second.method], second.block, scores.at(second, 0), comparison.difference


def _rows(scores: Scores) -> Any:
    """Method, block, and of each metric the mean and its interval; the best of each is marked."""
    highest = [scores.best(metric) for metric in range(len(METRICS))]
    for m, blocks in enumerate(scores.scores):
        for b, values in enumerate(blocks):
            cells = [(figure(v.mean), spread(v), highest[n] == (m, b)) for n, v in enumerate(values)]
            yield METHODS[m], b, len(blocks) if b == 0 else 0, cells


def _figure_rows(summary: Summary) -> Any:
    for block, values in enumerate(zip(*summary.figures, strict=True)):
        yield block, [_cell(value) for value in values]


def _cell(value: Interval) -> tuple[str, str]:
    return ("–", "") if math.isnan(value.mean) else (figure(value.mean), spread(value))

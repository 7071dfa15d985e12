"""The results of many pictures in a few numbers, each with its interval."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from elvit.analysis.bootstrap import bootstrap_intervals
from elvit.survey.interaction.conditions import USUAL
from elvit.survey.interaction.effects import Foretold as Cut
from elvit.survey.interaction.measure import Measured
from elvit.survey.interaction.summary import About, Cell, Foretold, Summary
from elvit.survey.intervals import interval, rounded

Doubles = NDArray[np.float64]


def summarize(measured: Iterable[Measured], cut: Iterable[Cut], about: About) -> Summary:
    """Means and intervals; differences are taken picture by picture, and all are resampled alike.

    Args:
        measured: one for each picture, let go once it is stacked.
        cut: one for each picture whose edges were cut.
        about: what was looked at.
    """
    kept = [(m.plain, m.windows, m.areas, m.controls, m.removal) for m in measured]
    plain, windows, areas, controls, removal = map(np.stack, zip(*kept, strict=True))
    cuts = [(c.correlations, c.effects) for c in cut]
    correlations, effects = map(np.stack, zip(*cuts, strict=True))
    return Summary(
        about=about,
        plain=tuple(map(interval, bootstrap_intervals(plain))),
        areas=_means(areas.mean((0, -1))),
        block_areas=_means(areas.mean(0)),
        windows=_cells(windows, plain, None),
        controls=_cells(controls, plain, windows[:, USUAL]),
        removal=_cells(removal, plain, removal[:, 0]),
        foretold=_foretold(correlations),
        effects=_means(effects.mean(0)),
    )


def _means(values: Doubles) -> Any:
    return tuple(map(_means, values)) if values.ndim else rounded(float(values))


def _cells(values: Doubles, plain: Doubles, method: Doubles | None) -> Any:
    """Of [picture, way, step, metric], against the untouched [picture, metric] and a method [picture, step, metric]."""
    unknown = np.full_like(values, np.nan)
    ahead = unknown if method is None else method[:, None] - values
    parts = (values, values - plain[:, None, None], ahead)
    return _nested(np.stack([bootstrap_intervals(part) for part in parts], axis=-2), Cell)


def _foretold(correlations: Doubles) -> Any:
    """Of [picture, indicator, cut, effect]."""
    parts = (correlations, correlations - correlations[:, USUAL : USUAL + 1])
    return _nested(np.stack([bootstrap_intervals(part) for part in parts], axis=-2), Foretold)


def _nested(values: Doubles, kind: Any) -> Any:
    """Tuples of tuples, with the last two axes as intervals of a kind."""
    return kind(*map(interval, values)) if values.ndim == 2 else tuple(_nested(inner, kind) for inner in values)

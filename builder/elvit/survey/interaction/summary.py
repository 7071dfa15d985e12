"""What is said of many pictures: every number with its interval; read from and written to JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from elvit.survey import about
from elvit.survey.interaction.conditions import described
from elvit.survey.intervals import Interval, read_interval, without_nan

FORMAT = 1


@dataclass(frozen=True)
class About(about.About):
    """What was looked at, and with what.

    Attributes:
        classes: that the model knows.
        pictures: how many were measured.
        listed: how many there are.
        cut: in how many of them edges were cut.
        folder: the name of the folder or zip.
        dropped: the share of patches that was left out in training, in most of it; None where that is not known.
        versions: of the programs that computed it.
    """

    classes: int
    pictures: int
    listed: int
    cut: int
    folder: str
    dropped: float | None
    versions: Mapping[str, str]


class Cell(NamedTuple):
    """One metric under one condition.

    Attributes:
        value: its mean over the pictures.
        change: the same minus that of the untouched model, picture by picture.
        ahead: for a control, what the method has more than it, picture by picture; nan for the method itself.
    """

    value: Interval
    change: Interval
    ahead: Interval


class Foretold(NamedTuple):
    """How well an indicator foretells the effect of a cut.

    Attributes:
        value: the rank correlation over edges, its mean over the pictures; nan where a cut has no effect.
        ahead: the same minus that of the usual indicator, picture by picture.
    """

    value: Interval
    ahead: Interval


@dataclass(frozen=True)
class Summary:
    """All that a page says; the axes' entries are those of `conditions`.

    Attributes:
        about: what was looked at.
        plain: of the untouched model, [metric].
        areas: mean share of the grid that an adaptive window holds, [indicator][k].
        block_areas: the same by block, [indicator][k][block].
        windows: with adaptive windows, [indicator][k][metric].
        controls: with other windows of the usual indicator's areas, [control][k][metric].
        removal: [order][share][metric].
        foretold: [indicator][cut][effect]; the cuts are those in each block, then that in all blocks.
        effects: the mean effect of a cut, [cut][effect].
    """

    about: About
    plain: tuple[Interval, ...]
    areas: tuple[tuple[float, ...], ...]
    block_areas: tuple[tuple[tuple[float, ...], ...], ...]
    windows: tuple[tuple[tuple[Cell, ...], ...], ...]
    controls: tuple[tuple[tuple[Cell, ...], ...], ...]
    removal: tuple[tuple[tuple[Cell, ...], ...], ...]
    foretold: tuple[tuple[tuple[Foretold, ...], ...], ...]
    effects: tuple[tuple[float, ...], ...]


def to_json(summary: Summary) -> dict[str, Any]:
    """As a table of plain values; nan becomes null."""
    said = {**asdict(summary), "about": about.plain(summary.about)}
    cleaned: dict[str, Any] = without_nan({"format": FORMAT, "experiment": described(), **said})
    return cleaned


def from_json(text: str) -> Summary:
    """What `to_json` wrote.

    Raises:
        ValueError: it is something else, or another version's.
    """
    try:
        plain = json.loads(text)
        if plain["format"] != FORMAT or plain["experiment"] != described():
            raise ValueError("it was written by another version")
        return Summary(
            about=About(**plain["about"]),
            plain=tuple(map(read_interval, plain["plain"])),
            areas=_tuples(plain["areas"]),
            block_areas=_tuples(plain["block_areas"]),
            windows=_cells(plain["windows"], Cell),
            controls=_cells(plain["controls"], Cell),
            removal=_cells(plain["removal"], Cell),
            foretold=_cells(plain["foretold"], Foretold),
            effects=tuple(tuple(float("nan") if v is None else v for v in row) for row in plain["effects"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"it is not what elvit interact writes ({error})") from error


def _tuples(values: Any) -> Any:
    return tuple(map(_tuples, values)) if isinstance(values, list) else values


def _cells(rows: Sequence[Sequence[Sequence[Any]]], kind: Any) -> Any:
    return tuple(tuple(tuple(kind(*map(read_interval, cell)) for cell in row) for row in part) for part in rows)

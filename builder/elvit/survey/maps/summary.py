"""What is said of many pictures: scores with their intervals; read from and written to JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from elvit.survey import about
from elvit.survey.intervals import Interval, read_interval, without_nan
from elvit.survey.maps.methods import FIGURES, METHODS, METRICS

FORMAT = 1


class Place(NamedTuple):
    """A method at a block, by their numbers."""

    method: int
    block: int


@dataclass(frozen=True)
class About(about.About):
    """What was looked at, and with what.

    Attributes:
        pictures: how many there were.
        folder: the name of their folder; empty where they are drawn scenes.
        first_seed: of the scenes; None where they are files.
        right: the share that the model names rightly; None where the classes are not its own labels.
        versions: of the programs that computed it.
    """

    pictures: int
    folder: str
    first_seed: int | None
    right: float | None
    versions: Mapping[str, str]


@dataclass(frozen=True)
class Comparison:
    """Two maps on the same pictures, by the area under the ROC curve.

    Attributes:
        first, second: the maps; None stands for the map of the usual place.
        difference: first minus second, picture by picture.
    """

    first: Place
    second: Place | None
    difference: Interval


@dataclass(frozen=True)
class Chosen:
    """The best map by one half of the pictures, drawn at random, and what it scores on the rest."""

    place: Place
    score: Interval


@dataclass(frozen=True)
class Scores:
    """What the masks say.

    Attributes:
        pictures: that have a mask, with patches of the thing and others.
        unscored: that have a mask which leaves nothing to tell apart.
        share: of the patches that are the thing's.
        scores: of each method, block by block, of each metric: [method][block][metric].
        usual: of the map that knows only where things are in the other pictures, [metric].
        own: area under the ROC curve with the picture's own mask minus that with the others', [method][block].
        chance: what to hold them against, the mean over the pictures, [metric].
        above: share of the pictures whose area under the ROC curve is above 0.5, [method][block].
        comparisons: of the best map with the best one of each other method, then with the usual place.
        chosen: the best map chosen on half of the pictures.
    """

    pictures: int
    unscored: int
    share: Interval
    scores: tuple[tuple[tuple[Interval, ...], ...], ...]
    usual: tuple[Interval, ...]
    own: tuple[tuple[Interval, ...], ...]
    chance: tuple[float, ...]
    above: tuple[tuple[float, ...], ...]
    comparisons: tuple[Comparison, ...]
    chosen: Chosen | None

    def curve(self, method: int, metric: int) -> tuple[Interval, ...]:
        """A method's scores, block by block."""
        return tuple(block[metric] for block in self.scores[method])

    def best(self, metric: int, method: int | None = None) -> Place:
        """Where the mean is highest, of all methods or of one."""
        places = [Place(m, b) for m in range(len(self.scores)) for b in range(len(self.scores[m]))]
        return max((p for p in places if method in (None, p.method)), key=lambda p: self.at(p, metric).mean)

    def at(self, place: Place, metric: int) -> Interval:
        """A score."""
        return self.scores[place.method][place.block][metric]


@dataclass(frozen=True)
class Summary:
    """All that a page says.

    Attributes:
        about: what was looked at.
        figures: what needs no mask, block by block: [figure][block].
        scores: None without masks.
    """

    about: About
    figures: tuple[tuple[Interval, ...], ...]
    scores: Scores | None


def to_json(summary: Summary) -> dict[str, Any]:
    """As a table of plain values; nan becomes null."""
    plain = {"format": FORMAT, **asdict(summary), "about": about.plain(summary.about)}
    plain["methods"] = [method.id for method in METHODS]
    plain["metrics"] = [metric.id for metric in METRICS]
    plain["figures_of"] = [figure.id for figure in FIGURES]
    cleaned: dict[str, Any] = without_nan(plain)
    return cleaned


def from_json(text: str) -> Summary:
    """What `to_json` wrote.

    Raises:
        ValueError: it is something else, or another version's.
    """
    try:
        plain = json.loads(text)
        if plain["format"] != FORMAT or plain["metrics"] != [metric.id for metric in METRICS]:
            raise ValueError("it was written by another version")
        if plain["methods"] != [m.id for m in METHODS] or plain["figures_of"] != [f.id for f in FIGURES]:
            raise ValueError("it was written by another version")
        figures = tuple(tuple(map(read_interval, blocks)) for blocks in plain["figures"])
        scores = None if plain["scores"] is None else _read_scores(plain["scores"])
        return Summary(About(**plain["about"]), figures, scores)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"it is not what elvit analyze writes ({error})") from error


def _read_scores(plain: Mapping[str, Any]) -> Scores:
    chosen = plain["chosen"]
    return Scores(
        **{key: plain[key] for key in ("pictures", "unscored")},
        share=read_interval(plain["share"]),
        scores=tuple(tuple(tuple(map(read_interval, block)) for block in method) for method in plain["scores"]),
        usual=tuple(map(read_interval, plain["usual"])),
        own=tuple(tuple(map(read_interval, blocks)) for blocks in plain["own"]),
        chance=tuple(plain["chance"]),
        above=tuple(map(tuple, plain["above"])),
        comparisons=tuple(
            Comparison(Place(*c["first"]), c["second"] and Place(*c["second"]), read_interval(c["difference"]))
            for c in plain["comparisons"]
        ),
        chosen=chosen and Chosen(Place(*chosen["place"]), read_interval(chosen["score"])),
    )

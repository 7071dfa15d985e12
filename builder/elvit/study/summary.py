"""What a study comes to: means over seeds, differences between arms with their intervals, as JSON and back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from elvit.analysis.bootstrap import bootstrap_intervals
from elvit.study.arms import ARMS, FIXED, GUIDED, PLAIN, UNGUIDED, Arm, Sizes
from elvit.study.cost import Cost
from elvit.study.result import Trained
from elvit.study.run import Results
from elvit.study.seeds import deviation, over_seeds
from elvit.survey.intervals import Interval, interval, read_interval, rounded, without_nan

PAIRS: tuple[tuple[Arm, Arm], ...] = (
    (GUIDED, PLAIN),
    (UNGUIDED, PLAIN),
    (FIXED, PLAIN),
    (GUIDED, UNGUIDED),
    (GUIDED, FIXED),
)
"""What is compared, the first against the second."""


@dataclass(frozen=True)
class Compared:
    """How far one arm is ahead of another in accuracy, as a share of the pictures; negative where it is behind.

    Attributes:
        arm: its id.
        against: the other's.
        pictures: of the mean over seeds, the interval that other test pictures might give.
        seeds: of the same mean, the interval that other trainings might give; nan with one seed.
    """

    arm: str
    against: str
    pictures: Interval
    seeds: Interval


@dataclass(frozen=True)
class ArmSummary:
    """Means over the seeds of an arm.

    Attributes:
        id: of the arm.
        top1: the share of test pictures named rightly, by seed.
        deviation: between seeds; nan with one.
        minutes: of a training, on the clock.
        parameters: weights that learn.
        cost: of an update.
        areas: share of the grid that windows hold, by block, with the interval over seeds; none without windows.
        agreement: with the guide's windows, by block, likewise.
        apart: distance between the edges of both, grid units, by block, likewise.
        temperatures: softness of the edges, grid units, by block, likewise.
    """

    id: str
    top1: Sequence[float]
    deviation: float
    minutes: float
    parameters: int
    cost: Cost
    areas: Sequence[Interval] = ()
    agreement: Sequence[Interval] = ()
    apart: Sequence[Interval] = ()
    temperatures: Sequence[Interval] = ()

    @property
    def mean(self) -> float:
        """The mean of `top1`."""
        return float(np.mean(self.top1))


@dataclass(frozen=True)
class Transfer:
    """What came of training the arms' models on, on another task.

    Attributes:
        epochs: passes over its training pictures.
        counts: training pictures of each of its classes.
        test: its test pictures.
        top1: by arm, the share of them named rightly, by seed.
        compared: as in `PAIRS`.
    """

    epochs: int
    counts: dict[str, int]
    test: int
    top1: Mapping[str, Sequence[float]]
    compared: tuple[Compared, ...]


@dataclass(frozen=True)
class About:
    """The model beside which a site keeps this: the guided WinfT of the first seed, and its weights."""

    model: str
    sha256: str


@dataclass(frozen=True)
class Summary:
    """Everything that a page says.

    Attributes:
        about: beside which model it is kept.
        sizes: of models and budget.
        counts: training pictures of each class.
        test: test pictures.
        machine: what the last training was computed on.
        arms: in their order.
        compared: as in `PAIRS`.
        transfer: to another task, if that was tried.
    """

    about: About
    sizes: Sizes
    counts: dict[str, int]
    test: int
    machine: str
    arms: tuple[ArmSummary, ...]
    compared: tuple[Compared, ...]
    transfer: Transfer | None = None

    @property
    def hours(self) -> float:
        """Of all trainings."""
        return sum(arm.minutes * len(arm.top1) for arm in self.arms) / 60

    def arm(self, wanted: Arm) -> ArmSummary:
        """That of an arm."""
        return next(one for one in self.arms if one.id == wanted.id)

    def of(self, arm: Arm, against: Arm) -> Compared:
        """How far an arm is ahead of another."""
        return next(one for one in self.compared if (one.arm, one.against) == (arm.id, against.id))


def summarize(results: Results) -> Summary:
    """The means and differences of a finished study."""
    arms = tuple(_arm(results.trained[arm.id], results.costs[arm.id]) for arm in ARMS)
    machine = results.trained[PLAIN.id][-1].machine
    about = About(GUIDED.title, results.sha256)
    return Summary(
        about, results.sizes, results.counts, results.test, machine, arms, _pairs(results.trained), _transfer(results)
    )


def _pairs(trained: dict[str, list[Trained]]) -> tuple[Compared, ...]:
    return tuple(compare(trained[one.id], trained[other.id]) for one, other in PAIRS)


def _transfer(results: Results) -> Transfer | None:
    found = results.transferred
    if found is None:
        return None
    top1 = {arm: tuple(rounded(one.top1) for one in trained) for arm, trained in found.trained.items()}
    epochs = len(found.trained[PLAIN.id][0].history)
    return Transfer(epochs, found.counts, found.test, top1, _pairs(found.trained))


def compare(ours: Sequence[Trained], others: Sequence[Trained]) -> Compared:
    """Two arms, training by training of the same seed and picture by picture."""
    ahead = np.stack(
        [_scores(one) - _scores(other) for one, other in zip(ours, others, strict=True)]
    )  # [seed, picture]
    pictures = interval(bootstrap_intervals(ahead.mean(0)))
    return Compared(ours[0].arm, others[0].arm, pictures, interval(over_seeds(ahead.mean(1))))


def _scores(trained: Trained) -> NDArray[np.float64]:
    return trained.scores.astype(np.float64)


def _arm(trained: Sequence[Trained], cost: Cost) -> ArmSummary:
    top1 = [one.top1 for one in trained]
    looks = [one.windows for one in trained if one.windows is not None]

    def by_block(name: str) -> tuple[Interval, ...]:
        values = np.array([getattr(look, name) for look in looks])  # [seed, block]
        return tuple(interval(over_seeds(block)) for block in values.T)

    return ArmSummary(
        id=trained[0].arm,
        top1=tuple(map(rounded, top1)),
        deviation=rounded(deviation(top1)),
        minutes=rounded(float(np.mean([one.seconds for one in trained])) / 60),
        parameters=trained[0].parameters,
        cost=cost,
        **{name: by_block(name) for name in BY_BLOCK},
    )


BY_BLOCK = ("areas", "agreement", "apart", "temperatures")


def to_json(summary: Summary) -> str:
    """As a file holds it."""
    return json.dumps(without_nan(asdict(summary)), indent=1) + "\n"


def from_json(text: str) -> Summary:
    """What `to_json` gave.

    Raises:
        ValueError: it is something else.
    """
    try:
        told: dict[str, Any] = json.loads(text)
        about, sizes = About(**told.pop("about")), Sizes(**told.pop("sizes"))
        arms = tuple(map(_read_arm, told.pop("arms")))
        compared, transfer = tuple(map(_read_compared, told.pop("compared"))), _read_transfer(told.pop("transfer"))
        return Summary(about=about, sizes=sizes, arms=arms, compared=compared, transfer=transfer, **told)
    except (KeyError, TypeError) as error:
        raise ValueError(f"not the summary of a study: {error}") from error


def _read_transfer(told: dict[str, Any] | None) -> Transfer | None:
    if told is None:
        return None
    compared = tuple(map(_read_compared, told.pop("compared")))
    return Transfer(**told, compared=compared)


def _read_arm(told: dict[str, Any]) -> ArmSummary:
    blocks: dict[str, Any] = {name: tuple(map(read_interval, told.pop(name))) for name in BY_BLOCK}
    spread = told.pop("deviation")
    cost, top1 = Cost(**told.pop("cost")), tuple(told.pop("top1"))
    return ArmSummary(**told, **blocks, cost=cost, top1=top1, deviation=float("nan") if spread is None else spread)


def _read_compared(told: dict[str, Any]) -> Compared:
    return Compared(told["arm"], told["against"], read_interval(told["pictures"]), read_interval(told["seeds"]))

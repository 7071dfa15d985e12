"""What the numbers of the study say, in sentences that follow from nothing but the numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from enum import Enum

from elvit.study.arms import ARMS, FIXED, GUIDED, PLAIN, UNGUIDED, Arm
from elvit.study.summary import ArmSummary, Compared, Summary
from elvit.survey.interaction.words.numbers import hundredths, points, points_spread
from elvit.survey.intervals import Interval
from elvit.survey.words import amount, capital, figure, grouped, listed, percent

REPORTED = (
    "Ma et al. (2023, arXiv 2203.05922) report gains of up to 4.28 points of top-1 accuracy over their baseline on "
    "ImageNet, for a window-free transformer guided by patch interactions."
)


class Verdict(Enum):
    """What two intervals of a difference allow to say."""

    AHEAD = "ahead"
    BEHIND = "behind"
    AHEAD_HERE = "ahead of these trainings, perhaps not of others"
    BEHIND_HERE = "behind these trainings, perhaps not behind others"
    UNCLEAR = "unclear"


def verdict(compared: Compared) -> Verdict:
    """Clear is a difference that neither other pictures nor other seeds are likely to turn round."""
    pictures, seeds = compared.pictures, compared.seeds
    if pictures.low > 0:
        return Verdict.AHEAD if seeds.low > 0 else Verdict.AHEAD_HERE
    if pictures.high < 0:
        return Verdict.BEHIND if seeds.high < 0 else Verdict.BEHIND_HERE
    return Verdict.UNCLEAR


def headline(summary: Summary) -> str:
    """Whether windows that tokens learn were worth it here, and what they were worth elsewhere."""
    compared = summary.of(GUIDED, PLAIN)
    gain = points(compared.pictures, magnitude=True)
    said = {
        Verdict.AHEAD: f"Here windows that patches learn under guidance gain {gain} of accuracy over the plain ViT.",
        Verdict.BEHIND: f"Here windows that patches learn under guidance cost {gain} of accuracy.",
        Verdict.AHEAD_HERE: f"Windows that patches learn under guidance gain {gain} of accuracy in these trainings, "
        "too few or too different to say so of others.",
        Verdict.BEHIND_HERE: f"Windows that patches learn under guidance cost {gain} of accuracy in these trainings, "
        "too few or too different to say so of others.",
        Verdict.UNCLEAR: "Here windows that patches learn under guidance make no clear difference to accuracy: "
        f"{points(compared.pictures)}.",
    }[verdict(compared)]
    return f"{said} {_owed(summary)}"


def _owed(summary: Summary) -> str:
    """Whether it is the guidance, or windows as such, that matters."""
    against = {arm: verdict(summary.of(GUIDED, arm)) for arm in (UNGUIDED, FIXED)}
    ahead = [arm.sentence for arm, found in against.items() if found is Verdict.AHEAD]
    behind = [arm.sentence for arm, found in against.items() if found is Verdict.BEHIND]
    parts = [f"clearly ahead of {listed(ahead)}"] if ahead else []
    parts += [f"clearly behind {listed(behind)}"] if behind else []
    if not parts:
        return "The guided WinfT is neither clearly ahead of nor clearly behind the unguided one or fixed windows."
    return f"The guided WinfT is {' and '.join(parts)}."


def about_accuracy(summary: Summary) -> list[str]:
    """Every arm by itself, then every comparison."""
    said = [_alone(arm, summary.arm(arm).top1) for arm in ARMS]
    return said + [_compared(one) for one in summary.compared]


def about_transfer(summary: Summary) -> list[str]:
    """The same after training on, on another task; nothing where that was not tried."""
    transfer = summary.transfer
    if transfer is None:
        return []
    said = [_alone(arm, transfer.top1[arm.id]) for arm in ARMS]
    return said + [_compared(one) for one in transfer.compared]


def _alone(arm: Arm, top1: Sequence[float]) -> str:
    """The mean over seeds, and between what they lie."""
    mean = f"{capital(arm.title)}: {percent(sum(top1) / len(top1))}"
    if len(top1) == 1:
        return f"{mean}, of one training."
    return f"{mean}, between {percent(min(top1))} and {percent(max(top1))} in {len(top1)} trainings."


def _compared(compared: Compared) -> str:
    names = {arm.id: arm.sentence for arm in ARMS}
    one, other = names[compared.arm], names[compared.against]
    more, found = f"{hundredths(abs(compared.pictures.mean))} points", verdict(compared)
    if found is Verdict.UNCLEAR:
        said = f"No clear difference between {one} and {other}: {hundredths(compared.pictures.mean)} points"
    else:
        direction = "ahead of" if found in (Verdict.AHEAD, Verdict.AHEAD_HERE) else "behind"
        said = f"{capital(one)} is {more} {direction} {other}"
    doubt = ", but other trainings may turn that round" if found in (Verdict.AHEAD_HERE, Verdict.BEHIND_HERE) else ""
    return f"{said}{doubt} ({_intervals(compared)})."


def _intervals(compared: Compared) -> str:
    pictures = f"other pictures: {points_spread(compared.pictures)}"
    if math.isnan(compared.seeds.low):
        return f"{pictures}; other seeds: not known of one"
    return f"{pictures}; other seeds: {points_spread(compared.seeds)}"


def about_cost(summary: Summary) -> list[str]:
    """Time and memory of an update beside the plain ViT's."""
    plain = summary.arm(PLAIN).cost
    said = [
        f"An update of {plain.batch_size} pictures takes the plain ViT {amount(plain.cpu_seconds)} s of processor time "
        f"and {amount(plain.megabytes)} MB."
    ]
    for arm in ARMS[1:]:
        cost = summary.arm(arm).cost
        time, memory = cost.cpu_seconds / plain.cpu_seconds, cost.megabytes / plain.megabytes
        said.append(f"{arm.title}: {time:.2f} times the time, {memory:.2f} times the memory.")
    return said


def about_windows(summary: Summary) -> list[str]:
    """How large windows became by depth, and how far they are the guide's."""
    said = [_sizes(arm, summary.arm(arm)) for arm in (GUIDED, UNGUIDED)]
    said += [_agreed(summary)]
    if len(summary.arm(GUIDED).areas) > 1:
        said.append("Nothing but its CLS token is read after the last block: only a guide says what windows it has.")
    return said


def _sizes(arm: Arm, summary: ArmSummary) -> str:
    """Over the blocks whose windows matter: all but the last, where there are several."""
    read = summary.areas[:-1] or summary.areas
    shares = [area.mean for area in read]
    low, high = min(shares), max(shares)
    if high - low < 0.05:
        return f"{arm.title}: windows hold about {percent((low + high) / 2)} of the grid in every block."
    if shares == sorted(shares):
        how = "grow with depth"
    elif shares == sorted(shares, reverse=True):
        how = "shrink with depth"
    else:
        return (
            f"{arm.title}: windows hold between {percent(low)} and {percent(high)} of the grid, in no order of depth."
        )
    return f"{arm.title}: windows {how}, from {percent(shares[0])} to {percent(shares[-1])} of the grid."


def _agreed(summary: Summary) -> str:
    """The mean agreement over blocks, guided beside unguided and fixed."""
    means = {arm: _mean(summary.arm(arm).agreement) for arm in (GUIDED, UNGUIDED, FIXED)}
    guided, best_other = means[GUIDED], max(means[UNGUIDED], means[FIXED])
    kept = "agree more with the guide's than" if guided > best_other else "agree no more with the guide's than"
    return (
        f"Windows of the guided WinfT {kept} other arms' do: they share {figure(guided)} of the patches that either "
        f"holds, against {figure(means[UNGUIDED])} of unguided and {figure(means[FIXED])} of fixed ones, though the "
        "guidance had fallen to nothing by the end."
    )


def _mean(cells: Sequence[Interval]) -> float:
    return sum(cell.mean for cell in cells) / len(cells)


def limits(summary: Summary) -> list[str]:
    """What none of this shows."""
    sizes = summary.sizes
    trainings = len(summary.arms[0].top1)
    return [
        f"Models are small ({sizes.blocks} blocks of width {sizes.width}), pictures are of 32 pixels, and every model "
        f"saw {grouped(sum(summary.counts.values()))} pictures {sizes.epochs} times: larger ones may behave otherwise.",
        f"With {'one training' if trainings == 1 else f'{trainings} trainings'} of each arm, the interval over seeds "
        "is wide; it takes trainings for normally distributed.",
        "The paper's text was not to be had. What a window is here, how it is predicted and how it is guided are this "
        "project's own definitions: this is no reproduction of the paper's model.",
        "Rates, guidance and the first width of windows were set once, for all arms alike, and not tuned.",
    ]

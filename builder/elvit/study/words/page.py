"""What stands around the plots and tables of the study: titles, facts in a list, what numbers are of."""

from __future__ import annotations

from elvit.study.summary import Summary, Transfer
from elvit.survey.interaction.words.numbers import hundredths
from elvit.survey.words import amount, grouped

TITLE = "Windows that tokens learn"
AREA = "Share of the grid that a window holds, %"
AGREEMENT = "Agreement with the guide's windows"
SOFTNESS = "Softness of the edges, grid units"
BY_BLOCK = "By block, the mean over seeds."


def between_seeds(deviation: float) -> str:
    """The standard deviation of accuracy, in points."""
    return f"± {hundredths(deviation)} between seeds"


def on_the_clock(seconds: float) -> str:
    """How long it took, whatever else the machine did."""
    return f"{amount(seconds)} s on the clock"


def task(transfer: Transfer) -> str:
    """The other task in a sentence."""
    pictures, names = grouped(sum(transfer.counts.values())), ", ".join(transfer.counts)
    epochs = "one epoch" if transfer.epochs == 1 else f"{transfer.epochs} epochs"
    return (
        f"Every model went on, with a new last layer, on {pictures} pictures of {len(transfer.counts)} classes for "
        f"{epochs}, without a guide, and was tested on {grouped(transfer.test)} others: {names}."
    )


def facts(summary: Summary) -> list[tuple[str, str]]:
    """How it was measured: what each line is called, and what it says."""
    sizes = summary.sizes
    pictures = grouped(sum(summary.counts.values()))
    return [
        ("Models", f"{sizes.blocks} blocks, {sizes.heads} heads, width {sizes.width}, 8 × 8 patches"),
        ("Pictures", f"{pictures} of {len(summary.counts)} classes to train on, {grouped(summary.test)} to test on"),
        ("Budget", f"{sizes.epochs} epochs for every arm, the same schedule and the same draws for the same seed"),
        ("Trainings", f"{sum(len(arm.top1) for arm in summary.arms)}, {amount(summary.hours)} hours in all"),
        ("Computed on", summary.machine),
        ("Weights", f"of {summary.about.model}: SHA-256 {summary.about.sha256[:16]}…"),
    ]

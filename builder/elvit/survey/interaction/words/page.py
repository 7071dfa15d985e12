"""What stands around the plots of the experiments: facts in a list, titles, and what plots show."""

from __future__ import annotations

from elvit.analysis.interaction import INDICATORS
from elvit.survey.interaction.conditions import USUAL
from elvit.survey.interaction.summary import Summary
from elvit.survey.words import grouped, origin, percent, sizes

TITLES = ("Accuracy, %", "Mean probability of the true class, %")
UNTOUCHED, NONE = "untouched", "none"
AREA, K, REMOVED = "area", "k", "removed"

AREAS = f"Windows by {INDICATORS[USUAL]} and others of the same area, over the share of the grid that they hold."
BY_K = "With adaptive windows of each indicator, over k."
BY_SHARE = "Over the share of patches that is removed, by which go first."

EFFECT_TITLES = ("With the change of the patch's own output", "With the change of the predicted class's logit")
EFFECTS_IN = "Rank correlation, edges cut in one block."
EFFECTS = ("the patch's own output", "the predicted class's logit")


def adaptive(indicator: str) -> str:
    """A row of the table of windows."""
    return f"adaptive, {indicator}"


def cuts(blocks: int) -> list[str]:
    """Columns of the table of effects."""
    return [*(f"block {block}" for block in range(blocks)), "all blocks"]


def facts(summary: Summary) -> list[tuple[str, str]]:
    """How it was measured: what each line is called, and what it says."""
    about = summary.about
    of = "" if about.pictures == about.listed else f" of {grouped(about.listed)}, evenly spread,"
    return [
        ("Model", f"{sizes(about)}, {about.classes} classes"),
        ("Pictures", f"{grouped(about.pictures)}{of} in {about.folder}"),
        ("Edges cut", f"in {grouped(about.cut)} of them"),
        ("Named rightly", percent(summary.plain[0].mean)),
        *origin(about, about.versions),
    ]

"""What is done to the model: windows by indicator and k, patches removed by order and share, and the controls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from elvit.analysis.interaction import INDICATORS
from elvit.survey.interaction.words import titles

KS = (0.0, 1.0, 2.0)
"""How many standard deviations above its row's mean the interaction of a patch in the window lies."""

SHARES = (0.1, 0.3, 0.5, 0.7)
"""Of the patches that are removed."""

USUAL = INDICATORS.index("mean")
"""The indicator whose windows have controls and whose responsive fields rank patches; not chosen by results."""

RANKED_AT = KS.index(1.0)
"""The k of those fields."""


@dataclass(frozen=True)
class Choice:
    """One way to restrict or to remove.

    Args:
        id: in files.
        title, sentence, meaning: its words.
        role: whose colour it has in plots.
        mark: the shape of its points.
    """

    id: str
    title: str
    sentence: str
    meaning: str
    role: str
    mark: str


CONTROLS = tuple(
    Choice(name, *titles.CONTROLS[name], *look)
    for name, look in {
        "centred": ("pattern", "square"),
        "random": ("mlp", "triangle"),
        "random_own": ("value", "diamond"),
    }.items()
)
"""Windows of the same area as the adaptive ones of the usual indicator."""

ADAPTIVE = Choice("adaptive", *titles.ADAPTIVE, "stream", "circle")

WINDOWS = (ADAPTIVE, *CONTROLS)

ORDERS = tuple(
    Choice(name, *titles.ORDERS[name], *look)
    for name, look in {
        "indiscriminative": ("stream", "circle"),
        "random": ("mlp", "triangle"),
        "attention": ("pattern", "square"),
        "similarity": ("value", "diamond"),
        "responsive": ("norm", "cross"),
    }.items()
)
"""In which order patches are removed: the indiscriminative ones, and the controls."""

METRICS = ("accuracy", "probability")
"""Whether the first prediction is the true class, and the probability of the true class."""

EFFECTS = ("token", "logit")
"""How far the token's last output moves, relative to its length; how much the logit of the predicted class changes."""

EDGES = 32
"""How many edges of a picture are cut, one at a time."""


def described() -> dict[str, Any]:
    """All of it as plain values: results of another experiment are not mixed with those of this one."""
    return {
        "indicators": list(INDICATORS),
        "ks": list(KS),
        "controls": [control.id for control in CONTROLS],
        "usual": [INDICATORS[USUAL], KS[RANKED_AT]],
        "orders": [order.id for order in ORDERS],
        "shares": list(SHARES),
        "metrics": list(METRICS),
        "effects": list(EFFECTS),
        "edges": EDGES,
    }

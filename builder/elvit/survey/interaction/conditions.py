"""What is done to the model: windows by indicator and k, patches removed by order and share, and the controls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from elvit.analysis.interaction import INDICATORS

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
        title: in tables and legends.
        sentence: within a sentence.
        meaning: what it is, in a sentence.
        role: whose colour it has in plots.
        mark: the shape of its points.
    """

    id: str
    title: str
    sentence: str
    meaning: str
    role: str
    mark: str


CONTROLS = (
    Choice(
        "centred", "fixed, around the patch", "fixed windows around each patch",
        "Boxes around each patch as a convolution has them, of the same mean area in each picture and block.",
        "pattern", "square",
    ),
    Choice(
        "random", "random places", "boxes at random places",
        "Boxes of the same heights and widths, anywhere in the grid; they need not even hold their patch.",
        "mlp", "triangle",
    ),
    Choice(
        "random_own", "random, with the patch", "boxes at random places that hold their patch",
        "Boxes of the same heights and widths, anywhere in the grid where they hold their patch.",
        "value", "diamond",
    ),
)  # fmt: skip
"""Windows of the same area as the adaptive ones of the usual indicator."""

ADAPTIVE = Choice(
    "adaptive", "adaptive windows", "adaptive windows",
    "The smallest box that holds the patch and all patches whose interaction with it stands out.", "stream", "circle",
)  # fmt: skip

WINDOWS = (ADAPTIVE, *CONTROLS)

ORDERS = (
    Choice(
        "indiscriminative", "least responsive", "the least responsive patches",
        "The smallest responsive fields first, summed over the blocks.", "stream", "circle",
    ),
    Choice("random", "at random", "patches at random", "In any order.", "mlp", "triangle"),
    Choice(
        "attention", "least CLS attention", "the patches that CLS attends to least",
        "The least attention of CLS first, the mean over heads and blocks.", "pattern", "square",
    ),
    Choice(
        "similarity", "least like CLS", "the patches least like CLS",
        "The lowest cosine similarity with CLS first, the mean over the blocks' outputs.", "value", "diamond",
    ),
    Choice(
        "responsive", "most responsive", "the most responsive patches",
        "The largest responsive fields first: the ranking the other way round.", "norm", "cross",
    ),
)  # fmt: skip
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

"""Plots as SVG that can be read on a light and on a dark page: ink takes its colour from the reader's scheme."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

INK = "#010203"  # stands for the colour of text, which depends on the page's scheme
FAINT = "#808080"
# Okabe and Ito's colours, told apart by colour-blind readers, of a lightness that stands out from white and from black.
BLUE, ORANGE, GREEN, PURPLE, SKY, YELLOW = "#2a7fba", "#d55e00", "#009e73", "#b8699a", "#4f9fd0", "#b8860b"

SCHEME = "<style>svg{color:#1f2328}@media(prefers-color-scheme:dark){svg{color:#e6edf3}}</style>"
STYLE: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "elvit",
    "font.family": "sans-serif",
    "font.size": 10,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": FAINT,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": FAINT,
    "ytick.color": FAINT,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "grid.color": FAINT,
    "grid.alpha": 0.25,
    "legend.frameon": False,
}


@contextmanager
def plot(path: Path, width: float, height: float, columns: int = 1) -> Iterator[list[Axes]]:
    """Axes side by side; what is drawn on them is written when the context ends.

    Args:
        path: of the SVG; the same drawing gives the same bytes.
        width: inches.
        height: inches.
        columns: how many axes.
    """
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(width, height), layout="constrained")
        yield list(figure.subplots(1, columns, squeeze=False)[0])
        file = io.StringIO()
        figure.savefig(file, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    path.write_text(in_scheme(file.getvalue()), encoding="utf-8")


def in_scheme(svg: str) -> str:
    """The ink as `currentColor`, and a style sheet that says what that is."""
    head, tag, rest = svg.partition("<defs>")
    return f"{head}{SCHEME}{tag}{rest}".replace(INK, "currentColor")

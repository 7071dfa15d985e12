"""The loss curve as a drawing: loss by epoch, and top-1 below it where it was watched."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure

from elvit.training import words
from elvit.training.story import Stage

COLOUR = "#2e7a6b"
STYLE: dict[Any, Any] = {
    "svg.hashsalt": "elvit",  # the same curve is the same file
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
}


def loss_curve(stages: Sequence[Stage]) -> bytes:
    """An SVG with loss by epoch and, if every epoch has one, top-1; a dashed line parts the stages."""
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(6.4, 4.6), layout="constrained", facecolor="white")
        records = [record for stage in stages for record in stage.history]
        series = [(words.LOSS, [record.loss for record in records])]
        if all(record.top1 is not None for record in records):
            series.append((words.TOP1, [100 * (record.top1 or 0) for record in records]))
        panels = figure.subplots(len(series), sharex=True, squeeze=False)[:, 0]
        for axes, (label, values) in zip(panels, series, strict=True):
            done = 0
            for stage in stages:
                epochs = range(done + 1, done + len(stage.history) + 1)
                axes.plot(epochs, values[done : epochs[-1]], color=COLOUR, marker="o", markersize=3)
                if done:
                    axes.axvline(done + 0.5, color="#999", linewidth=0.8, linestyle="--")
                done = epochs[-1]
            axes.annotate(f"{values[-1]:.3g}", (done, values[-1]), (5, 0), textcoords="offset points", va="center")
            axes.set_ylabel(label)
            axes.grid(axis="y", color="#ddd", linewidth=0.6)
        panels[-1].set_xlabel(words.EPOCH)
        panels[-1].xaxis.get_major_locator().set_params(integer=True)
        file = io.BytesIO()
        figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
    return file.getvalue()

"""Time of a forward pass: elvit, and the engines that it is compared with."""

from __future__ import annotations

from pathlib import Path

from matplotlib.axes import Axes

from benchmarks.engines.ways import ELVIT, ELVIT_ALL, ORT, WAYS, Way
from benchmarks.report.numbers import Interval, paired_ratio, spread
from benchmarks.report.plots import BLUE, FAINT, GREEN, ORANGE, PURPLE, SKY, YELLOW, plot
from benchmarks.report.results import Json
from benchmarks.report.tables import milliseconds, table, verdict

COLOURS = dict(zip((way.name for way in WAYS), (BLUE, SKY, GREEN, ORANGE, PURPLE, YELLOW), strict=True))
PLOT = "engines.svg"
ORDER = ("tiny", "vit-ti16", "vit-s16", "vit-b16")
# The most that elvit's time may be of another's, by model.
BOUNDS = {"tiny": 0.95, "vit-b16": 0.80}
ALL_BOUND = 1.25

INTRO = """One forward pass from the picture's way to the worker until the logits are back in the page, in
milliseconds: the median of all rounds, and its quartiles. All engines have the same weights and the same input, are
in one page of one headless Chromium, each in a worker of its own, on one thread of WebAssembly; they take turns, in
an order shuffled for each round. A ratio is the median of the ratios within a round, with its 95 % interval
(bootstrap over rounds). TensorFlow.js as it comes runs the graph that `elvit convert` writes, the others an ONNX
export of opset 20, int8 with the weights of all products quantised. ViT-Ti, ViT-S and ViT-B have random weights and
read 224×224 pixels. The last table says how far the logits are from PyTorch's, so that nobody is compared while it
computes something else."""


def write(entries: Json, folder: Path) -> str:
    """The section; its plot goes into the folder."""
    models = {name: entries[name] for name in ORDER if name in entries}
    draw(models, folder / PLOT)
    titles = [model["title"] for model in models.values()]
    alt = f"Times of {len(WAYS)} engines on {', '.join(titles)}, as shares of onnxruntime-web's."
    parts = [INTRO, f"![{alt}]({folder.name}/{PLOT})", "Milliseconds:", _times(models, titles)]
    parts += ["As a share of the time of onnxruntime-web fp32:", _ratios(models, titles)]
    parts += [_verdicts(models), "Largest difference of a logit from PyTorch's:", _errors(models, titles)]
    return "\n\n".join(part for part in parts if part)


def ratio(model: Json, way: Way, other: Way) -> Interval:
    """How long one takes of the other's time."""
    return paired_ratio(model["times"][way.name], model["times"][other.name])


def _times(models: Json, titles: list[str]) -> str:
    def cell(model: Json, way: Way) -> str:
        low, median, high = map(milliseconds, spread(model["times"][way.name]))
        return f"{median} ({low}–{high})"

    return table(["", *titles], ([way.title, *(cell(model, way) for model in models.values())] for way in WAYS))


def _ratios(models: Json, titles: list[str]) -> str:
    def cell(model: Json, way: Way) -> str:
        low, value, high = ratio(model, way, ORT)
        return f"{value:.2f} ({low:.2f}–{high:.2f})"

    others = [way for way in WAYS if way != ORT]
    return table(["", *titles], ([way.title, *(cell(model, way) for model in models.values())] for way in others))


def _errors(models: Json, titles: list[str]) -> str:
    ways = [way for way in WAYS if way != ELVIT_ALL]
    rows = ([way.title, *(f"{model['errors'][way.name]:.0e}" for model in models.values())] for way in ways)
    return table(["", *titles], rows)


def _verdicts(models: Json) -> str:
    lines = []
    for name, bound in BOUNDS.items():
        if name in models:
            found = ratio(models[name], ELVIT, ORT).value
            lines.append(f"- {models[name]['title']}, logits only, of onnxruntime-web fp32: {verdict(found, bound)}.")
    for model in models.values():
        found = ratio(model, ELVIT_ALL, ELVIT).value
        lines.append(f"- {model['title']}, every hook kept, of logits only: {verdict(found, ALL_BOUND)}.")
    return "\n".join(lines)


def draw(models: Json, path: Path) -> None:
    """A row of bars a model, onnxruntime-web fp32 = 1, with intervals and the milliseconds at their ends."""
    with plot(path, 9, 0.9 + 1.25 * len(models)) as [axes]:
        height = 0.8 / len(WAYS)
        for row, model in enumerate(models.values()):
            for place, way in enumerate(WAYS):
                _bar(axes, row - 0.4 + (place + 0.5) * height, height, model, way, labelled=row == 0)
        axes.axvline(1, color=FAINT, linewidth=1, linestyle=(0, (4, 3)))
        axes.set_yticks(range(len(models)), [model["title"] for model in models.values()])
        axes.tick_params(axis="y", length=0)
        axes.invert_yaxis()
        axes.set_xlabel("time of a run, onnxruntime-web fp32 = 1; less is faster (at the bars' ends: milliseconds)")
        axes.grid(axis="x")
        axes.set_axisbelow(True)
        axes.margins(x=0.09)
        axes.legend(loc="lower center", bbox_to_anchor=(0.42, 1), ncols=3)


def _bar(axes: Axes, y: float, height: float, model: Json, way: Way, *, labelled: bool) -> None:
    low, value, high = ratio(model, way, ORT)
    label = way.title if labelled else None
    axes.barh(y, value, height * 0.86, color=COLOURS[way.name], label=label)
    axes.plot([low, high], [y, y], color=FAINT, linewidth=1.2)
    time = milliseconds(spread(model["times"][way.name]).median)
    axes.annotate(time, (max(value, high), y), (4, 0), textcoords="offset points", va="center", fontsize=8)

"""Runs the comparison: `python -m benchmarks.engines [MODEL]...`; all models where none is named."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from benchmarks.engines.browse import Measured, measure
from benchmarks.engines.prepare import prepare, quantise
from benchmarks.engines.site import BUNDLE, CHECKOUT, RIVAL_MODULES, SITE_MODULES, TRANSFORMERS, add_model, write_site
from benchmarks.engines.subjects import SUBJECTS, Subject
from benchmarks.engines.ways import ELVIT, ORT, WAYS, Way
from benchmarks.report.numbers import paired_ratio, spread
from benchmarks.report.results import record
from benchmarks.report.stamp import Stamp, node_versions, python_versions, stamp
from benchmarks.report.tables import milliseconds

WORK = CHECKOUT / "build" / "benchmarks"
SECTION = "engines"


@click.command()
@click.argument("models", nargs=-1, type=click.Choice([subject.name for subject in SUBJECTS]))
@click.option("--rounds", type=click.IntRange(2), help="How often each runs; else as the model's size allows.")
@click.option("--only", help="Names of ways with commas between; their times are shown and not kept.")
@click.option("--bundle", type=click.Path(path_type=Path, file_okay=False, exists=True), default=BUNDLE)
def main(models: tuple[str, ...], rounds: int | None, only: str | None, bundle: Path) -> None:
    """Measure, show, and keep for the page of results.

    With --only, or with a --bundle that is not this checkout's, nothing is kept.
    """
    ways = [way for way in WAYS if only is None or way.name in only.split(",")]
    site = WORK / "site"
    write_site(site, bundle)
    for subject in (s for s in SUBJECTS if not models or s.name in models):
        prepared = prepare(subject, WORK / "models")
        quantise(prepared)
        add_model(site, prepared)
        found = measure(site, prepared, ways, rounds or subject.rounds)
        show(subject, ways, found)
        if only is None and bundle == BUNDLE:
            made = made_by(SECTION, found.browser)
            record(SECTION, subject.name, found.manifest() | {"title": subject.title}, made)


def made_by(module: str, browser: str) -> Stamp:
    """The stamp of a comparison, with the versions of everything that had a part in it."""
    packages = python_versions("torch", "transformers", "onnx", "onnxruntime")
    tfjs = node_versions(SITE_MODULES, "@tensorflow/tfjs-core", "@tensorflow/tfjs-backend-wasm")
    rivals = node_versions(RIVAL_MODULES, "onnxruntime-web", "@huggingface/transformers")
    inner = node_versions(TRANSFORMERS / "node_modules", "onnxruntime-web")
    within = {f"{name} within transformers.js": number for name, number in inner.items()}
    versions = {"Chromium": browser, **packages, **tfjs, **rivals, **within}
    return stamp(["-m", f"benchmarks.{module}"], versions)


def show(subject: Subject, ways: list[Way], found: Measured) -> None:
    """Medians, quartiles and ratios."""
    base = next((way for way in (ORT, ELVIT) if way in ways), ways[0])
    head = ("median, ms", "quartiles", "least", f"/ {base.title}", "worst logit")
    table = Table(subject.title, *head, title=f"{len(found.times[base.name])} rounds")
    for way in ways:
        times = found.times[way.name]
        low, median, high = map(milliseconds, spread(times))
        ratio = paired_ratio(times, found.times[base.name])
        sure = f"{ratio.value:.3f} ({ratio.low:.3f} to {ratio.high:.3f})"
        least = milliseconds(min(times))
        table.add_row(way.title, median, f"{low} to {high}", least, sure, f"{found.errors[way.name]:.1e}")
    Console(width=140).print(table)


if __name__ == "__main__":
    main()

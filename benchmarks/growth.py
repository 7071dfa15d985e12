"""How the time of a run grows with tokens and with width; `python -m benchmarks.growth`.

Models of four blocks with random weights, once with more and more tokens, once wider and wider; elvit and
onnxruntime-web fp32, in turn.
"""

from __future__ import annotations

import click
from rich.console import Console

from benchmarks.engines.__main__ import WORK, made_by, show
from benchmarks.engines.browse import measure
from benchmarks.engines.prepare import prepare
from benchmarks.engines.site import add_model, write_site
from benchmarks.engines.subjects import Subject, sized
from benchmarks.engines.ways import ELVIT, ORT
from benchmarks.report.results import record

SECTION = "growth"
BLOCKS = 4
PATCH = 16
WIDTH, EDGE = 384, 224
EDGES = (112, 160, 224, 320, 448)
WIDTHS = (192, 384, 576, 768, 1024)


def points() -> list[tuple[Subject, int, int]]:
    """Models with their tokens and width; the one where both rows cross comes once."""
    sizes = dict.fromkeys([*((edge, WIDTH) for edge in EDGES), *((EDGE, width) for width in WIDTHS)])
    return [point(edge, width) for edge, width in sizes]


def point(edge: int, width: int) -> tuple[Subject, int, int]:
    """The model that reads pictures of so many pixels, with its tokens and width."""
    tokens = (edge // PATCH) ** 2 + 1
    title = f"{tokens} tokens, width {width}"
    subject = sized(f"n{tokens}-d{width}", title, 12, width, image_size=edge, num_hidden_layers=BLOCKS, num_labels=10)
    return subject, tokens, width


@click.command()
@click.option("--prepare-only", is_flag=True, help="Make the models, which takes longer than running them.")
def main(prepare_only: bool) -> None:
    """Measure, show, and keep for the page of results."""
    site = WORK / "site"
    write_site(site)
    ways = [ELVIT, ORT]
    for subject, tokens, width in points():
        prepared = prepare(subject, WORK / "models")
        if prepare_only:
            continue
        add_model(site, prepared)
        found = measure(site, prepared, ways, subject.rounds)
        show(subject, ways, found)
        sizes = {"tokens": tokens, "width": width, "blocks": BLOCKS}
        record(SECTION, subject.name, found.manifest() | sizes, made_by(SECTION, found.browser))
    Console().print("Made." if prepare_only else "Measured.")


if __name__ == "__main__":
    main()

"""The model card: what the model is, how it was made and what was measured, from the run's own figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from transformers import ViTForImageClassification

from elvit.training.checkpoint import EpochRecord
from elvit.training.files import write_aside
from elvit.training.measure import Accuracy
from elvit.training.run import Run

TEMPLATE = "card.md.j2"
CARD = "README.md"
TRAINING_SECTION = re.compile(r"^## Training\n(.*?)(?=^## |\Z)", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class CardWords:
    """What only a person can say.

    Attributes:
        name: of the model.
        license: an SPDX identifier, or nothing.
        notes: Markdown on the data: origin, credit, terms.
        earlier: Markdown on the training of the weights started from.
    """

    name: str
    license: str = ""
    notes: str = ""
    earlier: str = ""


def earlier_training(folder: Path) -> str:
    """What the card of a folder written by `elvit train` says of its training, or nothing."""
    card = folder / CARD
    found = TRAINING_SECTION.search(card.read_text(encoding="utf-8")) if card.is_file() else None
    return found[1].strip() if found else ""


def write_card(
    out: Path,
    words: CardWords,
    run: Run,
    model: ViTForImageClassification,
    history: list[EpochRecord],
    accuracy: Accuracy | None,
) -> None:
    """Write README.md into the model's folder."""
    folder = FileSystemLoader(Path(__file__).parent)
    environment = Environment(loader=folder, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    text = environment.get_template(TEMPLATE).render(
        words=words,
        recipe=run.recipe,
        start=run.start,
        config=model.config,
        parameters=model.num_parameters(),
        pictures=len(run.data),
        counts=run.data.counts(),
        test_counts=None if run.test is None else run.test.counts(),
        batch_size=run.batch_size,
        minutes=sum(record.seconds for record in history) / 60,
        loss=history[-1].loss,
        accuracy=accuracy,
    )
    write_aside(out / CARD, lambda file: file.write(text.encode()))

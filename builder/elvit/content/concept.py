"""A concept: one term of the field, explained; and what its file must hold."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

Index = int | Literal[":", "cls"]
Take = Literal["value", "sum", "mean", "min", "max", "norm", "argmax", "std"]
LinkKind = Literal["needs", "part_of", "feeds", "see"]

TAKES: tuple[Take, ...] = get_args(Take)
LINK_KINDS: tuple[LinkKind, ...] = get_args(LinkKind)


@dataclass(frozen=True)
class Link:
    """From a concept to another one.

    Args:
        kind: what the other one is to it.
        target: the other's id.
        line: where the link stands in the file.
    """

    kind: LinkKind
    target: str
    line: int


@dataclass(frozen=True)
class Measure:
    """A number to take from a forward pass.

    Args:
        hook: full name; "blocks.last." is the last block of any model.
        at: one entry an axis: an index, ":" for all of it, "cls" for the CLS token.
        take: what becomes of the entries.
    """

    hook: str
    at: tuple[Index, ...]
    take: Take


@dataclass(frozen=True)
class Saying:
    """A measure in a sentence.

    Args:
        say: markdown of one line, with {} for the number.
        measure: the number.
        line: where it stands in the file.
    """

    say: str
    measure: Measure
    line: int


@dataclass(frozen=True)
class Section:
    """The markdown below one heading.

    Args:
        text: without the heading.
        line: of its first line in the file.
    """

    text: str
    line: int


@dataclass(frozen=True)
class Concept:
    """One file, checked as far as it can be alone.

    Args:
        id: the file's name without its ending.
        title: as headings and labels have it.
        stage: a key of STAGES.
        summary: one sentence of plain text.
        links: in the order of the file.
        hooks: names of the hook table without the block's prefix, with their lines.
        sayings: numbers of the picture at hand.
        sections: by the names of SECTIONS.
        file: where it was read.
        own: whether it comes from the folder of the site's owner.
    """

    id: str
    title: str
    stage: str
    summary: str
    links: tuple[Link, ...]
    hooks: tuple[tuple[str, int], ...]
    sayings: tuple[Saying, ...]
    sections: dict[str, Section]
    file: Path
    own: bool

    def targets(self, kind: LinkKind) -> tuple[str, ...]:
        """Ids that it links to in one way."""
        return tuple(link.target for link in self.links if link.kind == kind)

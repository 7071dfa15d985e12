"""All texts of a site: read, checked as one, written as HTML once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from elvit.content.code import Block, list_blocks
from elvit.content.concept import Concept, Measure
from elvit.content.graph import KnowledgeGraph, check_links, make_graph
from elvit.content.problems import Problem, refuse
from elvit.content.read import read_concepts
from elvit.content.render import Rendered, render


@dataclass(frozen=True)
class Texts:
    """Concepts without a problem.

    Args:
        graph: the concepts and where they stand.
        html: by id; the numbers of a model are still 0 in it, see `filled`.
        code: every block of Python.
    """

    graph: KnowledgeGraph
    html: dict[str, Rendered]
    code: tuple[Block, ...]

    @property
    def concepts(self) -> tuple[Concept, ...]:
        """By stage, within one each after what it needs."""
        return self.graph.concepts

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Every number that some text says, once."""
        return tuple(dict.fromkeys(saying.measure for concept in self.concepts for saying in concept.sayings))


def read_texts(
    default: Path, own: Path | None, run: Callable[[Sequence[Block]], list[Problem]] = lambda blocks: []
) -> Texts:
    """Reads all texts.

    Args:
        default: the content that comes with elvit.
        own: the folder of the site's owner, or None.
        run: gives the problems of code; only asked where there are others, so that all are told at once.

    Raises:
        ElvitError: with every problem of every file.
    """
    problems: list[Problem] = []
    concepts = read_concepts(default, own, problems.append)
    check_links(concepts, problems.append)
    titles = {concept.id: concept.title or concept.id for concept in concepts}
    html = {concept.id: render(concept, titles, problems.append) for concept in concepts}
    code = list_blocks(concepts)
    if problems:
        broken = {problem.file for problem in problems if problem.message.startswith("The code is not Python")}
        refuse([*problems, *run([block for block in code if block.file not in broken])])
    return Texts(make_graph(concepts), html, code)

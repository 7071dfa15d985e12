"""Concepts -> KnowledgeGraph: every link leads somewhere, and `needs` has no cycles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from elvit.content.concept import Concept
from elvit.content.layout import Place, lay_out
from elvit.content.problems import Problem, did_you_mean
from elvit.content.words import STAGES


@dataclass(frozen=True)
class KnowledgeGraph:
    """The concepts and where they stand.

    Args:
        concepts: by stage, within one each after what it needs.
        places: by id, both coordinates in [0, 1].
        columns: how many columns the places make.
        rows: how many rows.
    """

    concepts: tuple[Concept, ...]
    places: Mapping[str, Place]
    columns: int
    rows: int


def make_graph(concepts: Sequence[Concept]) -> KnowledgeGraph:
    """Orders and places concepts that have no problems."""
    stages = list(STAGES)
    named = sorted(concepts, key=lambda c: (stages.index(c.stage), c.title.lower(), c.id))
    layout = lay_out([concept.id for concept in named], {c.id: c.targets("needs") for c in named})
    ordered = sorted(named, key=lambda c: (stages.index(c.stage), *layout.places[c.id]))
    return KnowledgeGraph(tuple(ordered), layout.places, layout.columns, layout.rows)


def check_links(concepts: Sequence[Concept], tell: Callable[[Problem], None]) -> None:
    """Tells of links of the front matter that lead nowhere or to themselves, and of cycles in `needs`."""
    known = {concept.id for concept in concepts}
    for concept in concepts:
        for link in concept.links:
            if link.target == concept.id:
                tell(Problem(concept.file, link.line, f"'{link.kind}' names the concept itself."))
            elif link.target not in known:
                said = f"'{link.kind}' names no concept: '{link.target}'. {did_you_mean(link.target, known)}"
                tell(Problem(concept.file, link.line, said.strip()))
    for concept, other in _same_titles(concepts):
        tell(
            Problem(concept.file, 1, f"'{concept.title}' is the title of {other.file}, too; give one of them another.")
        )
    for cycle in _cycles({c.id: c.targets("needs") for c in concepts}):
        first = next(concept for concept in concepts if concept.id == cycle[0])
        line = next(link.line for link in first.links if link.kind == "needs" and link.target == cycle[1])
        chain = " needs ".join(cycle)
        tell(Problem(first.file, line, f"'needs' goes in a circle: {chain}. Take one of them out."))


def _same_titles(concepts: Sequence[Concept]) -> Iterator[tuple[Concept, Concept]]:
    """Texts of the owner's that nobody could tell from another by their title, each with the other."""
    seen: dict[str, Concept] = {}
    for concept in sorted((concept for concept in concepts if concept.title), key=lambda concept: concept.own):
        other = seen.setdefault(concept.title.casefold(), concept)
        if other is not concept and concept.own:
            yield concept, other


def _cycles(needs: Mapping[str, Sequence[str]]) -> list[tuple[str, ...]]:
    """Circles of at least two concepts, each once, from its first id in the alphabet back to it."""
    found: dict[frozenset[str], tuple[str, ...]] = {}
    done: set[str] = set()

    def visit(name: str, path: list[str]) -> None:
        if name in path:
            circle = path[path.index(name) :]
            turn = circle.index(min(circle))
            ring = (*circle[turn:], *circle[:turn], circle[turn])
            if len(circle) > 1:
                found.setdefault(frozenset(circle), ring)
            return
        if name in done:
            return
        for target in needs.get(name, ()):
            visit(target, [*path, name])
        done.add(name)

    for name in sorted(needs):
        visit(name, [])
    return list(found.values())

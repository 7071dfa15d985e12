"""The concepts as the page reads them; site_template/src/data/concepts.ts has the same shapes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from elvit.content.concept import LINK_KINDS, Concept, Saying
from elvit.content.facts import ModelFacts
from elvit.content.numbers import hook_in, say
from elvit.content.render import Rendered, filled
from elvit.content.texts import Texts
from elvit.content.words import STAGES
from elvit.output.json import compact
from elvit.output.pack import Packer

Json = dict[str, Any]


def write_concepts(texts: Texts, models: Sequence[ModelFacts], packer: Packer) -> Json:
    """Packs the texts; returns the manifest's `concepts`."""
    packed = {concept.id: _text(concept, texts.html[concept.id], models) for concept in texts.concepts}
    graph = texts.graph
    return {
        "stages": [{"id": name, "title": title} for name, title in STAGES.items()],
        "nodes": [_node(concept, *graph.places[concept.id]) for concept in texts.concepts],
        "columns": graph.columns,
        "rows": graph.rows,
        "texts": packer.add_text("concepts", compact(packed)),
    }


def _node(concept: Concept, x: float, y: float) -> Json:
    said = {"id": concept.id, "title": concept.title, "stage": concept.stage, "summary": concept.summary}
    links: Json = {kind: list(concept.targets(kind)) for kind in LINK_KINDS}
    return {**said, **links, "hooks": [name for name, _ in concept.hooks], "x": x, "y": y}


def _text(concept: Concept, html: Rendered, models: Sequence[ModelFacts]) -> Json:
    numbers = models[0].numbers
    return {
        "html": filled(html.html, numbers),
        "question": filled(html.question, numbers),
        "answer": filled(html.answer, numbers),
        "numbers": [
            _number(saying, filled(line, numbers), models)
            for saying, line in zip(concept.sayings, html.sayings, strict=True)
        ],
    }


def _number(saying: Saying, html: str, models: Sequence[ModelFacts]) -> Json:
    measure = saying.measure
    values = {
        model.id: {
            "hook": hook_in(model.spec, measure.hook),
            "value": float(f"{model.values[measure]:.6g}"),
            "text": say(model.values[measure], measure, model.spec, model.labels),
        }
        for model in models
        if measure in model.values
    }
    return {"html": html, "hook": measure.hook, "at": list(measure.at), "take": measure.take, "values": values}


def unmeasured(texts: Texts, models: Sequence[ModelFacts]) -> Iterator[str]:
    """One sentence for each number of the owner's texts that no model of the site has."""
    for concept in texts.concepts:
        for saying in concept.sayings:
            if concept.own and not any(saying.measure in model.values for model in models):
                yield f"{concept.file}:{saying.line}: no model here has such a number; the line is left out."

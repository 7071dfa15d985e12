"""Each concept as a plain page that needs no script, and a page that lists them all."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment
from markupsafe import Markup

from elvit.content.concept import LINK_KINDS, Concept
from elvit.content.facts import ModelFacts
from elvit.content.manifest import Json
from elvit.content.numbers import say
from elvit.content.render import filled
from elvit.content.texts import Texts
from elvit.content.words import COMES_FROM, LEADS_TO, STAGES
from elvit.hooks.table import HOOK_DIMS
from elvit.resources import CONCEPTS

_HEADING = re.compile(r"<(/?)h([3-6])>")
_CONCEPT = re.compile(r'(<a data-concept="[^"]+" href=")concepts/')
_HREF = re.compile(r'<a href="(?![a-zA-Z][a-zA-Z0-9+.-]*:)([^"]*)"')


def write_concept_pages(
    texts: Texts,
    models: Sequence[ModelFacts],
    picture: str,
    site: Path,
    templates: Environment,
    page: Mapping[str, Any],
) -> None:
    """Writes concepts/ID.html and concepts/index.html.

    Args:
        texts: what to write; nothing is written where there are none.
        models: the first one's numbers stand on the pages.
        picture: title of the picture that was measured.
        site: the folder of the site.
        templates: concept.html.j2 and concepts.html.j2.
        page: what every page needs: title, version, files of styles.
    """
    if not texts.concepts:
        return
    (site / CONCEPTS).mkdir(exist_ok=True)
    by_stage = [
        (title, [concept for concept in texts.concepts if concept.stage == stage]) for stage, title in STAGES.items()
    ]
    shared = {**page, "model": models[0].title, "picture": picture, "stages": [group for group in by_stage if group[1]]}
    concept_page = templates.get_template("concept.html.j2")
    for number, concept in enumerate(texts.concepts):
        around = {
            "before": texts.concepts[number - 1] if number else None,
            "after": texts.concepts[number + 1] if number + 1 < len(texts.concepts) else None,
        }
        html = concept_page.render({**shared, **around, **_concept(concept, texts, models[0])})
        (site / CONCEPTS / f"{concept.id}.html").write_text(html, encoding="utf-8")
    index = templates.get_template("concepts.html.j2").render(shared)
    (site / CONCEPTS / "index.html").write_text(index, encoding="utf-8")


def _concept(concept: Concept, texts: Texts, model: ModelFacts) -> Json:
    html = texts.html[concept.id]
    numbers = "".join(
        f"<li>{line.replace('<b data-number></b>', f'<b>{_said(saying.measure, model)}</b>')}</li>\n"
        for saying, line in zip(concept.sayings, html.sayings, strict=True)
        if saying.measure in model.values
    )
    before, _, rest = _plain(html.html, model).partition('<section data-slot="check"></section>')
    listed = f'<ul class="numbers">\n{_plain(numbers, model)}</ul>' if numbers else ""
    return {
        "concept": concept,
        "stage": STAGES[concept.stage],
        "html": Markup(before.replace('<ul data-slot="numbers"></ul>', listed)),
        "sources": Markup(rest),
        "question": Markup(_plain(html.question, model)),
        "answer": Markup(_plain(html.answer, model)),
        "links": list(_links(concept, texts)),
        "explorer": _state(view="background", concept=concept.id),
        "hooks": [(name, _state(view="detail", hook=_full(name))) for name, _ in concept.hooks],
    }


def _said(measure: Any, model: ModelFacts) -> str:
    return str(Markup.escape(say(model.values[measure], measure, model.spec, model.labels)))


def _state(**keys: str) -> str:
    """The way to a state of the explorer."""
    return "../index.html#" + urlencode(keys)


def _full(hook: str) -> str:
    return f"blocks.0.{hook}" if HOOK_DIMS[hook].block else hook


def _links(concept: Concept, texts: Texts) -> list[tuple[str, list[Concept]]]:
    """What is said of each way of linking, and the concepts at its other end; here and back."""
    by_id = {other.id: other for other in texts.concepts}
    found = [(LEADS_TO[kind], [by_id[target] for target in concept.targets(kind)]) for kind in LINK_KINDS]
    found += [
        (COMES_FROM[kind], [other for other in texts.concepts if concept.id in other.targets(kind)])
        for kind in LINK_KINDS
        if COMES_FROM[kind]
    ]
    return [(said, others) for said, others in found if others]


def _plain(html: str, model: ModelFacts) -> str:
    """HTML of the explorer as a page in concepts/ has it: other levels of headings, other ways to the files."""
    html = _HREF.sub(lambda match: f'<a href="{_from_folder(match[1])}"', filled(html, model.numbers))
    html = _CONCEPT.sub(r"\1", html)
    return _HEADING.sub(lambda match: f"<{match[1]}h{int(match[2]) - 1}>", html)


def _from_folder(href: str) -> str:
    return f"../index.html{href}" if href.startswith("#") else f"../{href}"

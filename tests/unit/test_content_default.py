"""The concepts that come with elvit: sound, enough, each with code that runs, every hook explained."""

from __future__ import annotations

from pathlib import Path

import pytest
from elvit.content.code import CodeRun
from elvit.content.texts import Texts, read_texts
from elvit.hooks.spec import Spec
from elvit.hooks.table import HOOK_DIMS, hook_table


@pytest.fixture(scope="module")
def texts(checkout: Path) -> Texts:
    """The default texts; reading them fails on any problem."""
    return read_texts(checkout / "content", None)


def test_there_are_enough(texts: Texts) -> None:
    assert len(texts.concepts) >= 30


def test_every_hook_leads_to_a_concept_that_leads_back(texts: Texts) -> None:
    met = {name: concept.id for concept in texts.concepts for name, _ in concept.hooks}
    assert set(HOOK_DIMS) <= set(met)
    ids = {concept.id for concept in texts.concepts}
    assert {hook.concept for hook in hook_table(Spec(1, 1, 4, 4, 8, 4, 8, 2, 1e-6))} <= ids


def test_every_concept_is_linked_with_others(texts: Texts) -> None:
    ends = {link.target for concept in texts.concepts for link in concept.links}
    assert [concept.id for concept in texts.concepts if not concept.links and concept.id not in ends] == []


def test_the_code_runs(texts: Texts) -> None:
    assert len(texts.code) == len(texts.concepts)
    with CodeRun(texts.code) as run:
        assert run.problems() == []

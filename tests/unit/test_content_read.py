"""Concept files: what must be there, and that every mistake is told with its file and line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from concept_files import concept_text, three, write_concepts
from elvit.content.texts import read_texts
from elvit.errors import ElvitError


def problems(folder: Path, own: Path | None = None) -> list[str]:
    """The lines of the error, or none."""
    try:
        read_texts(folder, own)
    except ElvitError as error:
        return [line.strip().replace(f"{folder}/concepts/", "") for line in error.message.splitlines()[1:]]
    return []


def test_sound_files_have_no_problem(tmp_path: Path) -> None:
    assert problems(three(tmp_path)) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (concept_text({"titel": "x"}), r"a\.md:6: Unknown key 'titel'. Did you mean 'title'\?"),
        (concept_text({"summary": ""}), r"a\.md:2: The key 'summary' is missing"),
        (concept_text({"stage": "atention"}), r"a\.md:3: There is no stage 'atention'. Did you mean 'attention'\?"),
        (concept_text({"needs": "softmax"}), r"a\.md:5: 'needs' must be a list"),
        (concept_text({"needs": "[b]"}), r"a\.md:5: 'needs' names no concept: 'b'"),
        (concept_text({"see": "[a]"}), r"a\.md:6: 'see' names the concept itself"),
        (concept_text({"hooks": "[logits, logits]"}), r"a\.md:6: 'hooks' has 'logits' twice"),
        (
            concept_text({"hooks": "[attn.hook_patern]"}),
            r"a\.md:6: No model has a hook 'attn.hook_patern'. Did you mean 'attn.hook_p",
        ),
        (concept_text({"hooks": "[blocks.0.hook_resid_mid]"}), r"a\.md:6: No model .* It is 'hook_resid_mid' here"),
        (concept_text({"title": "A: b: c"}), r"a\.md:2: Not valid YAML"),
        (concept_text({}, {"Sources": None}), r"a\.md:\d+: The section '## Sources' is missing"),
        (concept_text({}, {"Shapes": ""}), r"a\.md:22: The section '## Shapes' is empty"),
        (concept_text({}, {"Source": "x"}), r"a\.md:48: Unknown section 'Source'. Did you mean 'Sources'\?"),
        (concept_text({}, {"Sources": "Somebody"}), r"a\.md:4\d: The sources must be a list"),
        (concept_text({}, {"Formula": "No formula."}), r"a\.md:1\d: There is no formula"),
        (
            concept_text({}, {"Formula": "$$\nx\n+ \\nope\n$$"}),
            r'a\.md:20: The formula cannot be drawn: Unknown command "\\nope"',
        ),
        (concept_text({}, {"What it is": "one\ntwo $\\frac{1}{$"}), r"a\.md:11: The formula cannot be drawn"),
        (concept_text({}, {"What it is": "x\n\n[[b]]"}), r"a\.md:12: The link \[\[b\]\] leads nowhere"),
        (
            concept_text({}, {"Shapes": "`{{ d_modell }}`"}),
            r"a\.md:24: There is no number \{\{ d_modell \}\}. Did you mean 'd_model'",
        ),
        (concept_text({}, {"What it is": "![x](y.png)"}), r"a\.md:10: Texts cannot show pictures"),
        (concept_text({}, {"Code": "```python\nx = 1\n```"}), r"a\.md:29: The code asserts nothing"),
        (concept_text({}, {"Code": "```python\nx = 1\nx = (\n```"}), r"a\.md:30: The code is not Python"),
        (concept_text({}, {"Code": "x = 1"}), r"a\.md:\d+: There must be one block that begins with ```python, not 0"),
        (concept_text({}, {"Check yourself": "Why?"}), r"a\.md:\d+: The answer is missing"),
        (concept_text({}, {"Check yourself": "> So."}), r"a\.md:\d+: The question is missing"),
        (
            concept_text({}, {"Check yourself": "Why?\n\n> So.\n\nMore"}),
            r"a\.md:\d+: Nothing may stand after the answer",
        ),
        ("no head\n", r"a\.md:1: The front matter is missing"),
        ("---\n- a\n---\n", r"a\.md:2: The front matter must be lines of"),
    ],
)
def test_a_mistake_is_told_with_its_line(text: str, said: str, tmp_path: Path) -> None:
    write_concepts(tmp_path, a=text)
    found = problems(tmp_path)
    assert [line for line in found if re.search(said, line)], found
    assert len(found) == 1 or "front matter" in said


SAY = 'numbers:\n  - say: "It is {}."\n    hook: blocks.0.attn.hook_pattern\n    at: [0, cls, ":"]\n    take: max'


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{}", "it", "a.md:7: The sentence needs one {}"),
        (
            "blocks.0.attn.hook_pattern",
            "attn.hook_pattern",
            "a.md:8: No model has a hook 'attn.hook_pattern'. Did you mean",
        ),
        ("blocks.0.attn.hook_pattern", "blocks.0.logits", "a.md:8: No model has a hook 'blocks.0.logits'."),
        ('[0, cls, ":"]', "[0, cls]", "a.md:9: 'at' needs 3 entries, one for each of head, query, key; it has 2."),
        ("[0, cls", "[cls, 0", "a.md:9: The axis head has no CLS token."),
        ("[0, cls", "[0, clss", "a.md:9: 'clss' is no index"),
        ("take: max", "take: maxx", "a.md:10: There is no 'maxx' to take. Did you mean 'max'?"),
        ("take: max", "take: value", 'a.md:9: take: value needs an index on every axis, not ":".'),
        ("take: max", "get: max", "a.md:10: Unknown key 'get'."),
    ],
)
def test_a_number_is_checked_against_the_hook_table(old: str, new: str, said: str, tmp_path: Path) -> None:
    write_concepts(tmp_path, a=concept_text(numbers=SAY.replace(old, new)))
    found = problems(tmp_path)
    assert any(line.startswith(said) for line in found), found


def test_a_circle_of_needs(tmp_path: Path) -> None:
    write_concepts(
        tmp_path,
        **{name: concept_text({"needs": f"[{after}]"}) for name, after in (("a", "b"), ("b", "c"), ("c", "a"))},
    )
    assert problems(tmp_path) == ["a.md:5: 'needs' goes in a circle: a needs b needs c needs a. Take one of them out."]


def test_all_problems_of_all_files_in_one_list(tmp_path: Path) -> None:
    write_concepts(
        tmp_path,
        a=concept_text({"needs": "[c]"}, {"Sources": None, "What it is": "[[x]] and $\\oops$"}),
        b=concept_text({"titel": "b"}),
    )
    found = problems(tmp_path)
    assert len(found) == 5
    assert found == sorted(found[:4], key=lambda line: int(line.split(":")[1])) + found[4:]


def test_the_same_id_twice_in_one_folder(tmp_path: Path) -> None:
    write_concepts(tmp_path, a=concept_text())
    (tmp_path / "concepts" / "more").mkdir()
    (tmp_path / "concepts" / "more" / "A.md").write_text(concept_text())
    assert re.search(r"more/A\.md:1: The id 'A' is taken by .*a\.md", problems(tmp_path)[0])


@pytest.mark.parametrize("name", ["Über", "two words", "index"])
def test_a_name_that_cannot_be_an_id(name: str, tmp_path: Path) -> None:
    write_concepts(tmp_path, **{name: concept_text()})
    assert "cannot be an id" in problems(tmp_path)[0]


def test_a_concept_of_ones_own_replaces_and_adds(tmp_path: Path) -> None:
    default = three(tmp_path / "default")
    own = write_concepts(
        tmp_path / "own",
        softmax=concept_text({"title": "Mine"}),
        new=concept_text({"title": "New", "needs": "[softmax]"}),
    )
    (own / "concepts" / "README.md").write_text("not a concept")
    concepts = {concept.id: concept for concept in read_texts(default, own).concepts}
    assert sorted(concepts) == ["dot-product", "logits", "new", "softmax"]
    assert (concepts["softmax"].title, concepts["softmax"].own, concepts["logits"].own) == ("Mine", True, False)


def test_a_concept_beside_the_folder_is_not_overlooked(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "mine.md").write_text(concept_text())
    assert "Concepts belong into" in problems(three(tmp_path / "default"), tmp_path / "own")[0]


def test_files_of_windows_read_the_same(tmp_path: Path) -> None:
    write_concepts(tmp_path / "a", a=concept_text())
    write_concepts(tmp_path / "b")
    (tmp_path / "b" / "concepts" / "a.md").write_bytes(b"\xef\xbb\xbf" + concept_text().replace("\n", "\r\n").encode())
    assert read_texts(tmp_path / "a", None).html == read_texts(tmp_path / "b", None).html

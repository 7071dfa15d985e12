"""A concept's markdown cut at its headings: all there, in order, each holding what it must."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from itertools import pairwise

from markdown_it.token import Token

from elvit.content.concept import Section
from elvit.content.fields import Note
from elvit.content.markdown import PARSER
from elvit.content.problems import did_you_mean
from elvit.content.words import SECTIONS
from elvit.running.bounds import bounded


def cut_sections(body: str, start: int, note: Note) -> dict[str, Section]:
    """The sections of a text that begins on line `start` of its file, by the names of SECTIONS."""
    lines = body.split("\n")
    headings = list(_headings(PARSER.parse(body)))
    before = next((line for line in lines[: headings[0][1] if headings else None] if line.strip()), None)
    if before is not None:
        note(start + lines.index(before), "Text before the first heading; it belongs below one.")
    found: dict[str, Section] = {}
    for number, (title, begin, end) in enumerate(headings):
        stop = headings[number + 1][1] if number + 1 < len(headings) else len(lines)
        _take(found, title, Section("\n".join(lines[end:stop]), start + end), start + begin, note)
    last = start + len(lines) - 1
    for title, name in SECTIONS.items():
        if name not in found:
            note(last, f"The section '## {title}' is missing.")
    order = [name for name in SECTIONS.values() if name in found]
    if list(found) != order:
        first = next(name for name, wanted in zip(found, order, strict=True) if name != wanted)
        titles = ", ".join(SECTIONS)
        note(found[first].line - 1, f"The sections stand in another order; it is: {titles}.")
    for name, section in found.items():
        _check(name, section, note)
    return found


def _headings(tokens: list[Token]) -> Iterable[tuple[str, int, int]]:
    """Title, first line, and line after, of each heading of the second level, counted from 0."""
    for token, inline in pairwise(tokens):
        if token.type == "heading_open" and token.tag in ("h1", "h2") and token.level == 0 and token.map:
            yield inline.content.strip(), token.map[0], token.map[1]


def _take(found: dict[str, Section], title: str, section: Section, line: int, note: Note) -> None:
    name = SECTIONS.get(title)
    if name is None:
        note(line, f"Unknown section '{title}'. {did_you_mean(title, SECTIONS)}".strip())
    elif name in found:
        note(line, f"The section '## {title}' stands here twice.")
    else:
        if not section.text.strip():
            note(line, f"The section '## {title}' is empty.")
        found[name] = section


def _check(name: str, section: Section, note: Note) -> None:
    if not section.text.strip():
        return
    tokens = PARSER.parse(section.text)
    kinds = [token.type for token in tokens]
    if name == "formula" and "math_block" not in kinds:
        note(section.line, "There is no formula: LaTeX between two lines of $$.")
    elif name == "sources" and not {"bullet_list_open", "ordered_list_open"} & set(kinds):
        note(section.line, "The sources must be a list: lines that begin with '- '.")
    elif name == "code":
        _check_code(code_blocks(section), section, note)
    elif name == "check":
        _check_question(kinds, section, note)


def _check_question(kinds: list[str], section: Section, note: Note) -> None:
    if "blockquote_open" not in kinds:
        note(section.line, "The answer is missing: lines that begin with '> '.")
    elif kinds[0] == "blockquote_open":
        note(section.line, "The question is missing: a paragraph before the answer.")
    elif kinds[-1] != "blockquote_close" or kinds.count("blockquote_open") > 1:
        note(section.line, "Nothing may stand after the answer, and there is one answer only.")


def code_blocks(section: Section) -> list[tuple[str, int]]:
    """The Python blocks of a section, with the line of their first line in the file."""
    fences = (token for token in PARSER.parse(section.text) if token.type == "fence" and token.map)
    return [
        (fence.content, section.line + fence.map[0] + 1)
        for fence in fences
        if fence.info.strip() == "python" and fence.map
    ]


CODE = 50_000  # characters of a block of code


def _parsed(code: str) -> ast.Module:
    """The tree of a block that the compiler takes too."""
    compile(code, "<text>", "exec")
    return ast.parse(code)


def _check_code(blocks: list[tuple[str, int]], section: Section, note: Note) -> None:
    if len(blocks) != 1:
        note(section.line, f"There must be one block that begins with ```python, not {len(blocks)}.")
        return
    code, line = blocks[0]
    try:
        tree = bounded(_parsed, code, CODE)
    except ValueError as error:
        cause = error.__cause__
        where, why = (cause.lineno or 1, cause.msg) if isinstance(cause, SyntaxError) else (1, str(error))
        note(line + where - 1, f"The code is not Python: {why}.")
        return
    if not any(isinstance(node, ast.Assert) for node in ast.walk(tree)):
        note(line, "The code asserts nothing; end it with a line such as `assert ...` that states what it shows.")

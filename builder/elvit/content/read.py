"""Folders of concept files -> Concepts, the owner's laid over the default ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml

from elvit.content.concept import LINK_KINDS, TAKES, Concept, Link, Measure, Saying, Section
from elvit.content.fields import Fields, Note, compose
from elvit.content.problems import Problem, did_you_mean
from elvit.content.sections import cut_sections
from elvit.content.words import STAGES
from elvit.hooks.table import BLOCK, HOOK_DIMS, in_block
from elvit.resources import CONCEPTS

KEYS = ("title", "stage", "summary", *LINK_KINDS, "hooks", "numbers")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST = 100_000  # characters of a text, for which the parser of Markdown takes seconds at worst
_FENCE = re.compile(r"---[ \t]*")

Tell = Callable[[Problem], None]


def read_concepts(default: Path, own: Path | None, tell: Tell) -> tuple[Concept, ...]:
    """All concepts by id; one of the owner's takes the place of a default one of the same id.

    Args:
        default: the folder with concepts/ that comes with elvit.
        own: the same of the site's owner, or None.
        tell: told of each problem; a concept that has some is given as far as it goes.
    """
    found = {concept.id: concept for concept in _folder(default, tell, own=False)}
    if own is not None:
        _check_outside(own, tell)
        found |= {concept.id: concept for concept in _folder(own, tell, own=True)}
    return tuple(found[name] for name in sorted(found))


def _folder(folder: Path, tell: Tell, *, own: bool) -> Iterator[Concept]:
    seen: dict[str, Path] = {}
    for file in sorted((folder / CONCEPTS).rglob("*.md")):
        parts = file.relative_to(folder).parts
        if file.stem.lower() == "readme" or any(part.startswith((".", "_")) for part in parts):
            continue
        if file.stem.lower() in seen:
            tell(Problem(file, 1, f"The id '{file.stem}' is taken by {seen[file.stem.lower()]}; rename one of them."))
            continue
        seen[file.stem.lower()] = file
        concept = _file(file, tell, own=own)
        if concept is not None:
            yield concept


def _check_outside(own: Path, tell: Tell) -> None:
    """A concept beside the folder of concepts would be overlooked without a word."""
    for file in sorted(own.glob("*.md")):
        if file.stem.lower() != "readme" and file.read_bytes().startswith(b"---"):
            tell(Problem(file, 1, f"Concepts belong into {own / CONCEPTS}; move it there."))


def _file(file: Path, tell: Tell, *, own: bool) -> Concept | None:
    def note(line: int, message: str) -> None:
        tell(Problem(file, line, message))

    if not _ID.fullmatch(file.stem) or file.stem == "index":
        note(1, f"'{file.stem}' cannot be an id: small letters, digits and hyphens, and not 'index'.")
        return None
    try:
        text = file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        note(1, f"Not UTF-8, byte {error.start}; save it as UTF-8.")
        return None
    if len(text) > LONGEST:
        note(1, f"It has {len(text):,} characters, more than {LONGEST:,}; make two texts of it.")
        return None
    lines = text.split("\n")
    end = next((i for i, line in enumerate(lines) if i > 0 and _FENCE.fullmatch(line)), None)
    if not _FENCE.fullmatch(lines[0]) or end is None:
        note(1, "The front matter is missing: it begins with a line --- and ends with another one.")
        return None
    node = compose("\n".join(lines[1:end]), 2, note)
    sections = cut_sections("\n".join(lines[end + 1 :]), end + 2, note)
    return None if node is None else _concept(file, Fields(node, 2, KEYS, note), sections, note, own)


def _concept(file: Path, fields: Fields, sections: dict[str, Section], note: Note, own: bool) -> Concept:
    stage = fields.text("stage")
    if stage and stage not in STAGES:
        note(fields.line_of("stage"), f"There is no stage '{stage}'. {did_you_mean(stage, STAGES)}")
    links = tuple(Link(kind, target, line) for kind in LINK_KINDS for target, line in fields.names(kind))
    hooks = fields.names("hooks")
    for name, line in hooks:
        if name not in HOOK_DIMS:
            hint = f"It is '{in_block(name)}' here." if in_block(name) in HOOK_DIMS else did_you_mean(name, HOOK_DIMS)
            note(line, f"No model has a hook '{name}'. {hint}".strip())
    return Concept(
        id=file.stem,
        title=fields.text("title"),
        stage=stage,
        summary=fields.text("summary"),
        links=links,
        hooks=hooks,
        sayings=tuple(_sayings(fields, note)),
        sections=sections,
        file=file,
        own=own,
    )


def _sayings(fields: Fields, note: Note) -> Iterator[Saying]:
    for node, line in fields.entries("numbers"):
        if not isinstance(node, yaml.MappingNode):
            note(line, "A number needs the keys say, hook, at and take.")
            continue
        entry = Fields(node, fields.start, ("say", "hook", "at", "take"), note)
        say, hook, take = entry.text("say"), entry.text("hook"), entry.text("take")
        if say and say.count("{}") != 1:
            note(entry.line_of("say"), "The sentence needs one {} where the number goes.")
        if take and take not in TAKES:
            note(entry.line_of("take"), f"There is no '{take}' to take. {did_you_mean(take, TAKES)}".strip())
        at = entry.values("at")
        if hook and _check_hook(hook, entry, note):
            _check_at(hook, at, take, entry, note)
        yield Saying(say, Measure(hook, tuple(at), take), line)  # type: ignore[arg-type]


def _check_hook(hook: str, entry: Fields, note: Note) -> bool:
    name = in_block(hook)
    if name not in HOOK_DIMS or (name == hook) == HOOK_DIMS[name].block:
        known = [f"blocks.0.{name}" if dims.block else name for name, dims in HOOK_DIMS.items()]
        block = BLOCK.match(hook)
        hint = did_you_mean(hook.replace(block[0], "blocks.0.") if block else hook, known)
        note(entry.line_of("hook"), f"No model has a hook '{hook}'. {hint}".strip())
        return False
    return True


def _check_at(hook: str, at: list[int | str], take: str, entry: Fields, note: Note) -> None:
    line = entry.line_of("at")
    dims = HOOK_DIMS[in_block(hook)].dims
    if len(at) != len(dims):
        note(line, f"'at' needs {len(dims)} entries, one for each of {', '.join(dims)}; it has {len(at)}.")
        return
    for index, dim in zip(at, dims, strict=True):
        if isinstance(index, str) and index not in (":", "cls"):
            note(line, f"'{index}' is no index: a whole number, \":\" or cls.")
        elif index == "cls" and dim not in ("pos", "query", "key"):
            note(line, f"The axis {dim} has no CLS token.")
    whole = at.count(":")
    if take == "value" and whole:
        note(line, 'take: value needs an index on every axis, not ":".')
    elif take not in ("", "value") and not whole:
        note(line, f"take: {take} needs at least one \":\" in 'at'.")
    elif take == "argmax" and whole != 1:
        note(line, "take: argmax needs exactly one \":\" in 'at'.")

"""Markdown as concepts are written in: CommonMark with tables, formulas, [[links]] and {{ numbers of the model }}.

Raw HTML is text like any other, and a link leads to http(s), mailto, a relative path or an anchor, or is no link.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

WIKILINK = re.compile(r"\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]+))?\]\]")
NUMBER = re.compile(r"\{\{ *(\w+) *\}\}")
SCHEMES = ("", "http", "https", "mailto")


def _make_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    dollarmath_plugin(parser, allow_labels=False, allow_space=False, allow_digits=False)
    parser.inline.ruler.before("link", "wikilink", _wikilink)
    parser.inline.ruler.before("link", "number", _number)
    parser.validateLink = _is_safe  # type: ignore[method-assign]
    return parser


def _wikilink(state: StateInline, silent: bool) -> bool:
    match = WIKILINK.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        token = state.push("wikilink", "", 0)
        token.content = match[1].strip()
        token.meta = {"words": (match[2] or "").strip(), "begins": _begins_sentence(state.src[: state.pos])}
    state.pos = match.end()
    return True


def _begins_sentence(before: str) -> bool:
    return before.strip() == "" or before.rstrip().endswith((".", "?", ":"))


def _number(state: StateInline, silent: bool) -> bool:
    match = NUMBER.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        state.push("number", "", 0).content = match[1]
    state.pos = match.end()
    return True


def _is_safe(url: str) -> bool:
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return False
    local = not parts.scheme and not parts.netloc and not url.startswith("/")
    return local or (parts.scheme.lower() in SCHEMES and parts.scheme != "")


def place(tokens: Sequence[Token], start: int) -> Sequence[Token]:
    """Gives every token the line of the file that it stands on; the text begins on line `start`."""
    for token in tokens:
        line = start + (token.map[0] if token.map else 0)
        token.meta = {**token.meta, "line": line}
        for child in token.children or ():
            child.meta = {**child.meta, "line": line}
            line += child.type in ("softbreak", "hardbreak")
    return tokens


PARSER = _make_parser()

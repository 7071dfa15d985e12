"""Code -> HTML with a few classes: enough to tell words of the language from words of the writer."""

from __future__ import annotations

from html import escape
from itertools import groupby

from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, Keyword, Name, Number, Operator, String, _TokenType
from pygments.util import ClassNotFound

LONGEST = 4_000  # characters that are coloured; the time that the rules of some languages take grows with its square
PYTHON = 20_000  # the same of Python, whose time grows with the length

_CLASSES = (
    (Comment, "c"),
    (Keyword, "k"),
    (Operator.Word, "k"),
    (String, "s"),
    (Number, "m"),
    (Name.Builtin, "f"),
    (Name.Function, "f"),
    (Name.Class, "f"),
    (Name.Decorator, "f"),
)


def highlight(code: str, language: str) -> str:
    """Escaped code; comments, keywords, strings, numbers and names of functions in spans of class c, k, s, m, f."""
    if len(code) > (PYTHON if language in ("python", "py") else LONGEST):
        return escape(code, quote=False)
    try:
        lexer = get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return escape(code, quote=False)
    pieces = ((_class(kind), text) for kind, text in lexer.get_tokens(code))
    joined = ((name, "".join(text for _, text in group)) for name, group in groupby(pieces, lambda piece: piece[0]))
    return "".join(
        f'<span class="{name}">{escape(text, quote=False)}</span>' if name else escape(text, quote=False)
        for name, text in joined
    )


def _class(kind: _TokenType) -> str:
    return next((name for parent, name in _CLASSES if kind[: len(parent)] == parent), "")

"""The sections of a concept as HTML, for the page and for the plain pages alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from elvit.content.concept import Concept, Section
from elvit.content.highlight import highlight
from elvit.content.markdown import NUMBER, PARSER, place
from elvit.content.maths import FormulaError, to_mathml
from elvit.content.problems import Problem, did_you_mean
from elvit.content.words import SECTIONS

NUMBERS = (
    "d_model", "n_heads", "d_head", "d_mlp", "n_layers", "n_patches", "n_tokens", "patch_size", "image_size",
    "n_classes", "n_prefix", "image_height", "image_width", "patch_height", "patch_width",
)  # fmt: skip
TITLES = {name: title for title, name in SECTIONS.items()}


# A line may break after a formula, but not between it and its full stop.
_FORMULA_END = re.compile(r"(<math>(?:(?!</math>).)*</math>[.,;:!?)]+)")
_EMPTY = re.compile(r'(<(?:span|mn) data-config="(\w+)">)0<')


@dataclass(frozen=True)
class Rendered:
    """A concept's texts as HTML.

    Args:
        html: all sections but the question, with empty elements where the numbers and the question go.
        question: of the section "Check yourself".
        answer: its block quote.
        sayings: one line each, `<b data-number></b>` for the number.
    """

    html: str
    question: str
    answer: str
    sayings: tuple[str, ...]


def render(concept: Concept, titles: Mapping[str, str], note: Callable[[Problem], None]) -> Rendered:
    """Writes a concept as HTML; the numbers of a model are 0 in it until `filled` puts them in.

    Args:
        concept: what to write.
        titles: of all concepts, by id.
        note: told of dead links, unknown numbers and formulas that cannot be drawn.
    """
    writer = _Writer(titles, lambda line, message: note(Problem(concept.file, line, message)))
    question, answer = _split_check(writer, concept.sections.get("check"))
    html = [_section(writer, name, concept.sections[name]) for name in concept.sections if name != "check"]
    at = next((i for i, name in enumerate(concept.sections) if name == "check"), len(html))
    html.insert(at, '<section data-slot="check"></section>')
    return Rendered("\n".join(html), question, answer, tuple(_saying(writer, s.say, s.line) for s in concept.sayings))


def filled(html: str, numbers: Mapping[str, int | str]) -> str:
    """HTML with the numbers of a model where `render` has left a 0."""
    return _EMPTY.sub(lambda match: f"{match[1]}{numbers[match[2]]}<", html)


def _section(writer: _Writer, name: str, section: Section) -> str:
    body = writer.html(PARSER.parse(section.text), section.line)
    slot = '<ul data-slot="numbers"></ul>\n' if name == "picture" else ""
    return f'<section data-section="{name}">\n<h3>{TITLES[name]}</h3>\n{body}{slot}</section>'


def _split_check(writer: _Writer, section: Section | None) -> tuple[str, str]:
    """Question and answer."""
    if section is None:
        return "", ""
    tokens = PARSER.parse(section.text)
    place(tokens, section.line)
    begins = next((i for i, token in enumerate(tokens) if token.type == "blockquote_open"), len(tokens))
    return writer.html(tokens[:begins]), writer.html(tokens[begins + 1 : -1])


def _saying(writer: _Writer, say: str, line: int) -> str:
    tokens = place(PARSER.parseInline(say), line)
    return writer.html(tokens).replace("{}", "<b data-number></b>", 1)


class _Writer:
    """The renderer with what it needs to know."""

    def __init__(self, titles: Mapping[str, str], note: Callable[[int, str], None]) -> None:
        self.titles = titles
        self.note = note
        self._renderer = RendererHTML()
        for kind, rule in _RULES.items():
            self._renderer.rules[kind] = self._bound(rule)  # type: ignore[assignment]

    def html(self, tokens: Sequence[Token], start: int | None = None) -> str:
        """The HTML of tokens; `start` is the line of the file on which they begin, if they do not know it yet."""
        if start is not None:
            place(tokens, start)
        return _FORMULA_END.sub(r'<span class="together">\1</span>', self._renderer.render(tokens, PARSER.options, {}))

    def number(self, name: str, line: int) -> str:
        """A number of the model, marked so that the page can put another model's there."""
        if name not in NUMBERS:
            self.note(line, f"There is no number {{{{ {name} }}}}. {did_you_mean(name, NUMBERS)}".strip())
            return ""
        return f'<span data-config="{name}">0</span>'

    def filled(self, html: str, line: int) -> str:
        """Escaped text with the numbers of the model in it."""
        return NUMBER.sub(lambda match: self.number(match[1], line), html)

    def formula(self, latex: str, line: int, *, block: bool) -> str:
        """A formula as MathML."""
        try:
            return to_mathml(latex, NUMBERS, block=block)
        except FormulaError as error:
            self.note(line + error.offset, f"The formula cannot be drawn: {error}")
            return ""

    def _bound(self, rule: _Rule) -> Callable[..., str]:
        return lambda tokens, index, options, env: rule(self, tokens[index])


_Rule = Callable[[_Writer, Token], str]


def _line(token: Token) -> int:
    return int(token.meta.get("line", 1))


def _wikilink(writer: _Writer, token: Token) -> str:
    target = token.content
    title = writer.titles.get(target)
    if title is None:
        hint = did_you_mean(target, writer.titles)
        writer.note(_line(token), f"The link [[{target}]] leads nowhere. {hint}".strip())
        return ""
    words = token.meta["words"] or (title if token.meta["begins"] else _in_sentence(title))
    return f'<a data-concept="{target}" href="concepts/{target}.html">{escape(words, quote=False)}</a>'


def _in_sentence(title: str) -> str:
    """A title as it stands within a sentence: Softmax is softmax there, LayerNorm stays."""
    return title[0].lower() + title[1:] if title[1:] == title[1:].lower() and len(title) > 1 else title


def _number(writer: _Writer, token: Token) -> str:
    return writer.number(token.content, _line(token))


def _code_inline(writer: _Writer, token: Token) -> str:
    return f"<code>{writer.filled(escape(token.content, quote=False), _line(token))}</code>"


def _fence(writer: _Writer, token: Token) -> str:
    language = token.info.strip().split(" ")[0]
    code = highlight(token.content, language) if language else escape(token.content, quote=False)
    if language != "python":
        code = writer.filled(code, _line(token))
    return f'<pre class="code" tabindex="0"><code>{code}</code></pre>\n'


def _math_inline(writer: _Writer, token: Token) -> str:
    return writer.formula(token.content, _line(token), block=False)


def _math_block(writer: _Writer, token: Token) -> str:
    return f'<div class="formula" tabindex="0">{writer.formula(token.content, _line(token), block=True)}</div>\n'


def _heading(writer: _Writer, token: Token) -> str:
    """One level lower: the section's own title is the third."""
    name = f"h{min(int(token.tag[1]) + 1, 6)}"
    return f"<{name}>" if token.nesting > 0 else f"</{name}>\n"


def _link(writer: _Writer, token: Token) -> str:
    away = re.match(r"https?:", str(token.attrs["href"]), re.IGNORECASE)
    rel = ' rel="noreferrer"' if away else ""
    return f'<a href="{escape(str(token.attrs["href"]))}"{rel}>'


def _image(writer: _Writer, token: Token) -> str:
    writer.note(_line(token), "Texts cannot show pictures yet; leave it out or link to it.")
    return ""


def _table(writer: _Writer, token: Token) -> str:
    return '<div class="wide" tabindex="0"><table>\n' if token.nesting > 0 else "</table></div>\n"


def _cell(writer: _Writer, token: Token) -> str:
    """Without the style attribute that the alignment would bring."""
    side = re.search(r"(right|center)", str(token.attrs.get("style", "")))
    name = f' class="{side[1]}"' if side else ""
    return f"<{token.tag}{name}>" if token.nesting > 0 else f"</{token.tag}>\n"


_RULES: dict[str, _Rule] = {
    "wikilink": _wikilink,
    "number": _number,
    "code_inline": _code_inline,
    "fence": _fence,
    "code_block": _fence,
    "math_inline": _math_inline,
    "math_block": _math_block,
    "heading_open": _heading,
    "heading_close": _heading,
    "link_open": _link,
    "image": _image,
    "table_open": _table,
    "table_close": _table,
    "th_open": _cell,
    "th_close": _cell,
    "td_open": _cell,
    "td_close": _cell,
}

"""Markdown -> HTML: what a writer may write, and that nothing else gets through."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from concept_files import concept_text, three, write_concepts
from elvit.content.maths import FormulaError, to_mathml
from elvit.content.render import Rendered, filled
from elvit.content.texts import read_texts


def rendered(folder: Path, what: str) -> str:
    """The HTML of a section."""
    write_concepts(folder, a=concept_text({}, {"What it is": what}), b=concept_text({"title": "Dot product"}))
    html = read_texts(folder, None).html["a"].html
    return html.split("</h3>\n", 1)[1].split("</section>", 1)[0].rstrip("\n")


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("a *b*", "<p>a <em>b</em></p>"),
        ("Take the [[b]].", '<p>Take the <a data-concept="b" href="concepts/b.html">dot product</a>.</p>'),
        ("[[b]] first", '<p><a data-concept="b" href="concepts/b.html">Dot product</a> first</p>'),
        ("the [[b|<it>]]", '<p>the <a data-concept="b" href="concepts/b.html">&lt;it&gt;</a></p>'),
        ("`[[b]]`", "<p><code>[[b]]</code></p>"),
        ("{{ d_model }} wide", '<p><span data-config="d_model">0</span> wide</p>'),
        ("`[{{ n_heads }}]`", '<p><code>[<span data-config="n_heads">0</span>]</code></p>'),
        ("so $x$.", '<p>so <span class="together"><math><mi>x</mi></math>.</span></p>'),
        ("costs $5 or $6", "<p>costs $5 or $6</p>"),
        ("### Part\n\nx", "<h4>Part</h4>\n<p>x</p>"),
        ("[x](https://a.b/c)", '<p><a href="https://a.b/c" rel="noreferrer">x</a></p>'),
        ("[x](mailto:a@b.c)", '<p><a href="mailto:a@b.c">x</a></p>'),
        ("[x](index.html#view=tensors)", '<p><a href="index.html#view=tensors">x</a></p>'),
        ("[x](#view=tensors)", '<p><a href="#view=tensors">x</a></p>'),
    ],
)
def test_what_may_be_written(markdown: str, html: str, tmp_path: Path) -> None:
    assert rendered(tmp_path, markdown) == html


HOSTILE = [
    "<script>alert(1)</script>",
    "a <img src=x onerror=alert(1)> b",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:x)",
    "[x](file:///etc/passwd)",
    "[x](//elsewhere.example/x)",
    "[x](/absolute)",
    "<javascript:alert(1)>",
    '[x](a"onclick="alert(1))',
    '[x](a "b\\" onclick=\\"alert(1)")',
    '```python" onclick="x\n</code><script>alert(1)</script>\n```',
    "```<script>\nx\n```",
    "`</code><script>alert(1)</script>`",
    "$\\text{<script>alert(1)</script>}$",
    '$\\text{\\" onclick=alert(1)}$',
    "| <b>a</b> | b |\n|---|---|\n| <script>x</script> | [x](javascript:x) |",
    "[[b|<script>alert(1)</script>]]",
    '[[b|x" onclick="y]]',
    "{{ n_heads }}<svg/onload=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
]
ATTRIBUTES = {"class", "data-concept", "data-config", "data-section", "data-slot", "display", "href", "rel", "tabindex"}
MATHS = {"lspace", "rspace", "stretchy", "width", "displaystyle", "scriptlevel", "accent", "form", "title"}


class Reader(HTMLParser):
    """The elements and attributes that a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note it."""
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name == "href"]


@pytest.mark.parametrize("markdown", HOSTILE)
def test_nothing_else_gets_through(markdown: str, tmp_path: Path) -> None:
    reader = Reader()
    reader.feed(rendered(tmp_path, markdown))
    assert not reader.tags & {"script", "img", "svg", "b", "iframe", "style"}
    assert reader.attributes <= ATTRIBUTES | MATHS
    assert all(re.match(r"(https?:|mailto:|concepts/|#|[\w.-]*[\w%.\"=()-]*$)", link) for link in reader.links), (
        reader.links
    )
    assert not any(re.match(r"\s*(javascript|data|vbscript|file):|/", link, re.IGNORECASE) for link in reader.links)


def test_raw_html_is_shown_as_text(tmp_path: Path) -> None:
    assert rendered(tmp_path, "a <b>b</b>") == "<p>a &lt;b&gt;b&lt;/b&gt;</p>"


def test_a_text_has_all_its_sections_and_places(tmp_path: Path) -> None:
    text = read_texts(three(tmp_path), None).html["softmax"]
    assert isinstance(text, Rendered)
    marks = re.findall(r'data-(?:section|slot)="(\w+)"', text.html)
    assert marks == ["what", "why", "formula", "shapes", "code", "picture", "numbers", "check", "sources"]
    assert text.question == "<p>What is the sum?</p>\n"
    assert text.answer == "<p>It is 1.</p>\n"
    assert text.sayings[0] == "CLS gives its strongest attention <b data-number></b>."


def test_code_is_told_apart(tmp_path: Path) -> None:
    html = rendered(tmp_path, '```python\ndef f(x):\n    return "a<b", 1  # so\n```')
    assert html == (
        '<pre class="code" tabindex="0"><code><span class="k">def</span> <span class="f">f</span>(x):\n'
        '    <span class="k">return</span> <span class="s">"a&lt;b"</span>, <span class="m">1</span>'
        '  <span class="c"># so</span>\n</code></pre>'
    )


def test_numbers_of_a_model_are_put_in(tmp_path: Path) -> None:
    html = rendered(tmp_path, "{{ d_model }} and $x \\in \\mathbb{R}^{ {{ n_tokens }} \\times 2}$ and 0<1")
    found = filled(html, {"d_model": 192, "n_tokens": 65})
    assert '<span data-config="d_model">192</span>' in found
    assert '<mn data-config="n_tokens">65</mn>' in found
    assert "0&lt;1" in found


class TestFormulas:
    """LaTeX -> MathML."""

    @pytest.mark.parametrize(
        "latex",
        [
            r"\operatorname{softmax}\!\left(\frac{Q K^\top}{\sqrt{d_{\text{head}}}}\right) V",
            r"\begin{aligned} a &= b \\ c &= d \end{aligned}",
            r"\begin{cases} 1 & x > 0 \\ 0 & \text{else} \end{cases}",
            r"\hat{y} = \arg\max_i \lVert x_i \rVert_2^2 \cdot \mathbf{1}",
        ],
    )
    def test_no_style_is_left_that_the_page_would_refuse(self, latex: str) -> None:
        html = to_mathml(latex, (), block=True)
        assert html.startswith('<math display="block">')
        assert " style=" not in html and "&ApplyFunction;" not in html

    def test_columns_of_equations_meet_at_their_sign(self) -> None:
        html = to_mathml(r"\begin{aligned} a &= b \end{aligned}", (), block=True)
        assert re.findall(r'<mtd class="([^"]*)"', html) == ["math-right math-flush-right", "math-left math-flush-left"]

    @pytest.mark.parametrize("latex", [r"\nope", r"\frac{1}{", "x_{", "a & b", r"\href{javascript:x}{y}", r"\left( x"])
    def test_what_cannot_be_drawn_is_an_error(self, latex: str) -> None:
        with pytest.raises(FormulaError):
            to_mathml(latex, (), block=False)

    def test_a_group_in_a_group_is_no_number(self) -> None:
        assert to_mathml("{{x}}", ("d_model",), block=False) == to_mathml("{ {x} }", (), block=False)

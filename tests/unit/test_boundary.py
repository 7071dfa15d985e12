"""Whatever a user's file holds, the answer is a sentence: bounds before a parser is called, and mutated files."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from concept_files import concept_text, write_concepts
from elvit.commands.new import new
from elvit.config import load_config
from elvit.content.fields import Fields, compose
from elvit.content.highlight import LONGEST, highlight
from elvit.content.maths import FormulaError, to_mathml
from elvit.content.read import read_concepts
from elvit.content.texts import read_texts
from elvit.errors import ElvitError
from elvit.models.configuration import read_json
from elvit.pictures.index import read_index
from elvit.running.bounds import DEEPEST, bounded, nesting
from elvit.survey.interaction.summary import from_json as interaction_of
from elvit.survey.maps.summary import from_json as analysis_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

HERE = Path(__file__).parent
Reader = Callable[[Path, bytes], object]


@pytest.mark.parametrize(("text", "depth"), [("", 0), ("([{}])", 3), (")))(", 1), ("a[b](c)", 1), ("[" * 9, 9)])
def test_nesting_counts_what_is_open_at_once(text: str, depth: int) -> None:
    assert nesting(text) == depth


def test_whatever_a_parser_raises_is_one_kind_of_error() -> None:
    def recursing(_: str) -> None:
        raise RecursionError

    def failing(_: str) -> None:
        raise KeyError("odd")

    for parse in (recursing, failing, int):
        with pytest.raises(ValueError):
            bounded(parse, "x")
    for text in ("[" * (DEEPEST + 1), "x" * 11):
        with pytest.raises(ValueError):
            bounded(str, text, 10 if text[0] == "x" else 1000)
    assert bounded(int, "12") == 12


def noted(text: str) -> list[str]:
    found: list[str] = []
    node = compose(text, 2, lambda _line, message: found.append(message))
    if node is not None:
        Fields(node, 2, ("at",), lambda _line, message: found.append(message)).values("at")
    return found


@pytest.mark.parametrize(
    ("written", "meant"),
    [("[0, 1:3, ':']", [0, "1:3", ":"]), ("[0x10, 0b1, -2]", ["0x10", "0b1", -2]), ("[1_000]", ["1_000"])],
)
def test_what_looks_like_a_number_to_yaml_alone_stays_a_text(written: str, meant: list[object]) -> None:
    node = compose(f"at: {written}", 2, lambda line, message: pytest.fail(message))
    assert node is not None
    fields = Fields(node, 2, ("at",), lambda line, message: pytest.fail(message))
    assert fields.values("at") == meant


def test_deep_yaml_is_told() -> None:
    assert "brackets are open" in noted("at: " + "[" * 5000)[0]
    assert "nested too deeply" in noted("at:\n  " + "- " * 3000 + "x")[0]


@pytest.mark.parametrize(
    ("latex", "is_drawn"),
    [("{" * 8000 + "x" + "}" * 8000, False), ("\\sqrt " * 250 + "x", True), ("x" * 6000, False), ("{{x}}", True)]
    + [(f"{command} " * 1200 + "x", False) for command in ("\\hat", "\\not", "\\left.", "\\sum_")],
)
def test_a_formula_that_would_end_the_process_is_refused(latex: str, is_drawn: bool) -> None:
    if is_drawn:
        assert to_mathml(latex, (), block=False).startswith("<math")
    else:
        with pytest.raises(FormulaError):
            to_mathml(latex, (), block=False)


def test_long_code_is_written_without_colours() -> None:
    begun = time.perf_counter()
    assert highlight("m{" * LONGEST, "perl") == "m{" * LONGEST
    highlight("m{" * (LONGEST // 2), "perl")  # of what is coloured, the worst
    assert time.perf_counter() - begun < 10


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b'images = "~nobody-is-called-so/x"', "whose home is unknown"),
        (b'images = "a\\u0000b"', "no path that there can be"),
        (b'images = "' + b"x" * 300 + b'"', "no path that there can be"),
        (b'models = ["a\\u0000b"]', "no path that there can be"),
        (rb'images = "C:\Users\me"', "single quotes"),
        (b"title = " + b"[" * 5000, "not valid TOML"),
        (b"\xff\xfe", "not UTF-8"),
    ],
)
def test_settings_that_cannot_be_are_told(tmp_path: Path, line: bytes, said: str) -> None:
    path = tmp_path / "elvit.toml"
    path.write_bytes(line)
    with pytest.raises(ElvitError) as caught:
        load_config(path)
    assert said in str(caught.value) and str(path) in str(caught.value)


def test_an_index_tells_all_its_problems_at_once_and_may_begin_with_a_mark(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"a")
    index = tmp_path / "index.toml"
    index.write_bytes(b'\xef\xbb\xbf[[image]]\nfile = "a.png"\n')
    assert [entry.file for entry in read_index(tmp_path)] == ["a.png"]
    index.write_text(
        '[[image]]\nfile = "gone.png"\n[[image]]\nfile = "a.png"\ntitel = "x"\n[[image]]\nclasses = ["a"]\n'
    )
    with pytest.raises(ElvitError) as caught:
        read_index(tmp_path)
    said = str(caught.value)
    assert "3 problems" in said and len(said.splitlines()) == 4
    assert "gone.png" in said and "Did you mean title?" in said and "names no file" in said


@pytest.mark.parametrize("name", ["x" * 300, "x/" * 3000, "a\\u0000b"])
def test_a_name_that_no_file_can_have_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "index.toml").write_text(f'[[image]]\nfile = "{name}"\n')
    with pytest.raises(ElvitError, match=r"image 1 .* names a file that there cannot be") as caught:
        read_index(tmp_path)
    assert len(caught.value.message) < 500


def test_a_mask_of_no_class_is_told(tmp_path: Path) -> None:
    for name in ("a.png", "m.png"):
        (tmp_path / name).write_bytes(b"a")
    text = '[[image]]\nfile = "a.png"\nclasses = ["fox"]\nmasks = { fxo = "m.png" }\ntitle = 1\n'
    (tmp_path / "index.toml").write_text(text)
    with pytest.raises(ElvitError, match=r"title of .* is not a text"):
        read_index(tmp_path)
    (tmp_path / "index.toml").write_text(text.replace("title = 1", ""))
    with pytest.raises(ElvitError, match=r"\(a.png\), masks has an unknown key fxo. Did you mean fox\?"):
        read_index(tmp_path)


def test_texts_of_one_title_are_told_apart(tmp_path: Path) -> None:
    write_concepts(tmp_path / "default", a=concept_text())
    write_concepts(tmp_path / "own", b=concept_text({"title": "softmax"}))
    with pytest.raises(ElvitError, match=r"own/concepts/b.md:1: 'softmax' is the title of .*a.md, too"):
        read_texts(tmp_path / "default", tmp_path / "own")


def test_a_text_that_is_too_long_is_told(tmp_path: Path) -> None:
    write_concepts(tmp_path, a=concept_text({}, {"What it is": "![" * 60_000}))
    with pytest.raises(ElvitError, match=r"a.md:1: It has 1\d\d,\d\d\d characters, more than 100,000"):
        read_texts(tmp_path, None)


def test_the_advice_after_new_can_be_pasted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("elvit.commands.new.write_starter", lambda folder: None)
    assert "cd 'über site #2' &&" in CliRunner().invoke(new, ["über site #2"]).output


def _config(folder: Path, data: bytes) -> object:
    (folder / "elvit.toml").write_bytes(data)
    return load_config(folder / "elvit.toml")


def _index(folder: Path, data: bytes) -> object:
    (folder / "index.toml").write_bytes(data)
    return read_index(folder)


def _concept(folder: Path, data: bytes) -> object:
    (folder / "concepts").mkdir(exist_ok=True)
    (folder / "concepts" / "a.md").write_bytes(data)
    problems: list[object] = []
    return read_concepts(folder / "nothing", folder, problems.append)


def _json(folder: Path, data: bytes) -> object:
    (folder / "config.json").write_bytes(data)
    return read_json(folder / "config.json", "config.json")


def _text(read: Callable[[str], object]) -> Reader:
    def reader(_: Path, data: bytes) -> object:
        try:
            return bounded(read, data.decode("utf-8"))
        except ValueError as error:
            raise ElvitError(f"It cannot be read: {error}.") from error

    return reader


FORMATS: dict[str, tuple[Reader, bytes]] = {
    "elvit.toml": (_config, b'models = ["x/y"]\nimages = "images"\ntitle = "A"\ndtype = "float16"\nrun_code = true\n'),
    "index.toml": (_index, b'[[image]]\nfile = "a.png"\nclasses = ["cat"]\nmasks = { cat = "m.png" }\nhard = true\n'),
    "concept": (_concept, concept_text().encode()),
    "config.json": (_json, json.dumps({"architectures": ["A"], "id2label": {"0": "cat"}, "n": [1, 2]}).encode()),
    "analysis.json": (_text(analysis_of), (HERE / "analysis.json").read_bytes()[:4000]),
    "interaction.json": (_text(interaction_of), (HERE / "interaction.json").read_bytes()[:4000]),
}
ODD = [
    b"\0",
    b"\xff",
    b"[" * 400,
    b"{" * 400,
    b'"',
    b"\\u0000",
    b"~nobody/",
    b": ",
    b"- ",
    b"1:3",
    b"0x10",
    b"$$",
    b"\n\n",
]


@st.composite
def mutated(draw: st.DrawFn, data: bytes) -> bytes:
    """The file with some places cut, doubled, or written over."""
    for _ in range(draw(st.integers(1, 4))):
        at, length = draw(st.integers(0, len(data))), draw(st.integers(0, 40))
        put = draw(st.one_of(st.sampled_from(ODD), st.binary(max_size=8), st.just(data[at : at + length] * 2)))
        data = data[:at] + put + data[at + draw(st.sampled_from([0, length])) :]
    return data


@pytest.mark.parametrize("name", FORMATS)
def test_mutated_files_are_read_or_refused_in_a_sentence(name: str, tmp_path: Path) -> None:
    read, whole = FORMATS[name]
    (tmp_path / "a.png").write_bytes(b"a")
    (tmp_path / "m.png").write_bytes(b"m")

    @settings(
        max_examples=150,
        deadline=20_000,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(mutated(whole))
    def check(data: bytes) -> None:
        try:
            read(tmp_path, data)
        except ElvitError as error:
            assert str(error).strip()

    check()

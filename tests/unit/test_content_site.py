"""Texts in a site: the manifest, the pack, the plain pages; what a change of a text costs, what a mistake leaves."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from concept_files import concept_text, three, write_concepts
from elvit.check.files import find_damage, read_manifest
from elvit.cli import main
from elvit.config import load_config
from elvit.output.pack import read_chunk
from elvit.running.memory import Memory
from elvit.running.progress import Quiet
from elvit.site import build as build_module
from elvit.site.build import build
from factories import model_folder, photo

pytestmark = pytest.mark.slow


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A model, a picture, and default content of three concepts."""
    model_folder(tmp_path / "model")
    (tmp_path / "images").mkdir()
    photo(64, 48).save(tmp_path / "images" / "a-house.png")
    three(tmp_path / "default")
    monkeypatch.setattr(build_module, "default_content", lambda: tmp_path / "default")
    (tmp_path / "elvit.toml").write_text('models = ["model"]\nimages = "images"\ncontent = "own"\n')
    write_concepts(tmp_path / "own")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["build", *arguments])


def built(project: Path) -> dict[str, Any]:
    """The manifest after a build."""
    result = run()
    assert result.exit_code == 0, result.output
    return read_manifest(project / "dist")


def texts_of(project: Path, manifest: dict[str, Any]) -> Any:
    """The packed texts."""
    chunks = manifest["concepts"]["texts"]["chunks"]
    return json.loads(b"".join(read_chunk(project / "dist", chunk["file"]) for chunk in chunks))


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_manifest_has_the_graph(project: Path) -> None:
    concepts = built(project)["concepts"]
    nodes = {node["id"]: node for node in concepts["nodes"]}
    assert list(nodes) == ["dot-product", "softmax", "logits"]
    assert nodes["softmax"]["needs"] == ["dot-product"]
    assert nodes["softmax"]["see"] == ["logits"]
    assert nodes["softmax"]["hooks"] == ["attn.hook_pattern", "probabilities"]
    assert [node["x"] for node in nodes.values()] == [0, 0.5, 1]
    assert (concepts["columns"], concepts["rows"]) == (3, 1)
    assert concepts["stages"][0] == {"id": "input", "title": "Input"}


def test_the_numbers_are_those_of_the_model_and_its_picture(project: Path) -> None:
    manifest = built(project)
    text = texts_of(project, manifest)["softmax"]
    assert '<span data-config="n_tokens">17</span>' in text["html"]
    attention, key, said, missing = text["numbers"]
    value = attention["values"]["model"]
    assert value["hook"] == "blocks.1.attn.hook_pattern"
    assert 1 / 17 <= value["value"] <= 1
    assert value["text"] == f"{value['value']:#.3g}"
    assert re.fullmatch(r"CLS|patch \([0-3], [0-3]\)", key["values"]["model"]["text"])
    best = manifest["models"][0]["predictions"]["a-house"][0][0]
    assert said["values"]["model"] == {"hook": "probabilities", "value": best, "text": ("cat", "dog", "fox")[best]}
    assert missing["values"] == {}


class Links(HTMLParser):
    """What a page links to, and whether it runs anything."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.scripts = 0
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note it."""
        self.scripts += tag == "script"
        self.links += [value or "" for name, value in attrs if name == "href"]


def test_the_plain_pages(project: Path) -> None:
    manifest = built(project)
    folder = project / "dist" / "concepts"
    assert sorted(page.name for page in folder.iterdir()) == [
        "dot-product.html", "index.html", "logits.html", "softmax.html",
    ]  # fmt: skip
    page = (folder / "softmax.html").read_text(encoding="utf-8")
    found = Links(folder / "softmax.html")
    assert found.scripts == 0 and " style=" not in page and "default-src 'none'" in page
    assert {"dot-product.html", "logits.html", "index.html"} <= set(found.links)
    assert "../index.html#view=background&concept=softmax" in found.links
    assert "../index.html#view=detail&hook=blocks.0.attn.hook_pattern" in found.links
    assert "<math" in page and "<h1>Softmax</h1>" in page and "<details>" in page
    assert re.findall(r"<h2>([^<]*)</h2>", page)[0] == "What it is"
    assert re.search(r"CLS gives its strongest attention <b>0\.\d+</b>\.", page)
    assert "Only large models have" not in page and "data-slot" not in page
    assert "“A house”" in page
    assert list(find_damage(project / "dist", manifest)) == []


def test_the_owners_texts_join_the_default_ones(project: Path) -> None:
    own = concept_text(
        {"title": "My <own>", "needs": "[softmax]"}, {"What it is": "See [here](#view=tensors&token=3)."}
    )
    write_concepts(project / "own", mine=own, logits=concept_text({"title": "Scores", "stage": "output"}))
    titles = {node["id"]: node["title"] for node in built(project)["concepts"]["nodes"]}
    assert titles == {"dot-product": "Dot product", "softmax": "Softmax", "mine": "My <own>", "logits": "Scores"}
    page = (project / "dist" / "concepts" / "mine.html").read_text(encoding="utf-8")
    assert "<h1>My &lt;own&gt;</h1>" in page
    assert "../index.html#view=tensors&amp;token=3" in page


def test_a_number_of_the_owners_that_no_model_has_is_told(project: Path) -> None:
    text = (project / "default" / "concepts" / "softmax.md").read_text()
    write_concepts(project / "own", softmax=text)
    result = run()
    assert result.exit_code == 0
    assert re.search(r"Warning: own.concepts.softmax\.md:\d+: no model here has such a number", result.output)


def test_all_that_is_wrong_is_told_at_once_and_the_site_stays(project: Path) -> None:
    built(project)
    before = snapshot(project / "dist")
    write_concepts(
        project / "own",
        a=concept_text({"title": "A", "needs": "[nothing]"}, {"Code": "```python\nx = 1\nassert x == 2\n```"}),
        b=concept_text({"title": "B", "titel": "x"}, {"Formula": "$$\n\\frac{1\n$$"}),
    )
    result = run("--run-code", "own")
    assert result.exit_code == 1
    lines = [line.strip().replace("\\", "/") for line in result.output.splitlines() if ".md:" in line]
    assert [line.split(": ")[0] for line in lines] == [
        "own/concepts/a.md:5", "own/concepts/a.md:30", "own/concepts/b.md:6", "own/concepts/b.md:20",
    ]  # fmt: skip
    assert "AssertionError: assert x == 2" in lines[1]
    assert "Error: 4 problems in the texts:" in result.output and "Traceback" not in result.output
    assert snapshot(project / "dist") == before
    assert not [path for path in project.iterdir() if path.name.startswith(".")]


def test_code_that_fails_stops_a_build_unless_it_is_left_out(project: Path) -> None:
    write_concepts(project / "own", a=concept_text({"title": "A"}, {"Code": "```python\nassert 1 == 2\n```"}))
    result = run("--run-code", "own")
    assert result.exit_code == 1
    assert re.search(r"a\.md:29: The code fails: AssertionError: assert 1 == 2", result.output)
    assert not (project / "dist").exists()
    assert run("--no-run-code").exit_code == 0


def test_a_changed_text_does_not_convert_the_model_again(project: Path) -> None:
    memory, stages = Memory(), []
    for title in ("one", "two"):
        write_concepts(project / "own", mine=concept_text({"title": title}))
        progress = Quiet()
        build(load_config(), progress, memory)
        stages.append([stage.split()[0] for stage in progress.stages])
        assert title in (project / "dist" / "concepts" / "mine.html").read_text()
    assert "Converting" in stages[0] and "Converting" not in stages[1]


def test_a_site_without_texts(project: Path) -> None:
    for file in (project / "default" / "concepts").iterdir():
        file.unlink()
    assert built(project)["concepts"]["nodes"] == []
    assert not (project / "dist" / "concepts").exists()


def test_the_concept_to_begin_with_builds(project: Path, monkeypatch: pytest.MonkeyPatch, checkout: Path) -> None:
    monkeypatch.setattr(build_module, "default_content", lambda: checkout / "content")
    assert CliRunner().invoke(main, ["new", "mine"]).exit_code == 0
    result = run("--config", "mine/elvit.toml", "--model", "model")
    assert result.exit_code == 0, result.output
    assert "Warning" not in result.output
    assert "Temperature" in (project / "mine" / "dist" / "concepts" / "temperature.html").read_text(encoding="utf-8")

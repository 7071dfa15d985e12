"""`elvit check`, on a small site whose "model" is a script that gives known numbers."""

from __future__ import annotations

import base64
import gzip
import json
import math
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner
from elvit.check.browsers import find_browser
from elvit.check.files import find_damage, find_references, read_manifest
from elvit.check.reference import Deviation, Sampled, compare, worst_by_hook
from elvit.check.run import Outcome, check_site
from elvit.cli import main
from elvit.errors import ElvitError
from elvit.output.pack import DamagedChunk, read_chunk
from elvit.running.progress import Quiet
from threads import in_thread

pytestmark = pytest.mark.slow

TENSORS = {
    "hook_embed": np.linspace(-1, 1, 200),
    "blocks.0.attn.hook_q": np.linspace(-30, 50, 100),
    "blocks.1.attn.hook_q": np.linspace(-3, 5, 100),
    "logits": np.array([1.5, -2.25, 0.125]),
}
PAGE = """<!doctype html><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; img-src 'self' data:">
<script src="manifest.abc123.js"></script><script src="app.js"></script>
<a href="https://example.org/">elsewhere</a> <a href="#top">top</a> <img src="a%20b.png">"""
APP = """
const tensors = TENSORS;
globalThis.elvit = {
  ready: Promise.resolve(),
  run: async (picture) => { if (!globalThis.elvitManifest.images.some(({ id }) => id === picture)) throw Error("?"); },
  tensor: async (name) => {
    if (!(name in tensors)) throw new Error(`no tensor ${name}`);
    return { data: new Float32Array(tensors[name]) };
  },
};
"""


def sampled(values: np.ndarray[Any, np.dtype[Any]]) -> dict[str, object]:
    """A tensor as the build writes it down."""
    values = values.astype(np.float32)
    index = places(values)
    ends = {"min": float(values.min()), "max": float(values.max()), "mean": float(values.astype(float).mean())}
    return {"value": values[index].tolist(), **ends}


def places(values: np.ndarray[Any, np.dtype[Any]]) -> list[int]:
    """Where the build samples a tensor."""
    found: list[int] = np.unique(np.linspace(0, values.size - 1, 64).astype(int)).tolist()
    return found


def write_chunk(site: Path, name: str, data: bytes) -> dict[str, object]:
    """Write a chunk; gives what the manifest says of it."""
    (site / name).parent.mkdir(exist_ok=True)
    (site / name).write_text(f':host{{--0:"{base64.b64encode(data).decode()}";}}\n')
    return {"file": name, "bytes": len(data), "crc32": zlib.crc32(data)}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with one model and one picture, all of it right."""
    site = tmp_path / "dist"
    (site / "check").mkdir(parents=True)
    (site / "index.html").write_text(PAGE)
    (site / "a b.png").write_bytes(b"")
    weights = {"bytes": 4, "chunks": [write_chunk(site, "data/w.css", b"1234")]}
    manifest = {
        "models": [{"id": "tiny", "weights": weights, "hooks": [{"name": name} for name in TENSORS]}],
        "images": [{"id": "cat", "file": "a b.png", "thumbnail": "a b.png"}],
    }
    (site / "manifest.abc123.js").write_text(f"globalThis.elvitManifest={json.dumps(manifest)};\n")
    write_app(site, {name: values.tolist() for name, values in TENSORS.items()})
    index = {name: places(values) for name, values in TENSORS.items()}
    references = {"index": index, "images": {"cat": {name: sampled(values) for name, values in TENSORS.items()}}}
    (site / "check" / "tiny.json.gz").write_bytes(gzip.compress(json.dumps(references).encode()))
    return site


def write_app(site: Path, tensors: dict[str, list[float]], more: str = "") -> None:
    """The page's script, with the numbers that it gives."""
    (site / "app.js").write_text(APP.replace("TENSORS", json.dumps(tensors)) + more)


def checked(site: Path) -> Outcome:
    """What the check finds."""
    return in_thread(lambda: check_site(site, None, Quiet()))


def test_a_site_that_is_right_passes(site: Path) -> None:
    outcome = checked(site)
    assert outcome.problems == []
    assert [deviation.hook for deviation in outcome.deviations["tiny"]] == list(TENSORS)
    assert "4 tensors compared" in outcome.summary()


def test_the_command_prints_the_table_and_passes(site: Path) -> None:
    result = in_thread(lambda: CliRunner(env={"COLUMNS": "120"}).invoke(main, ["check", str(site)]))
    assert result.exit_code == 0, result.output
    assert "blocks.{l}.attn.hook_q" in result.output
    assert "is right: 4 tensors" in result.output


def test_the_command_fails_with_the_problem(site: Path) -> None:
    (site / "data" / "w.css").unlink()
    result = in_thread(lambda: CliRunner().invoke(main, ["check", str(site)]))
    assert result.exit_code == 1
    assert "- data/w.css: missing" in result.output
    assert "1 problem found" in result.output


@pytest.mark.parametrize(
    ("hook", "off", "right"),
    [
        ("hook_embed", 0.5e-4, True),
        ("hook_embed", 2e-4, False),
        ("blocks.0.attn.hook_q", 40e-4, True),  # largest value 50: relative counts
        ("blocks.0.attn.hook_q", 60e-4, False),
        ("logits", math.nan, False),
    ],
)
def test_numbers_are_held_to_the_tolerance(site: Path, hook: str, off: float, right: bool) -> None:
    tensors = {name: values.tolist() for name, values in TENSORS.items()}
    tensors[hook][0] += off
    write_app(site, tensors)
    problems = checked(site).problems
    assert (problems == []) is right
    assert all(f"tiny on cat: {hook} is off by" in problem for problem in problems)


def test_a_tensor_that_is_missing_or_too_short(site: Path) -> None:
    tensors = {name: values.tolist() for name, values in TENSORS.items() if name != "hook_embed"}
    tensors["logits"].pop()
    write_app(site, tensors)
    problems = checked(site).problems
    assert "tiny on cat: hook_embed: no tensor hook_embed" in problems
    assert "tiny on cat: logits is off by inf" in problems


@pytest.mark.parametrize("all_of_it", [True, False])
def test_a_picture_or_tensor_without_reference_is_a_problem(all_of_it: bool, site: Path) -> None:
    path = site / "check" / "tiny.json.gz"
    written = json.loads(gzip.decompress(path.read_bytes()))
    name = next(iter(TENSORS))
    if all_of_it:
        written["images"] = {}
    else:
        del written["images"]["cat"][name]
    path.write_bytes(gzip.compress(json.dumps(written).encode()))
    (problem,) = checked(site).problems
    assert problem.startswith(f"tiny on cat: nothing to compare with for {len(TENSORS) if all_of_it else 1} tensors")


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ('console.error("oh no")', "tiny: console error: oh no"),
        ('setTimeout(() => { throw new Error("late") })', "error in the page: late"),
        ('new Image().src = "missing.png"', "missing: missing.png (404)"),
        ('fetch("https://example.org/x").catch(() => 0)', "Content Security Policy"),
    ],
)
def test_complaints_of_the_page_count(site: Path, script: str, said: str) -> None:
    write_app(site, {name: values.tolist() for name, values in TENSORS.items()}, script)
    assert any(said in problem for problem in checked(site).problems)


def test_a_request_that_leaves_the_folder_is_found(site: Path) -> None:
    (site / "index.html").write_text(
        PAGE.replace("img-src 'self'", "img-src *") + '<img src="http://127.0.0.1:9/x.png">'
    )
    assert "tiny: request outside of the folder: http://127.0.0.1:9/x.png" in checked(site).problems


def test_other_pages_are_opened_too(site: Path) -> None:
    (site / "lesson.html").write_text('<script>throw new Error("broken lesson")</script>')
    assert "lesson.html: error in the page: broken lesson" in checked(site).problems


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (':host{--0:"MTIz";--1:"NA==";}', ""),
        (':host{--0:"MTIzNQ==";}', "data/w.css: bad checksum"),
        (':host{--0:"MTIz";}', "data/w.css: 3 bytes instead of 4"),
        (':host{--0:"MTIzN";}', "data/w.css: damaged, not a chunk"),
        (':host{--0:"MTIzN', "data/w.css: damaged, not a chunk"),
    ],
)
def test_chunks_are_read_as_the_page_would(site: Path, content: str, said: str) -> None:
    (site / "data" / "w.css").write_text(f"{content}\n")
    assert [*find_damage(site, read_manifest(site))] == ([said] if said else [])


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ('elvitChunk("a.js","words");\n', ""),
        ('elvitChunk("b.js","words");\n', "says that it is b.js"),
        ('elvitChunk("a.js","wor', "damaged, not a chunk"),
    ],
)
def test_texts_are_read_as_the_page_would(tmp_path: Path, script: str, said: str) -> None:
    (tmp_path / "a.js").write_text(script)
    if not said:
        assert read_chunk(tmp_path, "a.js") == b"words"
        return
    with pytest.raises(DamagedChunk, match=said):
        read_chunk(tmp_path, "a.js")


def test_links_to_nothing_and_to_the_root_are_found(site: Path) -> None:
    (site / "sub").mkdir()
    (site / "sub" / "x.html").write_text('<a href="../index.html">up</a><a href="y.html">y</a><img src="/z.png">')
    assert [*find_damage(site, read_manifest(site))] == [
        "sub/x.html: y.html is missing",
        "sub/x.html: /z.png works only at the root of a server",
    ]


def test_references_of_a_page(site: Path) -> None:
    assert find_references(site / "index.html") == ["manifest.abc123.js", "app.js", "a b.png"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("index.html", None, "is not a site: it has no index.html"),
        ("index.html", "<p>hello", "has no manifest"),
        ("manifest.abc123.js", None, "has no manifest"),
        ("manifest.abc123.js", "globalThis.elvitManifest={", "is damaged"),
        ("check/tiny.json.gz", None, "is missing: there is nothing to compare with"),
        ("check/tiny.json.gz", "{}", "is damaged"),
        ("check/tiny.json.gz", gzip.compress(b"{}", mtime=0), "is damaged"),
        ("check/tiny.json.gz", gzip.compress(b'{"index": {}', mtime=0)[:-9], "is damaged"),
    ],
)
def test_a_folder_that_is_no_site(site: Path, name: str, content: str | bytes | None, said: str) -> None:
    if content is None:
        (site / name).unlink()
    elif isinstance(content, bytes):
        (site / name).write_bytes(content)
    else:
        (site / name).write_text(content)
    with pytest.raises(ElvitError, match=said):
        checked(site)


def test_a_browser_that_is_not_there(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ELVIT_BROWSER", "/no/such/browser")
    with pytest.raises(ElvitError, match="There is no browser /no/such/browser"):
        find_browser()


def test_a_browser_that_does_not_start(site: Path, tmp_path: Path) -> None:
    fake = tmp_path / "browser"
    fake.write_text("#!/bin/sh\nexit 3\n")
    fake.chmod(0o755)
    with pytest.raises(ElvitError, match="does not start"):
        in_thread(lambda: check_site(site, fake, Quiet()))


def test_a_comparison_takes_samples_extremes_and_mean() -> None:
    expected = Sampled((0, 5), (1.0, -0.5), -0.5, 1.0, 0.25)
    found = {"value": [1.0, -0.5], "min": -0.75, "max": 1.0, "mean": 0.25}
    assert compare("x", "cat", expected, found) == Deviation("x", "cat", 0.25, 1.0)


def test_the_worst_of_all_blocks_and_pictures_is_kept() -> None:
    deviations = [
        Deviation("blocks.0.attn.hook_q", "cat", 1e-6, 1.0),
        Deviation("blocks.11.attn.hook_q", "dog", 5e-6, 1.0),
        Deviation("blocks.3.attn.hook_q", "cat", 9e-6, 100.0),
        Deviation("logits", "cat", 0.0, 1.0),
    ]
    worst = worst_by_hook(deviations)
    assert list(worst) == ["blocks.{l}.attn.hook_q", "logits"]
    assert worst["blocks.{l}.attn.hook_q"].hook == "blocks.11.attn.hook_q"

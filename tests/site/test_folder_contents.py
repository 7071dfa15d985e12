"""What a build writes: the same bytes each time, within its budget, every file where the manifest says."""

from __future__ import annotations

import gzip
import re
import zlib
from pathlib import Path

from elvit.config import load_config
from elvit.output.pack import read_chunk
from elvit.running.progress import Quiet
from elvit.site.build import build
from serving import manifest_of

MEGABYTE = 1_000_000
KILOBYTE = 1_000


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_two_builds_are_the_same_to_the_byte(default_site: Path, tmp_path: Path) -> None:
    build(load_config(None, {"out": tmp_path / "again"}), Quiet())
    first, second = files_of(default_site), files_of(tmp_path / "again")
    assert set(first) == set(second)
    assert [name for name in first if first[name] != second[name]] == []


def test_the_default_site_is_at_most_18_megabytes(default_site: Path) -> None:
    """About 5 of them are the maps of the gallery, which a page loads one picture at a time."""
    assert sum(map(len, files_of(default_site).values())) <= 18 * MEGABYTE


def test_the_first_run_loads_at_most_300_kilobytes_of_program(default_site: Path) -> None:
    """What computes, gzipped as servers send it: the scripts that carry the worker and its wasm binary."""
    engine = manifest_of(default_site)["engine"]
    files = [chunk["file"] for name in ("worker", "wasm") for chunk in engine[name]["chunks"]]
    assert sum(len(gzip.compress((default_site / name).read_bytes(), 9)) for name in files) <= 300 * KILOBYTE


def test_the_maps_of_a_picture_are_at_most_150_kilobytes(default_site: Path) -> None:
    """On disk, as base64, too."""
    manifest = manifest_of(default_site)
    model, pictures = manifest["models"][0], [image["id"] for image in manifest["images"]]
    assert list(model["maps"]) == pictures
    for pack in model["maps"].values():
        sizes = [(default_site / chunk["file"]).stat().st_size for chunk in pack["chunks"]]
        assert sum(sizes) <= 150 * KILOBYTE


def test_the_page_is_useful_after_300_kilobytes(default_site: Path) -> None:
    """Picture, prediction and structure: the page, script, style, the first view, manifest, thumbnails, a picture."""
    names = re.findall(r'(?:src|href)="([^":]+\.(?:js|css|webp))"', (default_site / "index.html").read_text("utf-8"))
    assert any(name.startswith("manifest.") for name in names) and any(name.startswith("app.") for name in names)
    files = ["index.html", *sorted(set(names))]
    sizes = {name: len(gzip.compress((default_site / name).read_bytes(), 9)) for name in files}
    assert sum(sizes.values()) <= 300 * KILOBYTE, sizes


def test_every_chunk_holds_what_the_manifest_says(default_site: Path) -> None:
    chunks = _chunks(manifest_of(default_site))
    assert len(chunks) > 10
    for chunk in chunks:
        data = read_chunk(default_site, str(chunk["file"]))
        assert (len(data), zlib.crc32(data)) == (chunk["bytes"], chunk["crc32"])


def test_no_file_names_the_machine_it_was_built_on(default_site: Path) -> None:
    here = str(Path(__file__).parents[2]).encode()
    assert [name for name, data in files_of(default_site).items() if here in data] == []


def _chunks(value: object) -> list[dict[str, object]]:
    if isinstance(value, dict):
        own = [value] if "crc32" in value else []
        return own + [chunk for inner in value.values() for chunk in _chunks(inner)]
    return [chunk for inner in value for chunk in _chunks(inner)] if isinstance(value, list) else []

"""`elvit check` on a real site: satisfied when it is right, and not when anything in it was changed."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from serving import manifest_of


def check(site: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "elvit", "check", str(site)]
    return subprocess.run(command, capture_output=True, text=True, timeout=240)


@pytest.fixture
def site(small_site: Path, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    return Path(shutil.copytree(small_site, tmp_path / "dist"))


def test_a_site_as_it_was_built(default_site: Path) -> None:
    done = check(default_site)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "blocks.{l}.attn.hook_pattern" in done.stdout
    assert "is right" in done.stdout


def test_another_number_in_pytorchs_reference(site: Path) -> None:
    path = next((site / "check").glob("*.json.gz"))
    reference = json.loads(gzip.decompress(path.read_bytes()))
    picture = next(iter(reference["images"].values()))
    picture["blocks.2.mlp.hook_post"]["value"][7] += 0.01
    path.write_bytes(gzip.compress(json.dumps(reference).encode()))
    done = check(site)
    assert done.returncode == 1
    assert "blocks.2.mlp.hook_post" in done.stdout + done.stderr


def test_a_chunk_with_other_bytes(site: Path) -> None:
    chunk = site / manifest_of(site)["models"][0]["weights"]["chunks"][0]["file"]
    text = chunk.read_text("ascii")
    chunk.write_text(text.replace(text[1000:1004], "AAAA", 1), "ascii")
    done = check(site)
    assert done.returncode == 1
    assert chunk.name in done.stdout + done.stderr


def test_a_missing_file(site: Path) -> None:
    next((site / "images").glob("*.webp")).unlink()
    done = check(site)
    assert done.returncode == 1

"""What the page loads: bytes as stylesheets, texts as scripts, each cut into chunks that a browser takes."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

import pytest
from elvit.output.pack import LARGE, SMALL, SMALL_ONES, Packer, read_chunk

# Chromium drops a custom property of two million characters.
LONGEST = 2_000_000


@pytest.mark.parametrize("size", [0, 1, 2, SMALL, SMALL + 1, SMALL_ONES * SMALL + LARGE + 5])
def test_bytes_come_back(size: int, tmp_path: Path) -> None:
    data = bytes(i * i % 251 for i in range(1021)) * (size // 1021 + 1)
    pack = Packer(tmp_path).add("some", [data[: size // 2], data[size // 2 : size]])
    assert pack["bytes"] == size == sum(chunk["bytes"] for chunk in pack["chunks"])
    held = [read_chunk(tmp_path, chunk["file"]) for chunk in pack["chunks"]]
    assert b"".join(held) == data[:size]
    assert [zlib.crc32(piece) for piece in held] == [chunk["crc32"] for chunk in pack["chunks"]]


def test_properties_are_numbered_and_no_longer_than_browsers_take(tmp_path: Path) -> None:
    [*_, last] = Packer(tmp_path).add("large", [bytes(SMALL_ONES * SMALL + LARGE)])["chunks"]
    properties = re.findall(r'--(\d+):"([^"]*)";', (tmp_path / last["file"]).read_text("ascii"))
    assert [int(number) for number, _ in properties] == [*range(len(properties))]
    assert len(properties) > 1 and max(len(text) for _, text in properties) < LONGEST
    # Each can be decoded by itself.
    assert all(len(text) % 4 == 0 and "=" not in text for _, text in properties[:-1])


@pytest.mark.parametrize("text", ["", 'quotes " and \\ and\nlines', "*/</script>", "żółw 🐢 " * 60_000])
def test_texts_come_back(text: str, tmp_path: Path) -> None:
    pack = Packer(tmp_path).add_text("words", text)
    assert b"".join(read_chunk(tmp_path, chunk["file"]) for chunk in pack["chunks"]).decode() == text
    assert all(chunk["file"].endswith(".js") for chunk in pack["chunks"])


def test_names_change_with_the_content_alone(tmp_path: Path) -> None:
    packer = Packer(tmp_path)
    [first], [again], [other] = (packer.add("one", [data])["chunks"] for data in (b"a", b"a", b"b"))
    assert first == again and first["file"] != other["file"]

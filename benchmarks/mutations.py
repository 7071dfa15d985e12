"""Mutated files of every kind that a user writes, read as a build reads them; `python -m benchmarks.mutations`.

Each kind is read in a process of its own, which is ended and begun again where a file takes too long or ends it.
Whatever is not a sentence (ElvitError, a problem, a warning) counts as a traceback.
"""

from __future__ import annotations

import io
import multiprocessing
import random
import re
import resource
import shutil
import tempfile
import traceback
import warnings
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import click
from elvit.config import load_config
from elvit.content.markdown import WIKILINK
from elvit.content.texts import read_texts
from elvit.errors import ElvitError
from elvit.models.source import load_model
from elvit.pictures.decode import inspect
from elvit.pictures.index import read_index
from elvit.resources import default_content
from elvit.survey.findings import Kind, read_findings
from elvit.survey.interaction.findings import INTERACTION
from elvit.survey.maps.findings import FINDINGS
from PIL import Image
from transformers import ViTConfig, ViTForImageClassification, ViTImageProcessorPil

SECONDS = 20.0
MEMORY = 6 << 30  # bytes; a process that asks for more is refused it
LINKS = re.compile(r"^(needs|part_of|feeds|see):.*\n", re.MULTILINE)
MODEL = default_content() / "models" / "vit-tiny-cifar10"
TOML = b'models = ["x/y"]\nimages = "images"\ntitle = "A"\ndtype = "float16"\nallow_pickle = true\nrun_code = false\n'
INDEX = b'[[image]]\nfile = "a.png"\nclasses = ["cat"]\nmasks = { cat = "a.png" }\nhard = true\nwhy = "It is."\n'
ODD = (
    *(b"\0", b"\xff", b"\xef\xbb\xbf", b'"', b"\\u0000", b"~nobody/", b": ", b"- ", b"1:3", b"0x10", b"1e999", b"-1"),
    *(b"[" * 5000, b"{" * 5000, b"\\hat" * 1000, b"> " * 5000, b"![" * 5000, b"1+" * 9000, b"- " * 3000),
    *(b"null", b"true", b"[]", b"{}", b"NaN", b"9" * 5000, b"$$", b"\n\n", b"```perl\n" + b"m{" * 9000, b"x" * 300),
)

Read = Callable[[Path], object]


@dataclass
class Outcome:
    """What became of the files of a kind; memory in bytes, of the process at its peak."""

    counts: Counter[str] = field(default_factory=Counter)
    memory: int = 0
    first: str = ""


def mutated(data: bytes, chance: random.Random) -> bytes:
    """A file with one to four places cut, doubled, moved or written over."""
    for _ in range(chance.randint(1, 4)):
        at, length = chance.randint(0, len(data)), chance.choice((0, 1, 4, 40, 400))
        piece = data[at : at + length]
        put = chance.choice((b"", piece * 2, chance.choice(ODD), chance.randbytes(chance.randint(1, 8))))
        data = data[:at] + put + data[at + chance.choice((0, length)) :]
    return data


def _tiny_model(folder: Path) -> None:
    small: dict[str, Any] = {
        "image_size": 16,
        "patch_size": 4,
        "hidden_size": 16,
        "num_hidden_layers": 1,
        "num_attention_heads": 2,
    }
    ViTForImageClassification(ViTConfig(**small, intermediate_size=16)).save_pretrained(folder)
    ViTImageProcessorPil(size={"height": 16, "width": 16}).save_pretrained(folder)


def _picture(suffix: str) -> bytes:
    written = io.BytesIO()
    Image.effect_noise((40, 30), 60).convert("RGB").save(written, suffix)
    return written.getvalue()


def _read_findings(kind: Kind[Any]) -> Read:
    model: Any = SimpleNamespace(id="x")
    return lambda folder: read_findings(kind, [(str(folder), model)], lambda warning: None)


def _read_model(folder: Path) -> object:
    return load_model(str(folder), warn=lambda warning: None)


def _set_up(name: str, folder: Path) -> tuple[Path, Read]:
    """Writes the sound files of a kind; gives the one to mutate, and what reads it."""
    if name in ("config.json", "preprocessor_config.json", "model.safetensors"):
        _tiny_model(folder)
        return folder / name, _read_model
    if name.startswith("a."):
        kind = {"a.png": "PNG", "a.jpg": "JPEG", "a.webp": "WEBP", "a.gif": "GIF", "a.tiff": "TIFF"}[name]
        (folder / name).write_bytes(_picture(kind))
        return folder / name, lambda at: inspect(at / name, name, lambda warning: None)
    if name in (FINDINGS.stored, INTERACTION.stored):
        shutil.copytree(MODEL, folder, dirs_exist_ok=True)
        return folder / name, _read_findings(FINDINGS if name == FINDINGS.stored else INTERACTION)
    if name == "concept":
        (folder / "concepts").mkdir()
        text = (default_content() / "concepts" / "softmax.md").read_text(encoding="utf-8")
        text = LINKS.sub("", WIKILINK.sub(lambda link: link[2] or link[1], text))  # it stands alone here
        (folder / "concepts" / "softmax.md").write_text(text, encoding="utf-8")
        return folder / "concepts" / "softmax.md", lambda at: read_texts(at, None)
    (folder / "a.png").write_bytes(b"a")
    (folder / name).write_bytes(TOML if name == "elvit.toml" else INDEX)
    return folder / name, (lambda at: load_config(at / name)) if name == "elvit.toml" else read_index


KINDS = (
    *("elvit.toml", "index.toml", "concept", FINDINGS.stored, INTERACTION.stored),
    *("config.json", "preprocessor_config.json", "model.safetensors", "a.png", "a.jpg", "a.webp", "a.gif", "a.tiff"),
)


def _work(name: str, first: int, files: int, out: Connection) -> None:
    """Reads mutated files, each told of once it is read."""
    warnings.simplefilter("ignore")
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    with tempfile.TemporaryDirectory(prefix="elvit-mutations-") as made:
        folder = Path(made)
        file, read = _set_up(name, folder)
        whole = file.read_bytes()
        out.send(("ready", 0, ""))
        for number in range(first, files):
            file.write_bytes(mutated(whole, random.Random(f"{name} {number}")))
            said, trace = "read", ""
            try:
                read(folder)
            except ElvitError as error:
                said = "refused" if error.message.strip() else "silent"
            except Exception:
                said, trace = "traceback", f"file {number}: {traceback.format_exc()}"
            out.send((said, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024, trace))


def run(name: str, files: int) -> Outcome:
    """Reads so many mutated files of a kind."""
    found, context = Outcome(), multiprocessing.get_context("spawn")
    while (done := found.counts.total()) < files:
        ours, theirs = context.Pipe(duplex=False)
        said = ""
        process = context.Process(target=_work, args=(name, done, files, theirs), daemon=True)
        process.start()
        theirs.close()
        try:
            patience = 300.0  # until torch is there
            while found.counts.total() < files:
                if not ours.poll(patience):
                    found.counts["hang"] += 1
                    found.first = found.first or f"file {found.counts.total() - 1} takes more than {patience:.0f} s"
                    break
                said, memory, trace = ours.recv()
                patience = SECONDS
                if said != "ready":
                    found.counts[said] += 1
                    found.memory, found.first = max(found.memory, memory), found.first or trace
        except EOFError as error:
            if not said:
                raise SystemExit(f"{name}: the reading process does not begin.") from error
            found.counts["crash"] += 1
            found.first = found.first or f"file {found.counts.total() - 1} ends the process"
        process.kill()
        process.join()
    return found


@click.command()
@click.option("--files", default=10_000, show_default=True, help="Mutated files of each kind.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only these.")
def main(files: int, kinds: tuple[str, ...]) -> None:
    """Counts what is read, refused in a sentence, and neither."""
    bad = 0
    for name in kinds or KINDS:
        found = run(name, files)
        counts = ", ".join(f"{count:,} {said}" for said, count in sorted(found.counts.items()))
        click.echo(f"{name}: {counts}; at most {found.memory / 1e6:.0f} MB. {found.first}")
        bad += sum(found.counts[said] for said in ("traceback", "silent", "hang", "crash"))
    raise SystemExit(bool(bad))


if __name__ == "__main__":
    main()

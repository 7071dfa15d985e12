"""The command `draw`: the gallery that ships with the project, and scenes to train with."""

from __future__ import annotations

from pathlib import Path

import click
from elvit_scenes.needs import need_renderer

from elvit.errors import ElvitError


@click.group()
def draw() -> None:
    """Draw pictures of the ten CIFAR-10 classes; every picture follows from its seed."""


@draw.command()
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder to write to.")
@click.option("--size", type=click.IntRange(32, 1024), default=256, show_default=True, help="Pixels a side.")
def gallery(out: Path, size: int) -> None:
    """Draw the gallery: pictures, one mask a thing, and index.toml.

    elvit draw gallery --out content/images
    """
    need_renderer()
    from elvit_scenes.exhibits import EXHIBITS
    from elvit_scenes.gallery import HEADER, index_entry
    from elvit_scenes.render import masks, picture, thrifty

    (out / "masks").mkdir(parents=True, exist_ok=True)
    entries = [HEADER]
    for exhibit in EXHIBITS:
        thrifty(picture(exhibit.scene, size)).save(out / f"{exhibit.name}.png", optimize=True)
        files = {}
        for placed, mask in zip(exhibit.scene.placed, masks(exhibit.scene, size), strict=True):
            files[placed.kind] = f"masks/{exhibit.name}.{placed.kind}.png"
            mask.save(out / files[placed.kind], optimize=True)
        entries.append(index_entry(exhibit, files))
    (out / "index.toml").write_text("\n".join(entries), encoding="utf-8")
    click.echo(f"Drew {len(EXHIBITS)} pictures into {out}.")


@draw.command()
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder to write to.")
@click.option("--count", type=click.IntRange(min=1), default=100, show_default=True, help="Pictures a class.")
@click.option("--size", type=click.IntRange(8, 1024), default=32, show_default=True, help="Pixels a side.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Seed of the first picture.")
@click.option("--class", "names", multiple=True, help="Only this class; may be repeated.")
def scenes(out: Path, count: int, size: int, seed: int, names: tuple[str, ...]) -> None:
    """Draw single-object scenes into one sub-folder a class, for mixing into training data.

    elvit draw scenes --out scenes --count 500 --size 32
    """
    need_renderer()
    from elvit_scenes.compose import random_scene
    from elvit_scenes.objects import KINDS
    from elvit_scenes.render import picture

    for name in names:
        if name not in KINDS:
            raise ElvitError(f"There is no class {name!r}.", f"Choose from {', '.join(KINDS)}.")
    for name in names or tuple(KINDS):
        folder = out / name
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(seed, seed + count):
            picture(random_scene(name, number), size).save(folder / f"{number:06d}.png")
    click.echo(f"Drew {count} pictures each of {len(names or KINDS)} classes into {out}.")


@draw.command()
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder to write to.")
@click.option("--count", type=click.IntRange(min=1), default=100, show_default=True, help="Pictures a kind.")
@click.option("--size", type=click.IntRange(8, 1024), default=32, show_default=True, help="Pixels a side.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Seed of the first picture.")
def kinds(out: Path, count: int, size: int, seed: int) -> None:
    """Draw scenes of kinds that differ in their parts (builds of planes, ships, lorries, cars), one sub-folder a kind.

    elvit draw kinds --out kinds --count 200 --size 32
    """
    need_renderer()
    from elvit_scenes.fine import FINE, fine_scene
    from elvit_scenes.render import picture

    for name in FINE:
        folder = out / name
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(seed, seed + count):
            picture(fine_scene(name, number), size).save(folder / f"{number:06d}.png")
    click.echo(f"Drew {count} pictures each of {len(FINE)} kinds into {out}.")

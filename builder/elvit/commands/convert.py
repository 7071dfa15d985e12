"""`elvit convert`: a TensorFlow.js model that any program can load."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click
from rich.console import Console

from elvit.commands.sizes import format_bytes
from elvit.hooks.dtype import Dtype
from elvit.running.progress import progress_for


@click.command()
@click.argument("model")
@click.argument("out", type=click.Path(path_type=Path, file_okay=False))
@click.option("--dtype", type=click.Choice(get_args(Dtype)), help="How weights are stored.")
@click.option("--allow-pickle", is_flag=True, help="Load weights in PyTorch's pickle format.")
def convert(model: str, out: Path, dtype: Dtype | None, allow_pickle: bool) -> None:
    """Write MODEL as a TensorFlow.js model into the folder OUT: model.json and its .bin files.

    MODEL is a hub id (name or name@revision) or a folder written by save_pretrained. Any
    TensorFlow.js program can load it with `tf.loadGraphModel`; every tensor of the forward pass can
    be fetched by its name.

    \b
    Example:
      elvit convert google/vit-base-patch16-224 vit-tfjs --dtype float16
    """
    from elvit.convert.model import convert as convert_model

    report = convert_model(model, out, dtype, allow_pickle, progress_for(Console(stderr=True)))
    for warning in report.warnings:
        click.echo(f"Warning: {warning}", err=True)
    click.echo(f"Wrote {report.out} ({report.files} files, {format_bytes(report.bytes)}).")

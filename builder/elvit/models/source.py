"""A model folder or hub id -> a checked image classifier with labels and preprocessing."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
import transformers
from transformers import PreTrainedModel

from elvit.errors import ElvitError
from elvit.hooks.dtype import Dtype
from elvit.models import hub
from elvit.models.configuration import architecture_of, check_reads_colour, read_config
from elvit.models.labels import read_labels
from elvit.models.naming import folder_name, parse_hub
from elvit.models.preprocess import Preprocess
from elvit.models.processor import read_preprocess
from elvit.models.quiet import quiet_transformers
from elvit.models.weights import StoredWeights, check_finite, read_weights, some
from elvit.output.names import slug

Warn = Callable[[str], None]


@dataclass(frozen=True)
class LoadedModel:
    """A classifier ready to be exported.

    Args:
        id: lower-case letters, digits and hyphens, from the folder's or the hub's name.
        title: the name without its owner.
        source: hub name and commit (`owner/name@0123456`), or the folder's name.
        architecture: transformers' class name.
        model: float32, on the CPU, in evaluation mode.
        stored_dtype: how the weights were stored; float16 ones are held exactly.
        labels: a name a class, in the order of the logits.
        preprocess: what the model's image processor does.
    """

    id: str
    title: str
    source: str
    architecture: str
    model: PreTrainedModel
    stored_dtype: Dtype
    labels: tuple[str, ...]
    preprocess: Preprocess


def load_model(reference: str, *, allow_pickle: bool = False, warn: Warn = warnings.warn) -> LoadedModel:
    """Loads an image classifier from a folder or from the hub.

    Args:
        reference: an existing folder, or `owner/name` or `name` on the hub, with `@revision` or without.
        allow_pickle: also read pytorch_model.bin, plain tensors only.
        warn: told, in a sentence, what was missing and what stands in for it.

    Raises:
        ElvitError: no such model, not an image classifier, no adapter for it, or damaged files.
    """
    if not reference:
        raise ElvitError("The name of a model is empty.", "Name a folder, or a model on the hub as owner/name.")
    folder = Path(reference).expanduser()
    if folder.is_dir():
        name = folder_name(folder)
        return _load_folder(folder, name, name, allow_pickle, warn)
    if folder.is_file():
        raise ElvitError(f"{reference} is a file, not a model folder.", f"Name the folder: {folder.parent}.")
    on_hub = parse_hub(reference)
    if on_hub is None:
        hint = "Name a folder, or a model on the hub as owner/name."
        raise ElvitError(f"There is no model folder {reference}.", hint)
    fetched = hub.fetch_settings(on_hub)
    architecture_of(read_config(fetched.folder, on_hub.name), on_hub.name)  # before the weights are fetched
    hub.fetch_weights(fetched, allow_pickle)
    return _load_folder(fetched.folder, on_hub.name, fetched.source, allow_pickle, warn)


def _load_folder(folder: Path, name: str, source: str, allow_pickle: bool, warn: Warn) -> LoadedModel:
    raw = read_config(folder, name)
    architecture = architecture_of(raw, name)
    stored = read_weights(folder, name, allow_pickle)
    labels = read_labels(raw, stored.classes, name, warn)
    model = _build(architecture, raw, labels, stored, name)
    return LoadedModel(
        id=slug(name, "model"),
        title=name.rpartition("/")[2],
        source=source,
        architecture=architecture,
        model=model,
        stored_dtype=stored.dtype,
        labels=labels,
        preprocess=_preprocess(folder, model.config, name, warn),
    )


def _preprocess(folder: Path, config: Any, title: str, warn: Warn) -> Preprocess:
    """What the image processor does; messages and warnings say of which model."""
    try:
        return read_preprocess(folder, config, lambda message: warn(f"{title}: {message}"))
    except ElvitError as error:
        raise ElvitError(f"{title}: {error.message}") from error


def _build(
    architecture: str, raw: Mapping[str, Any], labels: tuple[str, ...], stored: StoredWeights, title: str
) -> PreTrainedModel:
    """The module in float32 with every parameter taken from the stored weights."""
    model_class: Any = getattr(transformers, architecture)
    with quiet_transformers():
        config = _config(model_class.config_class, raw, labels, title)
        check_reads_colour(config, title)
        filled, report = _fill(model_class, config, stored, title)
    model: PreTrainedModel = filled  # in evaluation mode
    _check_complete(report, title)
    check_finite(model, title)
    model.requires_grad_(False)
    return model


def _config(config_class: Any, raw: Mapping[str, Any], labels: tuple[str, ...], title: str) -> Any:
    if "quantization_config" in raw:
        raise ElvitError(f"{title} stores quantised weights.", "elvit needs the float32 or float16 model.")
    names = {"id2label": dict(enumerate(labels)), "label2id": {label: i for i, label in enumerate(labels)}}
    own = {key: value for key, value in raw.items() if key not in (*names, "num_labels")}
    try:
        return config_class.from_dict({**own, **names})
    except Exception as error:  # whatever a class makes of settings it did not expect
        message = f"{title}/config.json is not a valid {config_class.__name__}: {_sentence(error)}."
        raise ElvitError(message) from error


def _fill(model_class: Any, config: Any, stored: StoredWeights, title: str) -> tuple[Any, dict[str, Any]]:
    """The model and transformers' report of what was missing or did not fit."""
    try:
        model, report = model_class.from_pretrained(
            None,
            config=config,
            state_dict=dict(stored.tensors),
            dtype=torch.float32,
            ignore_mismatched_sizes=True,  # reported by _check_complete, in words
            output_loading_info=True,
        )
    except Exception as error:  # whatever a class makes of settings it did not expect
        message = f"{title} cannot be built from its config.json: {_sentence(error)}."
        raise ElvitError(message, "config.json and the weights may not belong together.") from error
    return model, report


def _check_complete(report: Mapping[str, Any], title: str) -> None:
    """Raises ElvitError for parameters not stored, or in another shape: their values would be random."""
    hint = "config.json and the weights may not belong together, or the classifier was not saved."
    if mismatched := sorted(report["mismatched_keys"]):
        name, found, expected = mismatched[0]
        more = f" (and {len(mismatched) - 1} more)" if len(mismatched) > 1 else ""
        message = f"{title} stores {name} as {_shape(found)}, but config.json says {_shape(expected)}{more}."
        raise ElvitError(message, hint)
    if missing := report["missing_keys"]:
        count = "1 parameter" if len(missing) == 1 else f"{len(missing)} parameters"
        raise ElvitError(f"{title} stores no weights for {count}: {some(missing)}.", hint)


def _shape(shape: tuple[int, ...]) -> str:
    return "x".join(map(str, shape))


def _sentence(error: Exception) -> str:
    return " ".join(str(error).split())[:300].rstrip(".") or type(error).__name__

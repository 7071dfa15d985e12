"""Names of the files of a model folder, and the refusal of those that can run code."""

from __future__ import annotations

from elvit.errors import ElvitError

CONFIG = "config.json"
PREPROCESSOR = "preprocessor_config.json"
PROCESSOR = "processor_config.json"  # newer saves nest the preprocessor's settings in it
SAFETENSORS = "model.safetensors"
PICKLE = "pytorch_model.bin"
INDEX = ".index.json"  # behind the name of the weights where they are cut into shards


def pickle_refused(title: str, file: str) -> ElvitError:
    """The error for weights in a format that can run code."""
    hint = "Convert it to safetensors with save_pretrained, or allow it with --allow-pickle."
    return ElvitError(f"{title} stores its weights as a Python pickle ({file}).", hint)

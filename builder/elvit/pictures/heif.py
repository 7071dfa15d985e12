"""HEIC and HEIF, the pictures of phones, where pillow-heif is installed."""

from __future__ import annotations

import importlib


def _register() -> bool:
    try:
        importlib.import_module("pillow_heif").register_heif_opener()
    except ImportError:
        return False
    return True


HEIF = _register()
HEIF_EXTENSIONS = frozenset([".heic", ".heif", ".hif"])

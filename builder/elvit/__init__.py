"""elvit: a static-site generator for Vision Transformers."""

__version__ = "0.1.0"

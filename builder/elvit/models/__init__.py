"""Where models come from and how each architecture is read."""

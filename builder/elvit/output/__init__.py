"""Writing: folders that appear whole or not at all, packs, names, templates, JSON."""

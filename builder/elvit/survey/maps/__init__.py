"""Which map of a model finds the object: scores of maps against masks over a folder, as tables and as a page."""

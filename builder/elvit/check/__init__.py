"""`elvit check`: files on disk, reference values, a browser, the page in it."""

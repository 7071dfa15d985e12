"""Reading pictures: which files, what is said of them, and their pixels."""

"""What commands share that put a whole folder of pictures through a model: processes, results on disk, plots, words."""

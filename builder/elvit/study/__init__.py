"""Studies that train models: several arms of the same size, data and budget, held against each other."""

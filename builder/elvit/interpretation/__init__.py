"""What the interpretation view needs of the gallery before the model runs: maps, masks on patches, scores."""

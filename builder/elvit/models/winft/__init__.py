"""WinfT, a ViT whose patches learn how far they look; a saved model carries these files with it."""

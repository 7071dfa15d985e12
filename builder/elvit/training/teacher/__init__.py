"""A convolutional network that is quick to train and stronger than a small ViT: others learn from its answers."""

"""Drawn scenes of the ten CIFAR-10 classes, made by chance from a seed, each thing with its mask."""

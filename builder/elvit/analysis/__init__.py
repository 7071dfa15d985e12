"""Pure functions on arrays: what a model's tensors say, and how well that agrees with the truth."""

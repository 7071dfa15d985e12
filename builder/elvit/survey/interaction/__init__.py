"""What patch interactions are worth: a model with attention restricted and patches removed, over a labelled folder."""

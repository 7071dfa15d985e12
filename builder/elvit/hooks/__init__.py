"""What a model says of itself, by the field's names: sizes, stages, tensors of its forward pass, weights."""

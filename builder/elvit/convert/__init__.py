"""From a model in PyTorch to a TensorFlow.js model: export to ONNX, then the graph and its weights."""

"""From ONNX to a TensorFlow.js GraphModel: an operator table, a graph writer, weights."""

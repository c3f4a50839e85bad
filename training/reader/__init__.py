"""Training of the reader: data, model, loop and export to one ONNX file."""

"""In: the bytes of the int8 model. Out: those of a graph with the same weights that calculates in 32-bit floats.

For machines whose 8-bit arithmetic does not give what it should (the reader checks itself when it is loaded), and to
compare with. Only the nodes that calculate in integers are rewritten, in the encoding of ONNX files (protocol buffers),
so that neither a second file nor a library for such files is needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_GRAPH = 7  # fields of ModelProto, GraphProto, NodeProto, AttributeProto and TensorProto in onnx.proto
_NODE, _INITIALIZER = 1, 5
_INPUT, _OUTPUT, _OP_TYPE, _ATTRIBUTE = 1, 2, 4, 5
_ATTRIBUTE_NAME, _ATTRIBUTE_INT, _ATTRIBUTE_TYPE = 1, 3, 20
_INT_ATTRIBUTE = 2
_TENSOR_TYPE, _TENSOR_NAME, _TENSOR_RAW = 2, 8, 9
_FLOAT = 1
_ONE = "fp32.one"
"""Name of the constant that stands for the scale of activations that are not scaled."""
_ONE_BYTES = b"\x00\x00\x80\x3f"  # 1.0


def dequantised(model: bytes) -> bytes:
    """The model, with every product of integers as one of floats. ValueError where it is not such a model."""
    out = bytearray()
    rewritten = 0
    for field in _fields(memoryview(model)):
        if field.number == _GRAPH:
            graph = bytearray()
            for part in _fields(field.value):
                nodes = _rewritten(part.value) if part.number == _NODE else None
                if nodes is None:
                    graph += part.raw
                    continue
                rewritten += 1
                for node in nodes:
                    graph += _bytes(_NODE, node)
            graph += _bytes(_INITIALIZER, _scalar_one())
            out += _bytes(_GRAPH, bytes(graph))
        else:
            out += field.raw
    if not rewritten:
        raise ValueError("no node of the model calculates in integers")
    return bytes(out)


@dataclass(frozen=True, slots=True)
class _Field:
    number: int
    value: memoryview
    """Content of a field with a length, else empty."""
    raw: memoryview
    """The field as it stands."""


def _fields(message: memoryview) -> Iterator[_Field]:
    at = 0
    while at < len(message):
        start = at
        tag, at = _varint(message, at)
        kind = tag & 7
        value = message[:0]
        if kind == 0:
            _, at = _varint(message, at)
        elif kind == 1:
            at += 8
        elif kind == 5:
            at += 4
        elif kind == 2:
            size, at = _varint(message, at)
            value = message[at : at + size]
            at += size
        else:
            raise ValueError(f"wire type {kind}")
        if at > len(message):
            raise ValueError("a field is cut off")
        yield _Field(tag >> 3, value, message[start:at])


def _rewritten(node: memoryview) -> list[bytes] | None:
    """The nodes that stand for this one; None where it stays as it is."""
    inputs, outputs, op = [], [], ""
    for field in _fields(node):
        if field.number == _INPUT:
            inputs.append(str(field.value, "utf-8"))
        elif field.number == _OUTPUT:
            outputs.append(str(field.value, "utf-8"))
        elif field.number == _OP_TYPE:
            op = str(field.value, "utf-8")
    if op == "DynamicQuantizeLinear":
        return [_node("Identity", inputs, outputs[:1]), _node("Identity", [_ONE], outputs[1:2])]
    if op == "MatMulInteger":
        activations, weights, _, zero = inputs
        product = outputs[0]
        weight, offset, centred = (f"{product}.{part}" for part in ("weight", "offset", "centred"))
        return [  # the scale of the weights is multiplied in by the nodes behind, as it was
            _node("Cast", [weights], [weight], to=_FLOAT),
            _node("Cast", [zero], [offset], to=_FLOAT),
            _node("Sub", [weight, offset], [centred]),
            _node("MatMul", [activations, centred], [product]),
        ]
    return None


def _node(op: str, inputs: list[str], outputs: list[str], to: int | None = None) -> bytes:
    out = b"".join(_bytes(_INPUT, name.encode()) for name in inputs)
    out += b"".join(_bytes(_OUTPUT, name.encode()) for name in outputs)
    out += _bytes(_OP_TYPE, op.encode())
    if to is not None:
        attribute = _bytes(_ATTRIBUTE_NAME, b"to") + _number(_ATTRIBUTE_INT, to)
        out += _bytes(_ATTRIBUTE, attribute + _number(_ATTRIBUTE_TYPE, _INT_ATTRIBUTE))
    return out


def _scalar_one() -> bytes:
    return _number(_TENSOR_TYPE, _FLOAT) + _bytes(_TENSOR_NAME, _ONE.encode()) + _bytes(_TENSOR_RAW, _ONE_BYTES)


def _bytes(number: int, content: bytes) -> bytes:
    return _encoded(number << 3 | 2) + _encoded(len(content)) + content


def _number(number: int, value: int) -> bytes:
    return _encoded(number << 3) + _encoded(value)


def _encoded(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def _varint(message: memoryview, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = message[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7

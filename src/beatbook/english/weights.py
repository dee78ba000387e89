"""Read the constants out of the shipped ONNX file without onnx itself.

In: bytes of a model. Out: name → array. Never: runs it. Only what `tools/train_english/export.py` writes is understood:
ONNX is protobuf, and a constant is a TensorProto (dims 1, data_type 2, name 8, raw_data 9) in graph (7), field 5.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.generic]
TYPES = {1: np.float32, 3: np.int8, 7: np.int64, 10: np.float16}
GRAPH, INITIALIZER = 7, 5
DIMS, DATA_TYPE, NAME, RAW_DATA = 1, 2, 8, 9


def read_constants(model: bytes) -> dict[str, Array]:
    """Every constant of the model, as arrays over the model's own bytes (no copy)."""
    found: dict[str, Array] = {}
    for field, value in _fields(memoryview(model)):
        if field == GRAPH and isinstance(value, memoryview):
            for inner, tensor in _fields(value):
                if inner == INITIALIZER and isinstance(tensor, memoryview):
                    name, array = _tensor(tensor)
                    found[name] = array
    return found


def _tensor(data: memoryview) -> tuple[str, Array]:
    shape: list[int] = []
    kind, name, raw = 1, "", memoryview(b"")
    for field, value in _fields(data):
        if field == DIMS:
            shape += [value] if isinstance(value, int) else _packed(value)
        elif field == DATA_TYPE and isinstance(value, int):
            kind = value
        elif field == NAME and isinstance(value, memoryview):
            name = bytes(value).decode()
        elif field == RAW_DATA and isinstance(value, memoryview):
            raw = value
    return name, np.frombuffer(raw, dtype=TYPES[kind]).reshape(shape)


def _packed(data: memoryview) -> list[int]:
    numbers, place = [], 0
    while place < len(data):
        number, place = _varint(data, place)
        numbers.append(number)
    return numbers


def _fields(data: memoryview) -> Iterator[tuple[int, int | memoryview]]:
    place = 0
    while place < len(data):
        key, place = _varint(data, place)
        wire = key & 7
        if wire == 0:
            number, place = _varint(data, place)
            yield key >> 3, number
            continue
        size = {1: 8, 5: 4}.get(wire)
        if size is None:
            size, place = _varint(data, place)
        yield key >> 3, data[place : place + size]
        place += size


def _varint(data: memoryview, place: int) -> tuple[int, int]:
    number = shift = 0
    while True:
        byte = data[place]
        number |= (byte & 127) << shift
        place += 1
        if byte < 128:
            return number, place
        shift += 7

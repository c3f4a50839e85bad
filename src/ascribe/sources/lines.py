"""Lines of a file of any size, in bounded memory: bytes in, numbered lines out, over-long ones named and skipped.

A line ends at a line feed. U+2028, U+0085 and vertical tabs are text (`str.splitlines` would cut records at them).
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass

CHUNK = 1 << 20
"""Bytes read at a time: larger ones were no faster."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file without its end."""

    number: int
    """From 1."""
    data: bytes | None
    """None: it is longer than allowed."""
    size: int
    """Bytes, its end included."""


def read_lines(stream: io.BufferedReader, limit: int) -> Iterator[Line]:
    """The lines of `stream`. Of one over `limit` bytes only the size is kept, and reading goes on behind it."""
    number = 0
    while data := stream.readline(limit + 2):  # 2: the line's end
        number += 1
        size = len(data)
        if len(data.rstrip(b"\r\n")) <= limit:
            yield Line(number, data.removesuffix(b"\n").removesuffix(b"\r"), size)
            continue
        while not data.endswith(b"\n") and (data := stream.readline(CHUNK)):
            size += len(data)
        yield Line(number, None, size)


class Transcoder(io.RawIOBase):
    """A stream in UTF-16 or UTF-32 as UTF-8, so that lines can be found in it."""

    def __init__(self, stream: io.BufferedReader, encoding: str) -> None:
        super().__init__()
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._ready = b""
        self._done = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._ready and not self._done:
            chunk = self._stream.read(CHUNK)
            self._done = not chunk
            self._ready = self._decoder.decode(chunk, final=self._done).encode("utf-8", "replace")
        count = min(len(buffer), len(self._ready))
        buffer[:count] = self._ready[:count]
        self._ready = self._ready[count:]
        return count


def as_utf8(stream: io.BufferedReader, encoding: str) -> io.BufferedReader:
    return io.BufferedReader(Transcoder(stream, encoding), CHUNK)

from __future__ import annotations

import io
import tracemalloc

from hypothesis import given
from hypothesis import strategies as st

from ascribe.sources.lines import as_utf8, read_lines


def stream(data: bytes) -> io.BufferedReader:
    return io.BufferedReader(io.BytesIO(data))


class Endless(io.RawIOBase):
    """`size` bytes of one line, then a short one, without holding them."""

    def __init__(self, size: int) -> None:
        self.left = size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        if self.left <= 0:
            return 0
        count = min(len(buffer), self.left)
        self.left -= count
        buffer[:count] = b"x" * count
        if self.left == 0:
            buffer[count - 6 : count] = b"\nlast\n"
        return count


@given(st.binary(max_size=200), st.integers(1, 20))
def test_lines_add_up_to_the_file(data: bytes, limit: int) -> None:
    lines = list(read_lines(stream(data), limit))
    assert sum(line.size for line in lines) == len(data)
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert len(lines) == data.count(b"\n") + (not data.endswith(b"\n") and data != b"")


def test_only_line_feeds_end_lines() -> None:
    text = "a\u2028b\x85c\x0bd\x1ce\rf\r\ng"
    assert [line.data for line in read_lines(stream(text.encode()), 100)] == [
        "a\u2028b\x85c\x0bd\x1ce\rf".encode(),
        b"g",
    ]


def test_a_line_over_the_limit_is_skipped_in_bounded_memory() -> None:
    limit = 1_000_000
    tracemalloc.start()
    lines = list(read_lines(io.BufferedReader(Endless(100_000_000)), limit))  # type: ignore[arg-type]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [(line.data, line.size) for line in lines] == [(None, 99_999_995), (b"last", 5)]
    assert peak < 5 * limit


def test_utf16_is_read_as_utf8() -> None:
    text = "Größe\nzweite 😀 Zeile\n" * 3
    assert as_utf8(io.BufferedReader(io.BytesIO(text.encode("utf-16-be"))), "utf-16-be").read() == text.encode()

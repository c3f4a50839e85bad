"""CSV and TSV, into raw reports: a row that is wrong is rejected with its line number, and the next one is read.

Not the csv module: a quotation mark that is never closed makes it swallow the rest of the file, and it stops at its
first over-long field. Here a field that opens and does not close in a well-formed way costs its own line only.
"""

from __future__ import annotations

import io
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from ascribe.contract.documents import Problem
from ascribe.errors import problem
from ascribe.sources.encoding import decode, wide_encoding
from ascribe.sources.lines import as_utf8, read_lines
from ascribe.sources.rows import folded, holds_text, is_known, raw_report
from ascribe.sources.units import DOCUMENT_LIMIT, Unit, Unread, printable, rejected

_HEAD = 262_144
"""Bytes from which the encoding of a table is told that is not UTF-8: about 50 rows."""
_SHOWN_COLUMNS = 8
"""Columns that a message names."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it stands in the file."""

    line: int
    """Number of its first line, from 1."""
    fields: tuple[str, ...] | None
    """None: it cannot be read."""
    problem: str | None = None
    """Code, where it cannot be read."""
    size: int = 0
    """Bytes of an over-long line."""
    replaced: int = 0
    """Bytes that could not be decoded."""


@dataclass(slots=True)
class _TextLine:
    number: int
    text: str | None
    size: int
    replaced: int


class TableLines:
    """The decoded lines of a table. A carriage return by itself ends a line too, as old spreadsheets write it."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._head = stream.peek(_HEAD)[:_HEAD]
        wide = wide_encoding(self._head)
        self._stream = as_utf8(stream, wide) if wide else stream
        self._encoding: str | None = None

    def __iter__(self) -> Iterator[_TextLine]:
        number = 0
        for line in read_lines(self._stream, DOCUMENT_LIMIT):
            if line.data is None:
                number += 1
                yield _TextLine(number, None, line.size, 0)
                continue
            text, replaced = self._decode(line.data.removeprefix(b"\xef\xbb\xbf") if number == 0 else line.data)
            for part in text.split("\r"):
                number += 1
                yield _TextLine(number, part, line.size, replaced)

    def _decode(self, data: bytes) -> tuple[str, int]:
        try:
            return data.decode("utf-8"), 0
        except UnicodeDecodeError:
            if self._encoding is None:
                self._encoding = decode(self._head + b"\n" + data[:_HEAD]).encoding
        text = data.decode(self._encoding, "replace")
        return text, text.count("\ufffd") if self._encoding != "utf-8" else max(1, text.count("\ufffd"))


def sniff_delimiter(header: str, default: str = ",") -> str:
    """The delimiter that splits the header into most names we know, then into most names."""
    best, best_rank = default, (0, 0)
    for mark in (default, ",", ";", "\t", "|"):
        fields = header.split(mark)
        rank = (sum(is_known(f) for f in fields), len(fields) if len(fields) > 1 else 0)
        if rank > best_rank:
            best, best_rank = mark, rank
    return best


def split_rows(lines: Iterator[_TextLine], mark: str) -> Iterator[Row]:
    """Rows of fields. Quotation marks as in RFC 4180; inside one line a stray mark is taken as a character.

    Linear: lines read ahead for a field that never closes hold no mark that could open another one.
    """
    waiting: deque[_TextLine] = deque()  # read ahead for a quoted field that turned out broken
    while True:
        line = waiting.popleft() if waiting else next(lines, None)
        if line is None:
            return
        if line.text is None:
            yield Row(line.number, None, "limit.size", line.size)
            continue
        if not line.text.strip():
            continue
        fields, rest = _split_line(line.text, mark)
        if rest is None:
            yield Row(line.number, tuple(fields), replaced=line.replaced)
            continue
        yield _over_lines(line, fields, rest, mark, waiting, lines)


def _over_lines(
    first: _TextLine, fields: list[str], rest: str, mark: str, waiting: deque[_TextLine], lines: Iterator[_TextLine]
) -> Row:
    """A row whose last field stays open at its line's end. What was read ahead in vain goes back to `waiting`."""
    taken: list[_TextLine] = []
    parts = [rest]
    size = len(rest)
    replaced = first.replaced
    while True:
        line = waiting.popleft() if waiting else next(lines, None)
        if line is not None:
            taken.append(line)
        if line is None or line.text is None or size > DOCUMENT_LIMIT:
            break
        value, after = _close(line.text, 0)
        size += len(line.text) + 1
        replaced += line.replaced
        if after is None:
            parts.append(value)
            continue
        if after < len(line.text) and line.text[after] != mark:
            break  # text behind the closing mark: the open one was the error
        parts.append(value)
        fields.append("\n".join(parts))
        if after == len(line.text):
            return Row(first.number, tuple(fields), replaced=replaced)
        more, open_rest = _split_line(line.text[after + 1 :], mark)
        fields.extend(more)
        if open_rest is None:
            return Row(first.number, tuple(fields), replaced=replaced)
        parts = [open_rest]
    waiting.extendleft(reversed(taken))
    return Row(first.number, None, "csv.open_quote")


def _close(text: str, start: int) -> tuple[str, int | None]:
    """The quoted field from `start` on: its value, and the index behind its closing mark; None: it stays open."""
    parts = []
    while (at := text.find('"', start)) >= 0:
        parts.append(text[start:at])
        if text[at + 1 : at + 2] != '"':
            return "".join(parts), at + 1
        parts.append('"')
        start = at + 2
    parts.append(text[start:])
    return "".join(parts), None


def _split_line(text: str, mark: str) -> tuple[list[str], str | None]:
    """The fields of a line, and the beginning of a quoted field that stays open at its end (None: none does)."""
    if '"' not in text:
        return text.split(mark), None
    fields: list[str] = []
    at = 0
    while True:
        if text[at : at + 1] == '"':
            value, after = _close(text, at + 1)
            first_close = after
            parts = [value]
            while after is not None and after < len(text) and text[after] != mark:
                more, after = _close(text, after)  # a stray mark inside the field
                parts.append(more)
            if after is None and first_close is not None:  # `"a" b`: closed, with something behind it
                after = text.find(mark, first_close)
                after = len(text) if after < 0 else after
                parts = [parts[0], text[first_close:after]]
            value = '"'.join(parts)
            if after is None:
                return fields, value
            fields.append(value)
            if after >= len(text):
                return fields, None
            at = after + 1
        else:
            end = text.find(mark, at)
            if end < 0:
                fields.append(text[at:])
                return fields, None
            fields.append(text[at:end])
            at = end + 1


def read_table(stream: io.BufferedReader, name: str, location: str, default_mark: str) -> Iterator[Unit]:
    """The report of each row. The first row names the columns."""
    table = open_table(stream, location, default_mark)
    if isinstance(table, Unread):
        yield table
        return
    if not holds_text(table.columns):
        saw = ", ".join(printable(c[:30]) for c in table.columns[:_SHOWN_COLUMNS])
        yield rejected(location, "csv.header", saw=saw)
        return
    seen = False
    for row in table.rows:
        seen = True
        where = f"{location}, line {row.line}"
        if (bad := table.refusal(row, where)) is not None:
            yield bad
            continue
        warnings = table.warnings
        if row.replaced:
            warnings = (*warnings, problem("encoding.replaced", where, count=row.replaced, encoding="text"))
        yield raw_report(table.named(row), f"{name}#{row.line}", where, warnings)
    if not seen:
        yield rejected(location, "empty")


@dataclass(frozen=True, slots=True)
class Table:
    """A table behind its header."""

    columns: tuple[str, ...]
    rows: Iterator[Row]
    warnings: tuple[Problem, ...]
    """What is wrong with the header and yet readable."""

    def refusal(self, row: Row, where: str) -> Unread | None:
        if row.problem == "limit.size":
            return rejected(where, "limit.size", size=row.size, limit=DOCUMENT_LIMIT)
        if row.fields is None:
            return rejected(where, row.problem or "csv.open_quote")
        if len(row.fields) != len(self.columns):
            return rejected(where, "csv.ragged", got=len(row.fields), want=len(self.columns))
        return None

    def named(self, row: Row) -> dict[str, object]:
        """Values by column; of two columns of one name the first."""
        out: dict[str, object] = {}
        for column, value in zip(self.columns, row.fields or (), strict=True):
            out.setdefault(folded(column), value)
        return out


def open_table(stream: io.BufferedReader, location: str, default_mark: str) -> Table | Unread:
    """The table in `stream`, its header read; why not, where it has none."""
    lines = iter(TableLines(stream))
    for first in lines:
        if first.text is None:
            return rejected(location, "limit.size", size=first.size, limit=DOCUMENT_LIMIT)
        if first.text.strip():
            break
    else:
        return rejected(location, "empty")
    mark = sniff_delimiter(first.text, default_mark)
    if first.text.lower().startswith("sep=") and len(first.text) == 5:  # a line that Excel writes above the header
        mark, first = first.text[4], next(lines, first)
    rows = split_rows(_chained(first, lines), mark)
    header = next(rows)
    if header.fields is None:
        return rejected(location, header.problem or "csv.open_quote")
    columns = tuple(header.fields)
    return Table(columns, rows, _repeated(columns, location))


def _chained(first: _TextLine, lines: Iterator[_TextLine]) -> Iterator[_TextLine]:
    yield first
    yield from lines


def _repeated(columns: tuple[str, ...], location: str) -> tuple[Problem, ...]:
    seen: set[str] = set()
    out = []
    for column in columns:
        name = folded(column)
        if name in seen and is_known(name):
            out.append(problem("csv.repeated_column", location, name=printable(column[:40])))
        seen.add(name)
    return tuple(out)

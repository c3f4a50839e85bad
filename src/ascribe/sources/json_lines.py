"""JSON Lines, and JSON files with one object or an array of objects, into raw reports.

A line that is no strict JSON object is rejected with its number and the others are read: numbers that no JSON reader
agrees on (NaN, 1e400, integers beyond 64 bits), keys given twice and lone surrogates make it ambiguous, so they count.
"""

from __future__ import annotations

import io
import json
import math
from collections.abc import Iterator
from typing import NoReturn

from ascribe.contract.documents import Problem
from ascribe.errors import problem
from ascribe.sources.encoding import Decoded, decode, wide_encoding
from ascribe.sources.lines import Line, as_utf8, read_lines
from ascribe.sources.rows import raw_report
from ascribe.sources.units import DOCUMENT_LIMIT, Unit, printable, rejected

_JSON_SPACE = b" \t\r\n"
_PEEK = 4_096
"""Bytes that show whether a file is in UTF-16."""


def read_json_lines(stream: io.BufferedReader, name: str, location: str) -> Iterator[Unit]:
    """The report of each line. `stream` is at its start."""
    wide = wide_encoding(stream.peek(_PEEK)[:_PEEK])
    seen = False
    for line in read_lines(as_utf8(stream, wide) if wide else stream, DOCUMENT_LIMIT):
        data = line.data
        if line.number == 1 and data is not None:
            data = data.removeprefix(b"\xef\xbb\xbf")
        if data is not None and not data.strip(_JSON_SPACE):
            continue
        seen = True
        where = f"{location}, line {line.number}"
        if data is None:
            yield rejected(where, "limit.size", size=line.size, limit=DOCUMENT_LIMIT)
            continue
        for part, record in _records(data):
            mark = f"{line.number}.{part}" if part else f"{line.number}"
            yield _unit(record, f"{name}#{mark}", where)
    if not seen:
        yield rejected(location, "empty")


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The line; or its parts where a file made with carriage returns holds several objects in what is one line here."""
    parts = [p for p in data.split(b"\r") if p.strip(_JSON_SPACE)]
    if len(parts) > 1 and all(p.strip(_JSON_SPACE)[:1] == b"{" and p.strip(_JSON_SPACE)[-1:] == b"}" for p in parts):
        yield from enumerate(parts, start=1)
    else:
        yield 0, data


def _unit(data: bytes, name: str, where: str) -> Unit:
    decoded = decode(data)
    try:
        value = parse(decoded.text)
    except ValueError as error:
        return rejected(where, "json.line", detail=_detail(error))
    if not isinstance(value, dict):
        return rejected(where, "json.not_object", kind=_kind(value))
    return raw_report(value, name, where, _replaced(decoded, where))


def read_json(stream: io.BufferedReader, name: str, location: str) -> Iterator[Unit]:
    """A `.json` file: JSON Lines where its first line is an object by itself, else one object or an array of them."""
    first = next(read_lines(stream, DOCUMENT_LIMIT), Line(1, b"", 0))
    rest = b""
    if first.data is not None:
        rest = stream.read(DOCUMENT_LIMIT + 1 - len(first.data)) if _opens_only(first.data) else b""
    if first.data is not None and not _opens_only(first.data):
        stream.seek(0)
        yield from read_json_lines(stream, name, location)
        return
    if first.data is None or len(first.data) + len(rest) > DOCUMENT_LIMIT:
        stream.seek(0, 2)
        yield rejected(location, "limit.size", size=stream.tell(), limit=DOCUMENT_LIMIT)
        return
    decoded = decode(first.data + b"\n" + rest)
    if not decoded.text.strip():
        yield rejected(location, "empty")
        return
    try:
        value = parse(decoded.text)
    except ValueError as error:
        yield rejected(location, "json.line", detail=_detail(error))
        return
    warnings = _replaced(decoded, location)
    if isinstance(value, dict):
        yield raw_report(value, name, location, warnings)
    elif isinstance(value, list):
        if not value:
            yield rejected(location, "empty")
        for number, item in enumerate(value, start=1):
            where = f"{location}, item {number}"
            if isinstance(item, dict):
                yield raw_report(item, f"{name}#{number}", where, warnings)
            else:
                yield rejected(where, "json.not_object", kind=_kind(item))
    else:
        yield rejected(location, "json.not_object", kind=_kind(value))


def _opens_only(line: bytes) -> bool:
    """Whether a file's first line does not end what it begins."""
    text = line.removeprefix(b"\xef\xbb\xbf").strip(_JSON_SPACE)
    return not (text.startswith(b"{") and text.endswith(b"}"))


def parse(text: str) -> object:
    """Strict JSON, but with control characters in strings (they are dropped later). ValueError says what is wrong."""
    try:
        value = _DECODER.decode(text)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    if "\\u" in text and _has_surrogate(value):
        raise ValueError("a lone surrogate")
    return value


def _has_surrogate(value: object) -> bool:
    todo = [value]
    while todo:
        item = todo.pop()
        if isinstance(item, str):
            try:
                item.encode("utf-8")
            except UnicodeEncodeError:
                return True
        elif isinstance(item, dict):
            todo.extend(item.keys())
            todo.extend(item.values())
        elif isinstance(item, list):
            todo.extend(item)
    return False


def _no_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    out = dict(pairs)
    if len(out) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise ValueError(f"the key '{printable(key[:40])}' stands twice")
            seen.add(key)
    return out


def _integer(digits: str) -> int:
    if len(digits) > 20 or not -(2**63) <= int(digits) < 2**63:
        raise ValueError("an integer beyond 64 bits")
    return int(digits)


def _number(digits: str) -> float:
    value = float(digits)
    if math.isinf(value):
        raise ValueError("a number beyond double precision")
    return value


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_no_duplicates, parse_int=_integer, parse_float=_number, parse_constant=_no_constant, strict=False
)


def _detail(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg}, character {error.pos + 1}"
    return str(error)


def _kind(value: object) -> str:
    kinds = {list: "an array", str: "a string", bool: "a truth value", int: "a number", float: "a number"}
    return kinds.get(type(value), "null")


def _replaced(decoded: Decoded, where: str) -> tuple[Problem, ...]:
    if not decoded.replaced:
        return ()
    return (problem("encoding.replaced", where, count=decoded.replaced, encoding=decoded.encoding),)

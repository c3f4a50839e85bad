"""Items out as JSON, JSON Lines, CSV or Parquet, one after the other, without holding them all.

CSV cells that a spreadsheet would take for a formula get an apostrophe in front (B47 of the bad inputs); numbers stay
numbers. `verbatim` leaves every cell as it is, for programs that read it back.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Sequence
from typing import IO, Any

from ascribe.errors import AscribeError
from ascribe.exports.columns import Column, flat

Json = dict[str, Any]

_FORMULA = re.compile(r"[\s\"']*[=+\-@＝＋－＠]|[\t\r\n]")
"""What spreadsheets begin a formula with, behind blanks, quotation marks and an apostrophe too; full width included."""
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")

_ROWS = 1000
"""Rows in a Parquet row group while writing: bounds the memory."""


def neutral(value: Any) -> Any:
    """The cell as text that no spreadsheet calculates."""
    if isinstance(value, str) and _FORMULA.match(value) and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value


def verbatim(value: Any) -> Any:
    """What `neutral` was given."""
    if isinstance(value, str) and value.startswith("'") and neutral(value[1:]) == value:
        return value[1:]
    return value


def write_json(items: Iterable[Json], out: IO[str]) -> None:
    """An array, an item a line."""
    out.write("[")
    for i, item in enumerate(items):
        out.write(",\n " if i else "\n ")
        out.write(json.dumps(item, ensure_ascii=False))
    out.write("\n]\n")


def write_jsonl(items: Iterable[Json], out: IO[str]) -> None:
    for item in items:
        out.write(json.dumps(item, ensure_ascii=False) + "\n")


def write_csv(items: Iterable[Json], columns: Sequence[Column], out: IO[str], *, as_is: bool = False) -> None:
    """The flat columns with a header. `as_is`: no apostrophes."""
    writer = csv.writer(out, lineterminator="\n")
    careful = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow([column.name for column in columns])
    change: Callable[[Any], Any] = (lambda value: value) if as_is else neutral
    for item in items:
        row = ["" if value is None else change(_cell(value)) for value in flat(item, columns).values()]
        # before Python 3.13 the writer does not see that a carriage return ends a line
        (careful if any(isinstance(cell, str) and "\r" in cell for cell in row) else writer).writerow(row)


def _cell(value: Any) -> Any:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else value


def write_parquet(items: Iterable[Json], columns: Sequence[Column], path: str) -> None:
    """The flat columns with their types. AscribeError `usage.extra` without pyarrow."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise AscribeError("usage.extra", "parquet", detail="pyarrow", install="ascribe[frames]") from error
    schema = arrow_schema(columns)
    rows: list[Json] = []
    with parquet.ParquetWriter(path, schema) as writer:
        for item in items:
            rows.append(flat(item, columns))
            if len(rows) == _ROWS:
                writer.write_table(pyarrow.Table.from_pylist(rows, schema=schema))
                rows = []
        writer.write_table(pyarrow.Table.from_pylist(rows, schema=schema))


_ARROW = {"text": "string", "integer": "int64", "number": "float64", "yes/no": "bool"}


def arrow_schema(columns: Sequence[Column]) -> Any:
    """pyarrow's schema of the columns."""
    import pyarrow

    return pyarrow.schema([(column.name, pyarrow.type_for_alias(_ARROW[column.type])) for column in columns])

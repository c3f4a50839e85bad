"""Written forms: what a spreadsheet must not calculate, and that nothing is lost."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascribe.exports.columns import CLAIMS, Column, flat
from ascribe.exports.write import neutral, verbatim, write_csv, write_json, write_jsonl, write_parquet

COLUMNS = (Column("text", "", lambda item: item["text"]), Column("number", "", lambda item: item["number"], "number"))


@pytest.mark.parametrize(
    "value",
    ["=cmd|' /C calc'!A0", "+1+2", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", " =1", '"=1', "'=1", "- he said", "\n"],
)
def test_formulas_are_text(value: str) -> None:
    assert neutral(value) == f"'{value}"
    assert verbatim(neutral(value)) == value


@pytest.mark.parametrize("value", ["-5", "+5", "-2.5", "-1e3", -5, -2.5, 0, None, True, "a=b", "", "Rebels", "’tis"])
def test_numbers_and_words_stay_as_they_are(value: object) -> None:
    assert neutral(value) == value


@given(st.text())
def test_nothing_is_lost(value: str) -> None:
    assert verbatim(neutral(value)) == value or verbatim(value) != value
    assert verbatim(neutral(neutral(value))) in (neutral(value), value)


@given(
    st.lists(
        st.fixed_dictionaries({"text": st.text(st.characters(exclude_categories=["Cs"])), "number": st.integers()})
    )
)
def test_csv_gives_back_what_went_in(items: list[dict[str, object]]) -> None:
    plain, as_is = io.StringIO(newline=""), io.StringIO(newline="")
    write_csv(items, COLUMNS, plain)
    write_csv(items, COLUMNS, as_is, as_is=True)
    want = [(item["text"], str(item["number"])) for item in items]
    for out, back in ((plain, verbatim), (as_is, lambda value: value)):
        rows = list(csv.reader(io.StringIO(out.getvalue(), newline="")))
        assert rows[0] == ["text", "number"]
        if back is verbatim:
            assert [neutral(text) for text, _ in want] == [row[0] for row in rows[1:]]
        assert [row[1] for row in rows[1:]] == [number for _, number in want]
    rows = list(csv.reader(io.StringIO(as_is.getvalue(), newline="")))
    assert [tuple(row) for row in rows[1:]] == want


def test_json_of_nothing_and_of_much() -> None:
    for items in ([], [{"a": 1}], [{"a": "é\u2028"}, {"b": None}]):
        out = io.StringIO()
        write_json(items, out)
        assert json.loads(out.getvalue()) == items
        lines = io.StringIO()
        write_jsonl(items, lines)
        assert [json.loads(line) for line in lines.getvalue().split("\n")[:-1]] == items


def test_parquet_has_the_types_of_the_columns(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "x.parquet"
    write_parquet(({"text": str(i), "number": i / 2} for i in range(2500)), COLUMNS, str(path))
    table = parquet.read_table(path)
    assert table.num_rows == 2500
    assert [str(field.type) for field in table.schema] == ["string", "double"]


def test_column_names_are_their_own() -> None:
    names = [column.name for column in CLAIMS]
    assert len(set(names)) == len(names)
    assert all(column.means for column in CLAIMS)


def test_flat_takes_the_columns_in_order() -> None:
    assert list(flat({"text": "a", "number": 1}, COLUMNS)) == ["text", "number"]

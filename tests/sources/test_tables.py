from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascribe.contract.documents import RawReport
from ascribe.sources import tables
from ascribe.sources.tables import read_table, sniff_delimiter
from ascribe.sources.units import Unit, Unread

TEXT = "The grain terminal reopened on Tuesday"


def read(data: bytes | str, mark: str = ",") -> list[Unit]:
    data = data.encode() if isinstance(data, str) else data
    return list(read_table(io.BufferedReader(io.BytesIO(data)), "t.csv", "in/t.csv", mark))


def outcomes(units: list[Unit]) -> list[str]:
    return [u.problem.code if isinstance(u, Unread) else u.content.decode() for u in units]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_delimiters_are_found_from_the_header(mark: str) -> None:
    (unit,) = read(f"id{mark}text{mark}published{mark}Source Name\n7{mark}{TEXT}{mark}2019-07-09{mark}Port Mail\n")
    assert isinstance(unit, RawReport)
    assert (unit.name, unit.metadata.outlet, unit.metadata.published_at) == ("7", "Port Mail", "2019-07-09")


def test_excel_writes_its_delimiter_above_the_header() -> None:
    assert outcomes(read(f"sep=;\ntext;date\n{TEXT};2019-07-09\n")) == [TEXT]


def test_ragged_rows_are_named_with_their_lines() -> None:
    units = read(f"text,outlet\n{TEXT},A\n{TEXT}\n{TEXT},A,B\n\n{TEXT},C\n")
    assert outcomes(units) == [TEXT, "csv.ragged", "csv.ragged", TEXT]
    assert [u.location for u in units] == [f"in/t.csv, line {n}" for n in (2, 3, 4, 6)]


def test_quoted_fields_hold_line_ends_marks_and_delimiters() -> None:
    units = read('outlet,text\nA,"First line,\nsecond ""line""\r\n\r\nlast."\nB,x y\n')
    assert outcomes(units) == ['First line,\nsecond "line"\n\nlast.', "x y"]


@pytest.mark.parametrize("quote_rest", [True, False])
def test_a_quotation_mark_that_is_never_closed_costs_its_line_only(quote_rest: bool) -> None:
    rest = [f'{n},"row {n}"' if quote_rest else f"{n},row {n}" for n in range(2, 40)]
    units = read("\n".join(["id,text", '1,"never closed', *rest]) + "\n")
    assert outcomes(units) == ["csv.open_quote"] + [f"row {n}" for n in range(2, 40)]
    assert units[0].location == "in/t.csv, line 2"


def test_stray_marks_inside_a_line_are_characters() -> None:
    assert outcomes(read('id,text\n1,"He said "no" to us"\n2,a 5" pipe\n')) == ['He said "no" to us', 'a 5" pipe']


def test_long_fields_are_named_and_the_rest_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "DOCUMENT_LIMIT", 1_000)
    long = "x" * 3_000
    units = read(f'id,text\n1,{long}\n2,ok\n3,"open\n{"y" * 900}\n{"z" * 900}\n4,fine\n')
    assert outcomes(units) == ["limit.size", "ok", "csv.open_quote", "csv.ragged", "csv.ragged", "fine"]


def test_a_column_given_twice_is_warned_of() -> None:
    (unit,) = read("text,outlet,text\nfirst,A,second\n")
    assert isinstance(unit, RawReport)
    assert unit.content == b"first"
    assert [w.code for w in unit.warnings] == ["csv.repeated_column"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252", "utf-16-le"])
def test_encodings(encoding: str) -> None:
    text = "Die Fähre fährt „heute“ nicht"
    units = read(f"id,text\n1,{text}\n2,{text}\n".encode(encoding))
    assert outcomes(units) == [text, text]
    assert all(isinstance(u, RawReport) and not u.warnings for u in units)


def test_zero_bytes_and_old_line_ends() -> None:
    assert outcomes(read(b"id,text\r1,a\x00b\r2,c d\r")) == ["a\x00b", "c d"]


def test_unicode_line_separators_do_not_cut_rows() -> None:
    assert outcomes(read("id,text\n1,a\u2028b\x85c\x0bd\n")) == ["a\u2028b\x85c\x0bd"]


def test_tables_without_text_or_rows() -> None:
    assert outcomes(read("name,place\nx,y\n")) == ["csv.header"]
    assert outcomes(read("text,date\n")) == ["empty"]
    assert outcomes(read("")) == ["empty"]
    assert outcomes(read("text\n")) == ["empty"]
    assert outcomes(read('"text,date\nx,y\n')) == ["csv.open_quote"]


@given(st.binary(max_size=400))
def test_any_bytes_end_in_a_state(data: bytes) -> None:
    for units in (read(data), read(b"id,text\n" + data)):
        assert units
        assert all(isinstance(u, RawReport | Unread) for u in units)


cells = st.text(alphabet=st.sampled_from('ab,;"\n \t|x\u2028'), max_size=12)


@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=6))
def test_what_the_csv_module_writes_comes_back(rows: list[tuple[str, str]]) -> None:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(["outlet", "text"])
    writer.writerows(rows)
    units = read(out.getvalue())
    assert outcomes(units) == [text if text.strip() else "empty" for _, text in rows]


def test_sniffing_prefers_known_names() -> None:
    assert sniff_delimiter("text;date, as printed;outlet") == ";"
    assert sniff_delimiter("text") == ","


def test_rows_that_open_again_and_again_are_read_in_linear_time() -> None:
    """Every line opens a field that no later one closes well."""
    data = "id,text\n" + '1,"open x" y\n' * 5_000 + '2,"open' + "\n3,z" * 5_000
    units = read(data)
    assert outcomes(units) == ['open x" y'] * 5_000 + ["csv.open_quote"] + ["z"] * 5_000

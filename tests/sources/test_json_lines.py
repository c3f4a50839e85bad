from __future__ import annotations

import io
import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascribe.contract.documents import RawReport
from ascribe.sources.json_lines import parse, read_json, read_json_lines
from ascribe.sources.units import Unit, Unread

TEXT = "The ferry between the islands did not sail on Monday, the harbour office said."
GOOD = json.dumps({"text": TEXT})


def lines(data: bytes | str) -> list[Unit]:
    data = data.encode() if isinstance(data, str) else data
    return list(read_json_lines(io.BufferedReader(io.BytesIO(data)), "a.jsonl", "in/a.jsonl"))


def whole(data: bytes | str) -> list[Unit]:
    data = data.encode() if isinstance(data, str) else data
    return list(read_json(io.BufferedReader(io.BytesIO(data)), "a.json", "in/a.json"))


def outcomes(units: list[Unit]) -> list[str]:
    return [u.problem.code if isinstance(u, Unread) else "read" for u in units]


BAD = {
    "cut": '{"text": "The ferry',
    "NaN": '{"text": "x", "score": NaN}',
    "infinite": '{"text": "x", "score": 1e400}',
    "large integer": '{"text": "x", "n": 9223372036854775808}',
    "very large integer": '{"text": "x", "n": ' + "9" * 5_000 + "}",
    "deep": '{"text": ' + "[" * 100_000 + "]" * 100_000 + "}",
    "twice": '{"text": "x", "text": "y"}',
    "surrogate": '{"text": "x \\ud800"}',
    "trailing comma": '{"text": "x",}',
    "two values": '{"text": "x"} {"text": "y"}',
    "single quotes": "{'text': 'x'}",
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_line_is_named_with_its_number_and_the_others_are_read(name: str) -> None:
    units = lines(f"{GOOD}\n{BAD[name]}\n{GOOD}\n")
    assert outcomes(units) == ["read", "json.line", "read"]
    assert isinstance(units[1], Unread)
    assert units[1].location == "in/a.jsonl, line 2"
    assert "in/a.jsonl, line 2" in units[1].problem.message


def test_what_is_no_object_is_named() -> None:
    assert outcomes(lines(f'[1]\n"x"\nnull\n3\n{GOOD}')) == ["json.not_object"] * 4 + ["read"]


def test_line_separators_inside_strings_do_not_cut_records() -> None:
    record = json.dumps({"text": f"{TEXT}\u2028{TEXT}\x85{TEXT}\x0b"}, ensure_ascii=False)
    units = lines(f"{record}\n{record}\r\n{record}")
    assert outcomes(units) == ["read"] * 3


def test_carriage_returns_between_objects_part_them() -> None:
    assert outcomes(lines(f"{GOOD}\r{GOOD}\r\n{GOOD}")) == ["read"] * 3


def test_names_metadata_and_dates() -> None:
    row = {
        "text": TEXT,
        "headline": "Ferry does not sail",
        "source": {"id": None, "name": "Island Post"},
        "url": "https://post.example/a",
        "publishedAt": "2019-07-08T06:05:04Z",
        "authors": ["Ana Ruiz", "Ben Oduya"],
    }
    (unit,) = lines(json.dumps(row))
    assert isinstance(unit, RawReport)
    assert unit.name == "a.jsonl#1"
    m = unit.metadata
    assert (m.title, m.outlet, m.url) == ("Ferry does not sail", "Island Post", "https://post.example/a")
    assert (m.published_at, m.byline) == ("2019-07-08T06:05:04+00:00", "Ana Ruiz, Ben Oduya")
    assert unit.warnings == ()


def test_an_unreadable_date_is_a_warning() -> None:
    (unit,) = lines(json.dumps({"text": TEXT, "date": "last week"}))
    assert isinstance(unit, RawReport)
    assert unit.metadata.published_at is None
    assert [w.code for w in unit.warnings] == ["date.unreadable"]


def test_an_address_that_would_run_is_left_out() -> None:
    (unit,) = lines(json.dumps({"text": TEXT, "url": "javascript:alert(1)"}))
    assert isinstance(unit, RawReport)
    assert unit.metadata.url is None
    assert [w.code for w in unit.warnings] == ["url.scheme"]


def test_rows_without_text() -> None:
    assert outcomes(lines('{"text": "  "}\n{"title": "x"}\n{"text": 5}')) == ["empty", "row.no_text", "empty"]


def test_marks_and_wide_files() -> None:
    assert outcomes(lines(f"{GOOD}\n{GOOD}".encode("utf-8-sig"))) == ["read", "read"]
    assert outcomes(lines(f"{GOOD}\n{GOOD}".encode("utf-16"))) == ["read", "read"]


def test_broken_bytes_are_replaced_with_a_warning() -> None:
    (unit,) = lines(b'{"text": "Quay \xff\xfe\xc3( closed, the office said in a long statement."}')
    assert isinstance(unit, RawReport)
    assert [w.code for w in unit.warnings] == ["encoding.replaced"]
    assert "\ufffd" in unit.content.decode()


def test_whole_files() -> None:
    item = {"text": TEXT}
    assert outcomes(whole(json.dumps(item, indent=1))) == ["read"]
    assert outcomes(whole(json.dumps([item, 4, item], indent=1))) == ["read", "json.not_object", "read"]
    assert outcomes(whole(f"{GOOD}\n{GOOD}\n")) == ["read", "read"]
    assert outcomes(whole("[]")) == ["empty"]
    assert outcomes(whole("")) == ["empty"]
    assert outcomes(whole("[{")) == ["json.line"]


@given(st.binary(max_size=400))
def test_any_bytes_end_in_a_state(data: bytes) -> None:
    for units in (lines(data), whole(data)):
        assert units
        assert all(isinstance(u, RawReport | Unread) for u in units)


def json_values() -> st.SearchStrategy[object]:
    text = st.text(alphabet=st.characters(codec="utf-8"), max_size=8)
    scalars = (
        st.none()
        | st.booleans()
        | st.integers(-(2**63), 2**63 - 1)
        | st.floats(allow_nan=False, allow_infinity=False)
        | text
    )
    return st.recursive(
        scalars, lambda v: st.lists(v, max_size=4) | st.dictionaries(text, v, max_size=4), max_leaves=12
    )


@given(json_values())
def test_any_json_comes_back(value: object) -> None:
    assert parse(json.dumps(value)) == value


def test_lines_are_read_one_by_one() -> None:
    """The first report is there before the second line is looked at."""

    def source() -> Iterator[Unit]:
        return read_json_lines(io.BufferedReader(io.BytesIO(f"{GOOD}\n{{".encode())), "a", "a")

    assert isinstance(next(iter(source())), RawReport)

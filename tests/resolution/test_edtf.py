"""Intervals as EDTF, and read back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascribe.claims.timex import find_times
from ascribe.contract.claims import Tense, TimePrecision
from ascribe.resolution.calendar import SEASONS, Interval, season_interval, unit_interval
from ascribe.resolution.edtf import bounds, write
from ascribe.resolution.times import Anchor, Mention, resolve_time


def interval(start: str, end: str, precision: TimePrecision) -> Interval:
    return Interval(date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None, precision)


@pytest.mark.parametrize(
    ("start", "end", "precision", "expected"),
    [
        ("2015-03-21", "2015-03-21", "day", "2015-03-21"),
        ("2015-03-01", "2015-03-31", "month", "2015-03"),
        ("2014-01-01", "2014-12-31", "year", "2014"),
        ("1990-01-01", "1999-12-31", "decade", "199X"),
        ("1901-01-01", "2000-12-31", "century", "1901/2000"),
        ("2014-06-01", "2014-08-31", "season", "2014-22"),
        ("2014-12-01", "2015-02-28", "season", "2014-24"),
        ("2014-07-01", "2014-09-30", "quarter", "2014-07/2014-09"),
        ("2014-05-01", "", "month", "2014-05/.."),
        ("", "2015-03-31", "day", "../2015-03-31"),
        ("2015-04-01", "2015-05-31", "month", "2015-04/2015-05"),
        ("2015-03-01", "2015-03-19", "month", "2015-03-01/2015-03-19"),
        ("2013-01-01", "2015-12-31", "year", "2013/2015"),
        ("2015-03-16", "2015-03-22", "week", "2015-03-16/2015-03-22"),
    ],
)
def test_what_is_written(start: str, end: str, precision: TimePrecision, expected: str) -> None:
    assert write(interval(start, end, precision)) == expected


def test_loose_bounds_carry_a_tilde() -> None:
    year = interval("2013-01-01", "2013-12-31", "year")
    assert write(year, frozenset({"start", "end"})) == "2013~"
    assert write(year, frozenset({"end"})) == "2013~"
    assert write(interval("2013-05-01", "", "month"), frozenset({"end"})) == "2013-05/..", "an open end is not about"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("about two years ago", "2013~"),
        ("in early May 2014", "2014-05-01/2014-05-10~"),
        ("in mid-2014", "2014-05~/2014-08~"),
        ("early Friday", "2015-03-20"),
        ("in recent weeks", "2015-02-06~/2015-03-20"),
        ("since the summer of 2014", "2014-06/.."),
        ("between April and May 2014", "2014-04/2014-05"),
        ("in the first quarter of 2014", "2014-01/2014-03"),
    ],
)
def test_words_to_edtf(text: str, expected: str) -> None:
    [expression] = find_times(text)
    assert resolve_time(Mention(expression, 0, Tense.PAST), Anchor(date(2015, 3, 20))).edtf == expected


@given(st.dates(), st.integers(0, 40_000), st.sampled_from(get_args(TimePrecision)), st.sampled_from([0, 1, 2]))
def test_any_interval_reads_back_to_its_days(start: date, length: int, precision: TimePrecision, open_end: int) -> None:
    end = start + timedelta(days=min(length, (date.max - start).days))
    first, last = (None if open_end == 1 else start), (None if open_end == 2 else end)
    for loose in ((), ("start",), ("end",), ("start", "end")):
        assert bounds(write(Interval(first, last, precision), frozenset(loose))) == (first, last)  # type: ignore[arg-type]


UNITS = ("day", "week", "month", "quarter", "year", "decade", "century")


@given(st.dates(date(20, 1, 1), date(9890, 1, 1)), st.sampled_from(UNITS))
def test_any_unit_reads_back_to_its_days(day: date, unit: str) -> None:
    whole = unit_interval(unit, day)  # type: ignore[arg-type]
    assert bounds(write(whole)) == (whole.start, whole.end)


@given(st.integers(1, 9998), st.sampled_from(SEASONS))
def test_any_season_reads_back_to_its_days(year: int, code: str) -> None:
    season = season_interval(year, code)
    assert bounds(write(season)) == (season.start, season.end)


@pytest.mark.parametrize("text", ["", "2014-13", "soon", "2014-02-30", "2014/2015/2016", "2014-25"])
def test_other_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        bounds(text)

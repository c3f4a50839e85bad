from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascribe.claims.timewords import time_lexicon
from ascribe.resolution.calendar import (
    add_months,
    easter,
    hijri_day,
    holiday_interval,
    period,
    season_interval,
    unit_interval,
)


def test_easter() -> None:
    assert [easter(year) for year in (2000, 2008, 2015, 2024)] == [
        date(2000, 4, 23), date(2008, 3, 23), date(2015, 4, 5), date(2024, 3, 31),
    ]  # fmt: skip
    assert [easter(year, orthodox=True) for year in (2015, 2021, 2024)] == [
        date(2015, 4, 12),
        date(2021, 5, 2),
        date(2024, 5, 5),
    ]


def test_the_islamic_calendar_is_right_to_a_day() -> None:
    # 1 Ramadan as kept in Mecca.
    for year, kept in ((1435, date(2014, 6, 28)), (1441, date(2020, 4, 24)), (1445, date(2024, 3, 11))):
        assert abs((hijri_day(year, 9, 1) - kept).days) <= 1


def test_nth_weekdays() -> None:
    assert holiday_interval("11/3/4", 1999).start == date(1999, 11, 25)
    assert holiday_interval("05/0/-1", 2015).start == date(2015, 5, 25)


@given(st.integers(1900, 2090))
def test_every_holiday_of_the_lexicon_has_a_day_in_its_year(year: int) -> None:
    for rule in time_lexicon().tables["holiday"].values():
        try:
            interval = holiday_interval(str(rule), year)
        except ValueError:
            # An Islamic year is eleven days shorter, so that some years miss a feast; never a fixed one.
            assert str(rule).startswith("hijri")
            continue
        assert interval.start is not None
        assert interval.start.year == year


def test_weeks_quarters_and_centuries() -> None:
    day = date(2015, 3, 20)
    assert unit_interval("week", day).start == date(2015, 3, 16)
    assert unit_interval("quarter", day, -1).end == date(2014, 12, 31)
    assert unit_interval("century", date(2000, 5, 1)).start == date(1901, 1, 1)
    assert season_interval(2014, "WI").end == date(2015, 2, 28)


@given(st.dates(date(1000, 1, 1), date(3000, 1, 1)), st.integers(-5000, 5000))
def test_months_go_there_and_back(day: date, count: int) -> None:
    there = add_months(day, count)
    assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == count
    assert add_months(day.replace(day=1), count).day == 1


@pytest.mark.parametrize(
    ("amount", "unit", "value"),
    [
        (2, "week", "P2W"),
        (10, "minute", "PT10M"),
        (None, "month", "PXM"),
        (2.5, "year", "P2Y6M"),
        (1.5, "hour", "PT1H30M"),
        (0.5, "hour", "PT30M"),
        (2, "decade", "P20Y"),
        (None, "decade", "PXY"),
        (1, "fortnight", "P2W"),
        (0.5, "day", "PT12H"),
    ],
)
def test_durations(amount: float | None, unit: str, value: str) -> None:
    assert period(amount, unit) == value  # type: ignore[arg-type]

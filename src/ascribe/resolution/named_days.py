"""Named pieces of the calendar ("Friday", "last June", "the summer of 2014") to intervals.

In goes what the text names, the day of writing and the tense, out comes the interval that is meant and its TIMEX3
value. Where the text leaves out the year or the week, tense chooses: the last one in the past, the next in the future.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from ascribe.claims.timeshapes import Calendar
from ascribe.contract.claims import Tense
from ascribe.resolution.calendar import (
    Interval,
    day_interval,
    holiday_interval,
    month_interval,
    months_interval,
    season_interval,
    timex_value,
    unit_interval,
    year_interval,
    years_interval,
)

# Nobody writes "on March 12" for a day almost a year ahead when the last one was weeks ago, whatever the verb's tense.
_FAR_AHEAD, _NEAR_BACK = 300, 60
# A quarter's figures are told of, in whatever tense, for two months after it.
_REPORTED = 62


@dataclass(frozen=True, slots=True)
class Named:
    """An interval and its TIMEX3 value."""

    interval: Interval
    value: str


def named_interval(shape: Calendar, day: date | None, tense: Tense) -> Named | None:
    """The interval of a calendar shape without a base; None where it needs a day of writing and there is none.

    ValueError where there is no such day.
    """
    if shape.century is not None:
        first = (shape.century - 1) * 100
        return Named(years_interval(first + 1, 100, "century"), f"{shape.century - 1:02}")
    if shape.decade is not None:
        return _decade(shape.decade, day)
    if shape.month is None and shape.day is None and shape.weekday is not None:
        return None if day is None else _day(_weekday(shape, day, tense))
    if shape.month is None and shape.day is not None:
        return None if day is None else _day_of_month(shape.day, day, tense)
    unit, of_year = _of_year(shape)
    if shape.year is not None:
        interval = of_year(shape.year)
    elif day is None or unit == "year":
        return None
    else:
        interval = _choose(shape, of_year, day, tense)
    if shape.week and interval.start is not None:
        interval, unit = unit_interval("week", interval.start), "week"
    if shape.holiday is not None:
        return Named(interval, timex_value(interval, "day" if interval.precision == "day" else "month"))
    if shape.quarters == 2 and shape.quarter in {1, 3}:
        unit = "half"
    return Named(interval, timex_value(interval, unit))


def _day(day: date) -> Named:
    return Named(day_interval(day), day.isoformat())


def _decade(value: int, day: date | None) -> Named | None:
    if value < 100:
        # "the nineties": of this century or the last, whichever has begun and lies nearest.
        century = 1900 if day is None else day.year // 100 * 100
        value += century if day is None or century + value <= day.year else century - 100
    return Named(years_interval(value, 10, "decade"), f"{value // 10:03}")


def _of_year(shape: Calendar) -> tuple[str, Callable[[int], Interval]]:
    """The shape's unit, and what it is in a given year."""
    month, day, quarter, season, half, holiday = (
        shape.month, shape.day, shape.quarter, shape.season, shape.half, shape.holiday,
    )  # fmt: skip
    if holiday is not None:
        return "day", lambda year: holiday_interval(holiday, year)
    if month is not None and day is not None:
        return "day", lambda year: day_interval(date(year, month, day))
    if month is not None:
        return "month", lambda year: month_interval(year, month)
    if quarter is not None:
        return "quarter", lambda year: months_interval(year, quarter * 3 - 2, 3 * shape.quarters, "quarter")
    if half is not None:
        return "half", lambda year: months_interval(year, half * 6 - 5, 6, "quarter")
    if season is not None:
        return "season", lambda year: season_interval(year, season)
    return "year", year_interval


def _weekday(shape: Calendar, day: date, tense: Tense) -> date:
    weekday = shape.weekday or 0
    back = (day.weekday() - weekday) % 7
    ahead = (weekday - day.weekday()) % 7
    if shape.pick == "last":
        return day - timedelta(days=back or 7)
    if shape.pick == "next":
        return day + timedelta(days=ahead or 7)
    if shape.pick == "this":
        return day - timedelta(days=day.weekday()) + timedelta(days=weekday)
    if tense in {Tense.FUTURE, Tense.PRESENT}:
        return day + timedelta(days=ahead)
    return day - timedelta(days=back)


def _day_of_month(number: int, day: date, tense: Tense) -> Named | None:
    """ "on the 20th": of this month or the one before; of this or the next in the future."""
    steps = (0, 1, 2) if tense in {Tense.FUTURE, Tense.PRESENT} else (0, -1, -2)
    for step in steps:
        month = unit_interval("month", day, step)
        assert month.start is not None
        assert month.end is not None
        if number > month.end.day:
            continue
        there = month.start.replace(day=number)
        if (there >= day) if steps[1] > 0 else (there <= day):
            return _day(there)
    return None


def _choose(shape: Calendar, of_year: Callable[[int], Interval], day: date, tense: Tense) -> Interval:
    """The year that is meant."""
    candidates = []
    for year in range(day.year - 8, day.year + 9):
        # The 29th of February, an Islamic holiday: not in every year.
        try:
            candidates.append(of_year(year))
        except ValueError:
            continue
    if shape.weekday is not None and shape.day is not None:
        # "Friday, Oct. 23": the weekday tells the year.
        fitting = [c for c in candidates if c.start is not None and c.start.weekday() == shape.weekday]
        candidates = [c for c in fitting if abs((c.start or day) - day).days <= 400] or candidates
    spans = [(c.start, c.end, c) for c in candidates if c.start is not None and c.end is not None]
    if not spans:
        raise ValueError("no such day in any year near")
    begun = [c for start, end, c in spans if start <= day]
    coming = [c for start, end, c in spans if end >= day]
    if shape.pick == "last":
        this_month = day.replace(day=1)
        over = [
            c for start, end, c in spans if end < (this_month if shape.month is not None and shape.day is None else day)
        ]
        return over[-1] if over else begun[-1]
    if shape.pick == "next":
        return next((c for start, end, c in spans if start > day), coming[-1])
    if shape.pick == "this":
        return next((c for start, end, c in spans if start.year == day.year), begun[-1])
    if not begun or not coming:
        return (begun or coming)[-1]
    last, following = begun[-1], coming[0]
    if last == following:
        return last
    back, ahead = _gap(day, last), _gap(day, following)
    if shape.quarter is not None and (tense is not Tense.FUTURE or back <= _REPORTED):
        return last
    if ahead > _FAR_AHEAD and back < _NEAR_BACK:
        return last
    if tense is Tense.PAST:
        return last
    if tense is Tense.FUTURE:
        return following
    # Without a tense the nearest, and rather the past: a report tells what happened.
    return following if ahead * 2 < back else last


def _gap(day: date, interval: Interval) -> int:
    """Days between a day and an interval."""
    assert interval.start is not None
    assert interval.end is not None
    if interval.start <= day <= interval.end:
        return 0
    return (interval.start - day).days if interval.start > day else (day - interval.end).days


def open_value(shape: Calendar) -> str:
    """The TIMEX3 value with X for what is not known: "XXXX-WXX-5", "XXXX-03-31", "XXXX-Q3"."""
    year = "XXXX" if shape.year is None else f"{shape.year:04}"
    if shape.month is not None:
        return f"{year}-{shape.month:02}" + (f"-{shape.day:02}" if shape.day is not None else "")
    if shape.weekday is not None:
        return f"{year}-WXX-{shape.weekday + 1}"
    if shape.day is not None:
        return f"{year}-XX-{shape.day:02}"
    if shape.season is not None:
        return f"{year}-{shape.season}"
    if shape.quarter is not None:
        return f"{year}-Q{shape.quarter}"
    if shape.half is not None:
        return f"{year}-H{shape.half}"
    return year

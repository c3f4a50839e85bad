"""Times as EDTF, level 1 (ISO 8601-2): an interval in, the text that archives and catalogues exchange out.

`bounds` reads it back, so that what is written can be shown to mean the same days. Quarters, which only level 2 has a
code for, are written by their months, and a century by its years: EDTF's "19XX" begins in 1900.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Literal

from ascribe.resolution.calendar import SEASONS, Interval, month_interval, season_interval, unit_interval

Loose = Literal["start", "end"]
"""A bound that the words do not tell exactly ("early May" ends somewhere around the 10th)."""

_UNITS: tuple[Literal["day", "month", "year", "decade"], ...] = ("day", "month", "year", "decade")
_SEASON_CODES = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}


def write(interval: Interval, loose: frozenset[Loose] = frozenset()) -> str:
    """ "2015-03-21", "2015-04/2015-05", "2014-22" (summer), "2014/..", "199X"; with "~" behind what is about so."""
    whole = _one(interval)
    if whole is not None:
        return whole + ("~" if loose else "")
    first = _bound(interval, interval.start)
    last = _bound(interval, interval.end)
    first += "~" if "start" in loose and interval.start else ""
    last += "~" if "end" in loose and interval.end else ""
    return f"{first}/{last}"


def _one(interval: Interval) -> str | None:
    """The interval as one date, where it is a whole unit of the calendar."""
    start, end = interval.start, interval.end
    if start is None or end is None:
        return None
    for unit in _UNITS:
        whole = unit_interval(unit, start) if unit != "decade" or start.year >= 10 else None
        if whole is not None and (whole.start, whole.end) == (start, end):
            text = start.isoformat()
            return {"day": text, "month": text[:7], "year": text[:4], "decade": text[:3] + "X"}[unit]
    if interval.precision == "season":
        for code in SEASONS:
            season = season_interval(start.year, code)
            if (season.start, season.end) == (start, end):
                return f"{start.year:04}-{_SEASON_CODES[code]}"
    return None


def _bound(interval: Interval, day: date | None) -> str:
    """A bound by its year or month only where the interval is made of whole ones."""
    if day is None:
        return ".."
    start, end = interval.start or date.min, interval.end or date.max
    months = start.day == 1 and end == month_interval(end.year, end.month).end
    if months and interval.precision in ("year", "decade", "century") and (start.month, end.month) == (1, 12):
        return f"{day.year:04}"
    if months and interval.precision not in ("day", "week", "second", "minute", "hour"):
        return f"{day.year:04}-{day.month:02}"
    return day.isoformat()


_DATE = re.compile(r"(\d{3}X|\d{4})(?:-(\d\d))?(?:-(\d\d))?~?")


def bounds(text: str) -> tuple[date | None, date | None]:
    """First and last day of what `write` wrote, None where open. ValueError for anything else."""
    first, slash, last = text.partition("/")
    if not slash:
        return _span(first)
    return (None if first == ".." else _span(first)[0]), (None if last == ".." else _span(last)[1])


def _span(text: str) -> tuple[date, date]:
    found = _DATE.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is not EDTF that is written here")
    year, month, day = found.groups()
    if year.endswith("X"):
        return date(int(year[:3]) * 10, 1, 1), date(int(year[:3]) * 10 + 9, 12, 31)
    if month is None:
        return date(int(year), 1, 1), date(int(year), 12, 31)
    if int(month) > 12:
        code = next((code for code, number in _SEASON_CODES.items() if number == int(month)), "")
        season = season_interval(int(year), code) if code else None
        if season is None or season.start is None or season.end is None:
            raise ValueError(f"{text!r} is no season")
        return season.start, season.end
    if day is None:
        return date(int(year), int(month), 1), date(int(year), int(month), monthrange(int(year), int(month))[1])
    return date(int(year), int(month), int(day)), date(int(year), int(month), int(day))

"""The calendar: units, seasons and holidays as intervals of days, and how they are written (TIMEX3).

Pure functions over `datetime.date`; a day outside the years 1 to 9999 raises ValueError or OverflowError, as there.
"""

from __future__ import annotations

import calendar as _calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ascribe.claims.timeshapes import Mod, Unit
from ascribe.contract.claims import TimePrecision

# A season is fuzzy: meteorological bounds of the northern hemisphere, which is where "last summer" is mostly written.
_SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
SEASONS = tuple(_SEASON_MONTH)
_ISO_UNIT = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "weekend": "WE", "week": "W", "month": "M", "quarter": "Q",
    "year": "Y",
}  # fmt: skip
# Units that ISO 8601 has no letter for, in one that it has.
_IN_OTHER_UNIT = {
    "fortnight": (2, "W"), "half": (6, "M"), "season": (3, "M"), "decade": (10, "Y"), "century": (100, "Y"),
    "millennium": (1000, "Y"),
}  # fmt: skip
# 1 Muharram of year 1 in the civil reckoning: 16 July 622 in the Julian calendar.
_HIJRI_EPOCH = date(622, 7, 19).toordinal()


@dataclass(frozen=True, slots=True)
class Interval:
    """First and last day, both inside; None where open."""

    start: date | None
    end: date | None
    precision: TimePrecision


def month_interval(year: int, month: int) -> Interval:
    return Interval(date(year, month, 1), date(year, month, _calendar.monthrange(year, month)[1]), "month")


def months_interval(year: int, month: int, count: int, precision: TimePrecision) -> Interval:
    """`count` months from the first of `month`."""
    last = add_months(date(year, month, 1), count - 1)
    return Interval(date(year, month, 1), month_interval(last.year, last.month).end, precision)


def year_interval(year: int) -> Interval:
    return Interval(date(year, 1, 1), date(year, 12, 31), "year")


def years_interval(first: int, count: int, precision: TimePrecision) -> Interval:
    return Interval(date(max(first, 1), 1, 1), date(first + count - 1, 12, 31), precision)


def season_interval(year: int, code: str) -> Interval:
    """The season that begins in `year`."""
    return months_interval(year, _SEASON_MONTH[code], 3, "season")


def day_interval(day: date) -> Interval:
    return Interval(day, day, "day")


def add_months(day: date, count: int) -> date:
    """The same day `count` months on, or the month's last day where it has no such day."""
    index = day.year * 12 + day.month - 1 + count
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, _calendar.monthrange(year, month + 1)[1]))


def add_units(day: date, unit: Unit, count: float) -> date:
    """The day `count` units on; parts of a unit are rounded to days or months."""
    per_unit = {
        "decade": 120,
        "century": 1200,
        "millennium": 12000,
        "year": 12,
        "half": 6,
        "quarter": 3,
        "season": 3,
        "month": 1,
    }
    if unit in per_unit:
        months = count * per_unit[unit]
        whole = int(months)
        # Thirty days to what is left of a month.
        return add_months(day, whole) + timedelta(days=round((months - whole) * 30))
    days = {
        "second": 1 / 86400,
        "minute": 1 / 1440,
        "hour": 1 / 24,
        "week": 7.0,
        "weekend": 7.0,
        "fortnight": 14.0,
    }.get(unit, 1.0)
    return day + timedelta(days=round(count * days))


def unit_interval(unit: Unit, day: date, offset: int = 0) -> Interval:
    """The calendar unit that holds `day`, moved by `offset` units. Weeks run from Monday to Sunday."""
    if unit in {"second", "minute", "hour", "day"}:
        return day_interval(day + timedelta(days=offset))
    if unit in {"week", "fortnight"}:
        monday = day - timedelta(days=day.weekday()) + timedelta(days=7 * offset)
        return Interval(monday, monday + timedelta(days=6), "week")
    if unit == "weekend":
        saturday = day - timedelta(days=day.weekday()) + timedelta(days=5 + 7 * offset)
        return Interval(saturday, saturday + timedelta(days=1), "day")
    if unit == "month":
        there = add_months(day.replace(day=1), offset)
        return month_interval(there.year, there.month)
    if unit in {"quarter", "half", "season"}:
        size = 6 if unit == "half" else 3
        first = add_months(day.replace(day=1, month=(day.month - 1) // size * size + 1), size * offset)
        return months_interval(first.year, first.month, size, "quarter")
    if unit == "decade":
        return years_interval(day.year // 10 * 10 + 10 * offset, 10, "decade")
    if unit in {"century", "millennium"}:
        return years_interval((day.year - 1) // 100 * 100 + 1 + 100 * offset, 100, "century")
    return year_interval(day.year + offset)


def part_of(interval: Interval, mod: Mod | None) -> Interval:
    """The first, middle or last third of an interval of a week or more ("early May", "the end of 2014")."""
    if mod not in {Mod.START, Mod.MID, Mod.END} or interval.start is None or interval.end is None:
        return interval
    days = (interval.end - interval.start).days + 1
    if days < 7:
        return interval
    if interval.precision in {"year", "decade", "century"}:
        months = (interval.end.year - interval.start.year + 1) * 12
        first = add_months(interval.start, months // 3)
        second = add_months(interval.start, 2 * months // 3)
    else:
        first = interval.start + timedelta(days=days // 3)
        second = interval.start + timedelta(days=2 * days // 3)
    if mod is Mod.START:
        return Interval(interval.start, first - timedelta(days=1), interval.precision)
    if mod is Mod.MID:
        return Interval(first, second - timedelta(days=1), interval.precision)
    return Interval(second, interval.end, interval.precision)


def slice_of(interval: Interval, unit: Unit, first: int, count: int) -> Interval:
    """`count` units of an interval from the `first` on, counted from 1, or from its end where `first` is negative
    (-2 and 2: the last two). Weeks are counted from the interval's first day. ValueError where it has not so many."""
    start, end = interval.start, interval.end
    if start is None or end is None:
        raise ValueError("an open interval has no parts to count")
    if unit == "half":
        middle = start + ((end - start) + timedelta(days=1)) // 2
        if interval.precision in {"year", "decade", "century"}:
            middle = add_months(start, ((end.year - start.year + 1) * 12) // 2)
        there = Interval(start, middle - timedelta(days=1), "month") if first == 1 else Interval(middle, end, "month")
        return replace(there, precision="week") if interval.precision == "month" else there
    after = end + timedelta(days=1)
    if first > 0:
        one, other = add_units(start, unit, first - 1), add_units(start, unit, first - 1 + count)
    else:
        one, other = add_units(after, unit, first), add_units(after, unit, first + count)
    if not start <= one < other or other > after + timedelta(days=3):
        raise ValueError(f"no such part of {start} to {end}")
    # A fifth week, or a fourth of February, ends with the month.
    return Interval(one, min(other - timedelta(days=1), end), unit_interval(unit, one).precision)


def easter(year: int, orthodox: bool = False) -> date:
    """Easter Sunday (Meeus's algorithms; the Orthodox one in the Gregorian calendar, right from 1900 to 2099)."""
    if orthodox:
        a, b, c = year % 4, year % 7, year % 19
        d = (19 * c + 15) % 30
        e = (2 * a + 4 * b - d + 34) % 7
        month, day = divmod(d + e + 114, 31)
        return date(year, month, day + 1) + timedelta(days=13)
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * i) // 451
    month, day = divmod(h + i - 7 * m + 114, 31)
    return date(year, month, day + 1)


def hijri_day(year: int, month: int, day: int) -> date:
    """A day of the tabular Islamic calendar; the sighted one differs by a day at most."""
    days = (11 * year + 3) // 30 + 354 * (year - 1) + 29 * (month - 1) + month // 2 + day - 1
    return date.fromordinal(_HIJRI_EPOCH + days)


def _hijri(rule: str, year: int) -> Interval:
    month, _, day = rule.partition("-")
    # A Gregorian year meets two or three Islamic ones; take the date that falls into it first.
    for islamic in range((year - 622) * 33 // 32 - 1, (year - 622) * 33 // 32 + 4):
        first = hijri_day(islamic, int(month), int(day or 1))
        if first.year == year:
            if day:
                return day_interval(first)
            following = hijri_day(islamic + int(month) // 12, int(month) % 12 + 1, 1)
            return Interval(first, following - timedelta(days=1), "month")
    raise ValueError(f"no such day in {year}")


def holiday_interval(rule: str, year: int) -> Interval:
    """A holiday of `times.toml` in a year; the forms of rules are explained there. ValueError for another form."""
    if rule.startswith("hijri "):
        return _hijri(rule.removeprefix("hijri "), year)
    if rule.startswith(("easter", "orthodox")):
        name = "orthodox" if rule.startswith("orthodox") else "easter"
        return day_interval(easter(year, name == "orthodox") + timedelta(days=int(rule.removeprefix(name))))
    if "/" in rule:
        month, weekday, nth = (int(piece) for piece in rule.split("/"))
        first = date(year, month, 1)
        last = date(year, month, _calendar.monthrange(year, month)[1])
        if nth < 0:
            return day_interval(last - timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-nth - 1)))
        return day_interval(first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1)))
    month, day = (int(piece) for piece in rule.split("-"))
    return day_interval(date(year, month, day))


def period(amount: float | None, unit: Unit) -> str:
    """A duration in TIMEX3: "P2W", "PT10M", "PXM" for an unknown number of months."""
    factor, letter = _IN_OTHER_UNIT.get(unit, (1, _ISO_UNIT.get(unit, "D")))
    clock = "T" if unit in {"second", "minute", "hour"} else ""
    if amount is None:
        return f"P{clock}X{letter}"
    value = amount * factor
    if value != int(value):
        smaller = {
            "Y": (12, "M"),
            "H": (60, "M"),
            "M": (60, "S") if clock else (30, "D"),
            "W": (7, "D"),
            "D": (24, "H"),
        }.get(letter)
        if smaller is not None:
            whole, rest = int(value), round((value - int(value)) * smaller[0])
            split = "T" if letter == "D" else ""
            return f"P{clock}{f'{whole}{letter}' if whole else ''}{split}{rest}{smaller[1]}"
    return f"P{clock}{value:g}{letter}"


def timex_value(interval: Interval, unit: str) -> str:
    """The TIMEX3 value of a calendar interval that is one `unit` ("1998-W11", "1989-Q3", "199")."""
    start = interval.start
    assert start is not None
    if unit == "week":
        iso = start.isocalendar()
        return f"{iso.year:04}-W{iso.week:02}"
    if unit == "weekend":
        iso = start.isocalendar()
        return f"{iso.year:04}-W{iso.week:02}-WE"
    if unit == "month":
        return f"{start.year:04}-{start.month:02}"
    if unit == "quarter":
        return f"{start.year:04}-Q{(start.month - 1) // 3 + 1}"
    if unit == "half":
        return f"{start.year:04}-H{(start.month - 1) // 6 + 1}"
    if unit == "season":
        return f"{start.year:04}-{next(code for code, month in _SEASON_MONTH.items() if month == start.month)}"
    if unit == "year":
        return f"{start.year:04}"
    if unit == "decade":
        return f"{start.year // 10:03}"
    if unit == "century":
        return f"{start.year // 100:02}"
    return start.isoformat()

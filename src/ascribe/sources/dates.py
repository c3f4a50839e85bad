"""Publication dates as rows, pages and date lines print them, into ISO 8601.

Only a complete day counts, and only one reading of it: 03/04/2015 is refused because it is two days.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone

YEARS = range(1800, 2200)
"""Years that a publication date can have; outside it the digits are something else."""

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january", "feb febr february", "mar march", "apr april", "may", "jun june", "jul july",
            "aug august", "sep sept september", "oct october", "nov november", "dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip

_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_WEEKDAY = r"(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?,?\s+)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_CLOCK = (
    r"(?:(?:,?\s+at|,|\s+-|\s+\||)\s+(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::(?P<second>\d{2}))?"
    r"\s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>[A-Za-z]{1,5}|[+-]\d{2}:?\d{2})?(?:\s*\([A-Za-z ]{1,30}\))?)?"
)
_WORDED = tuple(
    re.compile(_WEEKDAY + day + _CLOCK, re.IGNORECASE)
    for day in (
        rf"{_MONTH}\s+{_DAY}\s*,?\s+{_YEAR}",
        rf"{_DAY}(?:\s+of)?[\s-]+{_MONTH},?[\s-]+{_YEAR}",
        rf"{_YEAR}[\s-]+{_MONTH}[\s-]+{_DAY}",
    )
)
_DIGITS = re.compile(r"(?P<first>\d{1,2})(?P<mark>[./-])(?P<second_>\d{1,2})(?P=mark)(?P<year>\d{4})" + _CLOCK)
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})(?P<mark>[./-])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})" + _CLOCK)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_RUN = re.compile(r"(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2}))?")
_ZONES = {"z": 0, "utc": 0, "gmt": 0, "est": -5, "edt": -4, "pst": -8, "pdt": -7, "cet": 1, "cest": 2, "bst": 1}
"""Hours from UTC of the zone names that news sites print and that mean one thing (CST and IST mean several)."""

_LONGEST = 80
"""Characters of the longest date line met; longer strings are text and are not searched."""


def parse_date(value: object) -> str | None:
    """ISO 8601 date or date-time of `value` (text, or seconds or milliseconds since 1970); None where it is unclear."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _from_epoch(float(value))
    if not isinstance(value, str):
        return None
    text = " ".join(value[: 4 * _LONGEST].split())
    if not 6 <= len(text) <= _LONGEST:
        return None
    return _from_digit_run(text) or _from_iso(text) or _from_words(text)


def _from_epoch(value: float) -> str | None:
    """Seconds, or milliseconds, since 1970. Small numbers are years or counts and no date."""
    seconds = value / 1000 if value > 1e11 else value
    if not 3e8 <= seconds <= 7e9:  # mid 1979 to 2191
        return None
    return datetime.fromtimestamp(int(seconds), UTC).isoformat()


def _from_digit_run(text: str) -> str | None:
    if not text.isdecimal() or not text.isascii():
        return None
    found = _RUN.fullmatch(text)
    if found is None:
        return _from_epoch(float(text)) if len(text) in (10, 13) else None
    year, month, day, *clock = (int(x) if x else None for x in found.groups())
    return _iso(year, month, day, clock if clock[0] is not None else None)


def _from_iso(text: str) -> str | None:
    try:
        if len(text) == 10 and _ISO_DAY.match(text):
            day = date.fromisoformat(text)
            return day.isoformat() if day.year in YEARS else None
        if not _ISO_DAY.match(text):
            return None  # week dates and the like: nobody means them
        moment = datetime.fromisoformat(text.replace(" UTC", "Z").replace(" GMT", "Z").replace(" Z", "Z"))
    except ValueError:
        return None
    return moment.replace(microsecond=0).isoformat() if moment.year in YEARS else None


def _from_words(text: str) -> str | None:
    for pattern in _WORDED:
        if found := pattern.fullmatch(text):
            month = MONTHS.get(found["month"].lower())
            return _iso(int(found["year"]), month, int(found["day"]), _clock(found), _zone(found))
    if found := _YEAR_FIRST.fullmatch(text):
        return _iso(int(found["year"]), int(found["month"]), int(found["day"]), _clock(found), _zone(found))
    if found := _DIGITS.fullmatch(text):
        first, second = int(found["first"]), int(found["second_"])
        if found["mark"] == "." or first > 12 or first == second:
            day, month = first, second
        elif second > 12:
            day, month = second, first
        else:
            return None  # day first or month first: it cannot be told
        return _iso(int(found["year"]), month, day, _clock(found), _zone(found))
    return None


def _clock(found: re.Match[str]) -> list[int | None] | None:
    if found["hour"] is None:
        return None
    hour = int(found["hour"])
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"][0] in "pP" else 0)
    return [hour, int(found["minute"]), int(found["second"] or 0)]


def _zone(found: re.Match[str]) -> timezone | str | None:
    """The zone; None: none given; its name where it is not known."""
    name: str | None = found["zone"]
    if name is None:
        return None
    if name[0] in "+-":
        hours, minutes = int(name[1:3]), int(name[-2:])
        if hours > 14 or minutes > 59:
            return name
        return timezone((1 if name[0] == "+" else -1) * timedelta(hours=hours, minutes=minutes))
    hours_off = _ZONES.get(name.lower())
    return name if hours_off is None else timezone(timedelta(hours=hours_off))


def _iso(
    year: int | None,
    month: int | None,
    day: int | None,
    clock: list[int | None] | None = None,
    zone: timezone | str | None = None,
) -> str | None:
    """The day, with the clock where it and its zone are clear."""
    if not year or not month or not day or year not in YEARS:
        return None
    try:
        if clock is None or isinstance(zone, str):
            return date(year, month, day).isoformat()
        hour, minute, second = (x or 0 for x in clock)
        return datetime(year, month, day, hour, minute, second, tzinfo=zone).isoformat()
    except ValueError:
        return None


_ADDRESS = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[/_-]?)(?P<month>0[1-9]|1[0-2]|[a-z]{3})(?P=mark)(?P<day>0[1-9]|[12]\d|3[01])(?!\d)",
    re.IGNORECASE,
)
_ADDRESS_SHORT = re.compile(r"/(?P<year>(?:19|20)\d\d)/(?P<month>\d{1,2})/(?P<day>\d{1,2})(?=/|$)")


def date_in_address(url: str) -> str | None:
    """The day that a path such as /2015/03/24/ or /2015-03-24-title names; None where it names none or two."""
    path = url.partition("://")[2].partition("/")[2].partition("?")[0].partition("#")[0][:2_000]
    days = set()
    for pattern in (_ADDRESS, _ADDRESS_SHORT):
        for found in pattern.finditer("/" + path):
            word = found["month"].lower()
            month = MONTHS.get(word) if word.isalpha() else int(word)
            if day := _iso(int(found["year"]), month, int(found["day"])):
                days.add(day)
    return days.pop() if len(days) == 1 else None

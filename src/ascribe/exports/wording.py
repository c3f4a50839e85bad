"""What a person reads everywhere: days and intervals in words, counts, numbers, addresses that may be linked."""

from __future__ import annotations

import re
from datetime import date, timedelta
from urllib.parse import urlsplit

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY = timedelta(days=1)


def day(iso: object) -> date | None:
    """The day of an ISO date or date-time; None where there is none."""
    if not isinstance(iso, str):
        return None
    try:
        return date.fromisoformat(iso[:10])
    except ValueError:
        return None


def long_day(when: date) -> str:
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def interval(start: date | None, end: date | None) -> str:
    """The interval in words: "14 Nov 2024", "9–13 Dec 2024", "Nov 2024", "since 24 Nov 2024"; empty for no day."""
    if start is None or end is None:
        if start is not None:
            return f"since {long_day(start)}"
        return f"until {long_day(end)}" if end is not None else ""
    if start == end:
        return long_day(start)
    first_of_year = (start.month, start.day) == (1, 1) and (end.month, end.day) == (12, 31)
    if first_of_year:
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    if whole(start, end):
        if start.year != end.year:
            return f"{_month(start)} – {_month(end)}"
        return _month(end) if start.month == end.month else f"{MONTHS[start.month - 1]}–{_month(end)}"
    if start.year != end.year:
        return f"{long_day(start)} – {long_day(end)}"
    if start.month != end.month:
        return f"{start.day} {MONTHS[start.month - 1]} – {long_day(end)}"
    return f"{start.day}–{long_day(end)}"


def whole(start: date, end: date) -> bool:
    """Whether the interval is a month, a year or several of them."""
    return start.day == 1 and end != date.max and (end + _DAY).day == 1


def _month(when: date) -> str:
    return f"{MONTHS[when.month - 1]} {when.year}"


def between(start: date, end: date) -> str:
    """Some day of an interval: "between 11 and 17 Nov 2024", "in Nov 2024"."""
    if whole(start, end):
        return f"in {interval(start, end)}"
    if start.year != end.year:
        return f"between {long_day(start)} and {long_day(end)}"
    first = str(start.day) if start.month == end.month else f"{start.day} {MONTHS[start.month - 1]}"
    return f"between {first} and {long_day(end)}"


def counted(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def number(value: object) -> str:
    """A quantity as it is read: 3,000; 5.5."""
    if not isinstance(value, int | float) or value != value or abs(value) > 1e15:
        return ""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}".rstrip("0")


def web_address(url: object) -> str | None:
    """The address where it may be linked: http or https with a host, without control characters. Else None."""
    if not isinstance(url, str) or re.search(r"[\x00-\x20\x7f-\x9f\\]", url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and host else None

"""Small things that a page says: dates and intervals in words, counts, addresses that may be linked, names of kinds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

FACTUALITY: Mapping[str, str] = {
    "asserted": "said to be so",
    "denied": "said not to be so",
    "undisclosed": "somebody declines to say",
    "possible": "hedged or alleged",
    "planned": "intended or expected",
    "conditional": "depends on something else",
}
"""Labels of factuality in the order in which they are shown, with what each means."""

QUADS: Mapping[str, Mapping[str, str]] = {
    "Cooperation in words": {
        "AGREE": "agreeing, promising",
        "CONSULT": "meeting, talking, visiting",
        "SUPPORT": "backing, praising",
        "CONCEDE": "yielding, easing",
    },
    "Cooperation in deeds": {
        "COOPERATE": "acting together, sharing",
        "AID": "giving goods, money, training, cover",
        "RETREAT": "withdrawing, releasing, ceasing fire",
    },
    "Conflict in words": {
        "REQUEST": "asking, urging, demanding",
        "ACCUSE": "blaming, investigating",
        "REJECT": "refusing, declining, denying",
        "THREATEN": "threatening, warning",
    },
    "Conflict in deeds": {
        "PROTEST": "demonstrating, striking",
        "SANCTION": "cutting ties or aid",
        "MOBILIZE": "moving and massing forces",
        "COERCE": "seizing, arresting, banning",
        "ASSAULT": "fighting, striking, killing",
    },
    "Outside the sixteen types": {"": "events that PLOVER has no type for"},
}
"""PLOVER's event types by its four classes, in its order, with a gloss; "" stands for none of them."""

TYPES: Mapping[str, str] = {kind: gloss for kinds in QUADS.values() for kind, gloss in kinds.items()}

NO_TIME: Mapping[str, str] = {
    "no_expression": "the sentence gives no time",
    "undated_document": "the report is undated",
    "vague": "the time given is vague",
    "unparsed": "the time given could not be read",
}


def type_label(kind: str | None) -> str:
    return kind or "Other events"


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
    """The interval in words: "14 Nov 2024", "9-13 Dec 2024", "since 24 Nov 2024"; empty where neither end is known."""
    if start is None or end is None:
        if start is not None:
            return f"since {long_day(start)}"
        return f"until {long_day(end)}" if end is not None else ""
    if start == end:
        return long_day(start)
    first_of_year = (start.month, start.day) == (1, 1) and (end.month, end.day) == (12, 31)
    if first_of_year:
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    if start.year != end.year:
        return f"{long_day(start)} – {long_day(end)}"
    if start.month != end.month:
        return f"{start.day} {MONTHS[start.month - 1]} – {long_day(end)}"
    return f"{start.day}–{long_day(end)}"


def counted(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


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


def folded(text: object) -> str:
    """For comparing wordings: case, white space and kinds of quotation marks aside."""
    plain = str(text or "").translate({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"'})
    return " ".join(plain.casefold().split())


def clipped(text: str, length: int) -> str:
    """At most `length` characters of `text`, cut at a word."""
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + " …"


def number(value: object) -> str:
    """A quantity as it is read: 3,000; 5.5."""
    if not isinstance(value, int | float) or value != value or abs(value) > 1e15:
        return ""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}".rstrip("0")


def figure(cell: Mapping[str, Any]) -> str:
    """What a figure amounts to: "at most 3,000 soldiers", "30 to 40 families", "24 or more fighters"."""
    low, high, value, modifier = cell.get("low"), cell.get("high"), cell.get("value"), cell.get("modifier")
    said = "" if modifier in (None, "exactly", "between") else f"{modifier} "
    if modifier == "at most" and high is not None:
        amount = f"{said}{number(high)}"
    elif modifier in ("at least", "more than") and low is not None:
        amount = f"{said}{number(low)}"
    elif value is not None:
        amount = f"{said}{number(value)}"
    elif low is not None and high is not None:
        amount = f"{said}{number(low)} to {number(high)}"
    elif low is not None:
        amount = f"{number(low)} or more"
    elif high is not None:
        amount = f"{number(high)} or fewer"
    else:
        amount = str(cell.get("text") or "")
    unit = cell.get("unit")
    return f"{amount} {unit}" if unit and unit != "share" else amount

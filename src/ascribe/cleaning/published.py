"""A printed date line ("Published: 24 March 2015, 10:22"): the date that a report gives itself.

Only lines that are nothing else count; a date inside a sentence says when something happened, not when it was printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ascribe.sources.dates import parse_date

LONGEST = 140
"""Characters of the longest date line met (label, date, time, zone, "by" and a name)."""

_LABEL = re.compile(
    r"(?P<label>(?:first\s+|originally\s+|date\s+|article\s+)?(?:published|posted|publication\s+date|release\s+date|released|"
    r"issued|created|filed|date|dated|last\s+updated|last\s+modified|updated|modified|update))"
    r"\s*(?:(?:on|at|date)\b)?\s*[:|\-–—]?\s*",
    re.IGNORECASE,
)
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DATE = re.compile(
    rf"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{{0,6}}\.?,?\s+)?"
    rf"(?:\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{4}}"
    rf"|(?:{_MONTHS})[a-z]{{0,6}}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?\s*,?\s+\d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[\s-]+(?:{_MONTHS})[a-z]{{0,6}}\.?,?[\s-]+\d{{4}})",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?:T|\s*[,|]?\s*(?:at\s+|-\s+|[–—]\s+)?)\d{1,2}[:.]\d{2}(?::\d{2})?(?:\.\d+)?\s*(?:[ap]\.?m\.?)?\s*"
    r"(?:\(?(?:Z|UTC|GMT|[ECMP][SD]T|CES?T|BST|IST|local time|[A-Z]{3,4})\)?(?:\s*[+-]\d{1,2}(?::?\d{2})?)?"
    r"|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_AUTHOR = re.compile(r"\s*[,|·-]?\s*by\s+[\w .'’-]{3,60}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DateLine:
    """What a printed date line says."""

    iso: str | None
    """None: it is a date line, but its date has two readings or lacks the year."""
    updated: bool
    """It says when the report was changed, not when it was first published."""


def date_line(line: str) -> DateLine | None:
    """The date that a line gives, where the line is a date line and nothing else."""
    if len(line) > LONGEST or not any(c.isdigit() for c in line):
        return None
    rest = line.strip(" \t|·•-–—,;()[]")
    updated = labelled = False
    if label := _LABEL.match(rest):
        labelled = True
        updated = "updat" in label["label"].lower() or "modif" in label["label"].lower()
        rest = rest[label.end() :]
    found = _DATE.match(rest)
    if found is None:
        return None
    stamp, rest = found[0], rest[found.end() :]
    clock = _CLOCK.match(rest)
    if clock:
        stamp, rest = stamp + clock[0], rest[clock.end() :]
    if author := _AUTHOR.fullmatch(rest):
        rest = rest[author.end() :]
    parted = rest.lstrip()[:1] in tuple("|·•–—,")
    rest = rest.strip(" \t|·•-–—,;.()[]")
    if rest and (second := _LABEL.match(rest)) and _DATE.search(rest[second.end() :]):
        rest = ""  # "Published 3 March 2015 | Updated 4 March 2015"
    if rest and not ((labelled or parted) and len(rest.split()) <= 4):
        return None
    return DateLine(parse_date(_tidy(stamp)) or parse_date(found[0]), updated)


def _tidy(stamp: str) -> str:
    return stamp.replace(" local time", "").replace("–", "-").replace("—", "-").replace("|", ",").strip(" ,")


_FULL_DATE = re.compile(rf"\b(?:{_DATE.pattern})", re.IGNORECASE)


def full_date(text: str) -> str | None:
    """The day in a dateline ("GENEVA, 3 March 2015 (Agency)"); None where it names none with its year."""
    found = _FULL_DATE.search(text[:LONGEST])
    return parse_date(found[0]) if found else None

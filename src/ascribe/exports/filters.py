"""What a person asks for, into a `Filter`: strings into dates and lists, and words that no value has refused."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import TypedDict

from ascribe.contract.claims import EventType, Factuality, Phase
from ascribe.errors import AscribeError
from ascribe.record.query import Filter

Words = str | Iterable[str] | None
Day = str | date | None


class Filters(TypedDict, total=False):
    """The filters of every view. Several words of one filter: any of them; several filters: all of them."""

    as_of: Day
    """Only what was published by this day, as a record would show it that has read nothing else."""
    place: Words
    """Name of a place, in any spelling, or a country."""
    actor: Words
    """Words of the name of an agent or target."""
    source: Words
    """Words of the name, description or affiliation of who is quoted."""
    outlet: Words
    """Words of the name of the outlet that published it."""
    event_type: Words
    """One of PLOVER's sixteen: ASSAULT, AID, REQUEST, ..."""
    mode: Words
    """Finer kind of event: airstrike, training, ..."""
    factuality: Words
    """asserted, denied, undisclosed, possible, planned or conditional."""
    phase: Words
    """planned, requested, pending, approved, refused, begun, ongoing, paused, resumed, ..."""
    time_from: Day
    """Events that can have held on this day or later."""
    time_to: Day
    """Events that can have held on this day or earlier."""
    published_from: Day
    """Published on this day or later."""
    published_to: Day
    """Published on this day or earlier."""
    text: str | None
    """Words of the sentence; "a phrase", AND, OR, NOT, ( ) and word* are understood."""
    document: Words
    """Beginning of a document's id, or part of its name."""
    story: Words
    """Beginning of a story's id."""
    limit: int | None
    """At most so many."""


_DAYS = ("as_of", "time_from", "time_to", "published_from", "published_to")
_WORDS = ("place", "actor", "source", "outlet", "mode", "document", "story")
_CHOICES: dict[str, type[StrEnum]] = {"event_type": EventType, "factuality": Factuality, "phase": Phase}


def make_filter(filters: Filters) -> Filter:
    """AscribeError `usage.value` where a value cannot be one; TypeError where there is no such filter."""
    unknown = sorted(set(filters) - {field.name for field in dataclasses.fields(Filter)})
    if unknown:
        raise TypeError(f"there is no filter {unknown[0]!r}; there are {', '.join(Filters.__annotations__)}")
    values: dict[str, object] = {}
    for name, value in filters.items():
        if value is None:
            continue
        if name in _DAYS:
            values[name] = _day(value)
        elif name in _CHOICES:
            values[name] = tuple(_choice(word, name, _CHOICES[name]) for word in _words(value))
        elif name in _WORDS:
            values[name] = _words(value)
        else:
            values[name] = value
    return Filter(**values)  # type: ignore[arg-type]


def _words(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, Iterable):
        return tuple(str(word) for word in value)
    raise AscribeError("usage.value", repr(value), wanted="a word or a list of words", example="a word")


def _day(value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise AscribeError("usage.value", str(value), wanted="a day", example="YYYY-MM-DD") from None


def _choice(word: str, name: str, kinds: type[StrEnum]) -> str:
    folded = word.strip().lower()
    for kind in kinds:
        if kind.value.lower() == folded:
            return kind.value
    choices = ", ".join(kind.value for kind in kinds)
    raise AscribeError("usage.value", word, wanted=f"a value of {name.replace('_', ' ')}", example=f"one of {choices}")

"""What a person asks for, into a `Filter`: strings into dates and lists, and words that no value has refused."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, TypedDict

from ascribe.contract.claims import EventType, Factuality, Phase
from ascribe.errors import AscribeError

if TYPE_CHECKING:
    from ascribe.record.query import Filter

Words = str | Iterable[str] | None
Day = str | date | None


class Filters(TypedDict, total=False):
    """The filters of every view; `MEANING` says what each does. Words of one: any of them; several filters: all."""

    as_of: Day
    place: Words
    actor: Words
    source: Words
    outlet: Words
    event_type: Words
    mode: Words
    factuality: Words
    phase: Words
    time_from: Day
    time_to: Day
    published_from: Day
    published_to: Day
    text: str | None
    document: Words
    story: Words
    situation: Words
    limit: int | None


MEANING: dict[str, str] = {
    "as_of": "Only what was published by this day: what a record shows that has read nothing else.",
    "place": "Name of a place in any spelling, or a country.",
    "actor": "Words of the name of who does it or whom it is done to.",
    "source": "Words of the name, description or affiliation of who is quoted.",
    "outlet": "Words of the name of the outlet that published it.",
    "event_type": "One of PLOVER's sixteen types, such as ASSAULT, AID or REQUEST.",
    "mode": "Finer kind of event, such as airstrike or training.",
    "factuality": "One of asserted, denied, undisclosed, possible, planned, conditional.",
    "phase": "Course of the event, such as planned, begun, ongoing, paused or none.",
    "time_from": "Events that can have held on this day or later.",
    "time_to": "Events that can have held on this day or earlier.",
    "published_from": "Published on this day or later.",
    "published_to": "Published on this day or earlier.",
    "text": 'Words of the sentence; "a phrase", AND, OR, NOT, ( ) and word* are understood.',
    "document": "Beginning of a document's id, or part of its name.",
    "story": "Beginning of a story's id.",
    "situation": "Beginning of a situation's id.",
    "limit": "At most so many.",
}


_DAYS = ("as_of", "time_from", "time_to", "published_from", "published_to")
_WORDS = ("place", "actor", "source", "outlet", "mode", "document", "story", "situation")
_CHOICES: dict[str, type[StrEnum]] = {"event_type": EventType, "factuality": Factuality, "phase": Phase}


def make_filter(filters: Filters) -> Filter:
    """AscribeError `usage.value` where a value cannot be one; TypeError where there is no such filter."""
    from ascribe.record.query import Filter  # here: the meanings are read for --help, which must start at once

    unknown = sorted(set(filters) - set(MEANING))
    if unknown:
        raise TypeError(f"there is no filter {unknown[0]!r}; there are {', '.join(MEANING)}")
    values: dict[str, object] = {}
    for name, value in filters.items():
        if value is None:
            continue
        if name in _DAYS:
            values[name] = as_day(value)
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


def as_day(value: object) -> date:
    """A day as it is given: a date or YYYY-MM-DD. AscribeError `usage.value`."""
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

"""What a time expression says before anybody knows what day it is: the unresolved, structured form.

`ascribe.claims.timex` makes these from text; `ascribe.resolution.times` turns them into intervals.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Unit = Literal[
    "second", "minute", "hour", "day", "weekend", "week", "fortnight", "month", "quarter", "season", "half", "year",
    "decade", "century", "millennium",
]  # fmt: skip
Origin = Literal["publication", "reference"]
"""What an offset counts from: the day of publication, or the time that the text speaks of ("the following day")."""
Pick = Literal["last", "this", "next"]


class TimexType(StrEnum):
    """TIMEX3's four types."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Mod(StrEnum):
    """TIMEX3's modifiers, and the two that cut a period at the day of publication."""

    START = "START"
    MID = "MID"
    END = "END"
    EARLIER = "EARLIER"
    """"earlier this month": the part that has passed."""
    LATER = "LATER"
    """"later this year": the part still to come."""
    APPROX = "APPROX"
    LESS = "EQUAL_OR_LESS"
    MORE = "EQUAL_OR_MORE"


class Relation(StrEnum):
    """What the preposition does to the interval."""

    AT = "at"
    IN = "in"
    """Like `at`, but "in two weeks" is a point ahead where it speaks of the future."""
    SINCE = "since"
    UNTIL = "until"
    BY = "by"
    BEFORE = "before"
    AFTER = "after"
    WITHIN = "within"
    FOR = "for"


@dataclass(frozen=True, slots=True)
class Amount:
    """How many units: both None for an unknown number ("several weeks"); `high` above `low` for a range."""

    low: float | None = None
    high: float | None = None

    @property
    def known(self) -> bool:
        return self.low is not None


@dataclass(frozen=True, slots=True)
class Deictic:
    """A calendar unit counted from an origin: today (0 days), last week (-1), the following year (+1, reference)."""

    unit: Unit
    offset: int
    origin: Origin = "publication"


@dataclass(frozen=True, slots=True)
class Calendar:
    """A named piece of the calendar, as far as the text names it; what it leaves out the anchor fills."""

    year: int | None = None
    decade: int | None = None
    """First year of it (1990), or 0 to 90 where the century is not said ("the nineties")."""
    century: int | None = None
    """20 for the twentieth."""
    half: int | None = None
    quarter: int | None = None
    quarters: int = 1
    """How many quarters from `quarter` on ("the first two quarters")."""
    season: str | None = None
    """TIMEX3 code: SP, SU, FA, WI."""
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    """0 for Monday."""
    holiday: str | None = None
    """Rule of the lexicon (`times.toml`)."""
    pick: Pick | None = None
    base: Deictic | None = None
    """The period it lies in, where that is told by reference ("January this year")."""
    week: bool = False
    """The week that holds the day ("the week of March 6")."""
    fiscal: bool = False
    """Of a fiscal year, whose bounds the text does not give."""


@dataclass(frozen=True, slots=True)
class Slice:
    """Units inside a longer one: "the first two weeks of May", "the second half of last year"."""

    of: Calendar | Deictic
    unit: Unit
    first: int
    """Which one, counted from 1; negative from the end."""
    count: int = 1


@dataclass(frozen=True, slots=True)
class Shift:
    """A point so many units from an origin: "two weeks ago", "three days later", "in five years"."""

    amount: Amount
    unit: Unit
    sign: Literal[-1, 1]
    origin: Origin = "publication"


@dataclass(frozen=True, slots=True)
class Window:
    """The units right before or after an origin: "the past two weeks", "the next few days"."""

    amount: Amount
    unit: Unit
    sign: Literal[-1, 1]
    origin: Origin = "publication"


@dataclass(frozen=True, slots=True)
class Length:
    """A duration that names no point: "two weeks", "a four-day visit"."""

    amount: Amount
    unit: Unit


@dataclass(frozen=True, slots=True)
class Repeat:
    """A recurring time: every two weeks, each Thursday, daily, Monday nights."""

    unit: Unit | None = None
    amount: float = 1
    inner: Calendar | None = None


@dataclass(frozen=True, slots=True)
class Vague:
    """A time that no calendar holds: recently, soon, now."""

    value: Literal["PAST_REF", "PRESENT_REF", "FUTURE_REF"]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Has the form of a date and is none (31 February), or can be two dates (05/06/2014)."""


PlainShape = Calendar | Deictic | Slice | Shift | Window | Length | Repeat | Vague | Unreadable


@dataclass(frozen=True, slots=True)
class Between:
    """One interval out of two expressions: from the first's beginning to the last's end."""

    first: PlainShape
    last: PlainShape
    link: Literal["to", "or", "and"]


Shape = PlainShape | Between


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day: hour 0 to 24 and minute, or a part of the day in TIMEX3's code (MO, MI, AF, EV, NI, DT)."""

    hour: int | None = None
    minute: int | None = None
    part: str | None = None
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression of a sentence. `text` is the sentence's text between `start` and `end`."""

    start: int
    end: int
    text: str
    type: TimexType
    shape: Shape
    clock: Clock | None = None
    mod: Mod | None = None
    relation: Relation = Relation.AT
    relation_start: int | None = None
    """Where the preposition stands, for those who want the whole phrase."""
    attributive: bool = False
    """Stands before a noun that it belongs to ("last week's attack", "the Friday explosions")."""
    rule: str = ""

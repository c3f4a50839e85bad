"""Time expressions to intervals: what a sentence says, and when it was published, to first and last day.

In goes an expression of `ascribe.claims.timex` with its anchor and the tense of its verb, out comes a `TimeCell`. What
cannot be known stays unresolved and says why: no date of publication (`undated_document`), no date in the words
(`vague`), nothing to count from (`unanchored`), a recurrence (`recurring`), no such day (`unparsed`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ascribe.claims.timeshapes import (
    Between,
    Calendar,
    Clock,
    Deictic,
    Length,
    Mod,
    Relation,
    Repeat,
    Shape,
    Shift,
    Slice,
    TimeExpression,
    TimexType,
    Unit,
    Vague,
    Window,
)
from ascribe.contract.claims import Tense, TimeCell
from ascribe.contract.documents import Span
from ascribe.resolution import edtf
from ascribe.resolution.calendar import (
    Interval,
    add_units,
    day_interval,
    part_of,
    period,
    slice_of,
    timex_value,
    unit_interval,
)
from ascribe.resolution.edtf import Loose
from ascribe.resolution.named_days import named_interval, open_value

# "a few": up to this many units. From annotation.md "within weeks" is about six weeks; years are too wide to say.
_SOME: dict[Unit, float] = {"second": 60, "minute": 60, "hour": 24, "day": 7, "week": 6, "month": 6}
# About two sentences: a time told farther back is no longer what "the following day" follows.
_MEMORY = 350
# A dateline's date is the day of writing only where publication follows within days.
_DATELINE_DAYS = 7


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a document's time expressions count from."""

    published: date | None = None
    dateline: date | None = None
    reference: Interval | None = None
    """The last explicit time of the narrative, for "the following day"."""
    reference_at: int | None = None
    """Document offset where it stands; None: however far back, it counts."""
    quarter: Interval | None = None
    """The last quarter named, for company reports' "a year earlier"."""

    @property
    def day(self) -> date | None:
        """The day of writing: the dateline's date where it fits the publication, else the publication."""
        if self.published is None or self.dateline is None:
            return self.published or self.dateline
        behind = (self.published - self.dateline).days
        return self.dateline if 0 <= behind <= _DATELINE_DAYS else self.published


@dataclass(frozen=True, slots=True)
class Mention:
    """A time expression in its document: `base` is the sentence's start, `tense` that of the verb it belongs to."""

    expression: TimeExpression
    base: int = 0
    tense: Tense = Tense.NONE
    perfect: bool = False
    """The verb is in a perfect ("has been closed for two weeks"): a duration reaches up to now."""


@dataclass(frozen=True, slots=True)
class _Resolved:
    """An interval, or why there is none; and the TIMEX3 value."""

    interval: Interval | None
    value: str | None
    reason: str | None = None


def resolve_time(mention: Mention, anchor: Anchor) -> TimeCell:
    """The interval that an expression names, as a cell with its document offsets."""
    expression = mention.expression
    span = Span(mention.base + expression.start, mention.base + expression.end)
    if anchor.reference_at is not None and span.start - anchor.reference_at > _MEMORY:
        anchor = replace(anchor, reference=None, reference_at=None)
    try:
        resolved = _resolve(expression, anchor, mention.tense, mention.perfect)
    except (ValueError, OverflowError):
        # Before the year 1 or after 9999: written so, but no day that a record can hold.
        resolved = _Resolved(None, None, "unparsed")
    interval = resolved.interval
    if interval is None:
        reason = resolved.reason or "vague"
        return TimeCell(text=expression.text, span=span, basis="expression", reason=reason, value=resolved.value)
    return TimeCell(
        interval.start,
        interval.end,
        interval.precision,
        expression.text,
        span,
        "expression",
        None,
        resolved.value,
        edtf.write(interval, _loose(expression, interval)),
    )


def _loose(expression: TimeExpression, interval: Interval) -> frozenset[Loose]:
    """The bounds that the words only tell about: "early May", "within weeks", "about two years ago"."""
    shape, mod = expression.shape, expression.mod
    if mod in {Mod.APPROX, Mod.LESS, Mod.MORE}:
        return frozenset({"start", "end"})
    if isinstance(shape, Window | Length) and not shape.amount.known:
        back = isinstance(shape, Window) and shape.sign < 0
        return frozenset({"start" if back else "end"})
    if interval.precision == "day":
        return frozenset()  # "early Friday" is the whole day
    cut: dict[Mod | None, tuple[Loose, ...]] = {Mod.START: ("end",), Mod.MID: ("start", "end"), Mod.END: ("start",)}
    return frozenset(cut.get(mod, ()))


def resolve_times(mentions: Iterable[Mention], anchor: Anchor) -> list[TimeCell]:
    """The expressions of a document in order; each explicit one is the reference of what follows it."""
    out = []
    for mention in mentions:
        out.append(resolve_time(mention, anchor))
        anchor = advance(anchor, mention, out[-1])
    return out


def advance(anchor: Anchor, mention: Mention, cell: TimeCell) -> Anchor:
    """The anchor for what follows a resolved expression."""
    shape = mention.expression.shape
    explicit = isinstance(shape, Calendar | Between | Slice) or (
        isinstance(shape, Deictic | Shift) and shape.origin == "publication"
    )
    # "Friday's statement" dates the statement, and what is told is not told of Friday.
    if (
        not explicit
        or mention.expression.attributive
        or cell.start is None
        or cell.end is None
        or cell.precision is None
    ):
        return anchor
    interval = Interval(cell.start, cell.end, cell.precision)
    at = None if cell.span is None else cell.span.end
    # What is still to come, a report compares with nothing.
    over = anchor.day is None or cell.end < anchor.day
    reported = interval if over and _is_reported(shape) else anchor.quarter
    return replace(anchor, reference=interval, reference_at=at, quarter=reported)


def _is_reported(shape: Shape) -> bool:
    """A quarter without a year: the one that a company report is about."""
    return isinstance(shape, Calendar) and shape.quarter is not None and shape.year is None and shape.base is None


def _resolve(expression: TimeExpression, anchor: Anchor, tense: Tense, perfect: bool) -> _Resolved:
    shape, relation = expression.shape, expression.relation
    if isinstance(shape, Length):
        return _length(shape, relation, anchor, tense, perfect)
    if isinstance(shape, Window):
        return _window(shape, anchor, expression.type)
    if relation is Relation.SINCE and isinstance(shape, Between):
        relation = Relation.AT  # "from 11 to 13 December" has an end
    if tense is Tense.PAST and relation in {Relation.FOR, Relation.UNTIL}:
        # "was planned for March", "postponed until May": the verb's past says nothing about the month.
        tense = Tense.NONE
    resolved = _point(shape, anchor, tense)
    value = resolved.value
    if expression.clock is not None:
        value = _with_clock(value.partition("/")[0] if value else None, expression.clock)
    if resolved.interval is None:
        return replace(resolved, value=value)
    interval = _modified(resolved.interval, expression.mod, anchor.day)
    return _Resolved(_related(interval, relation, expression.clock), value)


def _with_clock(value: str | None, clock: Clock) -> str:
    day = value if value is not None and (len(value) == 10 or value.startswith("XXXX")) else "XXXX-XX-XX"
    if clock.hour is None:
        return f"{day}T{clock.part}"
    return f"{day}T{clock.hour:02}:{clock.minute or 0:02}"


def _modified(interval: Interval, mod: Mod | None, day: date | None) -> Interval:
    if mod in {Mod.EARLIER, Mod.LATER}:
        start, end = interval.start, interval.end
        if day is None or start is None or end is None or not start < day < end + timedelta(days=1) or start == end:
            return interval
        if mod is Mod.EARLIER:
            return replace(interval, end=day - timedelta(days=1))
        return replace(interval, start=min(day + timedelta(days=1), end))
    return part_of(interval, mod)


def _related(interval: Interval, relation: Relation, clock: Clock | None) -> Interval:
    if relation is Relation.SINCE:
        return replace(interval, end=None)
    if relation in {Relation.UNTIL, Relation.BY}:
        return replace(interval, start=None)
    if relation is Relation.BEFORE and interval.start is not None:
        # Before ten o'clock is still that day.
        return Interval(None, interval.start if clock else interval.start - timedelta(days=1), interval.precision)
    if relation is Relation.AFTER and interval.end is not None:
        return Interval(interval.end if clock else interval.end + timedelta(days=1), None, interval.precision)
    return interval


def _point(shape: Shape, anchor: Anchor, tense: Tense) -> _Resolved:
    if isinstance(shape, Between):
        return _between(shape, anchor, tense)
    if isinstance(shape, Calendar):
        return _calendar(shape, anchor, tense)
    if isinstance(shape, Deictic):
        return _deictic(shape, anchor, tense)
    if isinstance(shape, Shift):
        return _shift(shape, anchor)
    if isinstance(shape, Slice):
        return _slice(shape, anchor, tense)
    if isinstance(shape, Vague):
        if shape.value != "PRESENT_REF":
            return _Resolved(None, shape.value, "vague")
        if anchor.day is None:
            return _Resolved(None, shape.value, "undated_document")
        return _Resolved(day_interval(anchor.day), shape.value)
    if isinstance(shape, Repeat):
        return _Resolved(None, _repeat(shape), "recurring")
    return _Resolved(None, None, "unparsed")


def _slice(shape: Slice, anchor: Anchor, tense: Tense) -> _Resolved:
    whole = _point(shape.of, anchor, tense)
    if whole.interval is None:
        return whole
    return _Resolved(slice_of(whole.interval, shape.unit, shape.first, shape.count), None)


def _repeat(shape: Repeat) -> str:
    inner = shape.inner
    if inner is None:
        return period(shape.amount, shape.unit) if shape.unit else "XXXX-XX-XX"
    return open_value(inner)


def _between(shape: Between, anchor: Anchor, tense: Tense) -> _Resolved:
    first, last = _point(shape.first, anchor, tense), _point(shape.last, anchor, tense)
    one, other = first.interval, last.interval
    if one is not None and other is not None and _reversed(one, other):
        # "from Monday to Friday" on a Wednesday: count one from the other, backwards in the past.
        if tense is Tense.FUTURE or shape.link == "or":
            last = _point(shape.last, Anchor(published=one.start), Tense.FUTURE)
        else:
            first = _point(shape.first, Anchor(published=other.end), Tense.PAST)
    value = f"{first.value}/{last.value}" if first.value and last.value else None
    one, other = first.interval, last.interval
    if one is None or other is None:
        return _Resolved(None, value, first.reason or last.reason)
    if _reversed(one, other):
        return _Resolved(None, value, "unparsed")
    return _Resolved(Interval(one.start, other.end, other.precision), value)


def _reversed(first: Interval, last: Interval) -> bool:
    return first.start is not None and last.start is not None and last.start < first.start


def _calendar(shape: Calendar, anchor: Anchor, tense: Tense) -> _Resolved:
    base = shape.base
    if base is not None and base.unit == "quarter" and shape.year is not None:
        return _quarter_of(shape.year, anchor)
    if base is not None:
        origin = _origin(base, anchor)
        if origin is None:
            return _Resolved(None, open_value(shape), _missing(base, anchor))
        period_named = unit_interval(base.unit, origin, base.offset)
        start = period_named.start
        assert start is not None
        if base.unit == "week" and shape.weekday is not None:
            day = start + timedelta(days=shape.weekday)
            return _Resolved(day_interval(day), day.isoformat())
        if base.unit == "day":
            return _named(replace(shape, base=None), start, Tense.NONE)
        if base.unit == "month" and shape.month is None:
            shape = replace(shape, month=start.month)
        return _named(replace(shape, base=None, year=start.year), start, tense)
    if shape.fiscal:
        # Fiscal years begin in January, April, July or October; the text does not say which.
        year = shape.year or (anchor.day.year if anchor.day else None)
        return _Resolved(None, open_value(replace(shape, year=year)), "vague")
    return _named(shape, anchor.day, tense)


def _named(shape: Calendar, day: date | None, tense: Tense) -> _Resolved:
    named = named_interval(shape, day, tense)
    if named is None:
        return _Resolved(None, open_value(shape), "undated_document" if day is None else "unparsed")
    return _Resolved(named.interval, named.value)


def _quarter_of(year: int, anchor: Anchor) -> _Resolved:
    if anchor.quarter is None or anchor.quarter.start is None:
        return _Resolved(unit_interval("year", date(year, 1, 1)), f"{year:04}")
    there = unit_interval("quarter", anchor.quarter.start.replace(year=year))
    return _Resolved(there, timex_value(there, "quarter"))


def _origin(shape: Deictic, anchor: Anchor) -> date | None:
    """The day that a deictic counts from."""
    if shape.origin == "publication":
        return anchor.day
    reference = anchor.reference
    if reference is not None and reference.start is not None and reference.end is not None:
        return reference.end if shape.offset > 0 else reference.start
    # "the year", "the week" without a time told before are the present ones; "that day" is not today.
    return anchor.day if shape.offset == 0 and shape.unit not in {"day", "weekend"} else None


def _missing(shape: Deictic | Shift | Window, anchor: Anchor) -> str:
    return "undated_document" if anchor.day is None and shape.origin == "publication" else "unanchored"


_COARSENESS = ("second", "minute", "hour", "day", "week", "month", "quarter", "season", "year", "decade", "century")


def _too_coarse(unit: Unit, anchor: Anchor) -> bool:
    """Does the reference name less than the unit needs ("the following day" of a year)?"""
    reference = anchor.reference
    if reference is None or unit not in _COARSENESS:
        return False
    return _COARSENESS.index(reference.precision) > _COARSENESS.index(unit)


def _deictic(shape: Deictic, anchor: Anchor, tense: Tense) -> _Resolved:
    if shape.origin == "reference":
        if shape.unit == "quarter" and shape.offset == 0:
            if anchor.quarter is not None:
                return _Resolved(anchor.quarter, timex_value(anchor.quarter, "quarter"))
            # Reports come out when a quarter is over.
            return _deictic(Deictic("quarter", -1), anchor, tense)
        if _too_coarse(shape.unit, anchor):
            return _Resolved(None, None, "unanchored")
    origin = _origin(shape, anchor)
    if origin is None:
        unknown = {
            "week": "XXXX-WXX",
            "month": "XXXX-XX",
            "year": "XXXX",
            "quarter": "XXXX-QX",
            "weekend": "XXXX-WXX-WE",
        }
        return _Resolved(None, unknown.get(shape.unit, "XXXX-XX-XX"), _missing(shape, anchor))
    interval = unit_interval(shape.unit, origin, shape.offset)
    if shape.unit == "weekend" and shape.offset == 0 and tense in {Tense.PAST, Tense.NONE} and origin.weekday() < 5:
        # Told on a weekday, "over the weekend" is the one that is over.
        interval = unit_interval("weekend", origin, -1)
    return _Resolved(interval, timex_value(interval, shape.unit))


def _shift(shape: Shift, anchor: Anchor) -> _Resolved:
    count = shape.amount.low
    if count is None:
        return _Resolved(None, "PAST_REF" if shape.sign < 0 else "FUTURE_REF", "vague")
    quarter = anchor.quarter
    if shape.unit == "year" and shape.sign < 0 and count == 1 and quarter is not None and quarter.start is not None:
        there = unit_interval("quarter", add_units(quarter.start, "year", -1))
        return _Resolved(there, timex_value(there, "quarter"))
    origin = anchor.day
    if shape.origin == "reference" and anchor.reference is not None:
        if _too_coarse(shape.unit, anchor):
            return _Resolved(None, period(count, shape.unit), "unanchored")
        reference = anchor.reference
        origin = reference.start if shape.sign < 0 else reference.end
    elif shape.origin == "reference" and shape.unit != "year":
        origin = None
    if origin is None:
        return _Resolved(None, period(count, shape.unit), _missing(shape, anchor))
    # "a decade ago" is a year and its neighbours, and not a decade of the calendar.
    unit: Unit = "year" if shape.unit in {"decade", "century", "millennium"} else shape.unit
    if shape.unit == "year" and count < 1:
        unit = "month"  # "half a year ago" is about a month
    there = unit_interval(unit, add_units(origin, shape.unit, shape.sign * count))
    high = shape.amount.high
    if high is not None and high > count:
        other = unit_interval(unit, add_units(origin, shape.unit, shape.sign * high))
        first, last = (other, there) if shape.sign < 0 else (there, other)
        there = Interval(first.start, last.end, there.precision)
    if shape.unit in {"hour", "minute", "second"} and there.start is not None and shape.sign < 0 and count >= 6:
        # Published in the morning, "12 hours ago" was the evening before.
        there = replace(there, start=there.start - timedelta(days=1)) if count < 24 else there
    return _Resolved(there, timex_value(there, unit))


def _window(shape: Window, anchor: Anchor, kind: TimexType) -> _Resolved:
    count = shape.amount.high
    value = period(shape.amount.low, shape.unit)
    origin = anchor.day if shape.origin == "publication" else anchor.reference.start if anchor.reference else None
    if kind is TimexType.DATE and origin is not None:
        named = unit_interval(shape.unit, origin, shape.sign)
        value = timex_value(named, shape.unit)
    if count is None:
        count = _SOME.get(shape.unit)
        if count is None:
            return _Resolved(None, value, "vague")
    if origin is None:
        return _Resolved(None, value, _missing(shape, anchor))
    return _Resolved(_reach(origin, shape.unit, shape.sign * count), value)


def _reach(origin: date, unit: Unit, count: float) -> Interval:
    """From an origin so many units on or back."""
    there = add_units(origin, unit, count)
    precision = unit_interval(unit, origin).precision
    return Interval(min(origin, there), max(origin, there), precision)


def _length(shape: Length, relation: Relation, anchor: Anchor, tense: Tense, perfect: bool) -> _Resolved:
    value = period(shape.amount.low, shape.unit)
    count = shape.amount.high if shape.amount.known else _SOME.get(shape.unit)
    ahead = tense is not Tense.PAST and not perfect
    if relation is Relation.WITHIN and ahead:
        if count is None:
            return _Resolved(None, value, "vague")
        if anchor.day is None:
            return _Resolved(None, value, "undated_document")
        return _Resolved(_reach(anchor.day, shape.unit, count), value)
    if relation is Relation.IN and tense is Tense.FUTURE and shape.amount.low is not None:
        if anchor.day is None:
            return _Resolved(None, value, "undated_document")
        there = unit_interval(shape.unit, add_units(anchor.day, shape.unit, shape.amount.low))
        return _Resolved(there, timex_value(there, shape.unit))
    if relation is Relation.FOR and perfect and shape.amount.low is not None:
        if anchor.day is None:
            return _Resolved(None, value, "undated_document")
        start = _reach(anchor.day, shape.unit, -shape.amount.low)
        return _Resolved(replace(start, end=None), value)
    return _Resolved(None, value, "unanchored")

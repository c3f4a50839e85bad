"""What each rule of the time grammar makes of its match: from named words to a shape.

In goes a match (`ascribe.claims.timegrammar.Found`), out comes a draft, or None where the words are no time after all.
The table of rules that uses these is `ascribe.claims.timerules`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, cast

from ascribe.claims.timegrammar import Draft, Found
from ascribe.claims.timeshapes import (
    Amount,
    Between,
    Calendar,
    Clock,
    Deictic,
    Length,
    Mod,
    Origin,
    Pick,
    Repeat,
    Shift,
    Slice,
    TimexType,
    Unit,
    Unreadable,
    Vague,
    Window,
)
from ascribe.claims.timewords import time_lexicon

Reading = Callable[[Found], Draft | None]
Sign = Literal[-1, 1]
DATE, TIME, DURATION, SET = TimexType.DATE, TimexType.TIME, TimexType.DURATION, TimexType.SET
_SHORT_UNITS = frozenset({"second", "minute", "hour"})
_DAYS_IN_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# "opening hours", "office hours" last nothing.
_OPENING = frozenset(
    {"opening", "operating", "business", "working", "office", "visiting", "school", "peak", "rush", "trading"}
)
_MODS = {
    "early": Mod.START, "beginning": Mod.START, "start": Mod.START, "onset": Mod.START, "outset": Mod.START,
    "mid": Mod.MID, "middle": Mod.MID, "late": Mod.END, "end": Mod.END, "close": Mod.END,
    "earlier": Mod.EARLIER, "later": Mod.LATER,
}  # fmt: skip
# Behind "September 11": the day needs no year.
_ATTACKS = frozenset({"attack", "attacks", "terrorist", "terror", "hijackings", "hijackers", "suicide"})
# How many "the first days", "the last months" are.
_FIRST_FEW: dict[Unit, int] = {"day": 7, "week": 3, "month": 3}
_LESS = frozenset({"nearly", "almost", "less", "fewer", "under", "up", "most", "barely"})
_MORE = frozenset({"more", "longer", "greater", "over", "least", "better"})
_HALF_OF_DAY = {"MO": "a", "MI": "p", "AF": "p", "EV": "p", "NI": "p"}


def possible(year: int | None, month: int | None, day: int | None) -> bool:
    """Is there such a day (in some year, where none is given)? The year 9999 stands for "never" in files: no date."""
    if year is not None and not 1 <= year <= 9998:
        return False
    if month is None:
        return day is None or 1 <= day <= 31
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= _DAYS_IN_MONTH[month - 1]):
        return False
    leap = year is None or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
    return not (month == 2 and day == 29 and not leap)


def mod_of(found: Found) -> Mod | None:
    """The modifier: of a date ("early", "the end of") or of a quantity ("more than")."""
    if found.has("mod"):
        return _MODS.get(found.lower("mod"))
    words = set(found.lowers("cmp"))
    if not words:
        return None
    if words & _LESS or {"no", "than"} <= words:
        return Mod.LESS
    return Mod.MORE if words & _MORE else Mod.APPROX


def amount_of(found: Found) -> Amount:
    """The quantity; unknown for "a few"."""
    if found.has("few"):
        return Amount(2.0, 2.0) if found.part("few", "COUPLE") else Amount()
    if found.has("halved"):
        return Amount(0.5, 0.5)
    low = found.number("n") if found.has("n") else 1.0 if found.has("one") else None
    if found.has("half") and low is not None:
        low += 0.5
    high = found.number("n2") if found.has("n2") else low
    return Amount(low, max(low, high) if low is not None and high is not None else low)


def clock_of(found: Found) -> Clock | None:
    """The time of day that the match names, if any."""
    zone = found.lower("zone").upper() or None
    part = found.code("part", "part")
    if found.has("point"):
        return Clock(hour=time_lexicon().number("point", found.lower("point")), minute=0, zone=zone)
    if found.has("time") or found.has("hour"):
        word = found.word("time")
        if word is not None and word.clock is not None:
            hour, minute = word.clock
        else:
            spoken = found.number("hour")
            if spoken is None or spoken != int(spoken) or not 0 <= spoken <= 24:
                return None
            hour, minute = int(spoken), 0
        half = found.lower("ampm")[:1] or _HALF_OF_DAY.get(part or "", "")
        if half and hour > 12:
            return Clock(hour, minute, zone=zone) if hour < 24 else None
        if half == "p" and hour < 12:
            hour += 12
        if half == "a" and hour == 12:
            hour = 0
        return Clock(hour=hour, minute=minute, zone=zone)
    if part:
        return Clock(part=part)
    if found.lower("deictic") in time_lexicon().tables["deictic_part"]:
        return Clock(part=time_lexicon().code("deictic_part", found.lower("deictic")))
    return None


def _type(clock: Clock | None) -> TimexType:
    return DATE if clock is None else TIME


def pick_of(found: Found, name: str = "pick") -> Pick | None:
    """last, this or next; None where the match says none."""
    if not found.has(name):
        return None
    if name == "pick" and found.has("pick2"):
        name = "pick2"  # "this past Sunday"
    if found.part(name, "LAST"):
        return "last"
    return "next" if found.part(name, "NEXT") else "this"


def _step(found: Found, name: str = "pick") -> int:
    return {"last": -1, "next": 1}.get(pick_of(found, name) or "", 0)


def _month(found: Found, name: str = "m") -> int | None:
    if not found.has(name):
        return None
    lower = found.lower(name)
    return time_lexicon().number("month" if lower in time_lexicon().tables["month"] else "month_short", lower)


def _weekday(found: Found) -> int | None:
    lower = found.lower("wd")
    for table in ("weekday", "weekday_short", "weekday_plural"):
        if lower in time_lexicon().tables[table]:
            return time_lexicon().number(table, lower)
    return None


def _base(found: Found) -> Deictic | None:
    """The period that a date lies in: "last year" behind a month, "last week" behind a weekday."""
    return Deictic(found.unit("baseunit"), _step(found, "basepick")) if found.has("baseunit") else None


def _link(found: Found) -> Literal["to", "or", "and"]:
    lower = found.lower("link")
    return cast(Literal["or", "and"], lower) if lower in {"or", "and"} else "to"


def date(found: Found) -> Draft | None:
    """A day or a month, with or without weekday, year and part of the day."""
    year, month, day, clock = found.int("y"), _month(found), found.int("d"), clock_of(found)
    if (month, day, year) == (9, 11, None) and found.after() in _ATTACKS:
        year = 2001
    if (word := found.word("iso")) is not None and word.date is not None:
        year, month, day = word.date
        clock = Clock(*word.clock) if word.clock else clock
    if not possible(year, month, day):
        return Draft(DATE, Unreadable())
    first = Calendar(
        year=year, month=month, day=day, weekday=_weekday(found), pick=pick_of(found), base=_base(found),
        week=found.has("week"),
    )  # fmt: skip
    if not found.has("d2"):
        return Draft(_type(clock), first, clock, mod_of(found))
    last_day = found.int("d2")
    if not possible(year, month, last_day) or (day is not None and last_day is not None and last_day <= day):
        return Draft(DATE, Unreadable())
    return Draft(DATE, Between(first, Calendar(year=year, month=month, day=last_day), _link(found)))


def day_of_month(found: Found) -> Draft | None:
    """ "on the 20th"; "the first" in words is a rank."""
    return date(found) if found.lower("d")[:1].isdigit() else None


def months(found: Found) -> Draft | None:
    """ "June-August 2014"."""
    year, base = found.int("y"), _base(found)
    if not possible(year, 1, 1):
        return Draft(DATE, Unreadable())
    first = Calendar(year=year, month=_month(found), base=base)
    return Draft(DATE, Between(first, Calendar(year=year, month=_month(found, "m2"), base=base), "to"))


def year(found: Found) -> Draft | None:
    """A year, a fiscal year, or years "2014-15"."""
    value = found.int("y")
    if value is not None and value < 100:
        value += 2000  # "FY15"
    if value is None or not possible(value, 1, 1):
        return Draft(DATE, Unreadable())
    if found.has("to"):
        last = found.int("to") or 0
        last += value // 100 * 100 if last < 100 else 0
        # Longer spans of years than these are page numbers and life spans of dynasties.
        if not value < last <= value + 300:
            return None
        return Draft(DATE, Between(Calendar(year=value), Calendar(year=last), "to"))
    return Draft(DATE, Calendar(year=value, fiscal=found.has("fiscal")), mod=mod_of(found))


def decade(found: Found) -> Draft | None:
    word = found.word("decade")
    if word is None:
        return None
    value = int(word.number) if word.number is not None else time_lexicon().number("decade_word", word.lower)
    return Draft(DATE, Calendar(decade=value), mod=mod_of(found))


def century(found: Found) -> Draft | None:
    value = found.int("o")
    if value is None or not 1 <= value <= 98:
        return None
    return Draft(DATE, Calendar(century=value), mod=mod_of(found))


def season(found: Found) -> Draft | None:
    value = found.int("y")
    if not possible(value, 1, 1):
        return Draft(DATE, Unreadable())
    code = found.code("season", "season")
    shape = Calendar(year=value, season=code, pick=pick_of(found), base=_base(found))
    return Draft(DATE, shape, mod=mod_of(found))


def holiday(found: Found) -> Draft | None:
    value = found.int("y")
    if not possible(value, 1, 1):
        return Draft(DATE, Unreadable())
    shape = Calendar(year=value, holiday=found.code("holiday", "h"), pick=pick_of(found), base=_base(found))
    return Draft(DATE, shape, mod=mod_of(found))


def quarter(found: Found) -> Draft | None:
    """A quarter, or several ("the first two quarters of 1990")."""
    number, several = found.int("term" if found.has("term") else "o"), int(found.number("count") or 1)
    if pick_of(found) == "last":
        number = 4
    if number is None or several < 1 or not 1 <= number <= 5 - several:
        return None
    shape = Calendar(
        year=found.int("y"), quarter=number, quarters=several, fiscal=found.has("fiscal"), base=_base(found)
    )
    return Draft(DATE, shape, mod=mod_of(found))


def slice_of(found: Found) -> Draft | None:
    """The first nine months of 2015, the second half of July, the last week of May."""
    if found.has("m"):
        month = date(found)
        of = month.shape if month is not None else None
    elif found.has("y"):
        of = Calendar(year=found.int("y")) if possible(found.int("y"), 1, 1) else None
    else:
        of = Deictic(found.unit("whole"), _step(found))
    unit: Unit = "half" if found.has("half") else found.unit()
    which, count = found.int("o"), 2 if found.has("few") else found.int("count") or 1
    if not isinstance(of, Calendar | Deictic) or unit in _SHORT_UNITS or not 0 < count < 100:
        return None
    if found.part("u", "UNITS") and not (found.has("few") or found.has("count")):
        # "the first days of May"
        count = _FIRST_FEW.get(unit, 0)
        if not count or which not in {None, 1}:
            return None
    if found.has("from_end"):
        return Draft(DATE, Slice(of, unit, -count, count))
    # "the second two weeks" begin with the third
    return Draft(DATE, Slice(of, unit, (which - 1) * count + 1, count)) if which else None


def half_year(found: Found) -> Draft | None:
    number = 2 if pick_of(found) == "last" else found.int("term" if found.has("term") else "o")
    if number not in {1, 2}:
        return None
    return Draft(DATE, Calendar(year=found.int("y"), half=number, base=_base(found)))


def deictic_day(found: Found) -> Draft | None:
    """Today, yesterday morning, the day before yesterday."""
    offset = time_lexicon().number("deictic", found.lower("deictic"))
    if found.has("beyond"):
        offset += 1 if offset > 0 else -1
    clock = clock_of(found)
    if found.lower("deictic") == "overnight":
        # The night before today reaches into it.
        return Draft(TIME, Between(Deictic("day", -1), Deictic("day", 0), "to"), clock)
    return Draft(_type(clock), Deictic("day", offset), clock, mod_of(found))


def deictic_unit(found: Found) -> Draft | None:
    """Last week, early next year, this weekend."""
    if found.has("weekend"):
        return Draft(DATE, Deictic("weekend", _step(found)), mod=mod_of(found))
    unit = found.unit()
    if unit in _SHORT_UNITS:
        return None
    return Draft(DATE, Deictic(unit, _step(found)), mod=mod_of(found))


def unit_by(step: int, origin: Origin = "reference") -> Reading:
    """A unit, weekday or part of the day, `step` away from the time that the text speaks of."""

    def read(found: Found) -> Draft | None:
        clock, mod = clock_of(found), mod_of(found)
        if found.has("wd"):
            pick: Pick = "last" if step < 0 else "next" if step > 0 else "this"
            shape = Calendar(weekday=_weekday(found), pick=pick, base=Deictic("day", 0, origin))
            return Draft(_type(clock), shape, clock, mod)
        unit: Unit = "weekend" if found.has("weekend") else found.unit() if found.has("u") else "day"
        if unit in _SHORT_UNITS:
            return None
        return Draft(_type(clock), Deictic(unit, step, origin), clock, mod)

    return read


def year_end(found: Found) -> Draft | None:
    return Draft(DATE, Calendar(month=12, day=31))


def latest_unit(found: Found) -> Draft | None:
    """ "the latest quarter" and, in company reports, "the latest period"."""
    return Draft(DATE, Deictic(found.unit() if found.has("u") else "quarter", 0, "reference"))


def quarter_of_year_named(found: Found) -> Draft | None:
    """ "the 1988 quarter": the quarter spoken of, of another year."""
    return Draft(DATE, Calendar(year=found.int("y"), base=Deictic("quarter", 0, "reference")))


def fiscal_year(found: Found) -> Draft | None:
    return Draft(DATE, Deictic("year", _step(found)))


def day_part(step: int) -> Reading:
    """This morning, last night."""

    def read(found: Found) -> Draft | None:
        return Draft(TIME, Deictic("day", step), clock_of(found), mod_of(found))

    return read


def clock_time(found: Found) -> Draft | None:
    """A time of day, with the day where the text gives it beside."""
    clock = clock_of(found)
    if clock is None or (found.has("hours") and found.unit("hours") != "hour"):
        return None
    if found.has("deictic"):
        offset = time_lexicon().number("deictic", found.lower("deictic"))
        return Draft(TIME, Deictic("day", offset), clock, mod_of(found))
    if found.has("m") or found.has("wd"):
        dated = date(found)
        return None if dated is None else Draft(TIME, dated.shape, clock)
    return Draft(TIME, Deictic("day", 0, "reference"), clock, mod_of(found))


def shift(sign: Sign, origin: Origin) -> Reading:
    """Two weeks ago, three days later."""

    def read(found: Found) -> Draft | None:
        amount = amount_of(found)
        if not amount.known and not found.has("few"):
            return None
        unit = found.unit()
        kind = TIME if unit in _SHORT_UNITS else DATE
        return Draft(kind, Shift(amount, unit, sign, origin), mod=mod_of(found))

    return read


def unreadable(found: Found) -> Draft | None:
    """ "the year 0", "the year 9999": a year, and none that a record holds."""
    return Draft(DATE, Unreadable())


def bare_shift(sign: Sign, origin: Origin) -> Reading:
    """ "months ago", "hours later"."""

    def read(found: Found) -> Draft | None:
        unit = found.unit()
        return Draft(TIME if unit in _SHORT_UNITS else DATE, Shift(Amount(), unit, sign, origin))

    return read


def year_before(found: Found) -> Draft | None:
    """ "the year-ago quarter", "the corresponding period last year"."""
    return Draft(DATE, Shift(Amount(1, 1), "year", -1, "reference"))


def window(found: Found) -> Draft | None:
    """The past two weeks, the next few days, recent months."""
    ahead = found.part("pick", "NEXT") or found.part("pick", "COMING")
    origin: Origin = "reference" if found.part("pick", "PREVIOUS") else "publication"
    return Draft(DURATION, Window(amount_of(found), found.unit(), 1 if ahead else -1, origin), mod=mod_of(found))


def one_window(found: Found) -> Draft | None:
    """ "the past year": a period up to publication."""
    mod = mod_of(found) or (Mod.APPROX if found.has("so") else None)
    return Draft(DATE, Window(Amount(1, 1), found.unit(), -1 if pick_of(found) == "last" else 1), mod=mod)


def past_window(found: Found) -> Draft | None:
    """ "over past week", without its article; "last week" is a week of the calendar."""
    return one_window(found) if found.lower("pick") == "past" else None


def window_ahead(found: Found) -> Draft | None:
    """ "the weeks ahead"."""
    return Draft(DURATION, Window(Amount(), found.unit(), 1))


def length(found: Found) -> Draft | None:
    """Two weeks, a four-day visit, half an hour."""
    unit = found.unit()
    amount = Amount(1.0, found.number("ortwo")) if found.has("ortwo") else amount_of(found)
    if unit == "quarter" and not (found.has("few") or (found.has("n") and found.after() != "of")):
        return None
    if amount.low is not None and (amount.low <= 0 or found.part("n", "YYYY")):
        return None
    mod = mod_of(found) or (Mod.APPROX if found.has("ortwo") or found.has("so") else None)
    return Draft(DURATION, Length(amount, unit), mod=mod)


def bare_length(found: Found) -> Draft | None:
    """ "for weeks", "decades-long"; "quarters" by themselves are lodgings."""
    if found.unit() == "quarter" or (found.before() and found.before()[-1].lower in _OPENING):
        return None
    return Draft(DURATION, Length(Amount(), found.unit()))


def unit_long(found: Found) -> Draft | None:
    """ "a day-long siege"."""
    return Draft(DURATION, Length(Amount(1, 1), found.unit()))


def every(found: Found) -> Draft | None:
    """Each Thursday, every two weeks, Monday nights."""
    inner: Calendar | None = None
    if found.has("wd"):
        inner = Calendar(weekday=_weekday(found))
    elif found.has("m"):
        inner = Calendar(month=_month(found))
    elif found.has("season"):
        inner = Calendar(season=found.code("season", "season"))
    clock = Clock(part=found.code("part_plural", "parts")) if found.has("parts") else clock_of(found)
    if inner is not None or clock is not None:
        return Draft(SET, Repeat(None, 1, inner), clock)
    count = found.number("n") or (2.0 if found.has("other") else 1.0)
    return Draft(SET, Repeat("weekend" if found.has("weekend") else found.unit(), count))


def set_word(found: Found) -> Draft | None:
    """Daily, weekly."""
    entry = time_lexicon().tables["set"][found.lower("s")]
    assert isinstance(entry, list)
    return Draft(SET, Repeat(cast(Unit, entry[0]), float(entry[1])))


def rate(found: Found) -> Draft | None:
    """ "$30 a year", "four flights a week": a rate, where a number stands shortly before."""
    # Five words reach over "million barrels of oil"; what stands farther away belongs to something else.
    near = found.before()[-5:]
    if found.unit() == "quarter" and found.after() == "of":
        return None
    if not near or near[-1].parts & {"PREPOSED", "THAN", "ABOUT", "AND", "OR", "MARK", "OVER", "HALF", "JUST"}:
        return None
    counted = any(
        word.parts & {"NUM", "TWICE", "DOZEN"} or word.lower in {"%", "percent", "thousands", "millions", "billion"}
        for word in near
    )
    return Draft(SET, Repeat(found.unit(), 1)) if counted else None


def vague(found: Found) -> Draft | None:
    value = time_lexicon().code("vague", found.lower("v"))
    return Draft(DATE, Vague(cast(Literal["PAST_REF", "PRESENT_REF", "FUTURE_REF"], value)))

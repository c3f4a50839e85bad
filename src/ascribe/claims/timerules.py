"""The table of time expressions: name, pattern over parts of words, reading.

The longest match from the left wins; of two equally long ones, the one that stands first here.
"""

from __future__ import annotations

from ascribe.claims import timereadings as read
from ascribe.claims.timegrammar import Rule

_MOD = "(SOMETIME? THE? mod=(EARLY|LATE|MID|MIDDLE|BEGINNING|END|EARLIER|LATER) (DASH|OF|IN)?)?"
_YEAR = "(COMMA|OF)? y=YEARLIKE"
_BASE = "OF? basepick=(LAST|THIS|NEXT) baseunit=YEAR"
_DAY = "d=(DAYNUM|DAYTH)"
_CMP = "cmp=(NO? COMPARE THAN (JUST|ABOUT)?|AT LEAST|UP TO|ABOUT|JUST OVER|OVER (?=A)|AS MUCH AS|JUST ABOUT)?"
_COUNT = "(n=NUM ((TO|OR|DASH) n2=NUM)?|one=(A|ANOTHER)|(A|THE)? few=(FEW|COUPLE OF?|DOZEN OF))"
_CLOCK = "mod=(EARLY|LATE)? (time=CLOCK|hour=NUM (?=(AMPM|OCLOCK))|point=POINT) ampm=AMPM? OCLOCK? zone=ZONE?"
# Ages ("a two-year-old") and "a year-earlier loss" are no durations.
_NO_AGE = "(?!(DASH? OLD|DASH AGO|DASH EARLIER))"
_SLICE = "THE? (o=ORD|from_end=LAST) ((count=NUM|few=COUPLE OF)? u=UNIT|half=HALF) OF"
_WHICH = "(u=UNIT1|part=PART|weekend=WEEKEND|wd=WEEKDAY)"

RULES: tuple[Rule, ...] = (
    # Days and months of the calendar
    Rule("digits", "(wd=WEEKDAY COMMA?)? iso=ISO", read.date),
    Rule("month-day", f"{_MOD} (wd=WEEKDAY COMMA?)? m=MONTH THE? {_DAY} ({_YEAR}|{_BASE})? part=PART?", read.date),
    Rule(
        "day-month",
        f"(wd=WEEKDAY COMMA?)? THE? {_DAY} (DAY? OF)? m=MONTH ({_YEAR}|{_BASE})? part=PART?",
        read.date,
    ),
    Rule("month-comma-day", "m=MONTH COMMA d=(DAYNUM|DAYTH) COMMA? y=YEARLIKE", read.date),
    Rule("day-dash-month", "d=DAYNUM DASH m=MONTH DASH y=YEARLIKE", read.date),
    Rule("day-of-last-month", "THE? d=DAYTH OF basepick=(LAST|THIS|NEXT) baseunit=MONTH_UNIT", read.date),
    Rule("month-days", f"m=MONTH {_DAY} link=(DASH|TO|AND|OR|SLASH) d2=(DAYNUM|DAYTH) ({_YEAR})?", read.date),
    Rule("week-of", f"THE week=WEEK OF m=MONTH {_DAY} ({_YEAR})?", read.date),
    Rule("week-of-day", f"THE week=WEEK OF THE? {_DAY} OF? m=MONTH ({_YEAR})?", read.date),
    Rule("days-month", f"{_DAY} link=(DASH|TO|AND|OR|SLASH) d2=(DAYNUM|DAYTH) OF? m=MONTH ({_YEAR})?", read.date),
    Rule("day-of-month", "(?<=PREPOSED) THE d=DAYTH (?=(MARK|AND|OR|END_OF))", read.day_of_month),
    Rule("month", f"{_MOD} m=MONTH ((COMMA|OF)? y=(YEARLIKE|SHORTYEAR)|{_BASE})?", read.date),
    Rule("last-month-name", f"{_MOD} pick=(LAST|THIS|NEXT) m=MONTH ({_DAY} ({_YEAR})?)?", read.date),
    Rule("months", f"m=MONTH (DASH|SLASH) m2=MONTH ({_YEAR}|{_BASE})?", read.months),
    # Years and longer
    Rule("year", f"{_MOD} (THE YEAR)? y=YYYY (AND BEYOND)?", read.year),
    Rule("year-beyond", "THE YEAR n=NUM (?!UNIT)", read.unreadable),
    Rule("year-span", "y=YYYY (DASH|SLASH) to=(YEARLIKE|TWODIGITS)", read.year),
    Rule("year-period", "THE y=YEARLIKE (PERIOD|fiscal=FISCAL YEAR)", read.year),
    Rule("fiscal", f"{_MOD} THE? fiscal=FISCAL YEAR? y=(YEARLIKE|TWODIGITS)", read.year),
    Rule("fiscal-span", "THE? fiscal=FISCAL YEAR? y=YEARLIKE (DASH|SLASH) to=(YEARLIKE|TWODIGITS)", read.year),
    Rule("span-fiscal", "THE? y=YEARLIKE (DASH|SLASH) to=(YEARLIKE|TWODIGITS) fiscal=FISCAL YEAR", read.year),
    Rule("this-fiscal", "THE? pick=(LAST|THIS|NEXT|LATEST)? FISCAL YEAR", read.fiscal_year),
    Rule("decade", "THE? (mod=(EARLY|LATE|MID) DASH?)? decade=DECADE", read.decade),
    Rule("century", "THE? (mod=(EARLY|LATE|MID) DASH?)? o=ORD DASH? CENTURY", read.century),
    Rule("century-bc", "THE? (mod=(EARLY|LATE|MID) DASH?)? o=ORD DASH? CENTURY BC", read.unreadable),
    # Seasons, holidays, quarters
    Rule("season-year", f"{_MOD} THE? season=SEASON OF? y=YEARLIKE", read.season),
    Rule("season-last-year", f"{_MOD} THE? season=SEASON {_BASE}", read.season),
    Rule("this-season", f"{_MOD} pick=(THIS|LAST|NEXT) pick2=(LAST|NEXT)? season=SEASON", read.season),
    Rule("early-season", "THE? mod=(EARLY|LATE|MID) DASH? season=SEASON", read.season),
    Rule("the-season", "(?<=PREPOSED) THE season=SEASON (?!OF)", read.season),
    Rule("part-of-season", "THE? mod=(BEGINNING|MIDDLE|END) OF THE season=SEASON (?!OF)", read.season),
    Rule("holiday", f"{_MOD} pick=(LAST|THIS|NEXT)? h=HOLIDAY ({_YEAR}|{_BASE})?", read.holiday),
    Rule(
        "quarter",
        f"THE? (fiscal=FISCAL DASH?)? o=ORD QUARTER (OF? y=YEARLIKE|OF THE YEAR|{_BASE})?",
        read.quarter,
    ),
    Rule("last-quarter-of", "THE? pick=LAST QUARTER OF? y=YEARLIKE", read.quarter),
    Rule("quarter-short", "term=QTERM ((OF|DASH)? y=(YEARLIKE|SHORTYEAR))?", read.quarter),
    Rule("year-quarter-short", "y=YEARLIKE DASH? term=QTERM", read.quarter),
    Rule("half-short", "term=HTERM OF? y=(YEARLIKE|SHORTYEAR)", read.half_year),
    Rule("quarter-attributive", "(fiscal=FISCAL DASH?)? o=ORD DASH QUARTER", read.quarter),
    Rule("fiscal-quarter", "THE? o=ORD fiscal=FISCAL QUARTER", read.quarter),
    Rule("quarters", f"THE? o=ORD count=NUM UNITS (OF? y=YEARLIKE|{_BASE})", read.quarter),
    Rule("quarter-of-year", "THE y=YEARLIKE o=ORD DASH? QUARTER", read.quarter),
    Rule("year-quarter", "THE y=YEARLIKE QUARTER", read.quarter_of_year_named),
    Rule("last-years-quarter", "basepick=(LAST|THIS|NEXT) baseunit=YEAR GENITIVE o=ORD DASH? QUARTER", read.quarter),
    Rule("half-year", f"THE? (o=ORD|pick=LAST) DASH? HALF (OF? y=YEARLIKE|{_BASE}|OF THE YEAR)", read.half_year),
    # Counted from publication or from the time spoken of
    Rule("deictic", "(mod=(EARLY|LATE|EARLIER|LATER|MID) DASH?)? deictic=DEICTIC part=PART?", read.deictic_day),
    Rule("deictic-beyond", "THE? DAY beyond=(BEFORE|AFTER) deictic=DEICTIC", read.deictic_day),
    Rule("last-unit", f"{_MOD} pick=(LAST|NEXT) u=UNIT1", read.deictic_unit),
    Rule("this-unit", f"{_MOD} THE? pick=THIS u=UNIT1", read.deictic_unit),
    Rule("last-weekend", f"{_MOD} THE? pick=(LAST|THIS|NEXT) pick2=(LAST|NEXT)? weekend=WEEKEND", read.deictic_unit),
    Rule("the-weekend", "THE weekend=WEEKEND", read.unit_by(0, "publication")),
    Rule(
        "end-of-unit",
        "THE? mod=(BEGINNING|MIDDLE|END|EARLY|LATE|EARLIER|LATER) (OF|IN) THE"
        " (u=(WEEK|MONTH_UNIT|QUARTER|YEAR)|weekend=WEEKEND)",
        read.unit_by(0, "publication"),
    ),
    Rule("later-in-the-day", "mod=(EARLY|LATE|EARLIER|LATER) (IN|ON) THE u=DAY", read.unit_by(0)),
    Rule("year-end", "THE? YEAR (GENITIVE|DASH)? END", read.year_end),
    Rule("latest-unit", "THE LATEST (u=UNIT1|PERIOD)", read.latest_unit),
    Rule("the-unit", "THE SINGLE? u=(WEEK|MONTH_UNIT|QUARTER|YEAR) (?!(DASH (AGO|EARLIER)))", read.unit_by(0)),
    Rule("that-unit", f"mod=(EARLIER|LATER|EARLY|LATE)? ((THE|THAT) SAME|THAT) {_WHICH}", read.unit_by(0)),
    Rule(
        "following-unit",
        "THE FOLLOWING (u=(DAY|WEEK|MONTH_UNIT|YEAR)|part=PART|weekend=WEEKEND|wd=WEEKDAY)",
        read.unit_by(1),
    ),
    Rule("previous-unit", f"THE PREVIOUS {_WHICH}", read.unit_by(-1)),
    Rule("unit-before", "THE (u=(DAY|WEEK|MONTH_UNIT|YEAR)|part=PART) BEFORE (?=(MARK|END_OF))", read.unit_by(-1)),
    Rule("unit-after", "THE (u=(DAY|WEEK|MONTH_UNIT|YEAR)|part=PART) AFTER (?=(MARK|END_OF))", read.unit_by(1)),
    # Weekdays and times of day
    Rule("weekday", "(mod=(EARLY|LATE|MID|EARLIER|LATER) (ON|DASH)?)? wd=WEEKDAY part=PART?", read.date),
    Rule("weekday-last-week", "wd=WEEKDAY part=PART? OF? basepick=(LAST|THIS|NEXT) baseunit=WEEK", read.date),
    Rule("last-week-weekday", "basepick=(LAST|THIS|NEXT) baseunit=WEEK GENITIVE? wd=WEEKDAY", read.date),
    Rule(
        "last-weekday",
        f"mod=(EARLY|LATE)? pick=(LAST|THIS|NEXT) pick2=(LAST|NEXT)? wd=WEEKDAY (COMMA? m=MONTH {_DAY})? part=PART?",
        read.date,
    ),
    Rule("this-part", "(mod=(EARLY|LATE|EARLIER|LATER|MID) DASH?)? THIS part=PART", read.day_part(0)),
    Rule("last-night", "mod=(EARLY|LATE|EARLIER|LATER)? LAST part=PART", read.day_part(-1)),
    Rule("the-part", "(?<=PREPOSED) mod=(EARLY|LATE)? THE part=PART (?!OF)", read.unit_by(0)),
    Rule("mid-part", "mod=MID DASH? part=PART (deictic=DEICTIC|wd=WEEKDAY)?", read.clock_time),
    Rule("clock", _CLOCK, read.clock_time),
    Rule("clock-hours", "time=CLOCK hours=UNITS zone=ZONE?", read.clock_time),
    Rule("clock-deictic", f"{_CLOCK} (COMMA|ON)? deictic=DEICTIC", read.clock_time),
    Rule("clock-weekday", f"{_CLOCK} (COMMA|ON)? wd=WEEKDAY", read.clock_time),
    Rule("clock-month-day", f"{_CLOCK} (COMMA|ON)? (wd=WEEKDAY COMMA?)? m=MONTH {_DAY} ({_YEAR})?", read.clock_time),
    Rule("clock-day-month", f"{_CLOCK} (COMMA|ON)? (wd=WEEKDAY COMMA?)? {_DAY} m=MONTH ({_YEAR})?", read.clock_time),
    Rule("clock-part", "(hour=NUM|time=CLOCK) OCLOCK? (IN THE|AT) part=PART", read.clock_time),
    # So many units from an origin
    Rule("ago", f"{_CMP} {_COUNT} MORE? u=UNIT (AND A half=HALF)? (OR SO)? AGO", read.shift(-1, "publication")),
    Rule("ago-or-two", "one=A u=UNIT1 OR n2=NUM AGO", read.shift(-1, "publication")),
    Rule("half-ago", f"{_CMP} A? halved=HALF DASH? (A|THE)? u=UNIT1 AGO", read.shift(-1, "publication")),
    Rule("bare-ago", "u=UNITS AGO", read.bare_shift(-1, "publication")),
    Rule("bare-later", "u=UNITS LATER (?!THAN)", read.bare_shift(1, "reference")),
    Rule("bare-earlier", "u=UNITS EARLIER", read.bare_shift(-1, "reference")),
    Rule("earlier", f"{_CMP} {_COUNT} MORE? u=UNIT EARLIER", read.shift(-1, "reference")),
    Rule("later", f"{_CMP} {_COUNT} MORE? u=UNIT LATER (?!THAN)", read.shift(1, "reference")),
    Rule("from-now", f"{_CMP} {_COUNT} MORE? u=UNIT FROM (VAGUE|DEICTIC)", read.shift(1, "publication")),
    Rule("year-ago", "YEAR DASH (AGO|EARLIER)", read.year_before),
    Rule("year-ago-quarter", "THE? YEAR DASH (AGO|EARLIER) (ORD? QUARTER|PERIOD)", read.year_before),
    Rule("year-ago-months", "THE YEAR DASH (AGO|EARLIER) n=NUM u=UNITS", read.length),
    Rule("latest-months", "THE LATEST n=NUM u=UNITS", read.length),
    Rule("corresponding", f"THE CORRESPONDING (PERIOD|QUARTER) {_BASE}", read.year_before),
    # Periods that end or begin at an origin
    Rule("window", f"THE? pick=(LAST|NEXT|PREVIOUS) {_COUNT} MORE? u=UNIT (OR SO)?", read.window),
    Rule("recent-units", "THE? pick=(RECENT|COMING|LAST) u=UNITS", read.window),
    Rule("units-ahead", "THE? u=UNITS AHEAD", read.window_ahead),
    Rule("one-window", "THE pick=(LAST|NEXT) u=UNIT1 (so=OR SO)?", read.one_window),
    Rule("past-window", "pick=LAST u=UNIT1", read.past_window),
    # Rates stand before durations: both read "a year", and a rate says no where it is none
    Rule("rate", "A u=UNIT1", read.rate),
    # Durations
    Rule("length", f"{_CMP} {_COUNT} MORE? DASH? u=UNIT (AND A half=HALF)? (so=OR SO)? {_NO_AGE}", read.length),
    Rule("length-half", f"{_CMP} {_COUNT} AND A half=HALF u=UNIT {_NO_AGE}", read.length),
    Rule("half-length", f"{_CMP} A? halved=HALF DASH? (A|THE)? u=UNIT1 {_NO_AGE}", read.length),
    Rule("one-or-two", f"{_CMP} A u=UNIT1 OR ortwo=NUM", read.length),
    Rule("the-length", "THE ORD? n=NUM MORE? u=UNITS", read.length),
    Rule("units-or-units", "u=UNITS OR UNITS", read.bare_length),
    Rule("unit-long", "u=UNIT1 DASH LONG", read.unit_long),
    Rule("units-long", "u=UNITS DASH LONG", read.bare_length),
    Rule("units", f"u=UNITS {_NO_AGE}", read.bare_length),
    # Recurrences
    Rule(
        "every",
        "EVERY SINGLE? (other=OTHER|n=NUM)? (u=UNIT|wd=WEEKDAY part=PART?|m=MONTH|season=SEASON|weekend=WEEKEND)",
        read.every,
    ),
    Rule("every-part", "EVERY part=PART", read.every),
    Rule("weekdays", "wd=WEEKDAYS", read.every),
    Rule("weekday-parts", "wd=WEEKDAY parts=PARTS", read.every),
    Rule("set-word", "s=SET", read.set_word),
    # No calendar holds them
    Rule("vague", "v=VAGUE", read.vague),
)

SLICES: tuple[Rule, ...] = (
    Rule("slice-month", f"{_SLICE} m=MONTH ({_YEAR}|{_BASE})?", read.slice_of),
    Rule("slice-year", f"{_SLICE} (THE YEAR)? y=YEARLIKE", read.slice_of),
    Rule("slice-unit", f"{_SLICE} (THE|pick=(LAST|THIS|NEXT)) whole=(WEEK|MONTH_UNIT|YEAR)", read.slice_of),
)
"""Two expressions by TimeML, "the first week" and "May"; one interval to who asks when it was."""

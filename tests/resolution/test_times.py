from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascribe.claims.timex import find_times
from ascribe.contract.claims import Tense, TimeCell
from ascribe.resolution.calendar import Interval
from ascribe.resolution.edtf import bounds
from ascribe.resolution.times import Anchor, Mention, resolve_time, resolve_times

FRIDAY = Anchor(published=date(2015, 3, 20))
PAST, FUTURE, NONE = Tense.PAST, Tense.FUTURE, Tense.NONE


def resolve(text: str, tense: Tense = PAST, anchor: Anchor = FRIDAY, perfect: bool = False) -> TimeCell:
    [expression] = find_times(text)
    return resolve_time(Mention(expression, 0, tense, perfect), anchor)


def days(first: str, last: str) -> tuple[date | None, date | None]:
    return (date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None)


@pytest.mark.parametrize(
    ("text", "tense", "first", "last", "value"),
    [
        ("on Saturday", PAST, "2015-03-14", "2015-03-14", "2015-03-14"),
        ("on Friday", PAST, "2015-03-20", "2015-03-20", "2015-03-20"),
        ("on Friday", FUTURE, "2015-03-20", "2015-03-20", "2015-03-20"),
        ("on Monday", FUTURE, "2015-03-23", "2015-03-23", "2015-03-23"),
        ("last Friday", PAST, "2015-03-13", "2015-03-13", "2015-03-13"),
        ("yesterday", PAST, "2015-03-19", "2015-03-19", "2015-03-19"),
        ("tomorrow", FUTURE, "2015-03-21", "2015-03-21", "2015-03-21"),
        ("the day before yesterday", PAST, "2015-03-18", "2015-03-18", "2015-03-18"),
        ("eight days ago", PAST, "2015-03-12", "2015-03-12", "2015-03-12"),
        ("two weeks ago", PAST, "2015-03-02", "2015-03-08", "2015-W10"),
        ("last week", PAST, "2015-03-09", "2015-03-15", "2015-W11"),
        ("Monday last week", PAST, "2015-03-09", "2015-03-09", "2015-03-09"),
        ("next month", FUTURE, "2015-04-01", "2015-04-30", "2015-04"),
        ("last June", PAST, "2014-06-01", "2014-06-30", "2014-06"),
        ("in June", FUTURE, "2015-06-01", "2015-06-30", "2015-06"),
        ("in June", PAST, "2014-06-01", "2014-06-30", "2014-06"),
        ("in March", PAST, "2015-03-01", "2015-03-31", "2015-03"),
        ("last summer", PAST, "2014-06-01", "2014-08-31", "2014-SU"),
        ("in April or May", FUTURE, "2015-04-01", "2015-05-31", "2015-04/2015-05"),
        ("between 11-13 Dec.", PAST, "2014-12-11", "2014-12-13", "2014-12-11/2014-12-13"),
        ("since May", PAST, "2014-05-01", "", "2014-05"),
        ("since 2014", PAST, "2014-01-01", "", "2014"),
        ("until March 31", FUTURE, "", "2015-03-31", "2015-03-31"),
        ("by the end of the month", FUTURE, "", "2015-03-31", "2015-03"),
        ("before Monday", PAST, "", "2015-03-15", "2015-03-16"),
        ("after Monday", PAST, "2015-03-17", "", "2015-03-16"),
        ("earlier this month", PAST, "2015-03-01", "2015-03-19", "2015-03"),
        ("later this month", FUTURE, "2015-03-21", "2015-03-31", "2015-03"),
        ("within weeks", FUTURE, "2015-03-20", "2015-05-01", "PXW"),
        ("within two weeks", FUTURE, "2015-03-20", "2015-04-03", "P2W"),
        ("in the past two weeks", PAST, "2015-03-06", "2015-03-20", "P2W"),
        ("in the next three days", FUTURE, "2015-03-20", "2015-03-23", "P3D"),
        ("in five years", FUTURE, "2020-01-01", "2020-12-31", "2020"),
        ("on Monday morning", PAST, "2015-03-16", "2015-03-16", "2015-03-16TMO"),
        ("at 10 p.m. Wednesday", PAST, "2015-03-18", "2015-03-18", "2015-03-18T22:00"),
        ("at midnight on Monday", PAST, "2015-03-16", "2015-03-16", "2015-03-16T24:00"),
        ("over the weekend", PAST, "2015-03-14", "2015-03-15", "2015-W11-WE"),
        ("in the third quarter of 2014", PAST, "2014-07-01", "2014-09-30", "2014-Q3"),
        ("in the 1990s", PAST, "1990-01-01", "1999-12-31", "199"),
        ("in the 19th century", PAST, "1801-01-01", "1900-12-31", "18"),
        ("at Christmas", PAST, "2014-12-25", "2014-12-25", "2014-12-25"),
        ("on Good Friday", FUTURE, "2015-04-03", "2015-04-03", "2015-04-03"),
        ("now", PAST, "2015-03-20", "2015-03-20", "PRESENT_REF"),
        ("from Monday to Wednesday", PAST, "2015-03-16", "2015-03-18", "2015-03-16/2015-03-18"),
        ("from Thursday to Tuesday", FUTURE, "2015-03-26", "2015-03-31", "2015-03-26/2015-03-31"),
        ("in mid-January", PAST, "2015-01-11", "2015-01-20", "2015-01"),
        ("on the 25th", PAST, "2015-02-25", "2015-02-25", "2015-02-25"),
        ("a decade ago", PAST, "2005-01-01", "2005-12-31", "2005"),
        ("on the 25th of last month", PAST, "2015-02-25", "2015-02-25", "2015-02-25"),
        ("in the first nine months of 2014", PAST, "2014-01-01", "2014-09-30", None),
        ("in the last week of last year", PAST, "2014-12-25", "2014-12-31", None),
        ("in the third week of February", PAST, "2015-02-15", "2015-02-21", None),
        ("in the second half of February", PAST, "2015-02-15", "2015-02-28", None),
        ("in the first days of March", PAST, "2015-03-01", "2015-03-07", None),
        ("in Q3 2014", PAST, "2014-07-01", "2014-09-30", "2014-Q3"),
        ("this past Monday", PAST, "2015-03-16", "2015-03-16", "2015-03-16"),
    ],
)
def test_intervals_and_values(text: str, tense: Tense, first: str, last: str, value: str | None) -> None:
    cell = resolve(text, tense)
    assert ((cell.start, cell.end), cell.value, cell.reason) == (days(first, last), value, None)
    assert cell.basis == "expression"


@pytest.mark.parametrize(
    ("text", "reason", "value"),
    [
        ("recently", "vague", "PAST_REF"),
        ("soon", "vague", "FUTURE_REF"),
        ("in recent years", "vague", "PXY"),
        ("several years ago", "vague", "PAST_REF"),
        ("in fiscal 2014", "vague", "2014"),
        ("the following day", "unanchored", "XXXX-XX-XX"),
        ("for two weeks", "unanchored", "P2W"),
        ("two days later", "unanchored", "P2D"),
        ("every Thursday", "recurring", "XXXX-WXX-4"),
        ("daily", "recurring", "P1D"),
        ("on 31 February", "unparsed", None),
        ("in the sixth week of May", "unparsed", None),
        ("in the 3rd century BC", "unparsed", None),
        ("hours later", "vague", "FUTURE_REF"),
    ],
)
def test_what_cannot_be_known_says_why(text: str, reason: str, value: str | None) -> None:
    cell = resolve(text)
    assert (cell.start, cell.end, cell.precision) == (None, None, None)
    assert (cell.reason, cell.value) == (reason, value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on Saturday", "XXXX-WXX-6"),
        ("on 5 May", "XXXX-05-05"),
        ("last week", "XXXX-WXX"),
        ("now", "PRESENT_REF"),
        ("two weeks ago", "P2W"),
    ],
)
def test_an_undated_document_leaves_what_counts_from_its_date(text: str, value: str) -> None:
    cell = resolve(text, anchor=Anchor())
    assert (cell.start, cell.end, cell.reason, cell.value) == (None, None, "undated_document", value)


def test_an_undated_document_still_has_its_absolute_dates() -> None:
    assert resolve("in May 2014", anchor=Anchor()).start == date(2014, 5, 1)
    assert resolve("since 2014", anchor=Anchor()).start == date(2014, 1, 1)


def test_the_dateline_is_the_day_of_writing_where_it_fits() -> None:
    written = Anchor(published=date(2015, 3, 8), dateline=date(2015, 3, 7))
    assert resolve("today", anchor=written).start == date(2015, 3, 7)
    far = Anchor(published=date(2015, 3, 8), dateline=date(2014, 3, 7))
    assert resolve("today", anchor=far).start == date(2015, 3, 8)


def test_the_narrative_gives_the_reference() -> None:
    text = "On 3 March rebels shelled the port. The following day they entered it, and two days later it fell."
    cells = resolve_times([Mention(e, 100, PAST) for e in find_times(text)], FRIDAY)
    assert [cell.start for cell in cells] == [date(2015, 3, 3), date(2015, 3, 4), date(2015, 3, 5)]
    assert [text[c.span.start - 100 : c.span.end - 100] for c in cells if c.span] == [c.text for c in cells]


def test_a_reference_is_forgotten_and_a_possessive_is_none() -> None:
    first = "On 3 March rebels shelled the port."
    far = [Mention(find_times(first)[0], 0, PAST), Mention(find_times("that day")[0], 2000, PAST)]
    assert resolve_times(far, FRIDAY)[1].reason == "unanchored"
    possessive = [
        Mention(find_times("Friday's statement")[0], 0, PAST),
        Mention(find_times("two days later")[0], 30, PAST),
    ]
    assert resolve_times(possessive, FRIDAY)[1].reason == "unanchored"


def test_a_reference_coarser_than_the_unit_is_no_reference() -> None:
    year = Anchor(published=date(2015, 3, 20), reference=Interval(date(2014, 1, 1), date(2014, 12, 31), "year"))
    assert resolve("the following day", anchor=year).reason == "unanchored"
    assert resolve("the following year", anchor=year).start == date(2015, 1, 1)


def test_a_perfect_reaches_up_to_now() -> None:
    cell = resolve("for two weeks", perfect=True)
    assert (cell.start, cell.end) == (date(2015, 3, 6), None)


@pytest.mark.parametrize(
    ("text", "tense", "first", "last"),
    [
        ("from 11 to 13 December", PAST, "2014-12-11", "2014-12-13"),
        ("between 11-13 Dec.", PAST, "2014-12-11", "2014-12-13"),
        ("no later than 1 May", FUTURE, "", "2015-05-01"),
        ("not before June", FUTURE, "2015-06-01", ""),
        ("not until June", FUTURE, "2015-06-01", ""),
        ("starting 1 May", FUTURE, "2015-05-01", ""),
        ("up to 2030", FUTURE, "", "2030-12-31"),
        ("half a year ago", PAST, "2014-09-01", "2014-09-30"),
        ("half a century ago", PAST, "1965-01-01", "1965-12-31"),
        ("the week of 9 March 2015", PAST, "2015-03-09", "2015-03-15"),
        ("within weeks", FUTURE, "2015-03-20", "2015-05-01"),
    ],
)
def test_bounds_told_by_words(text: str, tense: Tense, first: str, last: str) -> None:
    cell = resolve(text, tense)
    assert (cell.start, cell.end) == days(first, last)


@pytest.mark.parametrize(
    "text", ["in the year 0", "in the year 9999", "the year 12345", "on 0000-01-01", "31 February"]
)
def test_a_date_that_is_none_is_not_another_date(text: str) -> None:
    assert resolve(text).reason == "unparsed"


def test_a_negative_number_counts_no_days() -> None:
    cell = resolve("-3 weeks ago")
    assert (cell.start, cell.end, cell.reason) == (None, None, "vague")


def test_years_that_no_record_holds() -> None:
    assert resolve("in three hundred thousand years", FUTURE).reason == "unparsed"
    assert resolve("5,000 years ago").reason == "unparsed"


EXPRESSIONS = """last week, in May, on 29 February, since Monday, the past 300 years, two centuries ago, in 9 decades
next winter, the 98th century, by 2199, during Ramadan, last Easter, earlier this year, until midnight Friday
late last month, from December to January, the weekend, the first half of 1000, 9999 weeks ago
in the forties, the previous Friday"""


@given(
    st.sampled_from(EXPRESSIONS.replace("\n", ", ").split(", ")),
    st.dates(),
    st.sampled_from(list(Tense)),
    st.booleans(),
)
def test_any_anchor_gives_an_interval_or_a_reason(text: str, published: date, tense: Tense, perfect: bool) -> None:
    for expression in find_times(text):
        cell = resolve_time(
            Mention(expression, 7, tense, perfect), Anchor(published, None, Interval(published, published, "day"))
        )
        assert cell.span is not None
        assert text[cell.span.start - 7 : cell.span.end - 7] == cell.text
        if cell.reason is None:
            assert cell.start or cell.end
            assert cell.precision is not None
            assert cell.edtf is not None
            assert bounds(cell.edtf) == (cell.start, cell.end)
        else:
            assert (cell.start, cell.end, cell.precision, cell.edtf) == (None, None, None, None)
        if cell.start and cell.end:
            assert cell.start <= cell.end


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 6))
def test_weekdays_look_back_in_the_past_and_ahead_in_the_future(published: date, weekday: int) -> None:
    name = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[weekday]
    back, ahead = (resolve(f"on {name}", tense, Anchor(published)).start for tense in (PAST, FUTURE))
    assert back is not None
    assert ahead is not None
    assert back.weekday() == ahead.weekday() == weekday
    assert 0 <= (published - back).days < 7
    assert 0 <= (ahead - published).days < 7

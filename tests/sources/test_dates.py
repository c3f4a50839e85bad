from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascribe.sources.dates import date_in_address, parse_date


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2019-07-08", "2019-07-08"),
        ("2019-07-08T06:05:04Z", "2019-07-08T06:05:04+00:00"),
        ("2019-07-08 06:05:04.123", "2019-07-08T06:05:04"),
        ("2019/7/8", "2019-07-08"),
        ("July 8, 2019", "2019-07-08"),
        ("Jul. 8th 2019", "2019-07-08"),
        ("Monday, 8 July 2019", "2019-07-08"),
        ("8-Jul-2019", "2019-07-08"),
        ("Mon, 08 Jul 2019 06:05:04 +0200", "2019-07-08T06:05:04+02:00"),
        ("July 8, 2019 at 4:05 p.m. EDT", "2019-07-08T16:05:00-04:00"),
        ("July 8, 2019 4:05 PM IST", "2019-07-08"),  # three zones have that name: only the day is sure
        ("20190708", "2019-07-08"),
        ("20190708060504", "2019-07-08T06:05:04"),
        ("08.07.2019", "2019-07-08"),
        ("25/07/2019", "2019-07-25"),
        ("07/25/2019", "2019-07-25"),
        (1562565904, "2019-07-08T06:05:04+00:00"),
        (1562565904000, "2019-07-08T06:05:04+00:00"),
    ],
)
def test_usual_forms(value: object, iso: str) -> None:
    assert parse_date(value) == iso


@pytest.mark.parametrize(
    "value",
    [
        "07/08/2019",
        "July 2019",
        "2019",
        "yesterday",
        "",
        "31 June 2019",
        "2019-13-01",
        "8 Jul 19",
        True,
        None,
        2019,
        [1],
        "2019-W28-1",
        "On 8 July 2019 the port was closed",
    ],
)
def test_what_is_not_one_day_is_refused(value: object) -> None:
    assert parse_date(value) is None


@given(st.one_of(st.text(), st.integers(), st.floats(), st.none(), st.lists(st.integers())))
def test_any_value_gives_a_day_or_nothing(value: object) -> None:
    found = parse_date(value)
    assert found is None or len(found) >= 10


@given(st.dates())
def test_iso_days_come_back(day: object) -> None:
    iso = str(day)
    assert parse_date(iso) == (iso if 1800 <= int(iso[:4]) < 2200 else None)


@pytest.mark.parametrize(
    ("url", "iso"),
    [
        ("https://news.example/2019/07/08/port-closed", "2019-07-08"),
        ("https://news.example/world/2019/jul/08/port", "2019-07-08"),
        ("https://news.example/port-closed-20190708.html", "2019-07-08"),
        ("https://news.example/2019/7/8/port/", "2019-07-08"),
        ("https://news.example/2019/07/port-closed", None),
        ("https://news.example/article/3714522", None),
        ("https://news.example/2019/07/08/on-2019-07-04", None),  # two days: one of them is the event's
        ("https://news.example/?date=2019-07-08", None),
        ("2019-07-08", None),
    ],
)
def test_day_in_an_address(url: str, iso: str | None) -> None:
    assert date_in_address(url) == iso

"""Dates, figures and addresses as the page says them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascribe.exports.wording import counted, day, interval, web_address
from ascribe.report.words import clipped, figure, folded


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2024-11-14", "2024-11-14", "14 Nov 2024"),
        ("2024-12-09", "2024-12-13", "9–13 Dec 2024"),
        ("2024-11-28", "2024-12-02", "28 Nov – 2 Dec 2024"),
        ("2024-12-30", "2025-01-02", "30 Dec 2024 – 2 Jan 2025"),
        ("2024-11-24", None, "since 24 Nov 2024"),
        (None, "2025-04-30", "until 30 Apr 2025"),
        ("2022-01-01", "2022-12-31", "2022"),
        ("2020-01-01", "2029-12-31", "2020–2029"),
        (None, None, ""),
    ],
)
def test_interval(start: str | None, end: str | None, said: str) -> None:
    assert interval(day(start), day(end)) == said


def test_day_of_dates_times_and_rubbish() -> None:
    assert day("2024-11-18T14:12:00+02:00") == date(2024, 11, 18)
    assert [day(x) for x in (None, "", "Monday", "2024-13-01", 20241118)] == [None] * 5


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ({"modifier": "at most", "high": 3000, "unit": "soldiers"}, "at most 3,000 soldiers"),
        ({"modifier": "at least", "low": 11, "value": None, "unit": "killed"}, "at least 11 killed"),
        ({"modifier": "about", "value": 6000.0, "unit": "residents"}, "about 6,000 residents"),
        ({"modifier": "between", "low": 80, "high": 100, "unit": "families"}, "80 to 100 families"),
        ({"modifier": "exactly", "low": 24, "unit": "fighters"}, "24 or more fighters"),
        ({"modifier": "exactly", "value": 5.5, "unit": "percent"}, "5.5 percent"),
        ({"modifier": "exactly", "value": 0.25, "unit": "share"}, "0.25"),
        ({"modifier": "exactly", "value": 0, "unit": None}, "0"),
        ({"text": "countless"}, "countless"),
    ],
)
def test_figure(cell: dict[str, Any], said: str) -> None:
    assert figure(cell) == said


@pytest.mark.parametrize("url", ["https://bay.example/a?b=1#c", "http://bay.example", "https://b\u00fccher.example/ä"])
def test_addresses_that_are_linked(url: str) -> None:
    assert web_address(url) == url


@pytest.mark.parametrize(
    "url",
    [
        None, 7, "", "bay.example", "//bay.example", "javascript:alert(1)", " https://bay.example", "java\nscript:x",
        "data:text/html,x", "file:///etc/passwd", "https://", "https:///x", "http://[::1", "https://a\\b", "vbscript:x",
        "https://bay.example/\u0085x", "JAVASCRIPT://bay.example/%0aalert(1)", "blob:https://bay.example/x",
    ],
)  # fmt: skip
def test_addresses_that_are_not(url: object) -> None:
    assert web_address(url) is None


@given(st.text())
def test_any_text_is_an_address_or_not(text: str) -> None:
    found = web_address(text)
    assert found is None or found.startswith(("http://", "https://")) or found.lower().startswith("http")


def test_small_things() -> None:
    assert counted(1, "claim") == "1 claim"
    assert counted(2500, "story", "stories") == "2,500 stories"
    assert clipped("one two three", 9) == "one two …"
    assert clipped("short", 9) == "short"
    assert folded("  The “Army’s”\n  port ") == 'the "army\'s" port'

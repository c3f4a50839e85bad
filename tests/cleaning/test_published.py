from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascribe.cleaning.published import DateLine, date_line, full_date


@pytest.mark.parametrize(
    ("line", "iso", "updated"),
    [
        ("July 11, 2019", "2019-07-11", False),
        ("Published: 11 Jul 2019", "2019-07-11", False),
        ("Posted 2019-07-11 10:22", "2019-07-11T10:22:00", False),
        ("Thursday, 11 July 2019 - 10:22 GMT", "2019-07-11T10:22:00+00:00", False),
        ("Published July 11, 2019, 10:22 AM EDT by Ana Ruiz", "2019-07-11T10:22:00-04:00", False),
        ("11 July 2019 | Velm Mail", "2019-07-11", False),
        ("First published on 11 July 2019", "2019-07-11", False),
        ("Last updated: July 12, 2019 5:36:50 pm", "2019-07-12T17:36:50", True),
        ("Published 11 July 2019 | Updated 12 July 2019", "2019-07-11", False),
        ("07/08/2019", None, False),
    ],
)
def test_date_lines(line: str, iso: str | None, updated: bool) -> None:
    assert date_line(line) == DateLine(iso, updated)


@pytest.mark.parametrize(
    "line",
    [
        "On 11 July 2019 the harbour opened",
        "11 July 2019 was the day",
        "The harbour, July 11, 2019",
        "2019",
        "11 July",
        "",
        "Velm 2019-07-11",
    ],
)
def test_lines_that_hold_more_are_none(line: str) -> None:
    assert date_line(line) is None


def test_full_dates_in_datelines() -> None:
    assert full_date("VELM, 11 July 2019 (Agency) –") == "2019-07-11"
    assert full_date("VELM, 11 July (Agency) –") is None


@given(st.text(alphabet="0123456789/-:., JulyPublished", max_size=60))
def test_any_line(line: str) -> None:
    found = date_line(line)
    assert found is None or found.iso is None or len(found.iso) >= 10

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascribe.cleaning.datelines import dateline_end, is_dateline_alone


@pytest.mark.parametrize(
    ("dateline", "rest"),
    [
        ("VELM, Karsova - ", "The harbour is open again."),
        ("VELM (AP) — ", "The harbour is open again."),
        ("VELM, 11 July 2019 (Velm News Agency) – ", "The harbour is open again."),
        ("NEW VELM/LONDON (Reuters) - ", "The harbour is open again."),
        ("Velm [Karsova], July 11 (ANI): ", "The harbour is open again."),
        ("Velm, Jul 11 2019 (IPS) - ", "The harbour is open again."),
        ("ST. VELM, Kar. --", "The harbour is open again."),
        ("LAHORE: ", "The harbour is open again."),
        ("Velm - ", "The harbour is open again."),
        ("Velm- ", "“We are back,” a pilot said."),
        ("Port-au-Velm, Karsova — ", "The harbour is open again."),
        ("July 11 (Reuters) - ", "The harbour is open again."),
        ("VELM, Karsova (AP) _ ", "The harbour is open again."),
        ("(Reuters) - ", "The harbour is open again."),
    ],
)
def test_datelines(dateline: str, rest: str) -> None:
    assert dateline_end(dateline + rest, first=True) == len(dateline)


@pytest.mark.parametrize(
    "text",
    [
        "The harbour - which was closed - is open again.",
        "The mayor – Ana Ruiz – was not there.",
        "Pilots, dockers and sailors - All of them went home.",
        "July 11 - The harbour opens again.",
        "UPDATE - The harbour is open again.",
        "Ruiz (who was there) - The only one - went home.",
        "NATO: The ships are on their way.",
        "Monday - The harbour opens.",
        "“Velm - The harbour is open.”",
        "Ruiz: I was there.",
        "- The harbour",
        "VELM —",
        "",
    ],
)
def test_what_is_none(text: str) -> None:
    assert dateline_end(text, first=True) is None


def test_a_plain_place_counts_at_the_head_of_a_report_only() -> None:
    assert dateline_end("Velm - The harbour is open.", first=False) is None
    assert dateline_end("VELM - The harbour is open.", first=False) == 7
    assert dateline_end("WHAT IS KNOWN - The harbour is open.", first=False) is None


def test_lines_that_are_a_dateline() -> None:
    assert is_dateline_alone("Velm/Karsova, 12 May")
    assert is_dateline_alone("VELM (AP) --")
    assert is_dateline_alone("VELM _")
    assert not is_dateline_alone("WHAT IS KNOWN —")
    assert is_dateline_alone("GENEVA, 12 May 2019 (Agency)")
    assert not is_dateline_alone("Velm harbour opens on 12 May")
    assert not is_dateline_alone("June 26 – Velm, Harbour Hall")
    assert not is_dateline_alone("Velm, Karsova")


@given(st.text(max_size=200), st.booleans())
def test_any_text(text: str, first: bool) -> None:
    end = dateline_end(text, first)
    assert end is None or 0 < end < len(text)
    is_dateline_alone(text)

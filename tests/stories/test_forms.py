"""Agencies and outlets by the form of a line: what names one, and what must not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascribe.stories.forms import (
    agencies_of_source,
    agency_name,
    agency_of_byline,
    agency_of_dateline,
    outlet_name,
    same_outlet,
)


@pytest.mark.parametrize(
    ("line", "name", "evidence"),
    [
        ("PORT VELAN (VLNA) - The dyke broke.", "VLNA", "PORT VELAN (VLNA)"),
        ("PORT VELAN, Karsk (Velan News Agency) — The dyke broke.", "Velan News Agency", None),
        ("Port Velan, May 3 (KarPress) -- The dyke broke.", None, None),  # two capitals are any word
        ("Port Velan, May 3 (KarPRESS) -- The dyke broke.", "KarPRESS", "Port Velan, May 3 (KarPRESS)"),
        ("Port Velan, 3 May 2021 (VLNA): The dyke broke.", "VLNA", None),
        ("PORT VELAN (VLNA, May 3) - The dyke broke.", "VLNA", "PORT VELAN (VLNA, May 3)"),
        ("Ines Halloran (GER) - Maria Quell (SUI) 6-3", None, None),  # players
        ("INES HALLORAN (GER) - The champion", None, None),
        ("Port Velan (VLNA) - the group said", None, None),  # a town or a group
        ("VELAN LIBERATION NATIONAL ARMY (VLNA) - The group", None, None),  # its own initials
        ("PORT VELAN (Ines Halloran) - The dyke broke.", None, None),  # a person
        ("PORT VELAN (File photo) - The dyke", None, None),
        ("PORT VELAN (FILE) - The dyke", None, None),
        ("PARIS (TEX) - The dyke", None, None),
        ("PORT VELAN (VLNA) said the dyke broke.", None, None),
        ("(VLNA) - The dyke broke.", None, None),
    ],
)
def test_datelines(line: str, name: str | None, evidence: str | None) -> None:
    found = agency_of_dateline(line)
    assert (found[0] if found else None) == name
    if evidence is not None:
        assert found is not None
        assert line[: found[1]] == evidence


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Source: Velan News Agency", ["Velan News Agency"]),
        ("(Source: The Velan Press Agency)", ["Velan Press Agency"]),
        ("Source: Velan Post, Karsk News Service", ["Karsk News Service"]),
        ("News Agency of Karsk", ["News Agency of Karsk"]),
        ("Source: Ines Halloran", []),
        ("Source: Port Velan", []),
        ("Source: UNHCR", []),
        ("Source: News Agencies", []),
        ("Photo: Velan News Agency", []),
        ("File photo: Velan News Agency", []),
        ("(File photo)", []),
        ("Source: the agency", []),
    ],
)
def test_source_lines(line: str, names: list[str]) -> None:
    assert agencies_of_source(line) == names


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("VLNA/Ines Halloran", "VLNA"),
        ("By Ines Halloran/VLNA", "VLNA"),
        ("By VLNA / Ines Halloran", "VLNA"),
        ("By the Velan News Agency", "Velan News Agency"),
        ("Ines Halloran, Velan News Agency", "Velan News Agency"),
        ("By Ines Halloran", None),
        ("By Ines Halloran/Teo Brandt", None),
        ("INES/TEO BRANDT", None),  # a first name in capitals
        ("STAFF/Ines Halloran", None),
        ("By Ines Halloran, MSC", None),
        ("By Ines Halloran in Port Velan/Karsk", None),
        ("", None),
    ],
)
def test_bylines(line: str, name: str | None) -> None:
    assert agency_of_byline(line) == name


def test_names() -> None:
    assert agency_name("Foreign Intelligence Agency") is None
    assert agency_name("News Agency") is None
    assert agency_name("a small News Agency") is None
    assert outlet_name("Velan Post") == "Velan Post"
    assert outlet_name("velanpost.com") == "velanpost.com"
    assert outlet_name("Ines Halloran") is None
    assert outlet_name("Ministry of Health") is None
    assert same_outlet("The Velan Post", "www.velanpost.com")
    assert not same_outlet("Velan Post", "Velan Times")


@given(st.text(max_size=200))
def test_no_line_breaks_it(line: str) -> None:
    agency_of_dateline(line)
    agencies_of_source(line)
    agency_of_byline(line)
    outlet_name(line)

"""Parties: whom a description means, and which two can be one."""

from __future__ import annotations

import pytest

from ascribe.contract.claims import ActorCell
from ascribe.situations.parties import OPEN, Party, nation, party_of, same_party


def party(key: str, name: str | None = None, *, known: bool = True) -> Party:
    return Party(key, name or key, known)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("fighters of the harbour front", "harbour front"),
        ("kenyan aircraft", "KEN"),
        ("government of kenya", "KEN:GOV"),
        ("ana ruiz", "ruiz"),
    ],
)
def test_members_and_things_are_of_their_party(one: str, other: str) -> None:
    assert same_party(party(one, known=False), party(other)) >= 0.8


def test_nobody_can_tell_whose_the_rebels_are() -> None:
    assert same_party(party("rebels", known=False), party("harbour front")) == OPEN


@pytest.mark.parametrize(("one", "other"), [("rebels", "KEN:MIL"), ("turkish drones", "KEN"), ("KEN", "TUR:GOV")])
def test_rebels_and_other_states_are_others(one: str, other: str) -> None:
    assert same_party(party(one, known=False), party(other)) == 0.0


def test_planes_of_who_leads_a_coalition_can_be_the_coalitions() -> None:
    assert same_party(party("COA:X", "US-led coalition"), party("american planes", known=False)) == 0.7


def test_a_capital_that_acts_is_its_state() -> None:
    found = party_of(ActorCell("Nairobi", 0, 7))
    assert found is not None
    assert nation(found.key) == "KEN"


@pytest.mark.parametrize("text", ["they", "16", "about 40 people"])
def test_pronouns_and_numbers_are_no_parties(text: str) -> None:
    assert party_of(ActorCell(text, 0, len(text))) is None


def test_a_capital_letter_at_the_beginning_makes_no_name() -> None:
    first = party_of(ActorCell("Nurses", 10, 16), 10)
    within = party_of(ActorCell("Boxwell", 30, 37), 10)
    assert first is not None
    assert not first.known
    assert within is not None
    assert within.known

"""Where events are, by grammar: on sentences with trees of their own (`whereabouts.conllu`)."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.claims.conftest import document_of, load, starting

from ascribe.claims.extract import draft_claims

PARSES = load(Path(__file__).with_name("whereabouts.conllu"))


def places(start: str) -> dict[str, list[str]]:
    """Trigger to the places of its claim, each with its relation."""
    s = starting(PARSES, start)
    drafts = draft_claims(document_of(s.text), [s])
    return {d.claim.trigger.text: [f"{p.relation} {p.text}" for p in d.claim.places] for d in drafts}


@pytest.mark.parametrize(
    ("start", "trigger", "expected"),
    [
        ("Two bodies", "found", "in Mada"),
        ("An earthquake struck", "struck", "in Mada"),
        ("Rebels attacked", "attacked", "near Mada"),
        ("Nine miners", "killed", "in Mada"),
        ("Nine miners", "injured", "in Mada"),
        ("A flood", "killed", "in Mada"),
        ("A rider", "killed", "near Orune"),
        ("Police raided", "arrested", "in Mada"),
        ("The army used", "used", "in Mada"),
        ("The clinic", "treated", "in Mada"),
        ("An earthquake killed", "killed", "in Mada"),
        ("The army sent", "sent", "to Mada"),
        ("The army sent", "work", "in Mada"),
        ("The capital", "seen", "in The capital"),
        ("The envoy", "meet", "in Mada"),
        ("It took place", "killed", "in Mada prison"),
        ("There were raids", "attacked", "in Orune"),
        ("The territory", "seized", "in The territory"),
    ],
)
def test_an_event_is_where_its_words_say(start: str, trigger: str, expected: str) -> None:
    assert expected in places(start)[trigger]


@pytest.mark.parametrize("start", ["The Mada-Delta war", "The union imposed"])
def test_parties_and_those_dealt_with_are_no_places(start: str) -> None:
    assert not any(places(start).values())


def test_towns_that_share_a_word_are_two() -> None:
    assert places("A blast killed")["killed"] == ["in Nova Mada", "in Nova Orune"]


def test_a_road_between_two_towns_is_in_neither() -> None:
    assert places("A rider")["killed"] == ["near Orune"]


def test_an_aim_and_what_a_sentence_is_for_do_not_place_it() -> None:
    assert not places("The mayor resigned")["resigned"]
    assert not places("Ruiz was convicted")["convicted"]
    assert not places("The court freed")["freed"]

"""Noun phrases cut out of sentences with known trees: what they name, whose they are, how many."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ascribe.claims.mentions import Mention, find_mentions
from ascribe.contract.documents import Document
from ascribe.contract.sentences import Sentence

Told = Callable[..., tuple[Document, list[Sentence]]]


@pytest.fixture
def mention(told: Told) -> Callable[[str, str], Mention]:
    """The mention of a sentence that begins with these words."""

    def find(sentence: str, text: str) -> Mention:
        document, (read,) = told([sentence])
        found = [m for m in find_mentions(read) if m.text.startswith(text)]
        assert found, [m.text for m in find_mentions(read)]
        assert all(m.span.of(document.text) == m.text for m in found)
        return found[0]

    return find


Find = Callable[[str, str], Mention]


def test_a_title_is_no_part_of_the_name(mention: Find) -> None:
    found = mention(
        "Colonel Hugo Brandt, a spokesman for the army, declined to comment on whether drones had been used.", "Colonel"
    )
    assert (found.text, found.name, found.kind, found.form) == ("Colonel Hugo Brandt", "Hugo Brandt", "person", "name")
    assert (found.role, found.affiliation) == ("spokesman", "army")


def test_role_and_affiliation_before_the_name(mention: Find) -> None:
    found = mention('"We are leaving at dawn," army spokesman Hugo Brandt said.', "army spokesman")
    assert (found.text, found.name) == ("army spokesman Hugo Brandt", "Hugo Brandt")
    assert (found.role, found.affiliation, found.gender) == ("spokesman", "army", "masculine")


def test_what_grades_an_official_is_no_affiliation(mention: Find) -> None:
    found = mention("A senior port official met a coalition official on Sunday.", "A senior port official")
    assert (found.text, found.role, found.affiliation) == ("A senior port official", "official", "port")
    assert (found.kind, found.definite, found.number) == ("person", False, "singular")


def test_a_weekday_is_no_part_of_a_phrase(mention: Find) -> None:
    found = mention("A senior port official met a coalition official on Sunday.", "a coalition official")
    assert found.text == "a coalition official"


def test_what_ties_a_person_to_a_place_stays(mention: Find) -> None:
    found = mention("A farmer from Mada said the wells were dry.", "A farmer")
    assert (found.text, found.affiliation) == ("A farmer from Mada", "Mada")


def test_an_apposition_points_to_what_it_explains(mention: Find) -> None:
    found = mention(
        "Colonel Hugo Brandt, a spokesman for the army, declined to comment on whether drones had been used.",
        "a spokesman",
    )
    assert (found.text, found.apposed_to) == ("a spokesman for the army", 1)


@pytest.mark.parametrize(
    ("sentence", "text", "kind"),
    [
        ("The army denied that its guns had hit the harbour.", "The army", "organisation"),
        ("Delta Radio quoted a ministry official as saying that the bridge was closed.", "Delta Radio", "media"),
        ("A navy captain told the Norda news agency that two ships had left.", "the Norda news agency", "media"),
        ("According to a police report, nine people were hurt.", "a police report", "document"),
        ("Residents and officials said the well was dry.", "Residents", "group"),
        ("Residents and officials said the well was dry.", "the well", "thing"),
        ("He would not discuss the fleet.", "He", "person"),
    ],
)
def test_kinds(mention: Find, sentence: str, text: str, kind: str) -> None:
    assert mention(sentence, text).kind == kind

"""Who is who: names, descriptions and pronouns over sentences with known trees."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ascribe.claims.coreference import link
from ascribe.claims.mentions import find_mentions
from ascribe.claims.referents import Coreference
from ascribe.contract.documents import Document
from ascribe.contract.sentences import Sentence

Told = Callable[..., tuple[Document, list[Sentence]]]

BRANDT = "Colonel Hugo Brandt, a spokesman for the army, declined to comment on whether drones had been used."


@pytest.fixture
def linked(told: Told) -> Callable[..., Coreference]:
    def make(*paragraphs: list[str]) -> Coreference:
        document, sentences = told(*paragraphs)
        return link(document, sentences, [find_mentions(s) for s in sentences])

    return make


Linked = Callable[..., Coreference]


def head(coreference: Coreference, sentence: int, text: str) -> int:
    return next(m.head for m in coreference.mentions[sentence] if m.text == text)


def name(coreference: Coreference, sentence: int, text: str) -> str | None:
    return coreference.name_of(sentence, head(coreference, sentence, text))


def test_a_family_name_and_a_pronoun_take_the_full_name(linked: Linked) -> None:
    found = linked([BRANDT], ["Brandt said the gunners had stopped."], ["He would not discuss the fleet."])
    assert name(found, 1, "Brandt") == "Hugo Brandt"
    assert name(found, 2, "He") == "Hugo Brandt"
    antecedent = found.antecedent(2, head(found, 2, "He"))
    assert antecedent is not None
    assert antecedent.text == "Brandt"


def test_any_word_of_a_name_finds_its_mention(linked: Linked) -> None:
    found = linked([BRANDT])
    assert found.entity_of(0, 2) is found.entity_of(0, 1)
    assert found.name_of(0, 2) == "Hugo Brandt"


def test_the_description_that_fits_is_taken(linked: Linked) -> None:
    found = linked(
        ["A senior port official met a coalition official on Sunday."], ["The coalition official left the room."]
    )
    left = found.entity_of(1, head(found, 1, "The coalition official"))
    assert left is found.entity_of(0, head(found, 0, "a coalition official"))
    assert left is not found.entity_of(0, head(found, 0, "A senior port official"))


def test_an_unnamed_person_keeps_the_fullest_description(linked: Linked) -> None:
    found = linked(["A farmer from Mada said the wells were dry."], ["The farmer added that his goats had died."])
    assert name(found, 1, "The farmer") == "farmer from Mada"
    assert name(found, 0, "A farmer from Mada") is None
    assert name(found, 1, "his") == "farmer from Mada"


def test_it_said_is_the_body_that_was_spoken_of(linked: Linked) -> None:
    found = linked(["The port authority opened the gate.", "It said that the crane was repaired."])
    assert found.entity_of(1, 0) is found.entity_of(0, head(found, 0, "The port authority"))


def test_two_that_fit_alike_give_no_name(linked: Linked) -> None:
    found = linked(
        [
            "Ana Ruiz accused the council of hiding the figures.",
            "Ruiz said that the captain had told her that the crew was safe.",
        ]
    )
    assert name(found, 1, "her") in (None, "Ana Ruiz")


def test_nothing_before_it_gives_no_name(linked: Linked) -> None:
    found = linked(["He would not discuss the fleet."])
    assert name(found, 0, "He") is None
    assert found.antecedent(0, 0) is None


def test_what_is_no_mention_is_nothing(linked: Linked) -> None:
    found = linked(["He would not discuss the fleet."])
    assert found.entity_of(0, 2) is None
    assert found.entity_of(7, 0) is None
    assert found.name_of(0, 99) is None

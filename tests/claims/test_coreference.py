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


def test_the_subject_of_the_last_sentence_speaks(linked: Linked) -> None:
    found = linked(
        ["Ruiz said the harbour was closed."], ["Moreno has built boats for years."], ['"It is a good life," he said.']
    )
    assert name(found, 2, "he") == "Moreno"


def test_a_topic_in_front_speaks(linked: Linked) -> None:
    found = linked(
        ["Ruiz said the harbour was closed."],
        ["For Moreno, the river was a border."],
        ['"It is a good life," he said.'],
    )
    assert name(found, 2, "he") == "Moreno"


def test_who_is_told_of_in_anothers_words_is_not_who_speaks_next(linked: Linked) -> None:
    found = linked(["The city says a review shows that fuel entered the water."], ["It says the pipes are safe."])
    here = found.entity_of(1, head(found, 1, "It"))
    assert here is found.entity_of(0, head(found, 0, "The city"))


def test_the_letter_writer_says_what_the_letter_says(linked: Linked) -> None:
    found = linked(
        ["Brandt, a dancer, singer and poet, said the hall was full."],
        ["Ruiz has filed a letter in which he says the wells were dry."],
    )
    assert name(found, 1, "he") == "Ruiz"


def test_an_inner_word_of_a_name_calls_its_bearer(linked: Linked) -> None:
    found = linked(["Ana Ruiz Mora, the mayor of Mada, opened the fair."], ["Ruiz was pleased."])
    assert name(found, 1, "Ruiz") == "Ana Ruiz Mora"


def test_an_office_told_before_its_holder_is_named(linked: Linked) -> None:
    found = linked(
        ["The port's spokesman said the ships were late."], ["Spokesman Hugo Brandt said the crews were safe."]
    )
    assert name(found, 0, "The port's spokesman") == "Hugo Brandt"


def test_the_expert_is_the_professor_who_spoke(linked: Linked) -> None:
    found = linked(
        ["Ruiz, a professor at Delta University, said the river was dry."], ["The expert said the wells were dry."]
    )
    assert name(found, 1, "The expert") == "Ruiz"


def test_a_hyphen_does_not_end_a_name(linked: Linked) -> None:
    found = linked(["Lena Moreno-Brandt said the hall was full."])
    assert found.mentions[0][0].name == "Lena Moreno-Brandt"


def test_who_adds_spoke_last(linked: Linked) -> None:
    found = linked(
        ["Ruiz said the harbour was closed."], ["The guard ran to the harbour."], ["He added that the crews were safe."]
    )
    assert name(found, 2, "He") == "Ruiz"

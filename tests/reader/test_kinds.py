"""Weapons and equipment by list and shape, and the phrases of mentions."""

from __future__ import annotations

import pytest

from ascribe.contract.sentences import Sentence
from ascribe.reader.kinds import find_weapons, groups, mention_span, weapons
from ascribe.reader.runtime import Reader


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They fired Hellfire missiles at the camp.", ["Hellfire missiles"]),
        ("Guards found anti-tank missiles and AK-47 rifles.", ["anti-tank missiles", "AK-47 rifles"]),
        ("A T-72 tank stood on the bridge.", ["T-72 tank"]),
        ("F-16s bombed the port.", ["F-16s"]),
        ("A roadside bomb killed the mayor.", ["roadside bomb"]),
        ("Drones, mortars and rockets were seized.", ["Drones", "mortars", "rockets"]),
        ("The water tank leaked.", []),
        ("COVID-19 closed the school, and the G-20 met.", []),
        ("He shells peas in the kitchen.", []),
    ],
)
def test_weapons(reader: Reader, text: str, expected: list[str]) -> None:
    tokens = reader.read(text).tokens
    assert [text[tokens[a].start : tokens[b].end] for a, b in find_weapons(tokens)] == expected


@pytest.mark.parametrize(
    ("text", "head", "expected"),
    [
        ("A senior official of the port who asked for money left.", "official", "A senior official of the port"),
        ("Guards spoke to the mayor of Orune, a former teacher.", "mayor", "the mayor of Orune"),
        ("Guards and fishermen left.", "Guards", "Guards"),
    ],
)
def test_phrases_of_mentions(reader: Reader, text: str, head: str, expected: str) -> None:
    sentence = Sentence(0, text, 0, reader.read(text))
    index = next(i for i, t in enumerate(sentence.tokens) if t.text == head)
    first, last = mention_span(sentence, index)
    assert text[sentence.tokens[first].start : sentence.tokens[last].end] == expected


def test_lists_are_lists_of_words() -> None:
    assert all(word[0].isupper() or word.startswith("neo-") for word in groups())
    for words in (weapons().nouns, weapons().with_sign, weapons().signs, weapons().modifiers):
        assert all(word == word.lower().strip() and word for word in words)

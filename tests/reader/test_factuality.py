"""How far the text commits itself to what it names: what denies, wishes, doubts and reports is read off the tree."""

from __future__ import annotations

import pytest

from ascribe.contract.sentences import Token
from ascribe.reader.factuality import World, commitment, lexicon, told, worlds
from ascribe.reader.runtime import Reader


@pytest.mark.parametrize(
    ("text", "word", "place", "positive"),
    [
        ("The guards left the bridge.", "left", "fact", True),
        ("The guards did not leave the bridge.", "leave", "fact", False),
        ("Nobody crossed the bridge.", "crossed", "fact", False),
        ("No weapon was found in the house.", "found", "fact", False),
        ("The mayor had no doubt.", "had", "fact", True),
        ("They not only left the town, they burned it.", "left", "fact", True),
        ("The guards failed to stop the convoy.", "stop", "fact", False),
        ("The guards did not fail to stop the convoy.", "stop", "fact", True),
        ("The minister refused to comment.", "comment", "fact", False),
        ("The guards managed to stop the convoy.", "stop", "fact", True),
        ("The army plans to attack the port.", "attack", "wanted", True),
        ("The convoy will leave on Monday.", "leave", "will", True),
        ("The convoy may leave on Monday.", "leave", "possible", True),
        ("The mayor said the convoy had left.", "left", "said", True),
        ("The mayor told reporters that the convoy had left.", "left", "said", True),
        ("The mayor told the guards to leave.", "leave", "wanted", True),
        ("Their aim is to cross the bridge.", "cross", "wanted", True),
        ("The mayor thinks the convoy left.", "left", "thought", True),
        ("If the convoy leaves, the town will starve.", "leaves", "conditional", True),
        ("He left without paying the guards.", "paying", "fact", False),
        ("The mayor will not sign or send the letter.", "send", "will", False),
        ("The mayor, who did not resign, thanked the guards.", "thanked", "fact", True),
        ("The minister denied the request that arrived on Monday.", "arrived", "fact", True),
    ],
)
def test_where_an_event_lies(reader: Reader, text: str, word: str, place: str, positive: bool) -> None:
    tokens = reader.read(text).tokens
    index = next(i for i, t in enumerate(tokens) if t.text == word)
    assert worlds(tokens)[index] == World(place, positive)


def test_what_is_denied_is_negative_and_what_is_planned_likely(reader: Reader) -> None:
    def value(text: str, word: str) -> Token:
        return next(t for t in reader.read(text).tokens if t.text == word)

    fact = value("The army attacked the port.", "attacked")
    plan = value("The army plans to attack the port.", "attack")
    denial = value("The army did not attack the port.", "attack")
    assert (fact.denied, fact.future) == (False, False)
    assert (plan.denied, plan.future) == (False, True)
    assert (denial.denied, denial.future) == (True, False)
    assert (denial.commitment or 0) < 0 < (plan.commitment or 0) < (fact.commitment or 0)


def test_words_that_are_no_predicates_have_no_value(reader: Reader) -> None:
    for token in reader.read("The army did not attack the port, he said.").tokens:
        assert (token.commitment is None) == (token.factuality is None)


def test_commitment_stays_within_its_scale() -> None:
    for place in lexicon().levels:
        assert -3 <= commitment(World(place, False), -3.0) <= commitment(World(place), 3.0) <= 3


def test_every_class_is_one_that_the_rules_know() -> None:
    classes = lexicon().classes
    assert {*classes["modals"].values(), *classes["adverbs"].values()} <= set(lexicon().levels)
    kinds = {kind for name in ("verbs", "nouns", "adjectives") for kind in classes[name].values()}
    assert kinds == {"does", "undoes", "facts", "says", "thinks", "wants"}


def test_a_chain_of_ten_thousand_words_is_read() -> None:
    chain = [Token(2 * i, 2 * i + 1, "x", "x", "VERB", "VB", i - 1, "xcomp" if i else "root", factuality=1.0)
             for i in range(10_000)]  # fmt: skip
    assert len(told(chain)) == 10_000

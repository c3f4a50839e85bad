"""The lexicon of event words: its file is well formed, and its conditions pick the sense that they say."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ascribe.claims.coursewords import course_words
from ascribe.claims.eventwords import lexicon, parse_entry, verb_forms
from ascribe.claims.senses import noun_sense, verb_sense
from ascribe.claims.trees import Tree
from ascribe.contract.claims import EventType
from ascribe.contract.sentences import Parse, Sentence, Token


def test_every_type_has_verbs_and_nouns() -> None:
    entries = lexicon()
    for table in (entries.verbs, entries.nouns):
        types = {e.sense.type for es in table.values() for e in es}
        assert types >= set(EventType)


def test_the_particular_comes_before_the_general() -> None:
    for entries in lexicon().verbs.values():
        conditions = [e.conditions for e in entries]
        assert conditions == sorted(conditions, reverse=True)


@pytest.mark.parametrize("text", ["strike [", "[deal]", "strike <deal>", ""])
def test_what_is_no_entry_is_refused(text: str) -> None:
    sense = lexicon().verbs["bomb"][0].sense
    with pytest.raises((ValueError, IndexError)):
        parse_entry(text, sense, noun=False)


def test_conditions_of_an_entry() -> None:
    sense = lexicon().verbs["bomb"][0].sense
    entry = parse_entry("take [control|PLACE] (army) +over", sense, noun=False)
    assert (entry.head, entry.objects, entry.subjects, entry.near) == (
        "take",
        frozenset({"control", "PLACE"}),
        frozenset({"army"}),
        frozenset({"over"}),
    )
    noun = parse_entry("~ joint cross-border operation against", sense, noun=True)
    assert (noun.head, noun.before, noun.after, noun.carried_only) == (
        "operation",
        ("joint", "cross", "border"),
        ("against",),
        True,
    )


def test_course_words_are_known_phases() -> None:
    words = course_words()
    assert words.predicates["back under way"] == "resumed"
    assert {"carry", "conduct"} <= set(words.light)
    assert not words.static & {"attack", "withdraw", "seize"}


def test_arguments_choose_the_sense(sentence: Callable[[str], Sentence]) -> None:
    def of_verb(start: str, word: str) -> EventType | None:
        tree = Tree(sentence(start))
        index = next(i for i, t in enumerate(tree.tokens) if t.text == word)
        match = verb_sense(tree, index)
        return match.sense.type if match else None

    assert of_verb("A flood killed", "killed") is None
    assert of_verb("Gunmen killed", "killed") is EventType.ASSAULT
    assert of_verb("They reached", "reached") is EventType.AGREE
    assert of_verb("Workers will strike", "strike") is EventType.PROTEST


def test_nouns_with_the_words_before_them(sentence: Callable[[str], Sentence]) -> None:
    tree = Tree(sentence("The United States carried"))
    index = next(i for i, t in enumerate(tree.tokens) if t.text == "strikes")
    match = noun_sense(tree, index)
    assert match is not None
    assert (match.sense.type, match.sense.mode) == (EventType.ASSAULT, "aerial")


def test_forms_of_the_lexicon_verbs() -> None:
    forms = verb_forms()
    assert (forms["mobilized"], forms["expelled"], forms["barred"]) == ("mobilize", "expel", "bar")
    assert "bared" not in forms


def test_a_named_list_stands_for_its_lemmas() -> None:
    entry = parse_entry("strike {LABOUR}", lexicon().verbs["bomb"][0].sense, True, {"LABOUR": frozenset({"union"})})
    assert entry.sentence == frozenset({"union"})


def test_a_hyphen_is_written_or_not() -> None:
    def sense_of(noun: str) -> str | None:
        token = Token(0, len(noun), noun, noun, "NOUN", "NN", -1, "root")
        match = noun_sense(Tree(Sentence(0, noun, 0, Parse((token,)))), 0)
        return match.sense.mode if match else None

    assert sense_of("cease-fire") == "ceasefire"
    assert sense_of("re-election") == "election"
    assert sense_of("post-war") is None

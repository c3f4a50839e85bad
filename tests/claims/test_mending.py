"""Slips of the parser: what a sentence's own tree contradicts is put right, and nothing else is touched."""

from __future__ import annotations

from ascribe.claims.mending import mended
from ascribe.claims.trees import Tree
from ascribe.contract.sentences import Parse, Sentence, Token

Row = tuple[str, str, str, str, int, str]


def sentence(*rows: Row) -> Sentence:
    """Of rows: form, lemma, part of speech, Penn tag, head, relation; heads count from 0."""
    tokens, at = [], 0
    for form, lemma, upos, xpos, head, rel in rows:
        mention = "person" if upos == "NOUN" else None
        tokens.append(Token(at, at + len(form), form, lemma, upos, xpos, head, rel, mention=mention))
        at += len(form) + 1
    return Sentence(0, " ".join(r[0] for r in rows), 0, Parse(tuple(tokens)))


def test_the_subject_of_the_quoted_clause_goes_back_to_it() -> None:
    tree = Tree(
        sentence(
            ("envoys", "envoy", "NOUN", "NNS", 5, "nsubj"),
            ("will", "will", "AUX", "MD", 2, "aux"),
            ("visit", "visit", "VERB", "VB", 5, "ccomp"),
            (",", ",", "PUNCT", ",", 2, "punct"),
            ("officials", "official", "NOUN", "NNS", 5, "nsubj"),
            ("said", "say", "VERB", "VBD", -1, "root"),
        )
    )
    assert tree.subjects(2) == [0]
    assert tree.subjects(5) == [4]


def test_the_speaker_behind_the_quoted_clause_goes_to_the_verb_of_saying() -> None:
    tree = Tree(
        sentence(
            ("troops", "troop", "NOUN", "NNS", 1, "nsubj"),
            ("fired", "fire", "VERB", "VBD", 4, "ccomp"),
            (",", ",", "PUNCT", ",", 1, "punct"),
            ("officials", "official", "NOUN", "NNS", 1, "nsubj"),
            ("said", "say", "VERB", "VBD", -1, "root"),
        )
    )
    assert tree.subjects(1) == [0]
    assert tree.subjects(4) == [3]


def test_a_second_subject_right_behind_the_verb_is_its_object() -> None:
    tree = Tree(
        sentence(
            ("judges", "judge", "NOUN", "NNS", 1, "nsubj"),
            ("ordered", "order", "VERB", "VBD", -1, "root"),
            ("sailors", "sailor", "NOUN", "NNS", 1, "nsubj"),
            ("to", "to", "PART", "TO", 4, "mark"),
            ("appear", "appear", "VERB", "VB", 1, "xcomp"),
        )
    )
    assert (tree.subjects(1), tree.objects(1)) == ([0], [2])


def test_a_cut_lemma_is_mended() -> None:
    found = mended(
        sentence(
            ("rebels", "rebel", "NOUN", "NNS", 1, "nsubj"),
            ("mobilized", "mobiliz", "VERB", "VBD", -1, "root"),
        )
    )
    assert found.tokens[1].lemma == "mobilize"


def test_a_sound_tree_stays_as_it_is() -> None:
    sound = sentence(
        ("rebels", "rebel", "NOUN", "NNS", 1, "nsubj"),
        ("fled", "flee", "VERB", "VBD", -1, "root"),
    )
    assert mended(sound) is sound


def test_what_is_due_to_begin_has_not_begun() -> None:
    tree = Tree(
        sentence(
            ("offensive", "offensive", "NOUN", "NN", -1, "root"),
            ("that", "that", "PRON", "WDT", 5, "nsubj"),
            ("is", "be", "AUX", "VBZ", 5, "cop"),
            ("due", "due", "ADJ", "JJ", 5, "case"),
            ("to", "to", "PART", "TO", 3, "fixed"),
            ("begin", "begin", "VERB", "VB", 0, "acl:relcl"),
        )
    )
    assert (tree.head(3), tree.head(5), tree.mark(5)) == (0, 3, "to")
    assert tree.copula(3) == 2


def test_what_a_number_is_close_to_is_told_and_not_what_is_close() -> None:
    for rel, after in (("nsubj", "nsubj"), ("advmod", "nsubj")):
        tree = Tree(
            sentence(
                ("Close", "close", "ADJ", "JJ", 5, rel),
                ("to", "to", "ADP", "IN", 3, "case"),
                ("90", "90", "NUM", "CD", 3, "nummod"),
                ("towns", "town", "NOUN", "NNS", 0, "obl"),
                ("have", "have", "AUX", "VBP", 5, "aux"),
                ("signed", "sign", "VERB", "VBN", -1, "root"),
            )
        )
        tokens = mended(tree.sentence).tokens
        assert (tokens[3].head, tokens[3].deprel) == (5, after)
        assert (tokens[0].head, tokens[0].deprel) == (3, "advmod")
    stands = sentence(
        ("Troops", "troop", "NOUN", "NNS", 1, "nsubj"),
        ("are", "be", "AUX", "VBP", 2, "cop"),
        ("close", "close", "ADJ", "JJ", -1, "root"),
        ("to", "to", "ADP", "IN", 5, "case"),
        ("two", "two", "NUM", "CD", 5, "nummod"),
        ("towns", "town", "NOUN", "NNS", 2, "obl"),
    )
    assert mended(stands) == stands

"""Names of one sentence, found in the others."""

from __future__ import annotations

from ascribe.claims.names import spread_names
from ascribe.contract.sentences import Entity, Parse, Sentence, Token


def _sentence(words: str, *entities: tuple[str, int, int]) -> Sentence:
    tokens, at = [], 0
    for i, word in enumerate(words.split()):
        upos = "PROPN" if word[0].isupper() else "NOUN"
        tokens.append(Token(at, at + len(word), word, word.lower(), upos, "NNP", i - 1, "root" if not i else "flat"))
        at += len(word) + 1
    placed = tuple(Entity(label, a, b, tokens[a].start, tokens[b].end) for label, a, b in entities)
    return Sentence(0, words, 0, Parse(tuple(tokens), placed))


def _names(sentence: Sentence) -> list[tuple[str, str]]:
    return [(sentence.text[e.start : e.end], e.label) for e in sentence.parse.entities]


def test_a_name_seen_once_is_found_where_it_stands_unmarked() -> None:
    found = spread_names([_sentence("in Mada", ("LOC", 1, 1)), _sentence("the Mada talks")])
    assert _names(found[1]) == [("Mada", "LOC")]


def test_longer_names_and_other_words_stay_as_they_are() -> None:
    seen = _sentence("in Mada", ("LOC", 1, 1))
    for text in ("the Mada Airlines crew", "mada", "New Mada"):
        assert _names(spread_names([seen, _sentence(text)])[1]) == []


def test_names_of_two_kinds_are_left_alone() -> None:
    found = spread_names(
        [_sentence("Orune", ("LOC", 0, 0)), _sentence("Orune", ("PER", 0, 0)), _sentence("the Orune plan")]
    )
    assert _names(found[2]) == []


def test_marked_names_stay_and_order_is_kept() -> None:
    first = _sentence("from Mada to New Orune", ("LOC", 1, 1), ("LOC", 3, 4))
    found = spread_names([first, _sentence("New Orune and Mada", ("ORG", 0, 1))])
    assert _names(found[1]) == [("New Orune", "ORG"), ("Mada", "LOC")]


def _placed(text: str, label: str, head: int, deprel: str) -> Sentence:
    words = text.split(" ")
    tokens, at = [], 0
    for i, w in enumerate(words):
        upos, up, rel = ("NOUN", -1, "root") if i == 1 else ("DET", 1, "det")
        if w == "in":
            upos, up, rel = "ADP", len(words) - 1, "case"
        elif i == len(words) - 1:
            upos, up, rel = "PROPN", head, deprel
        tokens.append(Token(at, at + len(w), w, w, upos, "X", up, rel, 1.0, None, 0.0))
        at += len(w) + 1
    last = len(words) - 1
    return Sentence(
        0, text, 0, Parse(tuple(tokens), (Entity(label, last, last, tokens[last].start, tokens[last].end),))
    )


def test_a_name_behind_in_is_a_place() -> None:
    (found,) = spread_names([_placed("The truce in Orune", "PER", 1, "nmod")])
    assert [e.label for e in found.parse.entities] == ["LOC"]
    (found,) = spread_names([_placed("The trust in Ruiz", "PER", 1, "nmod")])
    assert [e.label for e in found.parse.entities] == ["PER"]

"""Names of a document agree: the label that its sightings are surest of, and none that is doubtful and stands alone."""

from __future__ import annotations

from ascribe.contract.sentences import Entity, Parse, Sentence, Token
from ascribe.reader.agreement import DOUBTFUL, agree


def sentence(text: str, *names: tuple[str, int, int, float]) -> Sentence:
    """Words of `text` with names (label, first, last, probability)."""
    tokens, at = [], 0
    for i, word in enumerate(text.split()):
        tokens.append(Token(at, at + len(word), word, word, "PROPN", "NNP", i - 1, "flat" if i else "root"))
        at += len(word) + 1
    entities = tuple(Entity(label, a, b, tokens[a].start, tokens[b].end, p) for label, a, b, p in names)
    return Sentence(0, text, 0, Parse(tuple(tokens), entities))


def labels(sentences: list[Sentence]) -> list[list[str]]:
    return [[e.label for e in s.parse.entities] for s in sentences]


def test_the_surer_label_wins() -> None:
    doubtful, sure = sentence("Orune", ("PER", 0, 0, 0.6)), sentence("Orune", ("LOC", 0, 0, 0.9))
    assert labels(agree([doubtful, sure])) == [["LOC"], ["LOC"]]
    assert labels(agree([doubtful, doubtful, sure])) == [["PER"]] * 3


def test_a_full_name_says_what_its_surname_is() -> None:
    found = agree([sentence("Ana Orune", ("PER", 0, 1, 0.9)), sentence("Orune left", ("LOC", 0, 0, 0.95))])
    assert labels(found) == [["PER"], ["PER"]]


def test_a_doubtful_name_alone_goes_and_with_support_stays() -> None:
    low = DOUBTFUL - 0.1
    doubtful = sentence("Mada", ("ORG", 0, 0, low))
    assert labels(agree([doubtful])) == [[]]
    assert labels(agree([doubtful, doubtful])) == [["ORG"], ["ORG"]]
    assert labels(agree([doubtful, sentence("Mada", ("ORG", 0, 0, 0.9))])) == [["ORG"], ["ORG"]]


def test_what_agrees_is_left_as_it_is() -> None:
    sentences = [sentence("Mada", ("LOC", 0, 0, 0.9)), sentence("Orune", ("PER", 0, 0, 0.8)), sentence("nothing")]
    assert all(a is b for a, b in zip(agree(sentences), sentences, strict=True))
    assert agree([]) == []

"""Names without what is no part of them."""

from __future__ import annotations

import pytest

from ascribe.contract.sentences import Token
from ascribe.reader.entities import tidy, titles

KINDS = {"of": "ADP", "and": "CCONJ", "the": "DET", "in": "ADP", ",": "PUNCT", "'s": "PART"}


def tokens(text: str) -> list[Token]:
    out, position = [], 0
    for word in text.split():
        tag = "JJ" if word.endswith("ean") else "NNP"
        out.append(
            Token(
                position,
                position + len(word),
                word,
                word,
                KINDS.get(word, "PROPN"),
                tag,
                0,
                "amod" if tag == "JJ" else "x",
            )
        )
        position += len(word) + 1
    return out


@pytest.mark.parametrize(
    ("label", "text", "expected"),
    [
        ("PER", "Crown Prince Omar Ode", "Omar Ode"),
        ("PER", "Brig. Ode", "Ode"),
        ("PER", "Prime Minister", ""),
        ("PER", "Sheikh Ode", "Sheikh Ode"),
        ("PER", "Ann Ode of", "Ann Ode"),
        ("PER", "Ode and", "Ode"),
        ("LOC", "in Vell ,", "Vell"),
        ("LOC", "Vellean", ""),
        ("ORG", "Justice and Peace Party", "Justice and Peace Party"),
        ("ORG", "The Ministry of Justice", "The Ministry of Justice"),
        ("ORG", "Odes 's", "Odes 's"),
    ],
)
def test_tidy(label: str, text: str, expected: str) -> None:
    words = tokens(text)
    found = tidy([(label, 0, len(words) - 1, 0.9)], words)
    assert [text[e.start : e.end] for e in found] == ([expected] if expected else [])
    for entity in found:
        assert (entity.start, entity.end) == (words[entity.first].start, words[entity.last].end)


def test_titles_are_lower_case_and_single_words() -> None:
    assert all(t == t.lower() and " " not in t and not t.endswith(".") for t in titles())

"""Sentences and quotations of a document that is compared."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from story_texts import document

from ascribe.contract.documents import Document
from ascribe.stories.layout import Layout, in_document, lay_out, side
from ascribe.stories.words import read_text, words_of_text


def layout(found: Document) -> Layout:
    return lay_out([side(found)])


def sentences(found: Document) -> list[str]:
    laid = layout(found)
    return [found.text[a:b] for a, b in zip(*in_document(found, laid.starts, laid.ends), strict=True)]


def quoted(found: Document) -> list[str]:
    words = words_of_text(read_text(found))
    flagged = np.flatnonzero(layout(found).quoted)
    return [read_text(found)[words.starts[i] : words.ends[i]] for i in flagged]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One went. Two came.", ["One went", "Two came"]),
        ("Gen. Orla Pint met Mr. Voss on Jan. 3 at the gate.", ["Gen. Orla Pint met Mr. Voss on Jan. 3 at the gate"]),
        ("The U.S. Army left. J. Kell stayed.", ["The U.S. Army left", "J. Kell stayed"]),
        ("“We go.” Then they went.", ["We go", "Then they went"]),
        ("It fell to 3.5 percent. Why? Nobody knows!", ["It fell to 3.5 percent", "Why", "Nobody knows"]),
        ("It was late… and dark. Still he came.", ["It was late… and dark", "Still he came"]),
        ("A line\nthat is broken. Next.\n\nNew paragraph", ["A line\nthat is broken", "Next", "New paragraph"]),
        ("他来了。她走了。", ["他来了", "她走了"]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(document("a", text)) == expected


def test_a_block_ends_a_sentence() -> None:
    assert sentences(document("a", "A headline without a stop", "the text begins")) == [
        "A headline without a stop",
        "the text begins",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We go,” he said. “Now.”", ["We", "go", "Now"]),
        ('"We go," he said.', ["We", "go"]),
        ("``We go,'' he said.", ["We", "go"]),
        ("‘We don’t go,’ he said.", ["We", "don", "t", "go"]),
        ("«Wir gehen», sagte er.", ["Wir", "gehen"]),
        ("„Wir gehen“, sagte er.", ["Wir", "gehen"]),
        ("It’s the dockers’ hall.", []),
    ],
)
def test_quotations(text: str, expected: list[str]) -> None:
    assert quoted(document("a", text)) == expected


def test_an_open_quotation_ends_with_its_paragraph() -> None:
    assert quoted(document("a", "“We go, he said.", "They went.")) == ["We", "go", "he", "said"]


def test_a_quotation_that_is_never_closed_in_a_long_text_is_none() -> None:
    assert quoted(document("a", '"' + "We go on and on. " * 200)) == []


texts = st.lists(st.text(max_size=80), max_size=6)


@given(texts)
def test_any_text_is_laid_out_in_order(texts: list[str]) -> None:
    found = layout(document("a", *texts))
    assert found.bounds[-1] == len(found.words)
    assert np.all(np.diff(found.bounds) > 0)
    assert np.all(found.starts < found.ends)
    assert np.all(found.ends[:-1] <= found.starts[1:])


@given(st.lists(texts, min_size=1, max_size=4))
def test_a_document_is_laid_out_the_same_in_company(many: list[list[str]]) -> None:
    documents = [document(str(i), *lines) for i, lines in enumerate(many)]
    together = lay_out([side(d) for d in documents])
    for i, alone in enumerate(map(layout, documents)):
        words, lines = slice(*together.first[i : i + 2]), slice(*together.sides[i : i + 2])
        for name in ("words", "quoted", "function", "figure", "anchor"):
            assert np.array_equal(getattr(alone, name), getattr(together, name)[words])
        for name in ("starts", "ends"):
            assert np.array_equal(getattr(alone, name), getattr(together, name)[lines])

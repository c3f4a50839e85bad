"""Where quotations begin and end, in every way that marks are printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascribe.claims.quotes import find_quotations
from ascribe.contract.documents import Block, BlockKind, Document
from ascribe.contract.sentences import Parse, Sentence, Token


def document_of(*paragraphs: str) -> Document:
    text, blocks = "", []
    for paragraph in paragraphs:
        blocks.append(Block(BlockKind.BODY, len(text), len(text) + len(paragraph)))
        text += paragraph + "\n\n"
    return Document("d", "r", "n", text, tuple(blocks))


def sentences_of(document: Document) -> list[Sentence]:
    """A sentence ends at a stop or question mark."""
    out = []
    for index, block in enumerate(document.blocks):
        start = block.start
        for at in range(block.start, block.end):
            if document.text[at] in ".?!" or at == block.end - 1:
                words = document.text[start : at + 1]
                out.append(
                    Sentence(start, words, index, Parse((Token(0, len(words), words, words, "X", "FW", -1, "root"),)))
                )
                start = at + 1
    return out


def quoted(*paragraphs: str) -> list[str]:
    document = document_of(*paragraphs)
    return [q.inner.of(document.text) for q in find_quotations(document, sentences_of(document))]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("“The road is open,” she said. “Go.”", ["The road is open,", "Go."]),
        ('"The road is open," she said. "Go."', ["The road is open,", "Go."]),
        ("``The road is open,'' she said.", ["The road is open,"]),
        ("''The road is open,'' she said. ''Go.''", ["The road is open,", "Go."]),
        ("«The road is open», she said.", ["The road is open"]),
        ('“It was our "fine" court. Nobody came.” she said.', ['It was our "fine" court. Nobody came.']),
        ("“The road is open. “Go,” she said.", ["The road is open. ", "Go,"]),
        ("‘The road is open,’ she said.", ["The road is open,"]),
        ("'The owners' road is open,' she said.", ["The owners' road is open,"]),
        ("She doesn't know the Smiths' road, and it's not Ruiz's.", []),
        ('A 12" pipe burst, and a 6" one.', []),
        ('He said it was "done with", and left.', ["done with"]),
        ("She said (“go”) and left.", ["go"]),
    ],
)
def test_marks_of_every_kind(text: str, inner: list[str]) -> None:
    assert quoted(text) == inner


def test_an_unclosed_quotation_ends_with_its_sentence() -> None:
    assert quoted('She said: "Go. He stayed.', "The road was open.") == ["Go."]


def test_a_paragraph_left_open_goes_on_in_the_next() -> None:
    document = document_of('Ruiz said: "We held. Nobody slept.', '"The river froze.', '"Then it thawed."')
    found = find_quotations(document, sentences_of(document))
    assert [q.inner.of(document.text) for q in found] == [
        "We held. Nobody slept.",
        "The river froze.",
        "Then it thawed.",
    ]
    assert [(q.continues, q.continued) for q in found] == [(True, False), (True, True), (False, True)]


def test_a_second_opening_behind_a_stop_begins_another_quotation() -> None:
    assert quoted("“We go, she said. “We stay.”") == ["We stay."]


def test_a_second_opening_within_a_clause_does_not_end_the_first() -> None:
    assert quoted("“The port is done with “ fear and grows,” she said.") == ["The port is done with “ fear and grows,"]


def test_boilerplate_is_not_read() -> None:
    text = "“Go,” she said."
    document = Document("d", "r", "n", text, (Block(BlockKind.BOILERPLATE, 0, len(text)),))
    assert find_quotations(document, []) == []


@given(st.lists(st.text(alphabet="ab .,!?'\"“”‘’«»`\n1", max_size=60), min_size=1, max_size=4))
def test_any_marks_give_stretches_in_order(paragraphs: list[str]) -> None:
    document = document_of(*(p or " " for p in paragraphs))
    last = 0
    for q in find_quotations(document, sentences_of(document)):
        assert q.span.holds(q.inner)
        assert last <= q.span.start < q.span.end <= len(document.text)
        assert document.blocks[q.block].start <= q.span.start
        assert q.span.end <= document.blocks[q.block].end
        last = q.span.end

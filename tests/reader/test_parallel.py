"""Several processes give what one gives, in order, and survive a document that kills its reader."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from ascribe.contract.documents import Block, BlockKind, Document, Problem
from ascribe.errors import AscribeError
from ascribe.reader.parallel import read_many
from ascribe.reader.runtime import Reader


def document(number: int, text: str) -> Document:
    return Document(str(number), "r", f"{number}.txt", text, (Block(BlockKind.BODY, 0, len(text)),))


class Poison(Document):
    """A document that kills the process that unpacks it."""

    def __reduce__(self) -> tuple[object, ...]:
        return os._exit, (3,)


def test_order_and_content(reader: Reader) -> None:
    documents = [document(i, f"Guard number {i} left the bridge. " * (1 + i % 3)) for i in range(12)]
    expected = [reader.read_document(d) for d in documents]
    assert list(read_many(documents, 1)) == expected
    assert list(read_many(iter(documents), 2)) == expected


def test_a_dead_worker_costs_one_document(reader: Reader) -> None:
    text = "The guards left the bridge."
    documents = [document(i, text) for i in range(5)]
    documents[2] = Poison("2", "r", "2.txt", text, documents[0].blocks)
    found = list(read_many(documents, 2))
    assert isinstance(found[2], Problem)
    assert found[2].code == "reader.failed"
    assert found[2].message.startswith("2.txt: ")
    expected = reader.read_document(documents[0])
    assert [f for i, f in enumerate(found) if i != 2] == [expected] * 4


def test_documents_are_taken_as_needed() -> None:
    taken = 0

    def source() -> Iterator[Document]:
        nonlocal taken
        for i in range(1000):
            taken += 1
            yield document(i, "They left.")

    found = read_many(source(), 2)
    next(found)
    found.close()  # type: ignore[attr-defined]
    assert taken < 20


def test_a_damaged_model_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(AscribeError, match=r"model\.hash"):
        next(iter(read_many([document(0, "They left.")], 2, tmp_path)))

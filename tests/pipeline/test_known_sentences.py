"""A sentence that was read once is not read again, by any process and in any reading; nothing else changes."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest

from ascribe.contract.documents import Block, BlockKind, Document
from ascribe.contract.sentences import Entity, Parse, Token
from ascribe.pipeline.known_sentences import KnownSentences, RememberingReader, packed, unpacked
from ascribe.reader.runtime import Reader

TEXT = "Rebels shelled Mada."
PARSE = Parse(
    (
        Token(0, 6, "Rebels", "rebel", "NOUN", "NNS", 1, "nsubj", 0.1 + 0.2, "person"),
        Token(7, 14, "shelled", "shell", "VERB", "VBD", -1, "root", event=1 / 3, factuality=-2.5, denied=True),
        Token(15, 19, "Mada", "Mada", "PROPN", "NNP", 1, "obj"),
    ),
    (Entity("LOC", 2, 2, 15, 19, 0.7),),
)
REPORT = "Flood water broke through the dyke on Sunday. “We have boats,” Governor Ines Halloran said. Nobody was hurt."


def document(text: str) -> Document:
    return Document("d", "r", "d", text, (Block(BlockKind.BODY, 0, len(text)),))


def test_a_parse_comes_back_exactly() -> None:
    assert unpacked(TEXT, packed(PARSE)) == PARSE
    assert all(type(v) is type(w) for t, u in zip(unpacked(TEXT, packed(PARSE)).tokens, PARSE.tokens, strict=True)
               for v, w in zip(dataclasses.astuple(t), dataclasses.astuple(u), strict=True))  # fmt: skip


def test_what_one_process_put_another_gets(tmp_path: Path) -> None:
    one, other = (KnownSentences(tmp_path / "s.db", "1") for _ in range(2))
    assert other.get(TEXT) is None
    one.put(TEXT, PARSE)
    assert other.get(TEXT) is None
    one.flush()
    assert other.get(TEXT) == PARSE
    assert KnownSentences(tmp_path / "s.db", "1").get(TEXT) == PARSE
    assert KnownSentences(tmp_path / "s.db", "2").get(TEXT) is None  # of another model


def test_the_oldest_go_first(tmp_path: Path) -> None:
    known = KnownSentences(tmp_path / "s.db", "1", most=10)
    for i in range(30):
        known.put(f"{TEXT} {i}", PARSE)
    known.flush()
    again = KnownSentences(tmp_path / "s.db", "1", most=10)
    assert [i for i in range(30) if again.get(f"{TEXT} {i}") is not None] == list(range(20, 30))


@pytest.mark.parametrize("damage", ["no file", "no folder", "rubbish", "a row"])
def test_damage_costs_nothing_but_time(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "s.db"
    known = KnownSentences(path, "1")
    known.put(TEXT, PARSE)
    known.flush()
    known.close()
    if damage == "no folder":
        path = tmp_path / "gone" / "s.db"
    elif damage == "rubbish":
        path.write_bytes(b"rubbish" * 1000)
    elif damage == "a row":
        with sqlite3.connect(path) as connection:
            connection.execute("UPDATE sentences SET parse = x'00'")
    else:
        path.unlink()
    again = KnownSentences(path, "1")
    assert again.get(TEXT) is None
    again.put(TEXT, PARSE)
    again.flush()
    assert again.get(TEXT) in (PARSE, None)


class Counted:
    """Counts the sentences that the model is asked for."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        original = Reader.read_tokens

        def counting(reader: Reader, text: str, spans: Sequence[tuple[int, int]]) -> Parse:
            self.count += 1
            return original(reader, text, spans)

        monkeypatch.setattr(Reader, "read_tokens", counting)


def test_a_copy_is_not_read_again_and_reads_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = Reader().read_document(document(REPORT))
    first, second = (RememberingReader(tmp_path / "s.db") for _ in range(2))
    counted = Counted(monkeypatch)
    assert first.read_document(document(REPORT)) == plain
    assert counted.count == 3
    copy = second.read_document(document(f"{REPORT} A new sentence stands here."))
    assert counted.count == 4
    assert [s.parse for s in copy[:3]] == [s.parse for s in plain]

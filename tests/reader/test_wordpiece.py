"""Pieces as BERT's own tokenizer makes them, and shapes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascribe.reader import model_files
from ascribe.reader.wordpiece import MAX_PIECES, SHAPES, WordPiece, normalise, shape

VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "tik", "##rit", "##r", "strike", "##s", "-", "ca", "##fe", "国"]


def spelled(word: str) -> list[str]:
    return [VOCABULARY[i] for i in WordPiece(VOCABULARY).pieces(word)]


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("Tikrit", ["tik", "##rit"]),
        ("STRIKES", ["strike", "##s"]),
        ("Café", ["ca", "##fe"]),
        ("tik-strike", ["tik", "-", "strike"]),
        ("国国", ["国", "国"]),
        ("xyz", ["[UNK]"]),
        ("tikrx", ["[UNK]"]),
        ("\u0301", ["[UNK]"]),
        ("tik" * 50, ["[UNK]"]),
    ],
)
def test_pieces(word: str, pieces: list[str]) -> None:
    assert spelled(word) == pieces


@given(st.text(min_size=1, max_size=300))
def test_any_word_has_few_pieces(word: str) -> None:
    assert 1 <= len(WordPiece(VOCABULARY).pieces(word)) <= MAX_PIECES


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("strike", "lower"), ("Tikrit", "title"),
        ("AP", "upper"), ("A", "capital"), ("McVell", "mixed"), ("2031", "digits"),
        ("1,000", "number"), ("F-16", "alphanumeric"), ("--", "punctuation"), ("国", "other"), ("U.S.", "dotted"),
        ("É", "capital"), ("Sana'a", "title"), ("a.m.", "lower"), ("iPod", "mixed"), ("👍", "punctuation"),
    ],
)  # fmt: skip
def test_shapes(word: str, name: str) -> None:
    assert SHAPES[shape(word)] == name


@given(st.text(min_size=1, max_size=20))
def test_any_word_has_a_shape(word: str) -> None:
    assert 0 < shape(word) < len(SHAPES)


def test_agrees_with_the_library() -> None:
    tokenizers = pytest.importorskip("tokenizers", reason="skipped: not installed, a peer for this test only")
    files = model_files.load()
    peer = tokenizers.BertWordPieceTokenizer(dict(zip(files.vocabulary, range(len(files.vocabulary)), strict=True)))
    mine = WordPiece(files.vocabulary)

    # Latin, Greek, Cyrillic: the library's tables of newer characters are older than Python's
    @given(st.text(alphabet=st.characters(max_codepoint=0x52F, exclude_categories=["Cn"]), min_size=1, max_size=12))
    def check(word: str) -> None:
        theirs = peer.encode(word, add_special_tokens=False).ids
        if 0 < len(theirs) <= MAX_PIECES:
            assert list(mine.pieces(word)) == theirs

    check()
    for word in ("Baghdad", "don't", "naïve", "Łódź", "A-10", "zażółć", "ﬁn", "İstanbul", "x²", "½"):
        assert list(mine.pieces(word)) == peer.encode(word, add_special_tokens=False).ids


def test_normalise_drops_what_bert_drops() -> None:
    assert normalise("A\u200bB\ufffd\x00c") == ["abc"]

"""Words as hashes: offsets that slice back, equal words equal, any string."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascribe.stories import words as module
from ascribe.stories.words import tokenised, words_of_text


def spelled(text: str) -> list[str]:
    found = words_of_text(text)
    return [text[a:b] for a, b in zip(found.starts, found.ends, strict=True)]


@given(st.text(alphabet=st.characters(codec="ascii")))
def test_ascii_words_are_runs_of_letters_and_digits(text: str) -> None:
    assert spelled(text) == re.findall(r"[A-Za-z0-9]+", text)


@given(st.text())
def test_any_string_gives_words_in_order_that_slice_back(text: str) -> None:
    found = words_of_text(text)
    assert len(found.hashes) == len(found.starts) == len(found.ends)
    assert np.all(found.starts < found.ends)
    assert np.all(found.ends[:-1] <= found.starts[1:])
    for word in spelled(text):
        assert any(c.isalnum() or ord(c) > 127 for c in word)


@given(st.lists(st.text(alphabet=st.characters(categories=["L", "N", "P", "Zs", "M"])), max_size=8))
def test_a_text_has_the_same_words_alone_and_among_others(texts: list[str]) -> None:
    parts = [batch.part(i) for batch in tokenised(texts) for i in range(len(batch))]
    assert len(parts) == len(texts)
    for text, part in zip(texts, parts, strict=True):
        alone = words_of_text(text)
        assert np.array_equal(part.hashes, alone.hashes)
        assert np.array_equal(part.starts, alone.starts)
        assert np.array_equal(part.ends, alone.ends)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Café", "cafe\u0301"),  # composed and decomposed
        ("a\u0301b", "áb"),  # the accent inside
        ("BAIJI", "baiji"),
        ("don’t", "don't"),
        ("ПЕТРА", "петра"),
    ],
)
def test_spellings_of_one_word_are_equal(one: str, other: str) -> None:
    assert np.array_equal(words_of_text(one).hashes, words_of_text(other).hashes)


@pytest.mark.parametrize(("one", "other"), [("17", "71"), ("ab", "ba"), ("a", "aa"), ("is", "as"), ("1", "10")])
def test_different_words_differ(one: str, other: str) -> None:
    assert words_of_text(one).hashes[0] != words_of_text(other).hashes[0]


def test_scripts_without_spaces_are_cut_into_characters() -> None:
    assert spelled("北京ABC北 ok") == ["北", "京", "ABC", "北", "ok"]


def test_long_texts_are_cut_between_words(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "alpha beta gamma delta epsilon zeta " * 40
    whole = words_of_text(text)
    monkeypatch.setattr(module, "CHUNK", 64)
    in_chunks = words_of_text(text)
    assert np.array_equal(whole.hashes, in_chunks.hashes)
    assert np.array_equal(whole.starts, in_chunks.starts)

"""Fingerprints: the same alone and in a batch, all shingles of short texts, one in eight of long ones."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from story_texts import OTHER, REPORT, document

from ascribe.contract.documents import BlockKind
from ascribe.stories.fingerprint import ONE_IN, SHINGLE, SHORT, Fingerprint, fingerprint, fingerprints


def same(a: Fingerprint, b: Fingerprint) -> bool:
    arrays = np.array_equal(a.shingles, b.shingles) and np.array_equal(a.names, b.names)
    return arrays and (a.words, a.content) == (b.words, b.content)


@given(st.lists(st.text(max_size=200), max_size=10))
def test_a_fingerprint_does_not_depend_on_its_batch(texts: list[str]) -> None:
    documents = [document(str(i), text) for i, text in enumerate(texts)]
    for one, among in zip(documents, fingerprints(documents), strict=True):
        assert same(fingerprint(one), among)


def test_all_shingles_of_a_short_text_are_kept() -> None:
    found = fingerprint(document("a", *REPORT[:3]))
    assert found.words < SHORT
    assert len(found.shingles) == found.words - SHINGLE + 1


def test_about_one_shingle_in_eight_of_a_long_text_is_kept() -> None:
    words = [f"word{i}" for i in range(8000)]
    kept = len(fingerprint(document("a", " ".join(words))).shingles)
    assert 0.8 * 8000 / ONE_IN < kept < 1.2 * 8000 / ONE_IN


def test_shingles_of_a_cut_down_copy_are_among_those_of_the_whole() -> None:
    words = [f"word{i}" for i in range(2000)]
    whole, half = (fingerprint(document(n, " ".join(w))) for n, w in (("a", words), ("b", words[500:1500])))
    assert np.isin(half.shingles, whole.shingles).all()


def test_typography_and_paragraphs_do_not_change_the_content() -> None:
    curly, straight = document("a", *REPORT), document("b", " ".join(REPORT).replace("“", '"').replace("”", '"'))
    assert fingerprint(curly).content == fingerprint(straight).content
    assert fingerprint(curly).content != fingerprint(document("c", *REPORT[1:])).content


def test_what_is_not_read_does_not_count() -> None:
    plain = document("a", *REPORT)
    wrapped = document("b", *REPORT, *OTHER)
    n = len(REPORT)
    marked = [b if i < n else type(b)(BlockKind.BOILERPLATE, b.start, b.end) for i, b in enumerate(wrapped.blocks)]
    assert same(fingerprint(plain), fingerprint(type(wrapped)("b", "b", "b", wrapped.text, tuple(marked))))


def test_an_empty_document_has_no_words() -> None:
    found = fingerprint(document("a"))
    assert (found.words, len(found.shingles), int(found.names.sum())) == (0, 0, 0)

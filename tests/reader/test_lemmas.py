"""Edit scripts make the lemma from the word, and are found from the pair."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascribe.reader.lemmas import apply, derive


@pytest.mark.parametrize(
    ("form", "lemma", "script"),
    [
        ("strikes", "strike", "l-1+"),
        ("parties", "party", "l-3+y"),
        ("was", "be", "l=be"),
        ("Tikrit", "Tikrit", "t-0+"),
        ("TIKRIT", "Tikrit", "t-0+"),
        ("AP", "AP", "u-0+"),
        ("Said", "say", "l-2+y"),
        ("iPods", "iPod", "k-1+"),
        ("n't", "not", "l-2+ot"),
    ],
)
def test_scripts(form: str, lemma: str, script: str) -> None:
    assert derive(form, lemma) == script
    assert apply(form, script) == lemma


WORD = st.text(alphabet="abcdeABC'é", min_size=1, max_size=12)


@given(WORD, WORD)
def test_round_trip(form: str, lemma: str) -> None:
    assert apply(form, derive(form, lemma)) == lemma


@given(st.text(min_size=1, max_size=6), st.sampled_from(["l-1+", "l-5+y", "l=be", "t-0+", "u-2+x", "k-1+", "l-0+"]))
def test_never_empty(form: str, script: str) -> None:
    assert apply(form, script)

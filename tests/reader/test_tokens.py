"""Tokens as the treebanks cut them, with offsets that slice back, in linear time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascribe.reader.tokens import tokenize


def words(text: str) -> list[str]:
    return [text[a:b] for a, b in tokenize(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They don't know.", "They do n't know ."),
        ("We cannot wait, can't stop and won’t go!", "We can not wait , ca n't stop and wo n’t go !"),
        ("It's the mayors' plan, not Anna's.", "It 's the mayors ' plan , not Anna 's ."),
        ("The U.S.-led mission left the U.S. in Jan. 2031.", "The U.S. - led mission left the U.S. in Jan. 2031 ."),
        ("He met Gen. Ode and Dr. R. Pim of Vell Inc.", "He met Gen. Ode and Dr. R. Pim of Vell Inc."),
        ("It cost $5.5m, or 1,000 euros (a 12% rise).", "It cost $ 5.5 m , or 1,000 euros ( a 12 % rise ) ."),
        ("“We left at 10:30am,” she said.", "“ We left at 10:30 am , ” she said ."),
        ("An anti-war march, a 12-year-old ex-mayor.", "An anti-war march , a 12 - year - old ex-mayor ."),
        ("See https://a.example/x?y=1, or www.b.example.", "See https://a.example/x?y=1 , or www.b.example ."),
        ("Write to ann.b@c.example.org today...", "Write to ann.b@c.example.org today ..."),
        ("No. 5 is here. No.", "No. 5 is here . No ."),
        ("He stayed.Then he left :)", "He stayed . Then he left :)"),
        ("Fighters near Sana'a and O'Dell's farm", "Fighters near Sana'a and O'Dell 's farm"),
        ("On 9/11/2031 the 1990s, '80s and 3rd", "On 9/11/2031 the 1990s , '80s and 3rd"),
        ("either/or, AT&T and 20-30 men -- no", "either / or , AT&T and 20 - 30 men -- no"),
        ("DON'T GO!!! WHY?!", "DO N'T GO !!! WHY ?!"),
        ("she wanna go, i dont", "she wan na go , i do nt"),
        ("good 👍🏽👨‍👩‍👧 day 🇮🇶", "good 👍🏽 👨‍👩‍👧 day 🇮🇶"),
        ("at 5 p.m. on Sat. 3 May", "at 5 p.m. on Sat. 3 May"),
        ("(see p. 4; cf. Fig. 2)", "( see p. 4 ; cf. Fig. 2 )"),
        ("", ""),
        (" \n\t ", ""),
    ],
)
def test_cuts_like_the_treebanks(text: str, expected: str) -> None:
    assert words(text) == expected.split()


@given(st.text(max_size=120))
def test_any_text_slices_back(text: str) -> None:
    position = 0
    for start, end in tokenize(text):
        assert position <= start < end <= len(text)
        assert not text[position:start].strip()
        position = end
    assert not text[position:].strip()


@given(st.text(alphabet="aA1.,'’-/$%@:()\"“” n t s", max_size=60))
def test_dense_punctuation_slices_back(text: str) -> None:
    assert "".join(words(text)) == "".join(text.split())


@pytest.mark.parametrize("unit", ["a", "a-", "a.", "a@", "1,", "'", "http://", "a’s-", "(", "é́", "x.y@", "1-", "w/"])
def test_time_is_linear(unit: str) -> None:
    def seconds(repeats: int) -> float:
        text = unit * repeats
        start = time.process_time()
        tokenize(text)
        return time.process_time() - start

    seconds(100)
    small, large = min(seconds(20_000) for _ in range(3)), seconds(80_000)
    assert large < 0.15 + 12 * small  # four times the text; a square would be sixteen times


def test_a_word_reads_the_same_twice() -> None:
    assert words("Mr. Ode met Mr. Ode") == ["Mr.", "Ode", "met", "Mr.", "Ode"]

"""Sentences of news text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascribe.reader.sentences import split


def cut(text: str) -> list[str]:
    return [span.of(text) for span in split(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["Gen. Ode met Col. Pim on Dec. 11-13.", "He then left."],
        ["The U.S. Navy said so.", "It gave no reason."],
        ["They live in the U.S.", "The army does not."],
        ["Talks began at 5 p.m. Friday.", "Nobody came."],
        ["Talks ended at 5 p.m.", "They will go on."],
        ["“We won.”", "Then she sat down."],
        ["“Are you sure?” he asked.", "She was."],
        ['"Go! Go!" he cried.', "They went."],
        ["He said: “No. Never. We will not,” and hung up.", "It was over."],
        ["See Fig. 2 and p. 4.", "No. 5 is missing, and Decree No. (7) too."],
        ["It was late (about 9 p.m. or so).", "We slept."],
        ["He waited...", "Nothing came."],
        ["What?", "Nobody knew!", "Really?!", "Yes."],
        ["J. K. Ode and S. Pim signed.", "A. Vell did not."],
        ["The firm, Vell Inc., closed.", "Its owner, Vell Corp., did not."],
        ["He is from St. Anne.", "St. Anne is far."],
        ["The claim stands.[12]", "Another does not."],
    ],
)
def test_splits(parts: list[str]) -> None:
    assert cut(" ".join(parts)) == parts


def test_no_space_behind_the_stop() -> None:
    assert cut("Nobody was hurt.The police came. Visit example.com today.") == [
        "Nobody was hurt.", "The police came.", "Visit example.com today.",
    ]  # fmt: skip


def test_blank_lines_always_end_a_sentence() -> None:
    assert cut("A headline without a stop\n\nThe story\nbegins here.") == [
        "A headline without a stop", "The story\nbegins here.",
    ]  # fmt: skip


def test_line_breaks_end_a_sentence_if_asked() -> None:
    text = "First line\nSecond line"
    assert [span.of(text) for span in split(text, "line")] == ["First line", "Second line"]


@given(st.text(alphabet="aB .!?…\"“”'()[]\n1,", max_size=80))
def test_nothing_is_lost(text: str) -> None:
    position = 0
    for span in split(text):
        assert position <= span.start < span.end
        assert not text[position : span.start].strip()
        assert span.of(text) == span.of(text).strip()
        position = span.end
    assert not text[position:].strip()


@given(st.text(max_size=60))
def test_any_text(text: str) -> None:
    assert "".join("".join(cut(text)).split()) == "".join(text.split())


@pytest.mark.parametrize(
    "unit", ["a. ", "A. ", ". ", "“a. ", '"a" ', "(a. ", "...", "!", "a.\n", "[1] ", "\n\n", "Mr. "]
)
def test_time_is_linear(unit: str) -> None:
    def seconds(repeats: int) -> float:
        text = unit * repeats
        start = time.process_time()
        split(text)
        return time.process_time() - start

    seconds(100)
    small, large = min(seconds(10_000) for _ in range(3)), seconds(40_000)
    assert large < 0.15 + 12 * small  # four times the text; a square would be sixteen times
